import { z } from 'zod';
import type { Ctx } from '../../kit/ctx.ts';
import { action } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import type { Button, View } from '../../kit/view.ts';
import { formerMember, formerTeam } from '../reads/team.ts';
import { proofYears } from '../schema.ts';
import { createLinkCode } from '../service/code.ts';
import { bringBack } from '../service/members.ts';
import { codeFor, formerCard, formerList } from '../views/former.ts';

const base = { command: 'equipe', permission: 'manage' } as const;
const one = z.object({ id: z.string() });

/** Those who left: how they come back, and how their name goes. `card` shows a member, `back` leads to the team. */
export function createFormer(
  card: (ctx: Ctx, id: string, says: readonly string[]) => Promise<View>,
  back: (ctx: Ctx) => Button,
) {
  const returned = action({
    ...base,
    name: 'firms.bringBack',
    answers: 'update',
    input: one,
    run: async (ctx, { id }) => {
      await bringBack(ctx, id);
      return card(ctx, id, [ctx.w.firms.backAgain]);
    },
  });
  const look = action({
    ...base,
    name: 'firms.formerOne',
    answers: 'update',
    input: z.object({}),
    run: async (ctx, _, [id = '']) => {
      const former = await formerMember(ctx, id);
      if (!former) throw new UserError('not-former', (w) => w.firms.notFormer);
      return formerCard(ctx.w, former, ctx.firm.timeZone, proofYears, [...buttons(ctx, id), back(ctx)]);
    },
  });
  const list = action({
    ...base,
    name: 'firms.former',
    answers: 'update',
    input: z.object({}),
    run: async (ctx) => formerList(ctx.w, await formerTeam(ctx), ctx.firm.timeZone, look.press({}), [back(ctx)]),
  });
  const code = action({
    ...base,
    name: 'firms.codeFor',
    answers: 'private',
    input: one,
    run: async (ctx, { id }) => codeFor(ctx.w, await createLinkCode(ctx, id)),
  });
  const buttons = (ctx: Ctx, id: string): Button[] => [
    { label: ctx.w.firms.bringBack, style: 'primary', press: returned.press({ id }) },
    ...ctx.registry.given('leaverSteps').map((button) => button(ctx.w, id)),
  ];
  return {
    actions: [list, look, returned, code],
    buttons,
    /** Leads to them, where there are any. */
    lead: async (ctx: Ctx): Promise<Button[]> =>
      (await formerTeam(ctx)).length > 0 ? [{ label: ctx.w.firms.former, press: list.press({}) }] : [],
    /** For somebody of the team who can speak nowhere yet. */
    code: (ctx: Ctx, id: string): Button => ({ label: ctx.w.firms.codeFor, press: code.press({ id }) }),
  };
}

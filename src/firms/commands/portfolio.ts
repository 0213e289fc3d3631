import { z } from 'zod';
import type { Ctx } from '../../kit/ctx.ts';
import { action, form } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import { field } from '../../kit/field.ts';
import type { Button, View } from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';
import { clientNamed, clientOptions } from '../reads/clients.ts';
import { memberOptions, type TeamMember, teamMember } from '../reads/team.ts';
import { proofYears } from '../schema.ts';
import { handOver, removeMember } from '../service/members.ts';
import { assignClients } from '../service/portfolio.ts';
import { memberLeft, strayLines } from '../views/team.ts';
import { namedMember } from './named.ts';

const base = { command: 'equipe', permission: 'manage', input: z.object({ id: z.string() }) } as const;
const clientFields = z.object({
  client: field.search((w) => w.firms.client, clientOptions).optional(),
  list: field.long((w) => w.firms.clientList, { max: 4000 }).optional(),
});
const nameOf = async (ctx: Ctx, id: string | null) => (id ? (await teamMember(ctx, id))?.name : undefined);
const receiver = async (ctx: Ctx, typed: string | undefined, at: string) =>
  typed ? namedMember(ctx, typed, at) : null;

/** Each line to the client it names; what names none, or several, is told back. */
async function readLines(ctx: Ctx, { client, list = '' }: z.infer<typeof clientFields>) {
  const lines = [...(client ? [client] : []), ...list.split(/[\n;]/)].map((line) => line.trim()).filter(Boolean);
  if (lines.length === 0) {
    const say = (w: Words) => w.firms.nothingTyped;
    throw new UserError('input', say, { fields: { client: say } });
  }
  const [ids, none, many]: [Set<string>, string[], string[]] = [new Set(), [], []];
  for (const line of lines) {
    const found = await clientNamed(ctx, line);
    if (found === 'none') none.push(line.slice(0, 60));
    else if (found === 'many') many.push(line.slice(0, 60));
    else ids.add(found.id);
  }
  return { ids: [...ids], stray: strayLines(ctx.w, none, many) };
}

/** What may be done about a member's clients, and how a member leaves. `card` shows the member again, `back` leads to the team. */
export function createPortfolio(
  card: (ctx: Ctx, id: string, says: readonly string[]) => Promise<View>,
  back: (ctx: Ctx) => Button,
  former: (ctx: Ctx, id: string) => Button[],
) {
  const giveForm = form({
    ...base,
    name: 'firms.giveForm',
    answers: 'update',
    title: (w) => w.firms.assignTitle,
    submit: (w) => w.firms.assign,
    fields: clientFields,
    run: async (ctx, { id }, values) => {
      const { ids, stray } = await readLines(ctx, values);
      const given = await assignClients(ctx, id, ids);
      return card(ctx, id, [ctx.w.firms.given(given, (await nameOf(ctx, id)) ?? ''), ...stray]);
    },
  });
  const takeForm = form({
    ...base,
    name: 'firms.takeForm',
    answers: 'update',
    title: (w) => w.firms.releaseTitle,
    submit: (w) => w.firms.release,
    fields: clientFields,
    run: async (ctx, { id }, values) => {
      const { ids, stray } = await readLines(ctx, values);
      const taken = await assignClients(ctx, null, ids, id);
      return card(ctx, id, [ctx.w.firms.taken(taken, (await nameOf(ctx, id)) ?? ''), ...stray]);
    },
  });
  const handForm = form({
    ...base,
    name: 'firms.handForm',
    answers: 'update',
    title: (w) => w.firms.handOverTitle,
    submit: (w) => w.firms.handOverSubmit,
    fields: z.object({ to: field.search((w) => w.firms.receiver, memberOptions).optional() }),
    run: async (ctx, { id }, { to }) => {
      const heir = await receiver(ctx, to, 'to');
      const moved = await handOver(ctx, id, heir);
      return card(ctx, id, [ctx.w.firms.moved(moved, await nameOf(ctx, heir))]);
    },
  });
  const removeForm = form({
    ...base,
    name: 'firms.removeForm',
    answers: 'update',
    title: (w) => w.firms.removeTitle,
    submit: (w) => w.firms.remove,
    fields: z.object({ heir: field.search((w) => w.firms.heir, memberOptions).optional() }),
    run: async (ctx, { id }, values) => {
      const heir = await receiver(ctx, values.heir, 'heir');
      const { name, clients } = await removeMember(ctx, id, heir);
      const { firms } = ctx.w;
      const moved = clients > 0 ? [firms.moved(clients, await nameOf(ctx, heir))] : [];
      return memberLeft(
        [firms.removed(name), ...moved, ctx.w.rights.memberTerm(proofYears)],
        [...former(ctx, id), back(ctx)],
      );
    },
  });

  const opening = (name: string, opened: { open(input: { id: string }): ReturnType<typeof giveForm.open> }) =>
    action({
      ...base,
      name,
      answers: 'form',
      run: async (ctx, { id }) => {
        if (!(await teamMember(ctx, id))) throw new UserError('member-gone', (w) => w.firms.memberGone);
        return opened.open({ id });
      },
    });
  const give = opening('firms.give', giveForm);
  const take = opening('firms.take', takeForm);
  const hand = opening('firms.hand', handForm);
  const remove = opening('firms.remove', removeForm);

  return {
    actions: [give, take, hand, remove],
    forms: [giveForm, takeForm, handForm, removeForm],
    buttons: (w: Words, { id, clients }: TeamMember): Button[] => [
      { label: w.firms.assign, style: 'primary', press: give.press({ id }) },
      ...(clients > 0
        ? [
            { label: w.firms.release, press: take.press({ id }) },
            { label: w.firms.handOver, press: hand.press({ id }) },
          ]
        : []),
      { label: w.firms.remove, style: 'danger', press: remove.press({ id }) },
    ],
  };
}

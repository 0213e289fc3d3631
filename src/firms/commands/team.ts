import { z } from 'zod';
import type { Ctx } from '../../kit/ctx.ts';
import { action, command, form } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import { field } from '../../kit/field.ts';
import type { Button, View } from '../../kit/view.ts';
import { memberOptions, team, teamMember } from '../reads/team.ts';
import { memberRoles, seatOf } from '../schema.ts';
import { createLinkCode } from '../service/code.ts';
import { addMember, changeRole } from '../service/members.ts';
import { codeCard, memberCard, teamList } from '../views/team.ts';
import { createFormer } from './former.ts';
import { namedMember } from './named.ts';
import { createPortfolio } from './portfolio.ts';

const base = { command: 'equipe', permission: 'manage' } as const;

async function list(ctx: Ctx, after?: string): Promise<View> {
  const page = await team(ctx, after);
  const { firms } = ctx.w;
  return teamList(ctx.w, ctx.firm.name, page, look.press({}), [
    ...(ctx.can('manage')
      ? [
          { label: firms.add, style: 'primary' as const, press: add.press({}) },
          { label: firms.linkCode, press: linkCode.press({}) },
          ...(await former.lead(ctx)),
        ]
      : []),
    ...(after ? [{ label: firms.back, press: openTeam.press({}) }] : []),
    ...(page.next ? [{ label: firms.more, press: openTeam.press({ after: page.next }) }] : []),
  ]);
}

/** One person's card, with what may be done about them. `ctx.can` is of before the deed: who has just made themself an analyst may no more. */
async function card(ctx: Ctx, id: string, says: readonly string[] = []): Promise<View> {
  const member = await teamMember(ctx, id);
  if (!member) throw new UserError('member-gone', (w) => w.firms.memberGone);
  const mayManage = ctx.can('manage') && (id !== ctx.actor.id || member.role === 'admin');
  const other = member.role === 'admin' ? 'analyst' : 'admin';
  const back = toTeam(ctx);
  const access = member.platforms.length === 0 ? [former.code(ctx, id)] : [];
  const change = {
    label: other === 'admin' ? ctx.w.firms.makeAdmin : ctx.w.firms.makeAnalyst,
    press: role.press({ id, role: other }),
  };
  return memberCard(
    ctx.w,
    member,
    mayManage ? [...portfolio.buttons(ctx.w, member), change, ...access, back] : [back],
    says,
  );
}

const openTeam = action({
  ...base,
  name: 'firms.team',
  permission: 'see',
  answers: 'update',
  input: z.object({ after: z.string().optional() }),
  run: async (ctx, { after }) => list(ctx, after),
});

const look = action({
  ...base,
  name: 'firms.member',
  permission: 'see',
  answers: 'update',
  input: z.object({}),
  run: async (ctx, _, [id = '']) => card(ctx, id),
});

const role = action({
  ...base,
  name: 'firms.role',
  answers: 'update',
  input: z.object({ id: z.string(), role: z.enum(memberRoles) }),
  run: async (ctx, { id, role }) => {
    await changeRole(ctx, id, role);
    const member = await teamMember(ctx, id);
    return card(ctx, id, member ? [ctx.w.firms.isNow(member.name, ctx.w.firms.role[role])] : []);
  },
});

const linkCode = action({
  ...base,
  name: 'firms.linkCode',
  answers: 'private',
  input: z.object({}),
  run: async (ctx) => codeCard(ctx, await createLinkCode(ctx)),
});

const addForm = form({
  ...base,
  name: 'firms.addForm',
  answers: 'update',
  title: (w) => w.firms.addTitle,
  submit: (w) => w.firms.addSubmit,
  input: z.object({}),
  fields: z.object({
    user: field.user((w) => w.firms.addFields.user),
    name: field.text((w) => w.firms.addFields.name, { max: 80 }),
    email: field.email((w) => w.firms.addFields.email),
    role: field.choice(
      memberRoles,
      (w) => w.firms.addFields.role,
      (w, value) => w.firms.role[value],
    ),
  }),
  run: async (ctx, _, { user, ...person }) => {
    const added = await addMember(ctx, person, { ...seatOf(ctx.place), user });
    const { firms } = ctx.w;
    const says = added.known ? firms.linked(added.name, firms.role[added.role]) : firms.added(added.name);
    return card(ctx, added.id, [says, firms.addedHint]);
  },
});

const add = action({
  ...base,
  name: 'firms.add',
  answers: 'form',
  input: z.object({}),
  run: async () => addForm.open({}, { role: 'analyst' }),
});

const toTeam = (ctx: Ctx): Button => ({ label: ctx.w.firms.back, press: openTeam.press({}) });
const former = createFormer(card, toTeam);
const portfolio = createPortfolio(card, toTeam, former.buttons);

export const teamCommand = command({
  name: 'equipe',
  title: (w) => w.firms.team,
  summary: (w) => w.firms.teamSummary,
  permission: 'see',
  answers: 'private',
  examples: (w) => [
    { typed: '', does: w.firms.teamExample },
    { typed: w.firms.teamExampleTyped, does: w.firms.teamExampleOne },
  ],
  input: z.object({ person: field.search((w) => w.firms.person, memberOptions, { rest: true, max: 100 }).optional() }),
  run: async (ctx, { person }) => (person ? card(ctx, await namedMember(ctx, person)) : list(ctx)),
});

export const teamActions = [openTeam, look, role, linkCode, add, ...portfolio.actions, ...former.actions];
export const teamForms = [addForm, ...portfolio.forms];

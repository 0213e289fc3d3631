import { z } from 'zod';
import { type Filter, filterOf, withFilter } from '../../clients/filter.ts';
import { ownList } from '../../clients/presses.ts';
import { type PagePosition, pageOf, ways } from '../../clients/reads/page.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { action, form } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import { cut } from '../../kit/text.ts';
import type { View } from '../../kit/view.ts';
import { situationLabel } from '../../terms/client.ts';
import { paying, recurrences } from '../../terms/licence.ts';
import { type Plan, planName, plans } from '../../terms/plans.ts';
import * as pressed from '../presses.ts';
import { forecast, openIds, type Target, verdictsOf } from '../reads/targets.ts';
import { contractMany } from '../service/bulk.ts';
import { chooseView, doneView, previewView } from '../views/bulk.ts';
import { ask } from './fields.ts';

const base = { command: 'clientes', permission: 'license' } as const;

const ids = z.array(z.uuid()).min(1).max(25).optional();
const placed = withFilter({
  page: z.number().int().min(1).optional(),
  anchor: z.uuid().optional(),
  way: z.enum(ways).optional(),
  picked: ids,
});
const target = withFilter({ ids });
const wished = withFilter({
  ids,
  plan: z.enum(['fit', ...plans]),
  payer: z.enum(paying),
  recurrence: z.enum(recurrences),
  startsOn: z.iso.date(),
  autoRenew: z.boolean(),
});
type Wished = z.infer<typeof wished>;

const targetOf = ({ ids: some, ...rest }: z.infer<typeof target>): Target => ({
  filter: filterOf(rest),
  ...(some ? { ids: some } : {}),
});

/** Whom to contract for: the whole filter, or some of the page that stood there. */
async function choose(ctx: Ctx, filter: Filter, place: PagePosition, picked: readonly string[]): Promise<View> {
  const { rows } = await pageOf(ctx, filter, place);
  const some = rows.length > 0 ? await openIds(ctx, { filter, ids: rows.map((row) => row.id) }) : [];
  const open = new Set(some);
  const options = rows
    .filter((row) => open.has(row.id))
    .map((row) => ({ value: row.id, label: cut(row.name, 75), description: situationLabel(ctx.w, row.situation) }));
  const chosen = picked.filter((id) => open.has(id));
  return chooseView(
    ctx.w,
    { counts: await verdictsOf(ctx, { filter }), options, picked: chosen },
    {
      pick: pickSome.press({ ...filter, ...place }),
      all: openMany.press(filter),
      some: openMany.press({ ...filter, ...(chosen.length > 0 ? { ids: chosen } : {}) }),
      stop: stopMany.press({}),
    },
  );
}

const divided = ({ page, anchor, way, picked, ...filter }: z.infer<typeof placed>) => ({
  filter: filterOf(filter),
  place: { page, anchor, way },
  picked,
});

export const openBulk = action({
  ...base,
  ...pressed.openBulk,
  answers: 'private',
  run: (ctx, input) => {
    const { filter, place, picked = [] } = divided(input);
    return choose(ctx, filter, place, picked);
  },
});

export const pickSome = action({
  ...base,
  name: 'licenses.bulkPick',
  answers: 'update',
  input: placed,
  run: (ctx, input, picked) => {
    const { filter, place } = divided(input);
    return choose(ctx, filter, place, picked);
  },
});

export const stopMany = action({
  ...base,
  name: 'licenses.bulkStop',
  answers: 'update',
  input: z.object({}),
  run: async (ctx): Promise<View> => ({ blocks: [{ kind: 'text', text: ctx.w.licenses.bulkStopped }] }),
});

async function preview(ctx: Ctx, input: Wished): Promise<View> {
  const { plan, payer, recurrence, startsOn, autoRenew, ...of } = input;
  const open = await openIds(ctx, targetOf(of));
  if (open.length === 0) throw new UserError('nobody', (w) => w.licenses.bulkNone);
  const name = plan === 'fit' ? undefined : planName(plan);
  const seen = await forecast(ctx, open, { plan: name, byFirm: payer === 'firm' });
  const shown = name ?? ctx.w.licenses.fit;
  return previewView(
    ctx.w,
    { count: open.length, plan: shown, payer, recurrence, startsOn, autoRenew, ...seen },
    { run: runMany.press(input), again: againMany.press(input), stop: stopMany.press({}) },
  );
}

export const manyForm = form({
  ...base,
  name: 'licenses.bulkForm',
  answers: 'update',
  title: (w) => w.licenses.contract,
  submit: (w) => w.licenses.bulkCheck,
  input: target,
  fields: z.object({
    plan: ask.planOrFit,
    payer: ask.payer,
    recurrence: ask.recurrence,
    startsOn: ask.startsOn,
    autoRenew: ask.autoRenew,
  }),
  run: (ctx, state, { autoRenew, plan, ...wish }) =>
    preview(ctx, { ...state, ...wish, plan: plan as Wished['plan'], autoRenew: autoRenew === 'yes' }),
});

const opened = (
  ctx: Ctx,
  { ids: some, ...rest }: z.infer<typeof target>,
  values: { plan?: Plan | 'fit' } & Partial<Omit<Wished, 'plan'>>,
) =>
  manyForm.open(
    { ...rest, ids: some },
    {
      plan: values.plan,
      payer: values.payer ?? 'client',
      recurrence: values.recurrence ?? 'yearly',
      startsOn: ctx.w.licenses.typedDay(values.startsOn ?? ctx.today),
      autoRenew: values.autoRenew === false ? 'no' : 'yes',
    },
  );

export const openMany = action({
  ...base,
  name: 'licenses.bulkOpen',
  answers: 'form',
  input: target,
  run: async (ctx, input) => opened(ctx, input, {}),
});

export const againMany = action({
  ...base,
  name: 'licenses.bulkAgain',
  answers: 'form',
  input: wished,
  run: async (ctx, { plan, payer, recurrence, startsOn, autoRenew, ...of }) =>
    opened(ctx, of, { plan, payer, recurrence, startsOn, autoRenew }),
});

export const runMany = action({
  ...base,
  name: 'licenses.bulkRun',
  answers: 'update',
  input: wished,
  run: async (ctx, { plan, ...wish }) => {
    const { payer, recurrence, startsOn, autoRenew, ...of } = wish;
    const open = await openIds(ctx, targetOf(of));
    const asked = { payer, recurrence, startsOn, autoRenew, ...(plan === 'fit' ? {} : { plan: planName(plan) }) };
    const came = await contractMany(ctx, open, asked, (done) =>
      ctx.progress({ blocks: [{ kind: 'text', text: ctx.w.licenses.bulkRunning(done, open.length) }] }),
    );
    return doneView(ctx.w, came, ownList.press(of.ids ? {} : targetOf(of).filter));
  },
});

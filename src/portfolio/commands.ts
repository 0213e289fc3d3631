import { z } from 'zod';
import type { Filter } from '../clients/filter.ts';
import { nobody } from '../clients/filter.ts';
import { ownList } from '../clients/presses.ts';
import { analystNamed, analystOptions, personName } from '../clients/reads/analysts.ts';
import { rowActs } from '../clients/steps.ts';
import { accept, requestsTab } from '../connections/presses.ts';
import { requestCounts } from '../connections/reads/requests.ts';
import type { Ctx } from '../kit/ctx.ts';
import { action, command, type Feature } from '../kit/definition.ts';
import { UserError } from '../kit/errors.ts';
import { field } from '../kit/field.ts';
import type { View } from '../kit/view.ts';
import { comparison, glanceOf } from './reads/glance.ts';
import { todayFor } from './reads/today.ts';
import { comparisonView, glanceView } from './views/glance.ts';
import { todayBlocks } from './views/today.ts';

const whose = z.object({ analyst: z.string().max(100).optional() });
const base = { command: 'carteira', permission: 'see' } as const;

const nameOf = async (ctx: Ctx, analyst: string): Promise<string> =>
  analyst === nobody ? ctx.w.clients.nobody : ((await personName(ctx, analyst)) ?? '?');

const isAnalyst = (ctx: Ctx) => ctx.actor.kind === 'member' && ctx.actor.role === 'analyst';

/** The portfolio, or one analyst's part of it. For an analyst it is always their own. */
async function look(ctx: Ctx, analyst?: string): Promise<View> {
  const part = isAnalyst(ctx) ? undefined : analyst;
  const [glance, requests, waiting, name] = await Promise.all([
    glanceOf(ctx, part),
    requestCounts(ctx),
    // Another one's part is looked at, not worked off.
    part ? undefined : todayFor(ctx),
    part && nameOf(ctx, part),
  ]);
  const today = waiting
    ? todayBlocks(ctx, waiting, {
        request: ({ id }) => ({ label: ctx.w.connections.accept, press: accept.press({ id }) }),
        client: (client) => rowActs(ctx, client)[0]!,
      })
    : [];
  const own = part ? { analyst: part } : {};
  return glanceView(
    ctx.w,
    ctx.locale,
    { glance, requests, today, decides: ctx.can('decide'), ...(part && name ? { analyst: { id: part, name } } : {}) },
    {
      list: (filter) => ownList.press(filter),
      situations: openNumber.press({ kind: 'situation', ...own }),
      plans: openNumber.press({ kind: 'onPlan', ...own }),
      requests: (tab) => requestsTab.press({ tab }),
      ...(isAnalyst(ctx) ? {} : { others: { compare: compare.press({}), pick: pick.press({}) } }),
    },
  );
}

/** The clients behind a number of a menu. The list is another feature's: it is asked for by its name. */
const openNumber = action({
  ...base,
  name: 'portfolio.number',
  answers: 'private',
  input: z.object({ kind: z.enum(['situation', 'onPlan']), analyst: z.string().max(100).optional() }),
  run: async (ctx, { kind, analyst }, picked) => {
    const list = ctx.registry.actions.get(ownList.name);
    if (!list || !picked[0]) throw new UserError('gone', (w) => w.portfolio.gone);
    const filter: Filter = { [kind]: [picked[0]], ...(analyst ? { analyst: [analyst] } : {}) };
    return list.run(ctx, filter, []);
  },
});

const show = action({
  ...base,
  name: 'portfolio.show',
  answers: 'update',
  input: whose,
  run: (ctx, { analyst }) => look(ctx, analyst),
});

const pick = action({
  ...base,
  name: 'portfolio.pick',
  answers: 'update',
  input: z.object({}),
  complete: analystOptions,
  run: async (ctx, _input, picked) => look(ctx, picked[0] && (await analystNamed(ctx, picked[0]))),
});

const compare = action({
  ...base,
  name: 'portfolio.compare',
  answers: 'update',
  input: z.object({}),
  run: async (ctx) => {
    const each = await comparison(ctx, 25);
    const named = await Promise.all(each.map(async (one) => ({ ...one, name: await nameOf(ctx, one.analyst) })));
    return comparisonView(ctx.w, ctx.locale, named, { back: show.press({}), open: pick.press({}) });
  },
});

const glance = command({
  name: 'carteira',
  title: (w) => w.portfolio.title,
  summary: (w) => w.portfolio.summary,
  permission: 'see',
  answers: 'private',
  examples: (w) => [{ typed: '', does: w.portfolio.exampleAll }, w.portfolio.exampleOne],
  input: z.object({
    analyst: field.pick((w) => w.portfolio.field.analyst, analystOptions, { complete: analystOptions }).optional(),
  }),
  run: async (ctx, { analyst }) => look(ctx, analyst && (await analystNamed(ctx, analyst))),
});

export const portfolio: Feature = { commands: [glance], actions: [openNumber, show, pick, compare] };

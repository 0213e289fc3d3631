import { z } from 'zod';
import type { Ctx } from '../../kit/ctx.ts';
import { action, command, type Feature } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import type { Button, RowAct, View } from '../../kit/view.ts';
import { chipsOf, type Filter, filterObject, filterOf, filterShape, plain, withFilter, without } from '../filter.ts';
import * as pressed from '../presses.ts';
import { fewAnalysts } from '../reads/analysts.ts';
import { countOf } from '../reads/count.ts';
import { told } from '../reads/filter-parts.ts';
import { type PagePosition, pageOf, pageSize, placeOfLetter, ways } from '../reads/page.ts';
import { blindAmong } from '../reads/readers.ts';
import { remembered } from '../reads/remembered.ts';
import { namesIn, settled } from '../reads/resolve.ts';
import { clientsOf } from '../reads/rows.ts';
import { accessAskFor, rowActs } from '../steps.ts';
import { combining, typedFilter } from '../typed.ts';
import { emptyView, nothingView } from '../views/empty.ts';
import { type Listed, listView, sharedView, type Ways } from '../views/list.ts';
import { mostOptions, quickFilter } from '../views/menus.ts';
import { openClient } from './card.ts';
import { exportList } from './export.ts';
import { filterForms } from './filters.ts';

const position = withFilter({
  page: z.number().int().min(1).optional(),
  anchor: z.uuid().optional(),
  way: z.enum(ways).optional(),
});

async function look(ctx: Ctx, filter: Filter, place: PagePosition): Promise<Listed> {
  const count = await countOf(ctx, filter);
  // Walking a whole firm to find nothing is the longest way; the count, which is mostly known already, spares it.
  const page = count > 0 ? await pageOf(ctx, filter, place) : { rows: [], page: 1, more: false, lost: false };
  const pages = Math.max(1, Math.ceil(count / pageSize));
  const narrowed = chipsOf(filter).length > 0;
  const urgent = async (expiry: string) => (narrowed ? 0 : countOf(ctx, { expiry: [expiry] }));
  const isAnalyst = ctx.actor.kind === 'member' && ctx.actor.role === 'analyst';
  return {
    filter,
    told: told(ctx.w, filter, await namesIn(ctx, filter)),
    page: { ...page, page: page.more ? Math.min(page.page, pages) : page.page === 1 ? 1 : pages },
    count,
    urgent: { overdue: await urgent('overdue'), soon: await urgent('7d') },
    today: ctx.today,
    analysts: isAnalyst ? [] : await fewAnalysts(ctx, mostOptions),
  };
}

/** A list with what can be done with each client of the page. `lasting`: no hour of the day changes it, for nobody on it waits for an answer. */
async function full(ctx: Ctx, listed: Listed): Promise<{ value: View; lasting: boolean }> {
  const { rows } = listed.page;
  const clients = await clientsOf(
    ctx,
    rows.map((row) => row.id),
  );
  const acts = rows.map(({ id }): RowAct[] => {
    const client = clients.get(id);
    return client ? rowActs(ctx, client) : [];
  });
  const contract = ctx.registry.given('listContract').find(({ permission }) => ctx.can(permission));
  const asks = accessAskFor(ctx);
  const more = { ...(contract ? { contract: contract.many } : {}), ...(asks ? { ask: asks.many } : {}) };
  const lasting = [...clients.values()].every(({ standing, askedOn }) => !standing.waiting && !askedOn);
  return { value: listView(ctx.w, listed, { ...leads, ...more }, acts), lasting };
}

/** The list, or what to do when there is none. */
async function list(ctx: Ctx, asked: Filter, place: PagePosition = {}): Promise<View> {
  const filter = await settled(ctx, asked);
  return remembered(ctx, { filter, place }, async () => {
    const listed = await look(ctx, filter, place);
    if (listed.page.rows.length > 0) return full(ctx, listed);
    const active = chipsOf(filter);
    if (active.length === 0) {
      const isAnalyst = ctx.actor.kind === 'member' && ctx.actor.role === 'analyst';
      return { value: emptyView(ctx.w, isAnalyst), lasting: true };
    }
    const counts = await Promise.all(
      active.map(async (key) => ({ key, count: await countOf(ctx, without(filter, key)) })),
    );
    return { value: nothingView(ctx.w, filter, listed.told, counts, leads), lasting: true };
  });
}

const turnPage = action({
  name: 'clients.page',
  command: 'clientes',
  permission: 'see',
  answers: 'update',
  input: position,
  run: (ctx, { page, anchor, way, ...filter }) => list(ctx, filterOf(filter), { page, anchor, way }),
});

const narrow = action({
  name: 'clients.narrow',
  command: 'clientes',
  permission: 'see',
  answers: 'update',
  input: filterObject,
  run: (ctx, filter, picked) => list(ctx, plain({ ...filter, ...quickFilter(picked[0] ?? '') })),
});

const toLetter = action({
  name: 'clients.letter',
  command: 'clientes',
  permission: 'see',
  answers: 'update',
  input: filterObject,
  run: async (ctx, asked, [letter = '']) => {
    const filter = await settled(ctx, { ...asked, order: 'name' });
    return list(ctx, filter, /^[a-z]$/.test(letter) ? await placeOfLetter(ctx, filter, letter) : {});
  },
});

const dropFilter = action({
  name: 'clients.without',
  command: 'clientes',
  permission: 'see',
  answers: 'update',
  input: withFilter({ drop: z.string().max(20).optional() }),
  run: async (ctx, { drop, ...rest }, picked) => {
    const filter = filterOf(rest);
    const chips = chipsOf(filter);
    const wanted = picked[0] ?? drop;
    return list(ctx, without(filter, ...(wanted === 'all' ? chips : chips.filter((each) => each === wanted))));
  },
});

/** A shared list, for the one who presses alone: what they may see of it. */
const ownList = action({
  ...pressed.ownList,
  command: 'clientes',
  answers: 'private',
  run: (ctx, filter) => list(ctx, filter),
});

const sharing = { command: 'clientes', permission: 'see', answers: 'channel', input: position } as const;

/** The list as the whole channel sees it. `asking`: first it is said how many there do not see these clients otherwise. */
async function shared(
  ctx: Ctx,
  { page, anchor, way, ...asked }: z.infer<typeof position>,
  asking: boolean,
): Promise<View> {
  const filter = await settled(ctx, filterOf(asked));
  const place = { page, anchor, way };
  const listed = await look(ctx, filter, place);
  const { rows } = listed.page;
  if (rows.length === 0) return list(ctx, filter);
  const blind = asking
    ? await blindAmong(
        ctx,
        rows.map((row) => row.id),
      )
    : 0;
  if (blind > 0) {
    const label = ctx.w.clients.list.shareAnyway;
    const buttons: Button[] = [{ label, style: 'danger', press: shareAnyway.press({ ...filter, ...place }) }];
    throw new UserError('not-for-all', (w) => w.clients.list.notForAll(blind), {
      blocks: [{ kind: 'buttons', buttons }],
    });
  }
  return sharedView(ctx.w, listed, leads, ctx.actor.kind === 'member' ? ctx.actor.name : '');
}

const shareList = action({ ...sharing, name: 'clients.share', run: (ctx, input) => shared(ctx, input, true) });
const shareAnyway = action({ ...sharing, name: 'clients.shareAnyway', run: (ctx, input) => shared(ctx, input, false) });

const { buttons: formButtons, forms } = filterForms(list);

const leads: Ways = {
  page: (filter, place = {}) => turnPage.press({ ...filter, ...place }),
  narrow: (filter) => narrow.press(filter),
  letter: (filter) => toLetter.press(filter),
  without: (filter, drop) => dropFilter.press({ ...filter, drop }),
  open: openClient.press({}),
  forms: (filter) => formButtons.map((each) => each.press(filter)),
  export: (filter) => exportList.press(filter),
  share: (filter, place = {}) => shareList.press({ ...filter, ...place }),
  own: (filter) => ownList.press(filter),
};

const clientsCommand = command({
  name: 'clientes',
  title: (w) => w.clients.list.title,
  summary: (w) => w.clients.list.summary,
  permission: 'see',
  answers: 'private',
  examples: (w) => w.clients.list.examples,
  input: z.object({ ...filterShape, ...combining }),
  run: async (ctx, options) => list(ctx, await typedFilter(ctx, options)),
});

export const clientList: Feature = {
  commands: [clientsCommand],
  actions: [turnPage, narrow, toLetter, dropFilter, ownList, shareList, shareAnyway, exportList, ...formButtons],
  forms,
};

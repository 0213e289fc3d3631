import { z } from 'zod';
import { chipsOf, filterShape } from '../../clients/filter.ts';
import { clientOf } from '../../clients/reads/client.ts';
import { countOf } from '../../clients/reads/count.ts';
import { told } from '../../clients/reads/filter-parts.ts';
import { namesIn, settled } from '../../clients/reads/resolve.ts';
import { nearestTo, optionOf, search, suggestClients } from '../../clients/reads/search.ts';
import { accessAskFor } from '../../clients/steps.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { action, command } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import { field } from '../../kit/field.ts';
import { fold } from '../../kit/text.ts';
import type { Block, Press, View } from '../../kit/view.ts';
import { nameKeyOf } from '../../terms/client.ts';
import { words } from '../../words/index.ts';
import { lastMonth, monthOptions, readPastMonth } from '../month.ts';
import * as pressed from '../presses.ts';
import { choiceOf, isAuthorized } from '../reads/clients.ts';
import { lastJobs } from '../reads/jobs.ts';
import { startJob } from '../service/ask.ts';
import { previewView, startedView, whichView } from '../views/ask.ts';
import { noneView, severalView } from '../views/client.ts';
import { followJob } from './job.ts';

const { name: _name, order: _order, limit: _limit, ...filters } = filterShape;
const month = field.text((w) => w.documents.field.month, {
  max: 30,
  read: readPastMonth,
  refuse: (w) => w.documents.notAMonth,
  complete: async (ctx, typed) =>
    monthOptions(ctx.w, ctx.today).filter((each) => fold(each.label).includes(fold(typed))),
});
const state = { month: z.string().regex(/^\d{4}-\d{2}$/), share: z.enum(['yes', 'no']).optional() };
const many = z.object({ ...state, ...filters });

const isId = (value: string) => z.uuid().safeParse(value).success;
type Wanted = z.infer<typeof wanted>;
const wanted = z.object(state);
const lead =
  (ctx: Ctx) =>
  (job: { id: string }): Block => ({
    kind: 'buttons',
    buttons: [{ label: ctx.w.documents.follow, press: followJob.press({ id: job.id }) }],
  });

/** Refuses where no account can be asked at all, and says how that is turned on. */
function mustBeOn(ctx: Ctx): void {
  if (!ctx.provider) throw new UserError('off', (w) => w.documents.off);
}

/** The way to ask for the authorisation that is missing, for those who may. */
function asking(ctx: Ctx, press: (ask: NonNullable<ReturnType<typeof accessAskFor>>) => Press): Block[] {
  const ask = accessAskFor(ctx);
  const label = ctx.w.connections.access.button;
  return ask ? [{ kind: 'buttons', buttons: [{ label, style: 'primary', press: press(ask) }] }] : [];
}

/** Only where there is a channel can one be meant. */
const isShared = (ctx: Ctx, share: Wanted['share']): boolean => share === 'yes' && ctx.place.channel !== undefined;

async function takeOne(ctx: Ctx, id: string, { month, share }: Wanted): Promise<View> {
  mustBeOn(ctx);
  const client = await clientOf(ctx, id);
  if (!client) throw new UserError('gone', (w) => w.documents.clientGone);
  if (!(await isAuthorized(ctx, id)))
    throw new UserError('unauthorized', (w) => w.documents.oneUnauthorized(client.name), {
      blocks: client.standing.situation === 'connected' && client.account ? asking(ctx, (ask) => ask.one(id)) : [],
    });
  const shared = isShared(ctx, share);
  const job = await startJob(ctx, { clients: [id], month, shared, what: `client:${id}` }, lead(ctx));
  return startedView(ctx, { what: client.name, month, shared, follow: followJob.press({ id: job }) });
}

async function ofMany(ctx: Ctx, { month, share, ...asked }: z.infer<typeof many>): Promise<View> {
  mustBeOn(ctx);
  const filter = await settled(ctx, asked);
  const { ready, unauthorized } = await choiceOf(ctx, filter);
  if (ready.length === 0)
    throw new UserError('nobody', (w) => (unauthorized > 0 ? w.documents.nobodyAuthorized : w.documents.nobody), {
      blocks: unauthorized > 0 ? asking(ctx, (ask) => ask.many(filter)) : [],
    });
  return previewView(ctx, {
    month,
    ready: ready.length,
    unauthorized,
    filters: told(ctx.w, filter, await namesIn(ctx, filter)).map((each) => `${each.label}: ${each.value}`),
    shared: isShared(ctx, share),
    leads: {
      begin: begin.press({ month, share, ...filter }),
      drop: drop.press({}),
      ...(unauthorized > 0 ? { ask: accessAskFor(ctx)?.many(filter) } : {}),
    },
  });
}

/** The client that words mean: one is taken at once, several are offered, and for none there is the nearest. */
async function find(ctx: Ctx, typed: string, asked: Wanted): Promise<View> {
  if (isId(typed) && (await clientOf(ctx, typed))) return takeOne(ctx, typed, asked);
  const found = await search(ctx, typed);
  const exact = found.filter((each) => each.nameKey === nameKeyOf({ name: typed }) || each.document === typed);
  const only = exact.length === 1 ? exact[0] : found.length === 1 ? found[0] : undefined;
  if (only) return takeOne(ctx, only.id, asked);
  const pick = pickClient.press(asked);
  if (found.length > 0) return severalView(ctx.w, found.map(optionOf), pick);
  const near = await nearestTo(ctx, typed);
  return noneView(
    ctx.w,
    typed,
    near && { name: near.name, press: take.press({ id: near.id, month: asked.month }) },
    pick,
  );
}

async function which(ctx: Ctx, asked: Wanted): Promise<View> {
  mustBeOn(ctx);
  const [count, jobs] = await Promise.all([countOf(ctx, {}), lastJobs(ctx, 5)]);
  return whichView(ctx, {
    month: asked.month,
    count,
    own: ctx.actor.kind === 'member' && ctx.actor.role === 'analyst',
    jobs,
    months: monthOptions(ctx.w, ctx.today),
    leads: {
      client: pickClient.press(asked),
      whole: whole.press(asked),
      month: otherMonth.press({ share: asked.share }),
      job: followJob.press({}),
    },
  });
}

/** One client's documents, of last month unless another is named. Also the button on the client's card. */
export const take = action({
  ...pressed.take,
  command: 'documentos',
  answers: 'private',
  run: (ctx, { id, month }, picked) =>
    takeOne(ctx, id, { month: readPastMonth(picked[0] ?? '', ctx.today) ?? month ?? lastMonth(ctx.today) }),
});

export const pickClient = action({
  name: 'documents.client',
  command: 'documentos',
  permission: 'see',
  answers: 'private',
  input: wanted,
  complete: suggestClients,
  run: (ctx, asked, picked) => (picked[0] ? find(ctx, picked[0], asked) : which(ctx, asked)),
});

export const otherMonth = action({
  name: 'documents.month',
  command: 'documentos',
  permission: 'see',
  answers: 'update',
  input: z.object({ share: state.share }),
  run: (ctx, { share }, picked) =>
    which(ctx, { share, month: readPastMonth(picked[0] ?? '', ctx.today) ?? lastMonth(ctx.today) }),
});

export const whole = action({
  name: 'documents.whole',
  command: 'documentos',
  permission: 'see',
  answers: 'private',
  input: many,
  run: ofMany,
});

export const begin = action({
  name: 'documents.begin',
  command: 'documentos',
  permission: 'see',
  answers: 'update',
  input: many,
  run: async (ctx, { month, share, ...asked }) => {
    mustBeOn(ctx);
    const filter = await settled(ctx, asked);
    const { ready } = await choiceOf(ctx, filter);
    const shared = isShared(ctx, share);
    const own = ctx.actor.kind === 'member' && ctx.actor.role === 'analyst' ? ctx.actor.id : '';
    const what = `filter:${own}:${JSON.stringify(filter)}`;
    const job = await startJob(ctx, { clients: ready, month, shared, what }, lead(ctx));
    return startedView(ctx, {
      what: ctx.w.documents.clients(ready.length),
      month,
      shared,
      follow: followJob.press({ id: job }),
    });
  },
});

export const drop = action({
  name: 'documents.drop',
  command: 'documentos',
  permission: 'see',
  answers: 'update',
  input: z.object({}),
  run: async (ctx) => ({ blocks: [{ kind: 'text', text: ctx.w.documents.dropped }] }),
});

const isEverybody = (typed: string): boolean =>
  Object.values(words).some((w) => w.documents.everybody.includes(fold(typed)));

export const documentsCommand = command({
  name: 'documentos',
  title: (w) => w.documents.title,
  summary: (w) => w.documents.summary,
  permission: 'see',
  answers: 'private',
  examples: (w) => w.documents.examples,
  input: z.object({
    client: field.search((w) => w.documents.field.client, suggestClients, { rest: true }).optional(),
    month: month.optional(),
    share: field.yesNo((w) => w.documents.field.share).optional(),
    ...filters,
  }),
  run: async (ctx, { client, month: said, share, ...filter }) => {
    const asked = { month: said ?? lastMonth(ctx.today), share };
    if (client && !isEverybody(client)) return find(ctx, client, asked);
    return client || chipsOf(filter).length > 0 ? ofMany(ctx, { ...asked, ...filter }) : which(ctx, asked);
  },
});

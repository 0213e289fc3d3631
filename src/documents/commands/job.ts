import { z } from 'zod';
import { type Scope, scopeOf } from '../../clients/reads/scope.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { action } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import { note, text, type View } from '../../kit/view.ts';
import { type Item, itemSeen, standingOf, zipsOf } from '../reads/items.ts';
import { type Job, jobSeen, jobShared, opensForAll } from '../reads/jobs.ts';
import { mostMessages } from '../schema.ts';
import { retryJob } from '../service/ask.ts';
import { countAsExported } from '../service/count.ts';
import { keptUntil, linkTo, postable, pressedFor } from '../service/link.ts';
import { type JobLeads, jobCard, mostNamed } from '../views/job.ts';
import { receiptsView, type ZipLeads, zipView } from '../views/zip.ts';
import { ask } from './received.ts';

const one = z.object({ id: z.uuid() });

/** How a job stands. */
export async function jobView(ctx: Ctx, job: Job, scope: Scope = scopeOf(ctx)): Promise<View> {
  const standing = await standingOf(ctx, job.id, scope, mostNamed);
  const many = job.total > mostMessages;
  const until = keptUntil(job.createdAt);
  // Of few, each comes as a message of its own.
  const zips = many && job.state === 'done' ? await zipsOf(ctx, job.id, scope, ctx.now) : [];
  const there = zips.length > 0;
  const open = there && job.memberId !== null && (await opensForAll(ctx));
  return jobCard(ctx, job, standing, {
    leads,
    zips,
    ...(there ? { until: ctx.w.connections.instant(until, ctx.firm.timeZone) } : {}),
    ...(open ? { link: linkTo(ctx, job.id, job.memberId!, until) } : {}),
  });
}

/** A client's ZIP, or the way to it. */
export async function itemView(ctx: Ctx, item: Item, job: Pick<Job, 'memberId'>): Promise<View> {
  if (!item.keptUntil || item.keptUntil <= ctx.now) throw new UserError('purged', (w) => w.documents.zipPurged);
  const bytes = await postable(ctx, item);
  const until = ctx.w.connections.instant(item.keptUntil, ctx.firm.timeZone);
  const open = !bytes && job.memberId !== null && (await opensForAll(ctx));
  const link = open ? linkTo(ctx, item.jobId, job.memberId!, item.keptUntil) : undefined;
  return zipView(ctx, item, { leads: zipLeads, bytes, link, until });
}

export const followJob = action({
  name: 'documents.job',
  command: 'documentos',
  permission: 'see',
  answers: 'private',
  input: z.object({ id: z.uuid().optional() }),
  run: async (ctx, { id }, picked) => {
    const wanted = picked[0] ?? id ?? '';
    const job = z.uuid().safeParse(wanted).success ? await jobSeen(ctx, wanted) : undefined;
    if (!job) throw new UserError('gone', (w) => w.documents.jobGone);
    return jobView(ctx, job);
  },
});

export const refreshJob = action({
  name: 'documents.refresh',
  command: 'documentos',
  permission: 'see',
  answers: 'update',
  input: one,
  run: async (ctx, { id }) => {
    const job = await jobSeen(ctx, id);
    if (!job) throw new UserError('gone', (w) => w.documents.jobGone);
    return jobView(ctx, job);
  },
});

export const retry = action({
  name: 'documents.retry',
  command: 'documentos',
  permission: 'see',
  answers: 'update',
  input: one,
  run: async (ctx, { id }) => {
    const count = await retryJob(ctx, id);
    const job = await jobSeen(ctx, id);
    if (!job) throw new UserError('gone', (w) => w.documents.jobGone);
    const view = await jobView(ctx, job);
    const { retried, nothingToRetry } = ctx.w.documents.card;
    return { ...view, blocks: [count > 0 ? text({ bold: retried(count) }) : note(nothingToRetry), ...view.blocks] };
  },
});

/** Makes a link to the files of a job: for whoever pressed, for minutes. */
export const link = action({
  name: 'documents.link',
  command: 'documentos',
  permission: 'see',
  answers: 'private',
  input: one,
  run: async (ctx, { id }): Promise<View> => {
    const job = (await jobSeen(ctx, id)) ?? (await jobShared(ctx, id));
    const zips = job ? await zipsOf(ctx, id, scopeOf(ctx), ctx.now) : [];
    if (!job || ctx.actor.kind !== 'member') throw new UserError('gone', (w) => w.documents.jobGone);
    if (zips.length === 0)
      throw new UserError('purged', (w) =>
        keptUntil(job.createdAt) > ctx.now ? w.documents.noneSeen : w.documents.zipPurged,
      );
    const until = new Date(ctx.now.getTime() + pressedFor);
    const say = ctx.w.documents;
    return {
      blocks: [
        text(say.linkFor(ctx.w.format.competence(job.month), ctx.w.connections.instant(until, ctx.firm.timeZone))),
        {
          kind: 'buttons',
          buttons: [{ label: say.card.download, style: 'primary', url: linkTo(ctx, id, ctx.actor.id, until) }],
        },
      ],
    };
  },
});

/** What came in part will do. */
export const count = action({
  name: 'documents.count',
  command: 'documentos',
  permission: 'see',
  answers: 'update',
  input: one,
  run: async (ctx, { id }) => {
    const counted = await countAsExported(ctx, { jobId: id });
    const job = await jobSeen(ctx, id);
    if (!job) throw new UserError('gone', (w) => w.documents.jobGone);
    const view = await jobView(ctx, job);
    return { ...view, blocks: [countedText(ctx, counted), ...view.blocks] };
  },
});
const countedText = ({ w }: Ctx, n: number) =>
  n > 0 ? text({ bold: w.documents.card.counted(n) }) : note(w.documents.card.nothingToCount);

export const countOne = action({
  name: 'documents.countOne',
  command: 'documentos',
  permission: 'see',
  answers: 'private',
  input: one,
  run: async (ctx, { id }): Promise<View> => ({ blocks: [countedText(ctx, await countAsExported(ctx, { id }))] }),
});

export const retryOne = action({
  name: 'documents.retryOne',
  command: 'documentos',
  permission: 'see',
  answers: 'private',
  input: z.object({ id: z.uuid(), item: z.uuid() }),
  run: async (ctx, { id, item }): Promise<View> => {
    const { retried, nothingToRetry } = ctx.w.documents.card;
    const again = await retryJob(ctx, id, item);
    const follow = { label: ctx.w.documents.follow, press: followJob.press({ id }) };
    return {
      blocks: [
        again > 0 ? text({ bold: retried(again) }) : note(nothingToRetry),
        { kind: 'buttons', buttons: [follow] },
      ],
    };
  },
});

async function found(ctx: Ctx, id: string): Promise<Item> {
  const item = z.uuid().safeParse(id).success ? await itemSeen(ctx, id) : undefined;
  if (!item) throw new UserError('gone', (w) => w.documents.itemGone);
  return item;
}

export const receipts = action({
  name: 'documents.receipts',
  command: 'documentos',
  permission: 'see',
  answers: 'private',
  input: z.object({ id: z.uuid().optional() }),
  run: async (ctx, { id }, picked) => receiptsView(ctx, await found(ctx, picked[0] ?? id ?? ''), zipLeads),
});

export const oneZip = action({
  name: 'documents.zip',
  command: 'documentos',
  permission: 'see',
  answers: 'private',
  input: z.object({ id: z.uuid().optional() }),
  run: async (ctx, { id }, picked) => {
    const item = await found(ctx, picked[0] ?? id ?? '');
    return itemView(ctx, item, { memberId: null });
  },
});

const leads: JobLeads = {
  follow: (id) => refreshJob.press({ id }),
  retry: (id) => retry.press({ id }),
  count: (id) => count.press({ id }),
  link: (id) => link.press({ id }),
  receipts: receipts.press({}),
  zip: oneZip.press({}),
};

const zipLeads: ZipLeads = {
  receipts: (id) => receipts.press({ id }),
  ask: (clientId) => ask.press({ id: clientId }),
  retry: ({ id, jobId }) => retryOne.press({ id: jobId, item: id }),
  count: (id) => countOne.press({ id }),
  link: (id) => link.press({ id }),
};

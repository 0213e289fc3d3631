import { z } from 'zod';
import { type Scope, scopeOf } from '../../clients/reads/scope.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { action } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import { note, text, type View } from '../../kit/view.ts';
import { type Item, itemSeen, type Job, jobSeen, standingOf, zipsOf } from '../reads/jobs.ts';
import { mostMessages } from '../schema.ts';
import { retryJob } from '../service/ask.ts';
import { keptUntil, linkTo, postable } from '../service/link.ts';
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
  const there = zips.length > 0 && job.memberId !== null;
  return jobCard(ctx, job, standing, {
    leads,
    zips,
    ...(there ? { link: linkTo(ctx, job.id, job.memberId!, until), until: ctx.w.connections.instant(until, ctx.firm.timeZone) } : {}),
  });
}

/** A client's ZIP, or the link to it. */
export async function itemView(ctx: Ctx, item: Item, job: Pick<Job, 'id' | 'memberId'>): Promise<View> {
  if (!item.keptUntil || item.keptUntil <= ctx.now) throw new UserError('purged', (w) => w.documents.zipPurged);
  const bytes = await postable(ctx, item);
  const until = ctx.w.connections.instant(item.keptUntil, ctx.firm.timeZone);
  const member = ctx.actor.kind === 'member' ? ctx.actor.id : job.memberId;
  const link = !bytes && member ? linkTo(ctx, job.id, member, item.keptUntil) : undefined;
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
    return itemView(ctx, item, { id: item.jobId, memberId: null });
  },
});

const leads: JobLeads = {
  follow: (id) => refreshJob.press({ id }),
  retry: (id) => retry.press({ id }),
  receipts: receipts.press({}),
  zip: oneZip.press({}),
};

const zipLeads: ZipLeads = {
  receipts: (id) => receipts.press({ id }),
  ask: (clientId) => ask.press({ id: clientId }),
};

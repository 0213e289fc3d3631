import { inScope, type Scope, scopeOf } from '../../clients/reads/scope.ts';
import type { Tx } from '../../data/client.ts';
import type { Ctx } from '../../kit/ctx.ts';
import type { Detail, ItemState, JobState, Receipt } from '../schema.ts';

export interface Job {
  id: string;
  month: string;
  state: JobState;
  total: number;
  ready: number;
  failed: number;
  shared: boolean;
  platform: string;
  workspace: string;
  channel: string;
  createdAt: Date;
  memberId: string | null;
  /** The one who asked; empty when they have left. */
  by: string;
}

type Found = Omit<Job, 'by' | 'state'> & { state: string; member: { name: string } | null };
const jobOf = ({ member, state, ...row }: Found): Job => ({ ...row, state: state as JobState, by: member?.name ?? '' });

/** A job that this person may see: an analyst, only what they asked for themselves. */
export async function jobSeen(ctx: Ctx, id: string, tx?: Tx): Promise<Job | undefined> {
  const { firmId, analystId } = scopeOf(ctx);
  const row = await (tx ?? ctx.data.db).documentJob.findFirst({
    where: { id, firmId, ...(analystId ? { memberId: analystId } : {}) },
    include: { member: { select: { name: true } } },
  });
  return row ? jobOf(row) : undefined;
}

/** One whose files go to a channel: everybody there may have those of the clients they see. */
export async function jobShared(ctx: Ctx, id: string): Promise<Job | undefined> {
  const row = await ctx.data.db.documentJob.findFirst({
    where: { id, firmId: ctx.firm.id, shared: true },
    include: { member: { select: { name: true } } },
  });
  return row ? jobOf(row) : undefined;
}

/** Who asked for just this and is still waiting: told to whoever may ask for the same. */
export async function jobRunning(
  ctx: Ctx,
  runningKey: string,
): Promise<Pick<Job, 'id' | 'by' | 'createdAt'> | undefined> {
  const row = await ctx.data.db.documentJob.findFirst({
    where: { runningKey, firmId: ctx.firm.id },
    include: { member: { select: { name: true } } },
  });
  return row ? jobOf(row) : undefined;
}

/** The last that this person asked for, or everybody when they may see all. */
export async function lastJobs(ctx: Ctx, take: number): Promise<Job[]> {
  const { firmId, analystId } = scopeOf(ctx);
  const rows = await ctx.data.db.documentJob.findMany({
    where: { firmId, ...(analystId ? { memberId: analystId } : {}) },
    include: { member: { select: { name: true } } },
    orderBy: { createdAt: 'desc' },
    take,
  });
  return rows.map(jobOf);
}

/** One client's month within a job, as people are told of it. */
export interface Item {
  id: string;
  jobId: string;
  month: string;
  clientId: string;
  client: string;
  email: string;
  state: ItemState;
  fetched: number;
  error: string;
  detail: Detail;
  /** How many things could not be had, until they are or somebody says that it will do without. */
  lacking: number;
  receipts: readonly Receipt[];
  receiptCount: number;
  file: string;
  bytes: number;
  sha256: string;
  keptUntil: Date | null;
  firmId: string;
}

const withClient = { client: { select: { name: true, email: true } }, job: { select: { month: true } } } as const;

type ItemRow = Omit<Item, 'client' | 'email' | 'month' | 'state' | 'detail' | 'receipts'> & {
  state: string;
  detail: string;
  receipts: string;
  client: { name: string; email: string };
  job: { month: string };
};

const itemOf = ({ client, job, state, detail, receipts, ...row }: ItemRow): Item => ({
  ...row,
  state: state as ItemState,
  client: client.name,
  email: client.email,
  month: job.month,
  detail: { counts: {}, lacks: [], ...(JSON.parse(detail) as Partial<Detail>) },
  receipts: JSON.parse(receipts) as Receipt[],
});

/** One client's month that this person may see. */
export async function itemSeen(ctx: Ctx, id: string, scope: Scope = scopeOf(ctx)): Promise<Item | undefined> {
  const row = await ctx.data.db.documentItem.findFirst({
    where: { id, firmId: ctx.firm.id, client: inScope(scope) },
    include: withClient,
  });
  return row ? itemOf(row) : undefined;
}

/** The last month that was taken of a client, if it is theirs to see. */
export async function lastItem(ctx: Ctx, clientId: string): Promise<Item | undefined> {
  const row = await ctx.data.db.documentItem.findFirst({
    where: { clientId, firmId: ctx.firm.id, state: 'ready', client: inScope(scopeOf(ctx)) },
    include: withClient,
    orderBy: { createdAt: 'desc' },
  });
  return row ? itemOf(row) : undefined;
}

/** How a job stands, client by client: what failed, and where papers are missing. Both at most `most`, the worst first. */
export interface Standing {
  fetched: number;
  failures: readonly Item[];
  /** What came in part, and how many those are. */
  partials: readonly Item[];
  partial: number;
  receipts: readonly Item[];
  /** All that is missing, of all clients. */
  receiptCount: number;
  clientsWithout: number;
}

export async function standingOf(ctx: Ctx, jobId: string, scope: Scope, most: number): Promise<Standing> {
  const { documentItem } = ctx.data.db;
  const mine = { jobId, firmId: ctx.firm.id, client: inScope(scope) };
  const partly = { ...mine, state: 'ready', lacking: { gt: 0 } };
  const [sums, failures, partials, partial, receipts, clientsWithout] = await Promise.all([
    documentItem.aggregate({ where: mine, _sum: { fetched: true, receiptCount: true } }),
    documentItem.findMany({
      where: { ...mine, state: 'failed' },
      include: withClient,
      orderBy: { rank: 'asc' },
      take: most,
    }),
    documentItem.findMany({ where: partly, include: withClient, orderBy: { rank: 'asc' }, take: most }),
    documentItem.count({ where: partly }),
    documentItem.findMany({
      where: { ...mine, receiptCount: { gt: 0 } },
      include: withClient,
      orderBy: [{ receiptCount: 'desc' }, { rank: 'asc' }],
      take: most,
    }),
    documentItem.count({ where: { ...mine, receiptCount: { gt: 0 } } }),
  ]);
  return {
    fetched: sums._sum.fetched ?? 0,
    failures: failures.map(itemOf),
    partials: partials.map(itemOf),
    partial,
    receipts: receipts.map(itemOf),
    receiptCount: sums._sum.receiptCount ?? 0,
    clientsWithout,
  };
}

/** Every ZIP of a job that is there, by client. */
export async function zipsOf(ctx: Ctx, jobId: string, scope: Scope, now: Date): Promise<Item[]> {
  const rows = await ctx.data.db.documentItem.findMany({
    where: { jobId, firmId: ctx.firm.id, state: 'ready', keptUntil: { gt: now }, client: inScope(scope) },
    include: withClient,
    orderBy: { rank: 'asc' },
  });
  return rows.map(itemOf);
}

/** Whether the firm wants its links to files to open for whoever has them. */
export const opensForAll = async (ctx: Ctx): Promise<boolean> =>
  (await ctx.data.db.firm.findUnique({ where: { id: ctx.firm.id }, select: { openLinks: true } }))?.openLinks ?? false;

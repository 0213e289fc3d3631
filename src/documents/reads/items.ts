import { inScope, type Scope, scopeOf } from '../../clients/reads/scope.ts';
import type { Ctx } from '../../kit/ctx.ts';
import type { Detail, ItemState, Receipt } from '../schema.ts';

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

import { scopeOf } from '../../clients/reads/scope.ts';
import type { Tx } from '../../data/client.ts';
import type { Ctx } from '../../kit/ctx.ts';
import type { JobState } from '../schema.ts';

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

/** Whether the firm wants its links to files to open for whoever has them. */
export const opensForAll = async (ctx: Ctx): Promise<boolean> =>
  (await ctx.data.db.firm.findUnique({ where: { id: ctx.firm.id }, select: { openLinks: true } }))?.openLinks ?? false;

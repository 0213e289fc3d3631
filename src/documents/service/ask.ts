import { createHash } from 'node:crypto';
import { inScope, scopeOf } from '../../clients/reads/scope.ts';
import { newId } from '../../data/id.ts';
import { isUnique } from '../../data/unique.ts';
import { write } from '../../data/write.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import type { Block } from '../../kit/view.ts';
import { type Job, jobRunning, jobSeen } from '../reads/jobs.ts';
import { followJob } from './follow.ts';

export interface Wish {
  /** Clients that this person may see; others are left out. */
  clients: readonly string[];
  month: string;
  /** Whether the channel shall have it, and not the person alone. */
  shared: boolean;
  /** Says what is asked for: the same at the same time is asked for once. */
  what: string;
}

const chunk = 500;

/** Starts taking a month of clients. Throws UserError 'running' when just that runs already; `lead` leads to how it stands. */
export async function startJob(
  ctx: Ctx,
  { clients, month, shared, what }: Wish,
  lead: (job: Job) => Block,
): Promise<string> {
  const { firmId } = scopeOf(ctx);
  const runningKey = `${firmId}:${month}:${createHash('sha256').update(what).digest('hex').slice(0, 32)}`;
  const id = newId();
  const { platform, workspace, user } = ctx.place;
  const channel = (shared && ctx.place.channel) || user;
  try {
    await write(ctx, 'see', async (door) => {
      const { tx, now } = door;
      const there: string[] = [];
      for (let i = 0; i < clients.length; i += chunk) {
        const rows = await tx.client.findMany({
          where: { id: { in: clients.slice(i, i + chunk) }, ...inScope(scopeOf(ctx)) },
          select: { id: true },
        });
        const found = new Set(rows.map((row) => row.id));
        there.push(...clients.slice(i, i + chunk).filter((each) => found.has(each)));
      }
      if (there.length === 0) throw new UserError('nobody', (w) => w.documents.nobody);
      const job = { id, firmId, platform, workspace, channel };
      await tx.documentJob.create({
        data: {
          ...job,
          memberId: ctx.actor.kind === 'member' ? ctx.actor.id : null,
          month,
          state: 'running',
          locale: ctx.locale,
          runningKey,
          shared: channel !== user,
          total: there.length,
          cardAt: now,
          createdAt: now,
        },
      });
      const item = { firmId, jobId: id, state: 'waiting', dueAt: now, createdAt: now };
      for (let i = 0; i < there.length; i += chunk)
        await tx.documentItem.createMany({
          data: there.slice(i, i + chunk).map((clientId, n) => ({ ...item, id: newId(), clientId, rank: i + n })),
        });
      await door.audit('documents.ask', there.length === 1 ? `client:${there[0]}` : '', {
        month,
        clients: there.length,
      });
      await followJob(door, job, true);
    });
    return id;
  } catch (error) {
    if (!isUnique(error)) throw error;
    const running = await jobRunning(ctx, runningKey);
    // It has just ended.
    if (!running) throw new UserError('busy', (w) => w.kit.busy);
    const seen = await jobSeen(ctx, running.id);
    throw new UserError(
      'running',
      (w) => w.documents.running(running.by, w.connections.instant(running.createdAt, ctx.firm.timeZone)),
      {
        blocks: seen ? [lead(seen)] : [],
      },
    );
  }
}

/** Tries again what failed of a job, and what came in part; or one of its clients. How many those are. What is on the disk is not asked for again. */
export const retryJob = (ctx: Ctx, id: string, item?: string): Promise<number> =>
  write(ctx, 'see', async (door) => {
    const { tx, now } = door;
    const job = await jobSeen(ctx, id, tx);
    if (!job) throw new UserError('gone', (w) => w.documents.jobGone);
    const mine = { jobId: id, client: inScope(scopeOf(ctx)), ...(item ? { id: item } : {}) };
    const again = { state: 'waiting', attempts: 0, dueAt: now, error: '', doneAt: null };
    const failed = await tx.documentItem.updateMany({ where: { ...mine, state: 'failed' }, data: again });
    const partial = await tx.documentItem.updateMany({
      where: { ...mine, state: 'ready', lacking: { gt: 0 } },
      data: again,
    });
    const count = failed.count + partial.count;
    if (count === 0) return 0;
    await tx.documentJob.updateMany({
      where: { id },
      data: {
        state: 'running',
        doneAt: null,
        failed: { decrement: failed.count },
        ready: { decrement: partial.count },
      },
    });
    await door.audit('documents.retry', '', { month: job.month, clients: count });
    await followJob(door, job, true);
    return count;
  });

import type { Data, Tx } from '../../data/client.ts';
import { Prisma } from '../../data/generated/sqlite/client.ts';
import { newId } from '../../data/id.ts';

/** One client's month that is ours until its lease runs out. */
export interface Claimed {
  id: string;
  jobId: string;
  firmId: string;
  clientId: string;
  attempts: number;
  fetched: number;
  lease: string;
  /** Until when it is ours without another sign of life. */
  until: Date;
}

/** Whether anything may be taken. Asked every second: it reads, so that nobody's write waits for it. */
export async function isDue(data: Data, now: Date): Promise<boolean> {
  const at = data.provider === 'sqlite' ? now.getTime() : now.toISOString();
  const rows = await data.all(
    `SELECT 1 FROM "DocumentItem" WHERE "state" IN ('waiting', 'working') AND "dueAt" <= ? LIMIT 1`,
    [at],
  );
  return rows.length > 0;
}

/**
 * Takes up to `limit` that wait, or whose worker is dead. The first of each job before the second of any, so that one client does not
 * wait behind a whole portfolio.
 */
export async function claim(
  data: Data,
  now: Date,
  { limit, life }: { limit: number; life: number },
): Promise<Claimed[]> {
  const lease = newId();
  const until = new Date(now.getTime() + life);
  const lock = data.provider === 'postgresql' ? Prisma.sql`FOR UPDATE SKIP LOCKED` : Prisma.empty;
  const rows = await data.db.$transaction(
    (tx) => tx.$queryRaw<Omit<Claimed, 'lease' | 'until'>[]>`
      UPDATE "DocumentItem" SET "state" = 'working', "lease" = ${lease}, "dueAt" = ${until}
      WHERE "id" IN (
        SELECT "id" FROM "DocumentItem" WHERE "state" IN ('waiting', 'working') AND "dueAt" <= ${now}
        ORDER BY "rank", "dueAt" LIMIT ${limit} ${lock})
      RETURNING "id", "jobId", "firmId", "clientId", "attempts", "fetched"`,
  );
  return rows.map((row) => ({ ...row, lease, until }));
}

const mine = ({ id, lease }: Claimed) => ({ id, lease, state: 'working' });

/** Whether it is, as the database has it now. */
export const isOurs = async ({ db }: Data, item: Claimed): Promise<boolean> =>
  (await db.documentItem.count({ where: mine(item) })) > 0;

/** Says that we are still at some, and how far with each, in one write for all. Gives those that are not ours any more. */
export async function renew(data: Data, items: readonly Claimed[], until: Date): Promise<Claimed[]> {
  const lost = await data.db.$transaction(async (tx) => {
    const lost: Claimed[] = [];
    for (const item of items) {
      const { fetched } = item;
      const { count } = await tx.documentItem.updateMany({ where: mine(item), data: { dueAt: until, fetched } });
      if (count === 0) lost.push(item);
    }
    return lost;
  });
  for (const item of items) if (!lost.includes(item)) item.until = until;
  return lost;
}

/** Gives one back: to be taken again at `dueAt`. `counted`: the try failed. */
export async function putBack(
  data: Data,
  item: Claimed,
  { dueAt, counted, error }: { dueAt: Date; counted: boolean; error: string },
): Promise<void> {
  const { fetched } = item;
  await data.db.$transaction((tx) =>
    tx.documentItem.updateMany({
      where: mine(item),
      data: {
        state: 'waiting',
        lease: null,
        dueAt,
        fetched,
        error,
        ...(counted ? { attempts: { increment: 1 } } : {}),
      },
    }),
  );
}

/**
 * Ends one, and with the last of them the job. The job's row is written first: of two that end at the same moment, the second sees the
 * first. Undefined when it was not ours any more.
 */
export async function end(
  tx: Tx,
  now: Date,
  item: Claimed,
  outcome: { state: 'ready' | 'failed' } & Prisma.DocumentItemUpdateManyMutationInput,
): Promise<{ done: boolean } | undefined> {
  await tx.documentJob.updateMany({ where: { id: item.jobId }, data: { [outcome.state]: { increment: 1 } } });
  const { count } = await tx.documentItem.updateMany({
    where: mine(item),
    data: { ...outcome, lease: null, dueAt: now, doneAt: now, fetched: item.fetched },
  });
  if (count === 0) {
    await tx.documentJob.updateMany({ where: { id: item.jobId }, data: { [outcome.state]: { decrement: 1 } } });
    return undefined;
  }
  return { done: await endJob(tx, now, item.jobId) };
}

/** Ends a job of which nothing waits any more. Also when a client was erased in the middle of it. */
export async function endJob(tx: Tx, now: Date, jobId: string): Promise<boolean> {
  const left = await tx.documentItem.count({ where: { jobId, state: { in: ['waiting', 'working'] } } });
  if (left > 0) return false;
  const { count } = await tx.documentJob.updateMany({
    where: { id: jobId, state: 'running' },
    data: { state: 'done', doneAt: now, runningKey: null },
  });
  return count === 1;
}

import type { Data, Tx } from '../../data/client.ts';
import { Prisma } from '../../data/generated/sqlite/client.ts';
import { newId } from '../../data/id.ts';
import type { OutboxKind } from '../../data/write.ts';
import type { Verdict } from '../sender.ts';

/** A row that is ours until its lease runs out. */
export interface Claimed {
  id: string;
  key: string;
  kind: OutboxKind;
  lane: string;
  firmId: string | null;
  payload: string;
  /** Tries that failed. One that a kill cut short is none: whoever is killed again and again must not put its rows aside. */
  attempts: number;
  /** How often it was taken, this time included, since a try last came to an end that we know of. */
  claims: number;
  createdAt: Date;
  lease: string;
  leaseUntil: Date;
}

const free = { lease: null, leaseUntil: null } as const;

/** The first row that stands in each lane: a walk along the index from lane to lane, however many rows stand in them. */
const heads = Prisma.sql`
  SELECT (SELECT h."id" FROM "Outbox" h WHERE h."state" = 'pending' AND h."lane" = l."lane" ORDER BY h."dueAt", h."id" LIMIT 1)
  FROM lanes l WHERE l."lane" IS NOT NULL`;

/** Taken so often without an end, a row may be what ends the process, or stood beside it: from here on it is tried alone. */
const fewClaims = 5;
export const isSuspect = ({ claims }: Pick<Claimed, 'claims'>): boolean => claims > fewClaims;

/**
 * Takes up to `limit` rows that are due: of a lane only the first that stands there, and none while that one is taken or waits. Of suspects
 * it takes one, and none while one is `held`: what ends the process takes no neighbour with it.
 * Every statement here runs in a transaction of its own: on SQLite a statement outside would fall into whatever transaction
 * is open on the same connection, and be undone with it.
 */
export async function claim(
  data: Data,
  now: Date,
  { limit, lease: life, held = false }: { limit: number; lease: number; held?: boolean },
): Promise<Claimed[]> {
  const lease = newId();
  const leaseUntil = new Date(now.getTime() + life);
  const lock = data.provider === 'postgresql' ? Prisma.sql`FOR UPDATE OF o SKIP LOCKED` : Prisma.empty;
  const take = (tx: Tx, which: Prisma.Sql, most: number) => tx.$queryRaw<Omit<Claimed, 'lease' | 'leaseUntil'>[]>`
    WITH RECURSIVE lanes("lane") AS (
      SELECT MIN(f."lane") FROM "Outbox" f WHERE f."state" = 'pending' AND f."lane" > ''
      UNION ALL
      SELECT (SELECT MIN(n."lane") FROM "Outbox" n WHERE n."state" = 'pending' AND n."lane" > l."lane") FROM lanes l
      WHERE l."lane" IS NOT NULL),
    due AS MATERIALIZED (
      SELECT o."id" FROM "Outbox" o
      WHERE ${which} AND o."state" = 'pending' AND o."dueAt" <= ${now} AND (o."leaseUntil" IS NULL OR o."leaseUntil" <= ${now})
      ORDER BY o."dueAt" LIMIT ${most} ${lock})
    UPDATE "Outbox" SET "lease" = ${lease}, "leaseUntil" = ${leaseUntil}, "claims" = "claims" + 1
    WHERE "id" IN (SELECT "id" FROM due)
    RETURNING "id", "key", "kind", "lane", "firmId", "payload", "attempts", "claims", "createdAt"`;
  const rows = await data.db.$transaction(async (tx) => {
    // Neither may crowd out the other.
    const inLanes = await take(tx, Prisma.sql`o."id" IN (${heads})`, Math.ceil(limit / 2));
    const taken = [...inLanes, ...(await take(tx, Prisma.sql`o."lane" = ''`, limit - inLanes.length))];
    const back = taken.filter(isSuspect).slice(held ? 0 : 1);
    if (back.length > 0)
      await tx.outbox.updateMany({
        where: { id: { in: back.map(({ id }) => id) } },
        data: { ...free, claims: { decrement: 1 } },
      });
    return taken.filter((row) => !back.includes(row));
  });
  return rows.map((row) => ({ ...row, createdAt: new Date(row.createdAt), lease, leaseUntil }));
}

/** Gives rows back that were not begun. */
export async function release(data: Data, rows: readonly Claimed[]): Promise<void> {
  for (const lease of new Set(rows.map((row) => row.lease))) {
    const ids = rows.filter((row) => row.lease === lease).map((row) => row.id);
    await data.db.$transaction((tx) =>
      tx.outbox.updateMany({
        where: { id: { in: ids }, lease },
        data: { ...free, claims: { decrement: 1 } },
      }),
    );
  }
}

/** What came of a row. `keep`: its payload stays. `record` runs in the transaction that marks it as sent. */
export interface Settled {
  row: Claimed;
  verdict: Verdict;
  keep?: boolean;
  record?(tx: Tx): Promise<void>;
}

/** Marks what came of rows, all in one transaction. */
export const settle = (data: Data, now: Date, settled: readonly Settled[]): Promise<void> =>
  data.db.$transaction(async (tx) => {
    for (const keep of [true, false]) {
      const ids = settled
        .filter((each) => each.verdict.state === 'sent' && (each.keep ?? false) === keep)
        .map((each) => each.row.id);
      // Whoever has the lease by now: what was sent is sent. Not "is pending": SQLite would walk the whole backlog by that index.
      if (ids.length > 0)
        await tx.outbox.updateMany({
          where: { id: { in: ids }, state: { not: 'sent' } },
          data: { ...free, state: 'sent', sentAt: now, error: '', ...(keep ? {} : { payload: '{}' }) },
        });
    }
    // In one order: what records hold beside the rows, two processes must not hold crosswise.
    for (const { row, verdict, record } of [...settled].sort((a, b) => (a.row.key < b.row.key ? -1 : 1))) {
      if (verdict.state === 'sent') await record?.(tx);
      else await putBack(tx, now, row, verdict);
    }
  });

async function putBack(tx: Tx, now: Date, row: Claimed, verdict: Exclude<Verdict, { state: 'sent' }>): Promise<void> {
  const mine = { id: row.id, lease: row.lease };
  const error = verdict.reason;
  if (verdict.state === 'pending') {
    const at = verdict.holds ? { leaseUntil: verdict.at } : { dueAt: verdict.at };
    const attempts = verdict.counted ? { attempts: { increment: 1 } } : {};
    await tx.outbox.updateMany({ where: mine, data: { ...free, ...at, ...attempts, claims: verdict.claims, error } });
    return;
  }
  const { count } = await tx.outbox.updateMany({
    where: mine,
    data: { ...free, state: 'dead', attempts: { increment: 1 }, dueAt: now, error },
  });
  // The firm's admins are told; but not that they could not be told.
  if (count === 0 || row.kind === 'notice' || !row.firmId) return;
  const key = `notice:${row.key}`;
  const payload = JSON.stringify({ firmId: row.firmId, kind: row.kind, key: row.key, reason: error });
  await tx.outbox.upsert({
    where: { key },
    create: { id: newId(), key, firmId: row.firmId, kind: 'notice', payload, dueAt: now, createdAt: now },
    update: {},
  });
}

import type { Stored } from '../kit/seal.ts';
import type { Data } from './client.ts';
import { writeSoon } from './soon.ts';

/** A card is understood for at least this long, in milliseconds. */
const life = 180 * 24 * 3_600_000;

const most = 2000;

/** What has not been written yet, by database. */
const unwritten = new WeakMap<Data, Map<string, { firmId: string; data: string }>>();
const waiting = (data: Data) => {
  const known = unwritten.get(data) ?? new Map<string, { firmId: string; data: string }>();
  unwritten.set(data, known);
  return known;
};

interface Fresh {
  token: string;
  firmId: string;
  data: string;
  expiresAt: Date;
}

// In a transaction of its own: on SQLite a statement outside would be undone with whatever transaction is open beside it.
const store = (data: Data, fresh: readonly Fresh[]) =>
  data.db.$transaction(async (tx) => {
    for (const { token, expiresAt, ...rest } of fresh)
      await tx.viewState.upsert({ where: { token }, create: { token, expiresAt, ...rest }, update: { expiresAt } });
  });

/** Until it is written, what a view's buttons stand for is in memory: the view is answered in time, and its buttons work. */
async function storeSoon(data: Data, fresh: readonly Fresh[]): Promise<void> {
  const there = waiting(data);
  const forget = () => {
    for (const { token } of fresh) there.delete(token);
  };
  if (there.size > most) there.clear();
  for (const { token, firmId, data: kept } of fresh) there.set(token, { firmId, data: kept });
  await writeSoon(() => store(data, fresh), forget);
}

/** Keeps what did not fit into the ids of a view. A token is the hash of what it stands for, so the same view twice is one row. */
export async function keepViewState(data: Data, firmId: string, stored: readonly Stored[], now: Date): Promise<void> {
  const expiresAt = new Date(now.getTime() + life);
  const unique = [...new Map(stored.map((each) => [each.token, each])).values()];
  const before = await data.db.viewState.findMany({
    where: { token: { in: unique.map((each) => `${firmId}:${each.token}`) } },
    select: { token: true },
  });
  const there = new Set(before.map((each) => each.token));
  const fresh = unique
    .map((each) => ({ ...each, token: `${firmId}:${each.token}`, firmId, expiresAt }))
    .filter((each) => !there.has(each.token) && !waiting(data).has(each.token));
  if (fresh.length > 0) await storeSoon(data, fresh);
}

/** What a token stands for, within the firm that stored it. */
export async function recallViewState(data: Data, firmId: string, token: string): Promise<string | undefined> {
  const key = `${firmId}:${token}`;
  const row = waiting(data).get(key) ?? (await data.db.viewState.findUnique({ where: { token: key } }));
  return row?.firmId === firmId ? row.data : undefined;
}

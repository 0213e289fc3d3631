import type { Stored } from '../kit/seal.ts';
import type { Data } from './client.ts';

/** A card is understood for at least this long, in milliseconds. */
const life = 180 * 24 * 3_600_000;

/** Keeps what did not fit into the ids of a view. A token is the hash of what it stands for, so the same view twice is one row. */
export async function keepViewState(data: Data, firmId: string, stored: readonly Stored[], now: Date): Promise<void> {
  const expiresAt = new Date(now.getTime() + life);
  const unique = [...new Map(stored.map((each) => [each.token, each])).values()];
  const before = await data.db.viewState.findMany({
    where: { token: { in: unique.map((each) => `${firmId}:${each.token}`) } },
    select: { token: true },
  });
  const there = new Set(before.map((each) => each.token));
  const fresh = unique.map((each) => ({ ...each, token: `${firmId}:${each.token}` })).filter((each) => !there.has(each.token));
  if (fresh.length === 0) return;
  // In a transaction of its own: on SQLite a statement outside would be undone with whatever transaction is open beside it.
  await data.db.$transaction(async (tx) => {
    for (const { token, data: kept } of fresh)
      await tx.viewState.upsert({ where: { token }, create: { token, firmId, data: kept, expiresAt }, update: { expiresAt } });
  });
}

/** What a token stands for, within the firm that stored it. */
export async function recallViewState(data: Data, firmId: string, token: string): Promise<string | undefined> {
  const row = await data.db.viewState.findUnique({ where: { token: `${firmId}:${token}` } });
  return row?.firmId === firmId ? row.data : undefined;
}

import type { Tx } from '../data/client.ts';
import { newId } from '../data/id.ts';
import type { Activity, ActivityCount, Source } from './schema.ts';

/** Where and when something happened. */
export interface Scene {
  firmId: string;
  source: Source;
  now: Date;
}

/**
 * Writes down what happened in a portfolio, for its summaries: how many clients, and whose they were at that moment, so that it is counted
 * once and for the right analyst even when the client is handed over or removed later. Inside the write that did it. The firm's version is
 * taken with it: that row stays locked until the write is committed, so versions are committed in order, and a summary that has read up to
 * a version has missed nothing below it. Instants could not promise that.
 */
export async function recordActivity(
  tx: Tx,
  { firmId, source, now }: Scene,
  acts: readonly ActivityCount[],
): Promise<void> {
  const some = acts.filter(({ count }) => count > 0);
  if (some.length === 0) return;
  const { version } = await tx.firm.update({
    where: { id: firmId },
    data: { version: { increment: 1 } },
    select: { version: true },
  });
  await tx.portfolioEvent.createMany({
    data: some.map((act) => ({ id: newId(), firmId, ...act, source, version, at: now })),
  });
}

/** The same, of clients by their ids: each under the analyst it has now. */
export async function recordFor(
  tx: Tx,
  scene: Scene,
  happened: readonly { clientId: string; kind: Activity }[],
): Promise<void> {
  if (happened.length === 0) return;
  const id = { in: [...new Set(happened.map(({ clientId }) => clientId))] };
  const clients = await tx.client.findMany({
    where: { firmId: scene.firmId, id },
    select: { id: true, analystId: true },
  });
  const analysts = new Map(clients.map((client) => [client.id, client.analystId]));
  const acts = new Map<string, ActivityCount>();
  for (const { clientId, kind } of happened) {
    const analystId = analysts.get(clientId) ?? null;
    const key = `${kind} ${analystId}`;
    const act = acts.get(key) ?? { kind, analystId, count: 0 };
    act.count++;
    acts.set(key, act);
  }
  await recordActivity(tx, scene, [...acts.values()]);
}

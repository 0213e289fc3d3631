import type { Data } from '../../data/client.ts';

/** Less than this is ordinary correction, in milliseconds. */
const slack = 5000;

/** Whether the clock was set back since it was last asked; at the first time nobody knows, so yes. */
export function settingsBack(clock: () => Date, elapsed: () => number = () => performance.now()): () => boolean {
  let before = Number.POSITIVE_INFINITY;
  return () => {
    const ahead = clock().getTime() - elapsed();
    const back = ahead < before - slack;
    before = ahead;
    return back;
  };
}

/**
 * After the clock was set back: what was written at an hour that is not yet, to leave at once, leaves at once; and nobody's lease lasts longer
 * than a lease can. What was to be tried again later waits as long as it was told to, and the time that was set back.
 */
export async function afterSettingBack(data: Data, now: Date, lease: number): Promise<void> {
  const edge = new Date(now.getTime() + slack);
  const leaseUntil = new Date(now.getTime() + lease);
  const longest = new Date(leaseUntil.getTime() + slack);
  await data.db.$transaction(async (tx) => {
    await tx.$executeRaw`UPDATE "Outbox" SET "dueAt" = ${now}
      WHERE "state" = 'pending' AND "createdAt" > ${edge} AND "dueAt" > ${now} AND "dueAt" <= "createdAt"`;
    await tx.outbox.updateMany({
      where: { state: 'pending', lease: { not: null }, leaseUntil: { gt: longest } },
      data: { leaseUntil },
    });
  });
}

import type { Tx } from '../../data/client.ts';

/**
 * Makes the clock look at a firm's schedules at its next tick: their next slots were reckoned with another calendar or time zone. Inside
 * the write that changed it. What was due until now, by the old reckoning, still runs.
 */
export async function lookAgain(tx: Tx, firmId: string, now: Date): Promise<void> {
  await tx.schedule.updateMany({ where: { firmId, nextAt: { gt: now } }, data: { nextAt: now } });
}

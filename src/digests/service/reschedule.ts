import type { Tx } from '../../data/client.ts';
import { calendars } from '../reads/due.ts';
import type { Schedule } from '../schema.ts';
import type { Calendar } from '../when/holidays.ts';
import { ruleOf } from '../when/rule.ts';
import { latestSlot, nextSlot, type Slot } from '../when/slots.ts';

/** The slot that a schedule waits for: the last one it has missed, or the next one. Not one that has run by the clock of another zone. */
async function slotFor(tx: Tx, schedule: Schedule, calendar: Calendar, now: Date): Promise<Slot | undefined> {
  const rule = ruleOf(schedule.rule);
  const ran = async ({ wall }: Slot) => (await tx.digestRun.count({ where: { key: `${schedule.id}:${wall}` } })) > 0;
  const missed = latestSlot(rule, calendar, schedule.settledUntil.getTime(), now.getTime());
  if (missed && !(await ran(missed))) return missed;
  const next = nextSlot(rule, calendar, now.getTime());
  return next && (await ran(next)) ? nextSlot(rule, calendar, next.at) : next;
}

/**
 * Sets the next slots of a firm's schedules anew: its calendar or its time zone has changed. Inside the write that changed it, so that
 * whoever looks next reads what will be. What was due until now, as it was before, still runs.
 */
export async function reschedule(tx: Tx, firmId: string, now: Date): Promise<void> {
  const rows = (await tx.schedule.findMany({ where: { firmId, nextAt: { gt: now } } })) as Schedule[];
  if (rows.length === 0) return;
  const firm = await tx.firm.findUniqueOrThrow({ where: { id: firmId }, select: { id: true, timeZone: true } });
  const calendar = await calendars(tx, [firm]);
  for (const schedule of rows) {
    const { id, nextAt, settledUntil } = schedule;
    const slot = await slotFor(tx, schedule, calendar(schedule), now);
    const data = { nextAt: slot ? new Date(slot.at) : null };
    await tx.schedule.updateMany({ where: { id, nextAt, settledUntil }, data });
  }
}

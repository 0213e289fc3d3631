import type { Tx } from '../../data/client.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { addDays, type Day } from '../../kit/days.ts';

/** Days off that follow each other under one name: a recess, or a single day. */
export interface Recess {
  /** Of its first day. */
  id: string;
  day: Day;
  until: Day;
  name: string;
  ids: string[];
}

/** A recess of more days than this is a mistake. */
export const longestRecess = 60;

/** The firm's own days off that are not over, the nearest first. */
export async function recesses(db: Pick<Tx, 'firmHoliday'>, firmId: string, today: Day): Promise<Recess[]> {
  const rows = await db.firmHoliday.findMany({
    // One that has begun is told from its beginning.
    where: { firmId, day: { gte: addDays(today, -longestRecess) } },
    select: { id: true, day: true, name: true },
    orderBy: { day: 'asc' },
  });
  const all: Recess[] = [];
  for (const { id, day, name } of rows) {
    const last = all.at(-1);
    if (last && last.name === name && addDays(last.until, 1) === day) {
      last.until = day;
      last.ids.push(id);
    } else all.push({ id, day, until: day, name, ids: [id] });
  }
  return all.filter(({ until }) => until >= today);
}

/** As many of them as a list shows, and how many there are. */
export async function daysOff(ctx: Ctx): Promise<{ days: Recess[]; total: number }> {
  const all = await recesses(ctx.data.db, ctx.firm.id, ctx.today);
  return { days: all.slice(0, 25), total: all.length };
}

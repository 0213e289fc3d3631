import { newId } from '../../data/id.ts';
import { write } from '../../data/write.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { addDays, type Day, daysBetween } from '../../kit/days.ts';
import { UserError } from '../../kit/errors.ts';
import type { Say } from '../../kit/words.ts';
import { longestRecess, recesses } from '../reads/days.ts';
import { nationalHoliday } from '../when/holidays.ts';
import { reschedule } from './reschedule.ts';

/** Days on which the firm does not work: both are included. */
export interface DaysOff {
  day: Day;
  until?: Day;
  name: string;
}

/** `named`: some of the days are there under another name, and nothing was written. `there`: all of them are, under this one. */
export type Added = { kind: 'added' | 'there' } | { kind: 'named'; day: Day; name: string };

const refuse = (code: string, at: string, say: Say) => new UserError(code, say, { fields: { [at]: say } });

/** Adds days off. Days that are there already keep their name, unless `rename`. */
export function addDaysOff(ctx: Ctx, { day, until = day, name }: DaysOff, { rename = false } = {}): Promise<Added> {
  const count = daysBetween(day, until) + 1;
  if (count < 1 || count > longestRecess) throw refuse('span', 'until', (w) => w.digests.badSpan);
  if (until < ctx.today)
    throw refuse('past', count > 1 ? 'until' : 'day', (w) => w.digests.dayPast(w.format.day(until)));
  const national = count === 1 ? nationalHoliday(day) : undefined;
  if (national)
    throw refuse('national', 'day', (w) => w.digests.dayNational(w.format.day(day), w.digests.national[national]));
  return write(ctx, 'manage', async ({ tx, now, audit }) => {
    const days = Array.from({ length: count }, (_, i) => addDays(day, i));
    const there = await tx.firmHoliday.findMany({
      where: { firmId: ctx.firm.id, day: { in: days } },
      orderBy: { day: 'asc' },
    });
    const other = there.find((each) => each.name !== name);
    if (other && !rename) return { kind: 'named', day: other.day, name: other.name };
    if (!other && there.length === count) return { kind: 'there' };
    for (const each of days.map((one) => ({ firmId: ctx.firm.id, day: one })))
      await tx.firmHoliday.upsert({
        where: { firmId_day: each },
        create: { id: newId(), ...each, name },
        update: { name },
      });
    await reschedule(tx, ctx.firm.id, now);
    await audit('firm.daysOff', `firm:${ctx.firm.id}`, { day, until });
    return { kind: 'added' };
  });
}

/** Takes away a day off, or the whole recess that begins with it. False when somebody was faster. */
export const removeDayOff = (ctx: Ctx, id: string): Promise<boolean> =>
  write(ctx, 'manage', async ({ tx, now, audit }) => {
    const recess = (await recesses(tx, ctx.firm.id, ctx.today)).find((each) => each.ids.includes(id));
    if (!recess) return false;
    await tx.firmHoliday.deleteMany({ where: { id: { in: recess.ids }, firmId: ctx.firm.id } });
    await reschedule(tx, ctx.firm.id, now);
    await audit('firm.dayOn', `firm:${ctx.firm.id}`, { day: recess.day, until: recess.until });
    return true;
  });

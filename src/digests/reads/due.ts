import type { Data, Tx } from '../../data/client.ts';
import { dayAt } from '../../kit/days.ts';
import type { Schedule } from '../schema.ts';
import { type Calendar, calendarOf } from '../when/holidays.ts';
import { ruleOf } from '../when/rule.ts';
import { latestSlot, nextSlot, type Slot } from '../when/slots.ts';
import { type Ask, firstSince } from './gather.ts';
import { peopleOf, recipientsOf } from './recipients.ts';

/** One message of a run: where it goes, and whose clients it tells of. */
export interface Recipient {
  platform: string;
  workspace: string;
  channel: string;
  direct: boolean;
  analystId: string | null;
}

/** A schedule that is due, with all that is decided before anything is written. */
export interface Due {
  schedule: Schedule;
  firm: { id: string; timeZone: string; locale: string };
  /** The slot to run; undefined when nothing was missed, because somebody only moved the clock or the calendar. */
  slot: Slot | undefined;
  next: Date | null;
  recipients: Recipient[];
}

/** The firms' own days off, by firm. */
export async function calendars(db: Pick<Tx, 'firmHoliday'>, firms: readonly { id: string; timeZone: string }[]) {
  const rows = await db.firmHoliday.findMany({
    where: { firmId: { in: firms.map(({ id }) => id) } },
    select: { firmId: true, day: true },
  });
  const days = new Map<string, string[]>();
  for (const { firmId, day } of rows) days.set(firmId, [...(days.get(firmId) ?? []), day]);
  const zones = new Map(firms.map(({ id, timeZone }) => [id, timeZone]));
  return (schedule: Pick<Schedule, 'firmId' | 'onHoliday'>): Calendar =>
    calendarOf(zones.get(schedule.firmId)!, schedule.onHoliday, days.get(schedule.firmId));
}

/** When a schedule is due next, behind an instant. */
export function nextOf(schedule: Pick<Schedule, 'rule'>, calendar: Calendar, after: Date): Date | null {
  const slot = nextSlot(ruleOf(schedule.rule), calendar, after.getTime());
  return slot ? new Date(slot.at) : null;
}

const shape = { firm: { select: { id: true, timeZone: true, locale: true } } } as const;

/** Up to `limit` schedules that have to be looked at: one walk along the index of what is next, whatever else there is. */
export async function dueSchedules(
  data: Data,
  now: Date,
  limit: number,
  without: readonly string[] = [],
): Promise<{ due: Due[]; broken: { id: string; error: unknown }[] }> {
  const rows = await data.db.schedule.findMany({
    where: { nextAt: { lte: now }, ...(without.length > 0 ? { id: { notIn: [...without] } } : {}) },
    orderBy: [{ nextAt: 'asc' }, { id: 'asc' }],
    take: limit,
    include: shape,
  });
  const calendar = await calendars(
    data.db,
    rows.map(({ firm }) => firm),
  );
  const due: Due[] = [];
  const broken: { id: string; error: unknown }[] = [];
  for (const { firm, ...row } of rows) {
    const schedule = row as Schedule;
    try {
      const own = calendar(schedule);
      const slot = latestSlot(ruleOf(schedule.rule), own, schedule.settledUntil.getTime(), now.getTime());
      due.push({ schedule, firm, slot, next: nextOf(schedule, own, now), recipients: [] });
    } catch (error) {
      // A time zone that the calendar has lost, say: nobody else is to wait for it.
      broken.push({ id: schedule.id, error });
    }
  }
  const people = await peopleOf(
    data,
    due.flatMap(({ schedule, slot }) => (slot ? [schedule] : [])),
  );
  for (const each of due) if (each.slot) each.recipients = recipientsOf(each.schedule, people);
  return { due, broken };
}
/** The last run of a schedule; without a version when it was made before versions were kept. */
export interface LastRun {
  createdAt: Date;
  version: number | null;
}

/** From where a summary goes on. */
export const sinceRun = ({ createdAt: at, version }: LastRun, zone: string): Ask['since'] => ({
  at,
  day: dayAt(at, zone),
  ...(version === null ? {} : { version }),
});

/** What has to be gathered for the messages of some runs, one ask each. */
export async function asksOf(
  { db }: Data,
  due: readonly Pick<Due, 'schedule' | 'firm' | 'recipients'>[],
  now: Date,
): Promise<{ of: number; recipient: Recipient; ask: Ask }[]> {
  const summaries = due.flatMap(({ schedule }) => (schedule.kind === 'portfolio' ? [schedule.id] : []));
  const last = new Map<string, LastRun>();
  if (summaries.length > 0) {
    const where = { scheduleId: { in: summaries } };
    const ends = await db.digestRun.groupBy({ by: ['scheduleId'], where, _max: { createdAt: true } });
    const createdAt = { in: ends.flatMap(({ _max }) => (_max.createdAt ? [_max.createdAt] : [])) };
    const select = { scheduleId: true, createdAt: true, version: true } as const;
    for (const run of await db.digestRun.findMany({
      where: { ...where, createdAt },
      orderBy: { createdAt: 'asc' },
      select,
    }))
      last.set(run.scheduleId!, run);
  }
  return due.flatMap(({ schedule, firm, recipients }, of) => {
    const today = dayAt(now, firm.timeZone);
    const before = last.get(schedule.id);
    const since = before ? sinceRun(before, firm.timeZone) : firstSince(today, now);
    return recipients.map((recipient) => ({
      of,
      recipient,
      ask: {
        kind: schedule.kind,
        firmId: firm.id,
        analystId: recipient.analystId,
        today,
        steps: schedule.steps,
        since,
      },
    }));
  });
}

import type { Calendar } from './holidays.ts';
import { cronOf, type Rule } from './rule.ts';
import { dayMs, dayNumber, instantOf, type Wall, wallAt, wallText, weekday } from './wall.ts';

/** A moment at which a digest is due. */
export interface Slot {
  /** The instant, in milliseconds. */
  at: number;
  /** What the firm's clocks show then: the slot's part of the run's key, so that a firm that moves to another zone is not told twice. */
  wall: string;
}

const monthEnd = (day: number): number => {
  const date = new Date(day * dayMs);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0) / dayMs;
};

/** Whether a day is one of the rule's, holidays aside. */
function falls(rule: Exclude<Rule, { kind: 'cron' }>, day: number, { isBusiness }: Calendar): boolean {
  switch (rule.kind) {
    case 'daily':
      return true;
    case 'weekdays':
      return isBusiness(day);
    case 'weekly':
      return rule.days.includes(weekday(day));
    case 'monthly': {
      const date = new Date(day * dayMs).getUTCDate();
      return date === rule.day || (day === monthEnd(day) && date < rule.day);
    }
    case 'last': {
      if (!isBusiness(day)) return false;
      for (let later = day + 1; later <= monthEnd(day); later++) if (isBusiness(later)) return false;
      return true;
    }
  }
}

/** The wall times the rule names on the days from..to, holidays aside. */
function walls(rule: Rule, from: number, to: number, calendar: Calendar): Wall[] {
  const found: Wall[] = [];
  if (rule.kind === 'cron') {
    const cron = cronOf(rule.expression);
    const end = (to + 1) * dayMs;
    // From just before midnight, because what is asked for is what comes behind.
    for (let last = new Date(from * dayMs - 1); ; ) {
      const next = cron.nextRun(last);
      if (!next || next.getTime() >= end) return found;
      found.push(next.getTime());
      last = next;
    }
  }
  for (let day = from; day <= to; day++) if (falls(rule, day, calendar)) found.push(day * dayMs + rule.at * 60_000);
  return found;
}

/** A holiday's wall time on the next business day, or nowhere. */
function settle(wall: Wall, { onHoliday, isHoliday, isBusiness }: Calendar): Wall[] {
  const day = dayNumber(wall);
  if (!isHoliday(day)) return [wall];
  if (onHoliday === 'skip') return [];
  let next = day + 1;
  while (!isBusiness(next)) next++;
  return [wall + (next - day) * dayMs];
}

/** All slots behind `after` and up to `until`, both instants in milliseconds, in order; of those at one instant the last. */
export function slotsBetween(rule: Rule, calendar: Calendar, after: number, until: number): Slot[] {
  const { zone } = calendar;
  const to = dayNumber(wallAt(until, zone)) + 1;
  let from = dayNumber(wallAt(after, zone)) - 1;
  // What falls on days off may have moved behind them.
  while (!calendar.isBusiness(from)) from--;
  const settled = new Set(walls(rule, from, to, calendar).flatMap((wall) => settle(wall, calendar)));
  const byInstant = new Map<number, Slot>();
  for (const wall of [...settled].sort((a, b) => a - b)) {
    const at = instantOf(wall, zone);
    if (at > after && at <= until) byInstant.set(at, { at, wall: wallText(wall) });
  }
  return [...byInstant.values()].sort((a, b) => a.at - b.at);
}

/** 29 February on a Monday comes every 28 years; what is rarer is never. */
const horizon = 29 * 366 * dayMs;

/** The first slot behind an instant. */
export function nextSlot(rule: Rule, calendar: Calendar, after: number): Slot | undefined {
  for (let [from, span] = [after, 2 * dayMs]; from < after + horizon; from += span, span *= 2) {
    const [first] = slotsBetween(rule, calendar, from, from + span);
    if (first) return first;
  }
  return undefined;
}

/** The last slot behind `after` and up to `until`: of all that were missed, the one to run. */
export function latestSlot(rule: Rule, calendar: Calendar, after: number, until: number): Slot | undefined {
  // From the end backwards, so that a long downtime costs no more than the distance of two slots.
  for (let [to, span] = [until, 2 * dayMs]; to > after; to -= span, span *= 2) {
    const last = slotsBetween(rule, calendar, Math.max(after, to - span), to).at(-1);
    if (last) return last;
  }
  return undefined;
}

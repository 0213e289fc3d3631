import type { Day } from '../../kit/days.ts';
import { dayMs, weekday } from './wall.ts';

/** Easter Sunday of a year, by the Gregorian rule (Meeus), as a day's number. */
export function easter(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const d = b - Math.floor(b / 4) - Math.floor((8 * b + 13) / 25) + 19 * a + 15;
  const h = d % 30;
  const i = h - Math.floor(h / 28) * (1 - Math.floor(29 / (h + 1)) * Math.floor((21 - a) / 11));
  const j = (year + Math.floor(year / 4) + i + 2 - b + Math.floor(b / 4)) % 7;
  const l = i - j;
  const month = 3 + Math.floor((l + 40) / 44);
  return Date.UTC(year, month - 1, l + 28 - 31 * Math.floor(month / 4)) / dayMs;
}

/** Month and day of what is a holiday in all of Brazil every year (Lei 662/1949, Lei 6.802/1980). */
const fixed = ['01-01', '04-21', '05-01', '09-07', '10-12', '11-02', '11-15', '12-25'] as const;

const known = new Map<number, ReadonlySet<number>>();

/** The national holidays of a year, as days' numbers. Carnival and Corpus Christi are none: what states and towns add is the firm's own. */
export function nationalHolidays(year: number): ReadonlySet<number> {
  const before = known.get(year);
  if (before) return before;
  const days = new Set(fixed.map((each) => Date.parse(`${year}-${each}T00:00:00Z`) / dayMs));
  // Good Friday, by the law of 1995; Black Awareness Day, by Lei 14.759/2023.
  days.add(easter(year) - 2);
  if (year >= 2024) days.add(Date.UTC(year, 10, 20) / dayMs);
  known.set(year, days);
  return days;
}

/** What a firm's days are like. */
export interface Calendar {
  zone: string;
  onHoliday: 'next' | 'skip';
  isHoliday(day: number): boolean;
  /** Neither Saturday nor Sunday nor a holiday. */
  isBusiness(day: number): boolean;
}

/** `own`: the firm's own days off. */
export function calendarOf(zone: string, onHoliday: 'next' | 'skip', own: readonly Day[] = []): Calendar {
  const theirs = new Set(own.map((day) => Date.parse(`${day}T00:00:00Z`) / dayMs));
  const isHoliday = (day: number) => theirs.has(day) || nationalHolidays(new Date(day * dayMs).getUTCFullYear()).has(day);
  return { zone, onHoliday, isHoliday, isBusiness: (day) => weekday(day) % 6 !== 0 && !isHoliday(day) };
}

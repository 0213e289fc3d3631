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

/** What is a holiday in all of Brazil every year, by month and day (Lei 662/1949, Lei 6.802/1980). */
const fixed = {
  '01-01': 'newYear',
  '04-21': 'tiradentes',
  '05-01': 'labour',
  '09-07': 'independence',
  '10-12': 'aparecida',
  '11-02': 'souls',
  '11-15': 'republic',
  '12-25': 'christmas',
} as const;
export type NationalHoliday = (typeof fixed)[keyof typeof fixed] | 'goodFriday' | 'blackAwareness';

const known = new Map<number, ReadonlyMap<number, NationalHoliday>>();

/** The national holidays of a year, as days' numbers. Carnival and Corpus Christi are none: what states and towns add is the firm's own. */
export function nationalHolidays(year: number): ReadonlyMap<number, NationalHoliday> {
  const before = known.get(year);
  if (before) return before;
  const days = new Map<number, NationalHoliday>(
    Object.entries(fixed).map(([day, name]) => [Date.parse(`${year}-${day}T00:00:00Z`) / dayMs, name]),
  );
  // Good Friday, by the law of 1995; Black Awareness Day, by Lei 14.759/2023.
  days.set(easter(year) - 2, 'goodFriday');
  if (year >= 2024) days.set(Date.UTC(year, 10, 20) / dayMs, 'blackAwareness');
  known.set(year, days);
  return days;
}

/** Which national holiday a day is, if it is one. */
export const nationalHoliday = (day: Day): NationalHoliday | undefined =>
  nationalHolidays(Number(day.slice(0, 4))).get(Date.parse(`${day}T00:00:00Z`) / dayMs);

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
  const isHoliday = (day: number) =>
    theirs.has(day) || nationalHolidays(new Date(day * dayMs).getUTCFullYear()).has(day);
  return { zone, onHoliday, isHoliday, isBusiness: (day) => weekday(day) % 6 !== 0 && !isHoliday(day) };
}

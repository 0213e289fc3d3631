import { fold } from './text.ts';

/** Days without time are text, YYYY-MM-DD: they compare and sort as they stand. */
export type Day = string;

const pad = (n: number, width = 2) => String(n).padStart(width, '0');

/** The day, or undefined where the calendar has no such day. */
export function dayOf(year: number, month: number, day: number): Day | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (year < 1900 || year > 2200 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
}

const utc = (day: Day) => Date.parse(`${day}T00:00:00Z`);
const fromUtc = (ms: number): Day => new Date(ms).toISOString().slice(0, 10);

export const addDays = (day: Day, count: number): Day => fromUtc(utc(day) + count * 86_400_000);
export const daysBetween = (from: Day, to: Day): number => Math.round((utc(to) - utc(from)) / 86_400_000);

/** Moves by whole months; the 31st becomes the last day of a shorter month. */
export function addMonths(day: Day, count: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 + count, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return `${pad(first.getUTCFullYear(), 4)}-${pad(first.getUTCMonth() + 1)}-${pad(Math.min(date, last))}`;
}

/** First and last day of a month written YYYY-MM. */
export const monthSpan = (month: string): [Day, Day] => [`${month}-01`, addDays(addMonths(`${month}-01`, 1), -1)];

const formats = new Map<string, Intl.DateTimeFormat>();
const last = new Map<string, { quarter: number; day: Day }>();

/** The day it is at an instant in a time zone (IANA name). */
export function dayAt(instant: Date, timeZone: string): Day {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(timeZone, format);
  }
  // No zone's day begins within a quarter of an hour: one look at the calendar serves until the next.
  const quarter = Math.floor(instant.getTime() / 900_000);
  const before = last.get(timeZone);
  if (before?.quarter === quarter) return before.day;
  const day = format.format(instant);
  last.set(timeZone, { quarter, day });
  return day;
}

const near = new Map(Object.entries({ hoje: 0, today: 0, amanha: 1, tomorrow: 1, ontem: -1, yesterday: -1 }));

/**
 * A day as people type it: 31/12/2026, 31-12-26, 31.12.2026, 31/12 (the next one to come), 2026-12-31, hoje, amanhã, ontem.
 * Undefined when it is none.
 */
export function readDay(typed: string, today: Day): Day | undefined {
  const value = fold(typed);
  const days = near.get(value);
  if (days !== undefined) return addDays(today, days);
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ].*)?$/.exec(value);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const full = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(value);
  if (full) return dayOf(Number(full[3]) + (full[3]!.length === 2 ? 2000 : 0), Number(full[2]), Number(full[1]));
  const short = /^(\d{1,2})[/.](\d{1,2})$/.exec(value);
  if (!short) return undefined;
  const year = Number(today.slice(0, 4));
  // 29/02 may be up to eight years away.
  for (let ahead = 0; ahead <= 8; ahead++) {
    const day = dayOf(year + ahead, Number(short[2]), Number(short[1]));
    if (day && day >= today) return day;
  }
  return undefined;
}

/** A month as people type it, as YYYY-MM: 12/2026, 2026-12. */
export function readMonth(typed: string): string | undefined {
  const match = /^(?:(\d{1,2})[/-](\d{4})|(\d{4})-(\d{1,2}))$/.exec(typed.trim());
  if (!match) return undefined;
  const month = Number(match[1] ?? match[4]);
  const year = Number(match[2] ?? match[3]);
  return dayOf(year, month, 1)?.slice(0, 7);
}

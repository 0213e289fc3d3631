import { addDays, addMonths, type Day, dayOf, monthSpan } from '../kit/days.ts';
import type { Range } from './schema.ts';

/** Which way a day without its year lies. */
export type Way = 'ahead' | 'back';

/** A time somebody spoke of. */
export interface When {
  range(way: Way): Range;
  /** Both ends were said, or only one. */
  shape: 'span' | 'until' | 'before' | 'from' | 'after' | 'older' | 'within';
  /** Of `older` and `within`: days. */
  days?: number;
}

/** A span that may lie either way; `near` is the day to which one without a year is nearest. */
export type Point = (way: Way, near?: Day) => Range;

export interface DateMatch<T> {
  value: T;
  /** Where in the line it ends. */
  end: number;
}

export const weekday = (day: Day): number => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
export const monday = (day: Day): Day => addDays(day, 1 - weekday(day));
export const month = (day: Day, by = 0): Range => spread(addMonths(`${day.slice(0, 7)}-01`, by).slice(0, 7));
export const spread = (text: string): Range => {
  const [from, to] = monthSpan(text);
  return { from, to };
};
export const one = (day: Day | undefined): Range => ({ from: day, to: day });
export const week = (day: Day, by = 0): Range => ({
  from: addDays(monday(day), 7 * by),
  to: addDays(monday(day), 7 * by + 6),
});
export const year = (value: number): Range => ({ from: `${value}-01-01`, to: `${value}-12-31` });

function quarter(day: Day, by = 0, length = 3): Range {
  const [y, m] = day.split('-').map(Number) as [number, number];
  const first = `${y}-${String(Math.floor((m - 1) / length) * length + 1).padStart(2, '0')}-01`;
  const from = addMonths(first, by * length);
  return { from, to: addDays(addMonths(from, length), -1) };
}

/** The unit that is `by` from this one. */
export function unit(name: string, today: Day, by: number): Range | undefined {
  if (name === 'day') return one(addDays(today, by));
  if (name === 'week') return week(today, by);
  if (name === 'weekend') return { from: addDays(monday(today), 7 * by + 5), to: addDays(monday(today), 7 * by + 6) };
  if (name === 'month') return month(today, by);
  if (name === 'quarter') return quarter(today, by);
  if (name === 'semester') return quarter(today, by, 6);
  if (name === 'year') return year(Number(today.slice(0, 4)) + by);
  if (name.startsWith('w:')) return one(addDays(today, ((Number(name.slice(2)) - weekday(today) + 7) % 7) + 7 * by));
  return undefined;
}

/** So many units from a day on, either way. */
export const moved = (name: string, day: Day, count: number): Day =>
  name === 'day'
    ? addDays(day, count)
    : name === 'week'
      ? addDays(day, 7 * count)
      : name === 'fortnight'
        ? addDays(day, 15 * count)
        : addMonths(day, count * (name === 'year' ? 12 : name === 'quarter' ? 3 : name === 'semester' ? 6 : 1));

/** The nearest year that gives a day on the wanted side of `near`. */
export function nearest(make: (year: number) => Range | undefined, way: Way, near: Day): Range {
  const start = Number(near.slice(0, 4));
  for (let i = -1; i <= 8; i++) {
    const range = make(way === 'ahead' ? start + i : start - i);
    if (!range?.from || !range.to) continue;
    if (way === 'ahead' ? range.to >= near : range.from <= near) return range;
  }
  return {};
}

export const monthOf = (text: string) => Number(text.slice(2));
export const monthIn = (m: number) => (y: number) => spread(`${y}-${String(m).padStart(2, '0')}`);
export const fullYear = (value: string) => (value.length === 2 ? 2000 + Number(value) : Number(value));

/** A date as it was typed in figures. */
export function figures(text: string, today: Day): Point | undefined {
  const iso = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$/.exec(text);
  if (iso) {
    const [, y, m, d] = iso;
    if (d)
      return dayOf(Number(y), Number(m), Number(d)) ? () => one(dayOf(Number(y), Number(m), Number(d))) : undefined;
    return dayOf(Number(y), Number(m), 1) ? () => monthIn(Number(m))(Number(y)) : undefined;
  }
  const full = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(text);
  if (full) {
    const day = dayOf(fullYear(full[3]!), Number(full[2]), Number(full[1]));
    return day ? () => one(day) : undefined;
  }
  const short = /^(\d{1,2})[/.](\d{1,4})$/.exec(text);
  if (!short) return undefined;
  const [, a, b] = short;
  if (b!.length === 4) return dayOf(Number(b), Number(a), 1) ? () => monthIn(Number(a))(Number(b)) : undefined;
  if (!dayOf(2028, Number(b), Number(a))) return undefined;
  return (way, near = today) => nearest((y) => one(dayOf(y, Number(b), Number(a))), way, near);
}

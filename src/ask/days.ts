import { addMonths, type Day, dayOf } from '../kit/days.ts';
import type { Range } from './schema.ts';
import { fullYear, monthIn, nearest, one, type Point } from './when.ts';

export const dayIn = (d: number, m: number, y?: string): Point | undefined => {
  if (y) {
    const day = dayOf(fullYear(y), m, d);
    return day ? () => one(day) : undefined;
  }
  return dayOf(2028, m, d) ? (way, near) => nearest((each) => one(dayOf(each, m, d)), way, near!) : undefined;
};
export const inMonth = (m: number, y?: string): Point =>
  y ? () => monthIn(m)(fullYear(y)) : (way, near) => nearest(monthIn(m), way, near!);
export const halves = (which: string, range: Range): Range =>
  which === 'first'
    ? { from: range.from, to: `${range.from!.slice(0, 8)}15` }
    : { from: `${range.from!.slice(0, 8)}16`, to: range.to };

/** The same day of the month that lies on the wanted side. */
export const dayOfMonth =
  (d: number, today: Day): Point =>
  (way, near = today) => {
    for (let i = 0; i <= 12; i++) {
      const text = addMonths(`${near.slice(0, 7)}-01`, way === 'ahead' ? i : -i);
      const day = dayOf(Number(text.slice(0, 4)), Number(text.slice(5, 7)), d);
      if (day && (way === 'ahead' ? day >= near : day <= near)) return one(day);
    }
    return {};
  };
export const dayThis = (d: number, { from }: Range): Point | undefined => {
  const day = dayOf(Number(from!.slice(0, 4)), Number(from!.slice(5, 7)), d);
  return day ? () => one(day) : undefined;
};
export const edgeOf =
  (edge: string, point: Point): Point =>
  (way, near) => {
    const range = point(way, near);
    return one(edge === 'end' ? range.to : range.from);
  };

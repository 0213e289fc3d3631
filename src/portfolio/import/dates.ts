import { type Day, dayOf } from '../../kit/days.ts';
import { fold } from '../../kit/text.ts';

/** How a column's dates are to be read: what is not told by the cell itself. */
export interface DateReading {
  /** 03/04/2027 is the 4th of March, as in the United States. */
  monthFirst?: boolean;
  /** A plain number counts days from 1904, as old Macs did. */
  from1904?: boolean;
}

const months = ['jan', 'fev', 'mar', 'abr', 'mai', 'jun', 'jul', 'ago', 'set', 'out', 'nov', 'dez'];
const english = new Map(
  Object.entries({ feb: 'fev', apr: 'abr', may: 'mai', aug: 'ago', sep: 'set', oct: 'out', dec: 'dez' }),
);

function monthOf(name: string): number {
  const short = name.slice(0, 3);
  return months.indexOf(english.get(short) ?? short) + 1;
}

export const plainDay = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/;
const withTime =
  /^(.*\d)(?:t|,?\s+(?:as\s+)?)\d{1,2}(?:[:h]\d{0,2}){1,2}(?:[:.]\d+)*\s*(?:[ap]m)?\s*(?:z|gmt|utc)?\s*(?:[+-]\d{2}(?::?\d{2})?)?$|^(\d{4}-\d\d-\d\d)\s*(?:z|[+-]\d\d:\d\d)$/;
/** A date without the time and the zone behind it. */
const withoutTime = (value: string): string => {
  const parts = withTime.exec(value);
  return parts?.[1] ?? parts?.[2] ?? value;
};
/** What people write around a date. */
const weekday = '(?:seg|ter|qua|qui|sex|sab|dom|mon|tue|wed|thu|fri|sat|sun)[a-z-]*\\.?';
const around = new RegExp(
  `^(?:['"(]+|${weekday},?\\s+|(?:valid[oa] )?ate(?: o dia)?\\s+|(?:venc\\w*\\.?|vence)(?: em)?:?\\s*|dia\\s+)+|[\\s–-]*\\(?${weekday}\\)?$|\\s*\\([a-z\\s]+\\)$|[)"';,.]+$`,
  'g',
);
const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
const named = /^(\d{1,2})[º°]?(?:\s*de\s+|[\s/.-]+)([a-z]{3,9})\.?(?:\s*de\s+|[\s/.,-]+)(\d{4}|\d{2})$/;
const glued = /^(\d{1,2})([a-z]{3})(\d{4}|\d{2})$/;
const american = /^([a-z]{3,9})\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s-]+(\d{4})$/;

/** Two digits: 80 to 99 are of the century that is over. */
const year = (text: string) => Number(text) + (text.length > 2 ? 0 : Number(text) < 80 ? 2000 : 1900);

const inOrder = (parts: RegExpExecArray, monthFirst = false) => {
  const [first, second] = [Number(parts[1]), Number(parts[2])];
  return monthFirst ? dayOf(year(parts[3]!), first, second) : dayOf(year(parts[3]!), second, first);
};

/** 20271231 as the Receita Federal writes it, 31122027 as SPED does; a number that lost its zero too, and a time behind the first. */
function compact(digits: string, monthFirst = false): Day | undefined {
  const full = digits.length === 7 ? `0${digits}` : digits.slice(0, 8);
  const [start, end] = [Number(full.slice(0, 4)), Number(full.slice(4))];
  if (digits.length !== 7 && start >= 1900 && start <= 2200) {
    const day = dayOf(start, Number(full.slice(4, 6)), Number(full.slice(6)));
    if (day) return day;
  }
  const last = end >= 1900 && end <= 2200 && digits.length <= 8;
  const [first, second] = [Number(full.slice(0, 2)), Number(full.slice(2, 4))];
  return last ? (monthFirst ? dayOf(end, first, second) : dayOf(end, second, first)) : undefined;
}

/**
 * A day as files hold it: 31/12/2026, 31-12-26, 2026-12-31, 20261231, 31122026, with or without a time behind it, 31 de dezembro de 2026,
 * 31/dez/26, Dec 31, 2026, or a spreadsheet's own number. Never without its year: a file does not know when it is read.
 */
export function readFileDay(cell: string, { monthFirst, from1904 }: DateReading = {}): Day | undefined {
  const full = plainDay.exec(cell);
  if (full) return inOrder(full, monthFirst);
  if (cell.length > 60) return undefined;
  let value = fold(cell).replace(around, '');
  value = withoutTime(value);
  const parted = value
    .replace(/\s*[\\/._,-]\s*/g, (sign) => (/[/.-]/.test(sign) ? sign.trim() : '/'))
    .replace(/^(\d+) (\d+) (\d+)$/, '$1/$2/$3');
  const again = plainDay.exec(parted);
  if (again) return inOrder(again, monthFirst);
  const dated = iso.exec(parted);
  if (dated) return dayOf(Number(dated[1]), Number(dated[2]), Number(dated[3]));
  const spelled = named.exec(value) ?? glued.exec(value);
  if (spelled) return dayOf(year(spelled[3]!), monthOf(spelled[2]!), Number(spelled[1]));
  const other = american.exec(value);
  if (other) return dayOf(Number(other[3]), monthOf(other[1]!), Number(other[2]));
  const digits = /^(\d{7,8}|\d{14})(?:[.,]0+)?$/.exec(value)?.[1];
  if (digits) return compact(digits, monthFirst);
  // 20000 to 79999: 1954 to 2119. What is behind the point is the time of day.
  if (!/^[2-7]\d{4}(?:[.,]\d+)?$/.test(value)) return undefined;
  const days = Number(value.slice(0, 5)) + (from1904 ? 1462 : 0);
  return new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The days by which programs say that there is none: the beginnings and the end of their calendars, in our time zone too. */
const noDays: ReadonlySet<string> = new Set([
  '0001-01-01',
  '1601-01-01',
  '1753-01-01',
  '1899-12-29',
  '1899-12-30',
  '1899-12-31',
  '1900-01-00',
  '1900-01-01',
  '1969-12-31',
  '1970-01-01',
]);
/** From here on a day says that there is no end. */
const noEnd = '2200';

/** Whether a day is one by which programs say that there is none. */
export const isNoDay = (day: Day): boolean => day >= noEnd || noDays.has(day);

/** Whether a date says that there is none: zeros, nines, an empty mask, or the day on which a program's calendar begins or ends. */
export function saysNoDay(cell: string): boolean {
  const date = withoutTime(fold(cell));
  const digits = date.replace(/\D/g, '');
  if (/^(?:0+|9+)$/.test(digits) || digits === '')
    return digits !== '' || /^[\s_./:\-–?*x]*$|^[dmay]{2,4}(?:[/.-][dmay]{2,4}){2}$|^nan\b/i.test(date);
  if (date === '2958465') return true;
  const [, day = '', month = '', end = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(date) ?? [];
  const [, start = '', second = '', third = ''] = /^(\d{4})[/.-](\d{2})[/.-](\d{2})$/.exec(date) ?? [];
  const pad = (part: string) => part.padStart(2, '0');
  // Whichever way round: 12/30/1899 is the same to a program of the United States.
  const written = start
    ? [`${start}-${second}-${third}`]
    : end
      ? [`${end}-${pad(month)}-${pad(day)}`, `${end}-${pad(day)}-${pad(month)}`]
      : [];
  return written.some(isNoDay);
}

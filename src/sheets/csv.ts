import { guarded } from '../kit/formula.ts';
import type { FileOut } from '../kit/view.ts';
import type { ColumnKind, Value } from './table.ts';

/** A number as Brazil writes it, without dots between thousands, so that a spreadsheet takes it for one: 1234,50. */
export const brazilian = (cents: number): string => {
  const whole = Math.trunc(Math.abs(cents) / 100);
  return `${cents < 0 ? '-' : ''}${whole},${String(Math.abs(cents) % 100).padStart(2, '0')}`;
};

/** 31/12/2026; what is no day stays as it came. */
export const brazilianDay = (day: string): string => day.replace(/^(\d{4})-(\d{2})-(\d{2}).*$/, '$3/$2/$1');

function cell(value: Value, kind: ColumnKind): string {
  if (value === undefined || value === '') return '';
  if (kind === 'money' && typeof value === 'number') return brazilian(value);
  if (kind === 'day') return brazilianDay(String(value));
  if (typeof value === 'number') return String(value);
  // A spreadsheet would run what begins like this; with an apostrophe before it, it shows it. Numbers of ours may begin with a minus.
  const safe = guarded(value);
  return /[;"\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** What Excel wants first to know that the rest is UTF-8. */
export const csvMark = '\ufeff';

/** One line of CSV as Excel in Brazil opens it by a double click: semicolons, comma for decimals, CRLF. */
export const csvLine = (values: readonly Value[], kinds: readonly ColumnKind[]): string =>
  `${values.map((value, i) => cell(value, kinds[i] ?? 'text')).join(';')}\r\n`;

/** A whole file of texts. */
export const csvFile = (name: string, header: readonly string[], rows: readonly (readonly string[])[]): FileOut => ({
  name,
  type: 'text/csv',
  bytes: new TextEncoder().encode(csvMark + [header, ...rows].map((row) => csvLine(row, [])).join('')),
});

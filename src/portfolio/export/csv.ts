import type { FileOut } from '../../kit/view.ts';

/**
 * A spreadsheet would run what begins like this; with an apostrophe before it, it shows it. What has apostrophes there already gets
 * one more: the import takes exactly one away.
 */
export const formula = /^'*[=+\-@\t\r\n]/;
const guarded = (value: string) => (formula.test(value) ? `'${value}` : value);
const cell = (value: string) => {
  const safe = guarded(value);
  return /[;"\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** CSV as Excel in Brazil opens it by a double click: UTF-8 with BOM, semicolons, CRLF. Formulas are defused. */
export const csvFile = (name: string, header: readonly string[], rows: readonly (readonly string[])[]): FileOut => ({
  name,
  type: 'text/csv',
  bytes: new TextEncoder().encode(`\ufeff${[header, ...rows].map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`),
});

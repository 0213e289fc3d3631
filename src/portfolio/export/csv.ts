import { guarded } from '../../kit/formula.ts';
import type { FileOut } from '../../kit/view.ts';

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

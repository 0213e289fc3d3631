import { isFormula } from '../../kit/formula.ts';
import type { FileOut } from '../../kit/view.ts';

const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const isDay = (value: string) => /^\d{4}-\d{2}-\d{2}$/.test(value);

/** The import takes an apostrophe before a formula for the guard of our CSV: one that belongs there gets its own. */
const own = (value: string) => (value.startsWith("'") && isFormula(value) ? `'${value}` : value);

/** Days are days to a spreadsheet; everything else is text, so that nothing is run and no document loses its zeros. */
const cell = (value: string) =>
  value === ''
    ? null
    : isDay(value)
      ? { value: new Date(`${value}T00:00:00Z`), type: Date, format: 'dd/mm/yyyy' }
      : { value: own(value).slice(0, 32_000), type: String };

/** XLSX with one sheet: the header in bold and fixed, columns as wide as their longest cell. Days come in as YYYY-MM-DD. */
export async function xlsxFile(name: string, header: readonly string[], rows: readonly (readonly string[])[]): Promise<FileOut> {
  // A large library, and few people take a list with them.
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const columns = header.map((title, i) => ({
    width: Math.min(60, Math.max(title.length, ...rows.slice(0, 500).map((row) => row[i]?.length ?? 0)) + 2),
  }));
  const head = header.map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
  const file = writeXlsxFile([head, ...rows.map((row) => row.map(cell))], { columns, stickyRowsCount: 1 });
  return { name, type, bytes: new Uint8Array(await file.toBuffer()) };
}

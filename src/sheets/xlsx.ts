import { isFormula } from '../kit/formula.ts';
import type { FileOut } from '../kit/view.ts';
import { brazilianDay } from './csv.ts';
import type { ColumnKind, Value } from './table.ts';

/** A workbook of more lines than this takes more memory than it is worth: then the CSV stands alone. */
export const mostInWorkbook = 10_000;

const isDay = (value: string) => /^\d{4}-\d{2}-\d{2}$/.test(value);

/** The import takes an apostrophe before a formula for the guard of our CSV: one that belongs there gets its own. */
const own = (value: string) => (value.startsWith("'") && isFormula(value) ? `'${value}` : value);

/** Days are days and money is money to a spreadsheet; everything else is text, so that nothing is run and no document loses its zeros. */
function cell(value: Value, kind: ColumnKind) {
  if (value === undefined || value === '') return null;
  if (kind === 'money' && typeof value === 'number') return { value: value / 100, type: Number, format: '#,##0.00' };
  if ((kind === 'day' || kind === 'mixed') && isDay(String(value)))
    return { value: new Date(`${value}T00:00:00Z`), type: Date, format: 'dd/mm/yyyy' };
  if (kind === 'count' && typeof value === 'number') return { value, type: Number };
  const said = kind === 'mixed' ? own(String(value)) : String(value);
  return { value: said.slice(0, 32_000), type: String };
}

const shownLength = (value: Value, kind: ColumnKind): number =>
  value === undefined
    ? 0
    : kind === 'day'
      ? brazilianDay(String(value)).length
      : kind === 'money'
        ? String(value).length + 3
        : String(value).length;

/** A workbook of one sheet: the header in bold and fixed, columns as wide as their longest cell. */
export async function workbook(
  header: readonly string[],
  kinds: readonly ColumnKind[],
  rows: readonly (readonly Value[])[],
): Promise<Uint8Array> {
  // A large library, and not everybody takes documents.
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const kindOf = (i: number) => kinds[i] ?? 'text';
  const columns = header.map((title, i) => ({
    width: Math.min(60, Math.max(title.length, ...rows.slice(0, 500).map((row) => shownLength(row[i], kindOf(i)))) + 2),
  }));
  const head = header.map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
  const body = rows.map((row) => row.map((value, i) => cell(value, kindOf(i))));
  return new Uint8Array(await writeXlsxFile([head, ...body], { columns, stickyRowsCount: 1 }).toBuffer());
}

const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A whole file of texts, as the import takes it back; what is written YYYY-MM-DD is a day. */
export const xlsxFile = async (
  name: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<FileOut> => ({
  name,
  type,
  bytes: await workbook(
    header,
    header.map(() => 'mixed' as const),
    rows,
  ),
});

import { UserError } from '../../src/kit/errors.ts';
import type { CellNote, SetAside } from '../../src/portfolio/import/cell-notes.ts';
import type { Choices } from '../../src/portfolio/import/choices.ts';
import type { ImportRow, LineRefusal } from '../../src/portfolio/import/line.ts';
import { readLines } from '../../src/portfolio/import/lines.ts';
import type { Table } from '../../src/portfolio/import/part.ts';
import { bytesSource } from '../../src/portfolio/import/source.ts';
import { openTable } from '../../src/portfolio/import/table.ts';

export interface Reading {
  table: Table;
  rows: ImportRow[];
  refused: LineRefusal[];
  setAside: SetAside[];
  told: CellNote[];
}

/** A whole file, read as an import reads it. */
export async function read(content: string | Uint8Array, choices?: Choices): Promise<Reading> {
  const table = await openTable(bytesSource(typeof content === 'string' ? Buffer.from(content) : content), choices);
  const reading: Reading = { table, rows: [], refused: [], setAside: [], told: [] };
  for await (const { rows, refused, setAside, told } of readLines(table, 100, 0, choices)) {
    reading.rows.push(...rows);
    reading.refused.push(...refused);
    reading.setAside.push(...setAside);
    reading.told.push(...told);
  }
  return reading;
}

/** What a person would be told of a file that is refused as a whole. */
export async function refusal(content: string | Uint8Array): Promise<string> {
  try {
    await read(content);
  } catch (error) {
    if (error instanceof UserError) return error.code;
    throw error;
  }
  return 'taken';
}

/** What was said of a row, without what was not. */
export const said = (row: ImportRow): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).filter(([key, value]) => value !== undefined && key !== 'line'));

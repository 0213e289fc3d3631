import { UserError } from '../../src/kit/errors.ts';
import { readLines } from '../../src/portfolio/import/lines.ts';
import type { ImportRow, Refusal } from '../../src/portfolio/import/row.ts';
import { bytesSource } from '../../src/portfolio/import/source.ts';
import { openTable, type Table } from '../../src/portfolio/import/table.ts';

export interface Reading {
  table: Table;
  rows: ImportRow[];
  refused: Refusal[];
}

/** A whole file, read as an import reads it. */
export async function read(content: string | Uint8Array): Promise<Reading> {
  const table = await openTable(bytesSource(typeof content === 'string' ? Buffer.from(content) : content));
  const reading: Reading = { table, rows: [], refused: [] };
  for await (const { rows, refused } of readLines(table, 100)) {
    reading.rows.push(...rows);
    reading.refused.push(...refused);
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

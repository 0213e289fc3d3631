import { type ColumnMap, decideColumns, placesOf } from './columns.ts';
import type { Doubt, Mixup } from './letters.ts';
import { createProfile } from './profile.ts';
import type { RawRecord } from './records.ts';
import { refuseFile, refuseHeader } from './refuse.ts';
import type { Encoding } from './text.ts';
import type { Header } from './titles.ts';

/** Lines under one header: a text, or a sheet. */
export interface Part {
  columns: ColumnMap;
  from1904?: boolean;
  /** Lines of text: what one has too much is told. */
  exact?: boolean;
  /** The lines after the header, some at a time. */
  records(): AsyncGenerator<RawRecord[]>;
}

export type Format = 'csv' | 'xlsx' | 'xls' | 'ods' | 'html';

/** A sheet of a workbook: read, or why not. */
export interface Sheet {
  name: string;
  read: boolean;
  reason?: 'hidden' | 'columns' | 'many';
}

/** A file that turned out to be a table with a header that was understood. */
export interface Table {
  format: Format;
  encoding?: Encoding;
  /** Another encoding that reads the letters about as well. */
  doubt?: Doubt;
  /** Letters that were ruined before the file was saved, and put right. */
  mixup?: Mixup;
  delimiter?: string;
  /** What the first part's columns are: what is shown. */
  columns: ColumnMap;
  /** About how many there are; 0 when nobody knows. */
  lines: number;
  parts: readonly Part[];
  /** A workbook's sheets, read or not. */
  sheets: readonly Sheet[];
}

/** No portfolio has more lines. */
export const maxLines = 500_000;
const maxColumns = 1_000;

/** Lines under a header, before it is decided what their columns are. */
export interface Raw extends Omit<Part, 'columns'> {
  header: Header;
}

/** Decides what the columns of lines are, by looking at all of them. */
export async function decidePart({ header, from1904, exact, records }: Raw): Promise<Part> {
  const { titles } = header;
  if (titles.headers.length > maxColumns) throw refuseFile('tooManyColumns', maxColumns);
  const { add, profile } = createProfile(titles.headers.length, Math.min(titles.cells, maxColumns), placesOf(titles));
  const isHeader = ({ cells }: RawRecord) =>
    titles.headers.every((title, index) => (cells[index]?.trim() ?? '') === title);
  for await (const some of records()) for (const record of some) if (!isHeader(record)) add(record);
  return { columns: decideColumns(titles, profile), from1904, exact, records };
}

/** Refuses a table without a header, or without names in it. */
export function acceptColumns(columns: ColumnMap): void {
  if (!columns.at.has('name')) throw refuseHeader([...columns.called.values()], columns.unknown, columns.headers);
}

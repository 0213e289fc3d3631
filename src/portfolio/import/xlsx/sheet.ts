import type { RawRecord } from '../records.ts';
import { refuseFile } from '../refuse.ts';
import { type Book, limits, longestText } from './book.ts';
import { attribute, createXmlReader, plain } from './xml.ts';
import { unpackPieces, type ZipEntry } from './zip.ts';

const maxColumns = 1_000;

/** What a cell says whose formula was never worked out: programs that write files leave that to Excel. Not blank, so that it is told. */
export const noResult = '\ue000';

/** A spreadsheet's day, year first, so that no reading of other cells turns it. Day 60 is the 29 February 1900 that never was. */
function dayText(serial: number, from1904: boolean): string {
  const days = Math.floor(serial) + (from1904 ? 1462 : 0);
  const date = new Date(Date.UTC(1899, 11, days < 60 ? 31 : 30) + days * 86_400_000);
  return date.toISOString().slice(0, 10);
}

/** The column of a reference such as AB12, or -1. */
function columnOf(ref: string): number {
  let n = 0;
  for (let i = 0; i < ref.length && i < 3; i++) {
    const code = ref.charCodeAt(i) & ~32;
    if (code < 65 || code > 90) break;
    n = n * 26 + code - 64;
  }
  return n - 1;
}

function cellText(book: Book, head: string, raw: string): string {
  const kind = attribute(head, 't') ?? 'n';
  if (kind === 's') return book.strings[Number(raw)] ?? '';
  // #N/A and its like: nothing is known, which is what an empty cell says.
  if (raw === '' || kind === 'e') return '';
  if (kind === 'b') return raw === '1' ? 'Sim' : 'Não';
  const number = Number(raw);
  if (kind !== 'n' || !Number.isFinite(number)) return plain(raw);
  const isDate = book.dateStyles[Number(attribute(head, 's') ?? -1)] === true;
  return isDate && number >= 1 && number < 2_958_466 ? dayText(number, book.from1904) : String(number);
}

/** The rows of a sheet, as the pieces come. What a formula came to when it was saved is its text. */
export async function* readSheet(book: Book, sheet: ZipEntry): AsyncGenerator<RawRecord[]> {
  let records: RawRecord[] = [];
  let line = 0;
  let cells: string[] = [];
  let head = '';
  let raw = '';
  let taking = false;
  let reading = false;
  let formula = false;
  let over = false;
  const endCell = () => {
    const value = formula && raw === '' && attribute(head, 't') !== 'str' ? noResult : cellText(book, head, raw);
    const given = columnOf(attribute(head, 'r') ?? '');
    const column = given < 0 ? cells.length : given;
    if (value === '' && given >= 0) return;
    if (column >= maxColumns) throw refuseFile('tooManyColumns', maxColumns);
    while (cells.length < column) cells.push('');
    cells[column] = value;
  };
  const xml = createXmlReader({
    open: (name, all) => {
      if (name === 'c') {
        head = all;
        raw = '';
        formula = false;
      } else if (name === 'f') formula = true;
      else if (name === 'v' || name === 't') taking = true;
      else if (name === 'rPh') reading = true;
      else if (name === 'row') {
        line = Number(attribute(all, 'r') ?? line + 1);
        cells = [];
      }
    },
    close: (name) => {
      if (name === 'c') endCell();
      else if (name === 'v' || name === 't') taking = false;
      else if (name === 'rPh') reading = false;
      else if (name === 'row' && cells.length > 0) records.push({ line, cells });
      else if (name === 'sheetData') over = true;
    },
    text: (part) => {
      if (taking && !reading && raw.length < longestText) raw += part;
    },
  });
  for await (const piece of unpackPieces(book.bytes, sheet, limits.sheet)) {
    xml.feed(piece);
    if (records.length > 0) yield records;
    records = [];
    if (over) return;
  }
}

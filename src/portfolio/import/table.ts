import { setImmediate as breathe } from 'node:timers/promises';
import { type Columns, readHeader } from './headers.ts';
import { createSplitter, type RawRecord } from './records.ts';
import { refuseFile, refuseHeader } from './refuse.ts';
import { gather, type Source } from './source.ts';
import { decode, detectEncoding, type Encoding } from './text.ts';
import { openBook } from './xlsx/book.ts';
import { readSheet } from './xlsx/sheet.ts';

/** A file that turned out to be a table with a header that was understood. */
export interface Table {
  format: 'csv' | 'xlsx';
  encoding?: Encoding;
  delimiter?: string;
  columns: Columns;
  /** About how many there are; 0 when nobody knows. */
  lines: number;
  /** The lines after the header, some at a time. */
  records(): AsyncGenerator<RawRecord[]>;
}

/** Titles and blank lines may stand above a header, but not more. */
const headerWithin = 25;
const headLength = 64 * 1024;
/** No portfolio has more lines. */
const maxLines = 500_000;
const delimiters = [';', ',', '\t', '|'];

const begins = (bytes: Uint8Array, ...magic: readonly number[]) => magic.every((byte, i) => bytes[i] === byte);

/** By content, never by name: refuses what plainly is something else. */
function sniff(bytes: Uint8Array): 'csv' | 'xlsx' {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  if (bytes.every((byte) => byte === 0x20 || (byte >= 9 && byte <= 13))) throw refuseFile('empty');
  if (begins(bytes, 0x50, 0x4b, 3, 4)) return 'xlsx';
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw refuseFile('oldExcel');
  if (start.includes('%PDF-')) throw refuseFile('pdf');
  if (begins(bytes, 0x89, 0x50, 0x4e, 0x47) || begins(bytes, 0xff, 0xd8, 0xff) || start.startsWith('GIF8')) throw refuseFile('image');
  if (begins(bytes, 0x50, 0x4b) || begins(bytes, 0x1f, 0x8b) || begins(bytes, 0x52, 0x61, 0x72)) throw refuseFile('otherZip');
  if (/^(?:\xef\xbb\xbf)?\s*<[!?a-z]/i.test(start)) throw refuseFile('markup');
  return 'csv';
}

interface Found {
  columns: Columns;
  line: number;
  score: number;
}

/** The record that looks most like a header: one with a name, and then the one of which most is understood. */
function findHeader(records: readonly RawRecord[]): Found | undefined {
  let best: Found | undefined;
  for (const record of records.slice(0, headerWithin)) {
    if (record.flaw) continue;
    const columns = readHeader(record.cells);
    const score = columns.at.size + (columns.at.has('name') ? 1000 : 0);
    if (columns.width > 0 && score > (best?.score ?? -1)) best = { columns, line: record.line, score };
  }
  return best;
}

function accept(found: Found | undefined): Found {
  if (!found) throw refuseFile('empty');
  if (!found.columns.at.has('name')) throw refuseHeader([...found.columns.called.values()], found.columns.unknown);
  if (found.columns.width > 1_000) throw refuseFile('tooManyColumns', 1_000);
  return found;
}

async function openText(source: Source): Promise<Table> {
  const { encoding, lines } = await detectEncoding(source);
  if (!encoding) throw refuseFile('binary');
  if (lines > maxLines) throw refuseFile('tooManyLines', maxLines);
  let head = '';
  for await (const text of decode(source, encoding)) {
    head += text;
    if (head.length >= headLength) break;
  }
  if (!/[\p{L}\p{N}]/u.test(head)) throw refuseFile('empty');
  const newline = head.includes('\n') || !head.includes('\r') ? '\n' : '\r';
  const said = /^sep=(.)[\r\n]/i.exec(head)?.[1];
  let found: Found | undefined;
  let delimiter = ';';
  for (const each of said ? [said] : delimiters) {
    const records = createSplitter({ delimiter: each, newline }).feed(`${head}${newline}`, true);
    const candidate = findHeader(said ? records.slice(1) : records);
    if (candidate && (!found || candidate.score > found.score)) {
      found = candidate;
      delimiter = each;
    }
  }
  const { columns, line } = accept(found);
  // With one column there is nothing to part.
  if (columns.width === 1) delimiter = '\u0000';
  return {
    format: 'csv',
    encoding,
    delimiter,
    columns,
    lines,
    records: async function* () {
      const splitter = createSplitter({ delimiter, newline, width: columns.width });
      const after = (records: RawRecord[]) => (records[0] && records[0].line > line ? records : records.filter((each) => each.line > line));
      for await (const text of decode(source, encoding)) {
        yield after(splitter.feed(text));
        // Long files are read between other people's requests.
        await breathe();
      }
      yield after(splitter.feed('', true));
    },
  };
}

async function openWorkbook(bytes: Uint8Array): Promise<Table> {
  const book = await openBook(bytes);
  let best: { found: Found; sheet: (typeof book.sheets)[number] } | undefined;
  for (const sheet of book.sheets.slice(0, 20)) {
    const top: RawRecord[] = [];
    for await (const records of readSheet(book, sheet)) {
      top.push(...records.slice(0, headerWithin));
      if (top.length >= headerWithin) break;
    }
    const found = findHeader(top);
    if (found && (!best || found.score > best.found.score)) best = { found, sheet };
    if (found?.columns.at.has('name')) break;
  }
  const { columns, line } = accept(best?.found);
  return {
    format: 'xlsx',
    columns,
    lines: 0,
    records: async function* () {
      let lines = 0;
      for await (const records of readSheet(book, best!.sheet)) {
        lines += records.length;
        if (lines > maxLines) throw refuseFile('tooManyLines', maxLines);
        yield records.filter((each) => each.line > line);
      }
    },
  };
}

/** Opens a file of which nothing is known but its bytes. Refuses, saying why, what is no table with a name column. */
export async function openTable(source: Source): Promise<Table> {
  let head = new Uint8Array();
  for await (const piece of source.pieces()) {
    head = Uint8Array.from(piece);
    break;
  }
  return sniff(head) === 'xlsx' ? openWorkbook(await gather(source)) : openText(source);
}

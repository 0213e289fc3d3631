import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { Choices } from './choices.ts';
import type { Format, Table } from './part.ts';
import type { RawRecord } from './records.ts';
import { refuseFile } from './refuse.ts';
import { openSheets, type SheetIn } from './sheets.ts';
import { bytesSource } from './source.ts';
import { decode, detectEncoding } from './text.ts';
import { program, type SheetOut } from './worker.ts';
import { attribute, createXmlReader } from './xlsx/xml.ts';
import { readZip, unpackPieces } from './xlsx/zip.ts';

/** What a library reads for us: it takes a file as a whole, so that only small ones are given to it. */
export type Foreign = 'xls' | 'xlsb' | 'ods' | 'html';

const mb = 1024 * 1024;
/** The most such a file may have, and what reading it may take. Past it a person is told how to save it. */
const limits = { bytes: 12 * mb, unpacked: 256 * mb, heapMb: 384, ms: 20_000, rows: 100_000, columns: 300 };

const refusals = { xls: 'oldExcel', xlsb: 'binaryWorkbook', ods: 'openDocument', html: 'markup' } as const;

function readInThread(content: Uint8Array | string): Promise<SheetOut[]> {
  const library = createRequire(import.meta.url).resolve('@e965/xlsx');
  const worker = new Worker(program, {
    eval: true,
    workerData: { content, library, raw: typeof content === 'string', rows: limits.rows, columns: limits.columns },
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMb, maxYoungGenerationSizeMb: 32 },
    stdout: true,
    stderr: true,
  });
  return new Promise<SheetOut[]>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('took too long')), limits.ms);
    worker
      .once('message', resolve)
      .once('error', reject)
      .once('exit', () => reject(new Error('ended')));
    worker.once('exit', () => clearTimeout(late));
  }).finally(() => worker.terminate());
}

/** A page's text; its letters are told as those of any text are. */
async function textOf(bytes: Uint8Array, choices: Choices): Promise<string> {
  const source = bytesSource(bytes);
  const { encoding } = await detectEncoding(source, choices.encoding);
  if (!encoding) throw refuseFile('binary');
  let text = '';
  for await (const piece of decode(source, encoding)) text += piece;
  return text.replace(/^\ufeff/, '');
}

const holds = (bytes: Uint8Array, word: string) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(word, 'utf16le'));

/** The sheets that LibreOffice hides, by name: the library does not say. */
async function hiddenSheets(bytes: Uint8Array): Promise<ReadonlySet<string>> {
  const entry = readZip(bytes).get('content.xml');
  const [styles, sheets] = [new Set<string>(), new Set<string>()];
  if (!entry) return sheets;
  let style = '';
  const xml = createXmlReader({
    open: (name, all) => {
      if (name === 'style') style = attribute(all, 'name') ?? '';
      else if (name === 'table-properties' && attribute(all, 'display') === 'false') styles.add(style);
      else if (name === 'table' && styles.has(attribute(all, 'style-name') ?? ''))
        sheets.add(attribute(all, 'name') ?? '');
    },
    close: () => undefined,
  });
  for await (const piece of unpackPieces(bytes, entry, limits.unpacked)) xml.feed(piece);
  return sheets;
}

/** Opens what another program than Excel of our days wrote: old Excel, LibreOffice, a page's table that is called .xls. */
export async function openForeign(bytes: Uint8Array, kind: Foreign, choices: Choices): Promise<Table> {
  // Word and Outlook use the same container as old Excel, and so does a workbook with a password.
  if (kind === 'xls' && holds(bytes, 'EncryptedPackage')) throw refuseFile('locked');
  if (kind === 'xls' && bytes[0] === 0xd0 && !holds(bytes, 'Workbook') && !holds(bytes, 'Book'))
    throw refuseFile(holds(bytes, 'WordDocument') ? 'word' : 'oldExcel');
  if (kind === 'html' && !/<(?:[a-z]+:)?(?:table|workbook|worksheet|office:spreadsheet)\b/i.test(latin(bytes)))
    throw refuseFile('markup');
  if (bytes.length > limits.bytes) throw refuseFile(refusals[kind]);
  let sheets: SheetOut[];
  try {
    sheets = await readInThread(kind === 'html' ? await textOf(bytes, choices) : bytes);
  } catch (error) {
    throw refuseFile(/password|encrypt/i.test(String(error)) ? 'locked' : refusals[kind]);
  }
  if (sheets.some((sheet) => sheet.rows.length > limits.rows)) throw refuseFile('tooManyLines', limits.rows);
  if (kind === 'html' && sheets.every((sheet) => sheet.rows.length === 0)) throw refuseFile('markup');
  const unseen = kind === 'ods' ? await hiddenSheets(bytes) : undefined;
  const all = sheets.map(
    ({ name, hidden, date1904, rows }): SheetIn => ({
      name: name.slice(0, 60),
      hidden: hidden || unseen?.has(name) === true,
      from1904: date1904,
      records: function* () {
        const records = rows.map((cells, index): RawRecord => ({ line: index + 1, cells }));
        yield records.filter(({ cells }) => cells.some((cell) => cell !== ''));
      },
    }),
  );
  const format: Format = kind === 'xlsb' ? 'xlsx' : kind;
  return openSheets(all, format, choices);
}

/** A page's bytes as letters enough to look for tags in. */
const latin = (bytes: Uint8Array) =>
  Buffer.from(bytes.subarray(0, 256 * 1024))
    .toString('latin1')
    .replaceAll('\0', '');

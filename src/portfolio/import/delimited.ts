import { setImmediate as breathe } from 'node:timers/promises';
import type { Choices } from './choices.ts';
import { acceptColumns, decidePart, maxLines, type Table } from './part.ts';
import { createSplitter, type RawRecord } from './records.ts';
import { refuseFile, refuseHeader } from './refuse.ts';
import type { Source } from './source.ts';
import { decode, detectEncoding } from './text.ts';
import { findHeader, findHeaderInside, type Header, openLines } from './titles.ts';

const headLength = 64 * 1024;
const delimiters = [';', ',', '\t', '|'];
/** What few programs use: tried where the others part nothing. */
const rare = ['~', '^', '#', '§', '¦'];

interface Found {
  header: Header;
  delimiter: string;
}

/** MySQL and others put a backslash before a quote inside of quotes. */
const backslashed = /\\"(?!"|\s*[;,\t|\r\n])/;

/** Which delimiter says most of a header; of two that say as much, the first. */
function findDelimiter(head: string, newline: '\n' | '\r', escaped: boolean, choices: Choices): Found | undefined {
  const said = /^"?sep=(.)"?[\r\n]/i.exec(head)?.[1];
  let best: Found | undefined;
  const look = (all: readonly string[]): void => {
    const parted = all.map((delimiter) => {
      const records = createSplitter({ delimiter, newline, escaped }).feed(`${head}${newline}`, true);
      return { delimiter, records: said ? records.slice(1) : records };
    });
    const offer = (delimiter: string, header: Header | undefined) => {
      if (header && (!best || header.score > best.header.score)) best = { header, delimiter };
    };
    for (const { delimiter, records } of parted) offer(delimiter, findHeader(records, choices.columns));
    // Lines that stand in quotes as a whole may have been saved with another delimiter since.
    for (const { delimiter, records } of parted)
      for (const inner of [delimiter, ...delimiters]) offer(delimiter, findHeaderInside(records, inner, choices.columns));
  };
  look(said ? [said] : delimiters);
  if (!best || best.header.score < 2) look(rare);
  return best;
}

/** Opens a delimited text. */
export async function openText(source: Source, choices: Choices): Promise<Table> {
  const { encoding, doubt, mixup, lines } = await detectEncoding(source, choices.encoding);
  if (!encoding) throw refuseFile('binary');
  if (lines > maxLines) throw refuseFile('tooManyLines', maxLines);
  let head = '';
  for await (const text of decode(source, encoding, mixup)) {
    head += text;
    if (head.length >= headLength) break;
  }
  if (!/[\p{L}\p{N}]/u.test(head)) throw refuseFile('empty');
  const newline = head.includes('\n') || !head.includes('\r') ? '\n' : '\r';
  const escaped = backslashed.test(head);
  const found = findDelimiter(head, newline, escaped, choices);
  if (!found) throw refuseHeader([], []);
  const { header } = found;
  const width = header.titles.headers.length;
  // With one column there is nothing to part; lines that stand in quotes are parted inside of them.
  const delimiter = width === 1 && !header.inside ? '\u0000' : found.delimiter;
  const part = await decidePart({
    header,
    exact: true,
    records: async function* () {
      const splitter = createSplitter({ delimiter, newline, escaped, width: header.inside ? 0 : width });
      const after = (records: RawRecord[]) =>
        openLines(
          records[0] && records[0].line > header.line ? records : records.filter((each) => each.line > header.line),
          header,
          delimiter,
        );
      for await (const text of decode(source, encoding, mixup)) {
        yield after(splitter.feed(text));
        // Long files are read between other people's requests.
        await breathe();
      }
      yield after(splitter.feed('', true));
    },
  });
  acceptColumns(part.columns);
  return { format: 'csv', encoding, doubt, mixup, delimiter, columns: part.columns, lines, parts: [part], sheets: [] };
}

import { setImmediate as breathe } from 'node:timers/promises';
import type { Choices } from './choices.ts';
import { withoutEntities } from './letters.ts';
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
      for (const inner of [delimiter, ...delimiters])
        offer(delimiter, findHeaderInside(records, inner, choices.columns));
  };
  look(said ? [said] : delimiters);
  if (!best || best.header.score < 2) look(rare);
  return best;
}

/** The beginning of a letter that a web page writes as a word, at the end of a piece. */
const letterOpen = /&#?[a-z\d]{0,6}$/i;

/** The text with such letters put right, since the ; behind S&atilde;o parts no cells. */
async function* withPlainLetters(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of pieces) {
    const text = rest + piece;
    const cut = letterOpen.exec(text)?.index ?? text.length;
    rest = text.slice(cut);
    const whole = text.slice(0, cut);
    yield withoutEntities(whole) ?? whole;
  }
  yield rest;
}

/** Opens a delimited text. */
export async function openText(source: Source, choices: Choices): Promise<Table> {
  const { encoding, doubt, mixup, lines } = await detectEncoding(source, choices.encoding);
  if (!encoding) throw refuseFile('binary');
  if (lines > maxLines) throw refuseFile('tooManyLines', maxLines);
  const texts = () => decode(source, encoding, mixup);
  let head = '';
  for await (const text of texts()) {
    head += text;
    if (head.length >= headLength) break;
  }
  if (!/[\p{L}\p{N}]/u.test(head)) throw refuseFile('empty');
  const newline = head.includes('\n') || !head.includes('\r') ? '\n' : '\r';
  const escaped = backslashed.test(head);
  const plain = withoutEntities(head);
  const inPlain = plain === undefined ? undefined : findDelimiter(plain, newline, escaped, choices);
  const asItIs = findDelimiter(head, newline, escaped, choices);
  // Where another sign parts the cells, letters are put right one by one, and told.
  const found = inPlain?.delimiter === ';' ? inPlain : (asItIs ?? inPlain);
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
      for await (const text of found === inPlain ? withPlainLetters(texts()) : texts()) {
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

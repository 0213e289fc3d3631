import { refuseFile } from '../refuse.ts';
import { attribute, createXmlReader, plain, type XmlEvents } from './xml.ts';
import { type Entry, readZip, unpackPieces } from './zip.ts';

const mb = 1024 * 1024;
/** What the parts of a workbook may unpack to. 100,000 clients with every column are about 80 MB of cells. */
export const limits = { part: 8 * mb, strings: 64 * mb, sheet: 256 * mb };
const maxStrings = 3_000_000;
/** No cell keeps more than this: what is longer is refused by its line anyway. */
export const longestText = 100_000;

export interface Book {
  bytes: Uint8Array;
  /** The visible sheets, in order. */
  sheets: readonly Entry[];
  /** Texts that cells refer to by number. */
  strings: readonly string[];
  /** Whether the style of that number shows its number as a day. */
  dateStyles: readonly boolean[];
  /** Days are counted from 1904, as old Macs did. */
  from1904: boolean;
}

async function readStrings(feed: (events: XmlEvents) => Promise<void>): Promise<string[]> {
  const strings: string[] = [];
  let text = '';
  let inText = false;
  let reading = false;
  await feed({
    open: (name) => {
      if (name === 'si') text = '';
      else if (name === 't') inText = true;
      else if (name === 'rPh') reading = true;
    },
    close: (name) => {
      if (name === 't') inText = false;
      else if (name === 'rPh') reading = false;
      else if (name === 'si' && strings.push(plain(text)) > maxStrings) throw refuseFile('tooMuchInside');
    },
    text: (raw) => {
      if (inText && !reading && text.length < longestText) text += raw;
    },
  });
  return strings;
}

/** Built-in formats that show days: 14 to 22, 45 to 47, and those of Asian calendars. */
const isDateFormat = (id: number) => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
const showsDate = (code: string) => /[dy]|m{3}|m[/-]/i.test(code.slice(0, 255).replace(/"[^"]*"|\[[^\]]*\]|\\.|_.|\*./g, ''));

async function readDateStyles(feed: (events: XmlEvents) => Promise<void>): Promise<boolean[]> {
  const own = new Map<number, boolean>();
  const styles: boolean[] = [];
  let inCells = false;
  await feed({
    open: (name, all) => {
      if (name === 'cellXfs') inCells = true;
      else if (name === 'numFmt') own.set(Number(attribute(all, 'numFmtId')), showsDate(attribute(all, 'formatCode') ?? ''));
      else if (name === 'xf' && inCells) {
        const id = Number(attribute(all, 'numFmtId'));
        styles.push(own.get(id) ?? isDateFormat(id));
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

/** Opens a workbook: all but its cells. */
export async function openBook(bytes: Uint8Array): Promise<Book> {
  const files = readZip(bytes);
  const reader = (name: string, max: number) => async (events: XmlEvents) => {
    const entry = files.get(name);
    if (!entry) return;
    const xml = createXmlReader(events);
    for await (const piece of unpackPieces(bytes, entry, max)) xml.feed(piece);
  };
  if (!files.has('xl/workbook.xml')) throw refuseFile(files.has('content.xml') ? 'openDocument' : 'otherZip');
  const targets = new Map<string, string>();
  await reader(
    'xl/_rels/workbook.xml.rels',
    limits.part,
  )({
    open: (name, all) => name === 'Relationship' && targets.set(attribute(all, 'Id') ?? '', attribute(all, 'Target') ?? ''),
    close: () => undefined,
  });
  const sheets: Entry[] = [];
  let from1904 = false;
  await reader(
    'xl/workbook.xml',
    limits.part,
  )({
    open: (name, all) => {
      if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attribute(all, 'date1904') ?? '');
      if (name !== 'sheet' || (attribute(all, 'state') ?? 'visible') !== 'visible') return;
      const target = targets.get(attribute(all, 'r:id') ?? attribute(all, 'id') ?? '') ?? '';
      const entry = files.get(target.startsWith('/') ? target.slice(1) : `xl/${target}`);
      if (entry) sheets.push(entry);
    },
    close: () => undefined,
  });
  if (sheets.length === 0) throw refuseFile('damaged');
  return {
    bytes,
    sheets,
    strings: await readStrings(reader('xl/sharedStrings.xml', limits.strings)),
    dateStyles: await readDateStyles(reader('xl/styles.xml', limits.part)),
    from1904,
  };
}

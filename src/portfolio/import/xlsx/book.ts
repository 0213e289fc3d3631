import { refuseFile } from '../refuse.ts';
import { attribute, createXmlReader, plain, type XmlEvents } from './xml.ts';
import { partName, readZip, unpackPieces, type ZipEntry } from './zip.ts';

const mb = 1024 * 1024;
/** What the parts of a workbook may unpack to. 100,000 clients with every column are about 80 MB of cells. */
export const limits = { part: 8 * mb, strings: 64 * mb, sheet: 256 * mb };
const maxStrings = 3_000_000;
/** No cell keeps more than this: what is longer is refused by its line anyway. */
export const longestText = 100_000;

export interface BookSheet {
  name: string;
  hidden: boolean;
  entry: ZipEntry;
}

export interface Book {
  bytes: Uint8Array;
  /** The sheets in order, the hidden ones among them. */
  sheets: readonly BookSheet[];
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
const isDateFormat = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
const showsDate = (code: string) =>
  /[dy]|m{3}|m[/-]/i.test(code.slice(0, 255).replace(/"[^"]*"|\[[^\]]*\]|\\.|_.|\*./g, ''));

async function readDateStyles(feed: (events: XmlEvents) => Promise<void>): Promise<boolean[]> {
  const own = new Map<number, boolean>();
  const styles: boolean[] = [];
  let inCells = false;
  await feed({
    open: (name, all) => {
      if (name === 'cellXfs') inCells = true;
      else if (name === 'numFmt')
        own.set(Number(attribute(all, 'numFmtId')), showsDate(attribute(all, 'formatCode') ?? ''));
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

/** What a part is related to: the kind is the last word of the relationship's type, the target a part's name. */
interface Relation {
  id: string;
  kind: string;
  target: string;
}

type Reader = (name: string, max: number) => (events: XmlEvents) => Promise<void>;

/** A target as people write them: from the root, from the part's own folder, with either slash, with %20. */
function targetOf(folder: string, target: string): string {
  let plainTarget = target.replaceAll('\\', '/');
  try {
    plainTarget = decodeURIComponent(plainTarget);
  } catch {
    // A name may hold a lone percent sign.
  }
  return partName(plainTarget.startsWith('/') ? plainTarget : `${folder}/${plainTarget}`);
}

async function relationsOf(reader: Reader, part: string): Promise<Relation[]> {
  const folder = part.split('/').slice(0, -1).join('/');
  const relations: Relation[] = [];
  await reader(
    partName(`${folder}/_rels/${part.split('/').at(-1)}.rels`),
    limits.part,
  )({
    open: (name, all) => {
      if (name !== 'Relationship' || attribute(all, 'TargetMode') === 'External') return;
      const kind = (attribute(all, 'Type') ?? '').split('/').at(-1)!.toLowerCase();
      relations.push({
        id: attribute(all, 'Id') ?? '',
        kind,
        target: targetOf(folder, attribute(all, 'Target') ?? ''),
      });
    },
    close: () => undefined,
  });
  return relations;
}

/** What a ZIP without a workbook is. */
function refuseZip(files: ReadonlyMap<string, ZipEntry>): Error {
  if (files.has('content.xml')) return refuseFile('openDocument');
  const has = (name: RegExp) => [...files.keys()].some((each) => name.test(each));
  if (has(/^word\//)) return refuseFile('word');
  if (has(/\.iwa$/)) return refuseFile('numbers');
  return refuseFile(has(/workbook\.bin$/) ? 'binaryWorkbook' : 'otherZip');
}

/** Opens a workbook: all but its cells. Where its parts are, its relationships say; the usual names are for those that say nothing. */
export async function openBook(bytes: Uint8Array): Promise<Book> {
  const files = readZip(bytes);
  const reader: Reader = (name, max) => async (events) => {
    const entry = files.get(name);
    if (!entry) return;
    const xml = createXmlReader(events);
    for await (const piece of unpackPieces(bytes, entry, max)) xml.feed(piece);
  };
  const root = (await relationsOf(reader, '')).find((each) => each.kind === 'officedocument')?.target;
  const main = [root, 'xl/workbook.xml'].find(
    (name) => name !== undefined && files.has(name) && !name.endsWith('.bin'),
  );
  if (main === undefined) throw refuseZip(files);
  const relations = await relationsOf(reader, main);
  const part = (kind: string, usual: string) =>
    [relations.find((each) => each.kind === kind)?.target, `xl/${usual}`].find(
      (name) => name !== undefined && files.has(name),
    ) ?? '';
  const sheets: BookSheet[] = [];
  let from1904 = false;
  await reader(
    main,
    limits.part,
  )({
    open: (name, all) => {
      if (name === 'workbookPr') from1904 = /^(1|true|on)$/.test(attribute(all, 'date1904') ?? '');
      if (name !== 'sheet') return;
      const id = attribute(all, 'r:id') ?? attribute(all, 'id') ?? '';
      const relation = relations.find((each) => each.id === id);
      const entry = relation && !/chart|dialog|macro/.test(relation.kind) ? files.get(relation.target) : undefined;
      const hidden = (attribute(all, 'state') ?? 'visible') !== 'visible';
      if (entry) sheets.push({ name: (attribute(all, 'name') ?? '').slice(0, 60), hidden, entry });
    },
    close: () => undefined,
  });
  if (sheets.length === 0) throw refuseFile('damaged');
  return {
    bytes,
    sheets,
    strings: await readStrings(reader(part('sharedstrings', 'sharedstrings.xml'), limits.strings)),
    dateStyles: await readDateStyles(reader(part('styles', 'styles.xml'), limits.part)),
    from1904,
  };
}

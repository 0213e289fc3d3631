import { situations } from '../../terms/client.ts';
import { readDocument } from '../../terms/document.ts';
import { readRevenue } from '../../terms/money.ts';
import type { ColumnName } from '../schema.ts';
import { cleanCell, readCharges, readPayer, readSituation, readYesNo } from './cells.ts';
import { readFileDay, saysNoDay } from './dates.ts';
import { readDocumentCell } from './documents.ts';
import { readEmailCell } from './emails.ts';
import { type Holds, meansNothing } from './empty.ts';
import type { RawRecord } from './records.ts';

/** What the values of a column are. */
export interface Values {
  filled: number;
  /** Those that read as the field that the header says; those that look like a day at all. */
  right: number;
  /** CNPJs and CPFs that nobody could mean otherwise, and e-mails. */
  documents: number;
  emails: number;
  phones: number;
  /** Only digits; and at least so many that a number of a company may be meant. */
  digits: number;
  numbers: number;
  /** What somebody may have meant for an e-mail. */
  addresses: number;
  /** Names that only companies have, and not the one above again. */
  companies: number;
  /** Dates whose first number can only be a day, those whose second can only be one, and those that either reading takes. */
  dayFirst: number;
  monthFirst: number;
  either: number;
  /** Lines in which it says something and the surer columns of its field say nothing. */
  needed: number;
}

/** What a table's lines are, seen as a whole, before any is read. */
export interface Profile {
  values: readonly Values[];
  lines: number;
  nameOnly: number;
  /** Lines with something behind the last title, and the widest of them. */
  longer: number;
  widest: number;
}

/** Values looked at for what they are; of dates all are, since one may decide. */
const enough = 400;
const dayShape = /^(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{4}|\d{2})(?!\d)|^(\d\d)(\d\d)20\d\d$/;
const likeDay =
  /\d{1,4}\s*[/.-]\s*(?:\d{1,2}|[a-z]{3,9})\s*[/.-]\s*\d{1,4}|^\d{5}(?:[.,]\d+)?$|^\d{7,8}(?:[.,]0+)?$|\d \w{3,9} \d/i;
const phoneShape = /^(?:\+?55[\s-]?)?\(?0?\d{2}\)?[\s-]?9?\s?\d{4}[\s.-]?\d{4}(?:\D.*)?$/;
const likeEmail = /@|\bat\b|arroba|\w\.\w/i;
const companyName =
  /\b(?:ltda|m\.?e\.?|mei|epp|eireli|s[./]?a\.?|ltd|cia)\.?\s*$|\b(?:com[eé]rcio|servi[cç]os|ind[uú]stria)\b/i;
const known = new Set<string>(situations);

const holds = (field: ColumnName | undefined): Holds =>
  field === 'document' ? field : field === 'expiresOn' || field === 'lastExportOn' ? 'day' : 'any';

/** Whether a value reads as a field means it. */
function reads(column: ColumnName, value: string): boolean {
  switch (column) {
    case 'document':
      return 'document' in readDocumentCell(value);
    case 'email':
      return readEmailCell(value) !== undefined;
    case 'expiresOn':
    case 'lastExportOn':
      return likeDay.test(value) || readFileDay(value) !== undefined || saysNoDay(value);
    case 'payer':
      return readPayer(value) !== undefined;
    case 'charges':
      return readCharges(value) !== undefined;
    case 'autoRenew':
      return readYesNo(value) !== undefined;
    case 'revenue':
      return readRevenue(value) !== undefined;
    case 'situation':
      return known.has(readSituation(value));
    case 'contactName':
      return /\p{L}{2}/u.test(value) && readEmailCell(value) === undefined && readFileDay(value) === undefined;
    default:
      return true;
  }
}

/** Looks at lines one after the other. `claims`: what the header says of each column, the surest of a field first. */
export function createProfile(titles: number, cells: number, claims: ReadonlyMap<ColumnName, readonly number[]>) {
  const values: Values[] = Array.from({ length: Math.max(titles, cells) }, () => ({
    filled: 0,
    right: 0,
    documents: 0,
    emails: 0,
    phones: 0,
    digits: 0,
    numbers: 0,
    addresses: 0,
    companies: 0,
    dayFirst: 0,
    monthFirst: 0,
    either: 0,
    needed: 0,
  }));
  const fieldAt = new Map([...claims].flatMap(([column, places]) => places.map((index) => [index, column] as const)));
  const fields = values.map((_, index) => fieldAt.get(index));
  const isDate = fields.map((field) => field === 'expiresOn' || field === 'lastExportOn');
  const several = [...claims.values()].filter((places) => places.length > 1);
  const names = claims.get('name') ?? [];
  const above: string[] = [];
  const profile: Profile & { values: Values[] } = { values, lines: 0, nameOnly: 0, longer: 0, widest: titles };

  const look = (at: Values, field: ColumnName | undefined, cell: string, above: string): void => {
    const value = cleanCell(cell);
    if (value === '' || meansNothing(value, holds(field))) return;
    at.filled++;
    if (/\d/.test(value)) {
      if (/^\d+$/.test(value)) at.digits++;
      if ((value.match(/\d/g) ?? []).length > 6) at.numbers++;
      const document = readDocument(value);
      if (document && (document.length === 14 || /[.-]/.test(value))) at.documents++;
      else if (phoneShape.test(value)) at.phones++;
    } else if (value !== above && companyName.test(value)) at.companies++;
    if (likeEmail.test(value)) {
      at.addresses++;
      if (value.includes('@') && readEmailCell(value)) at.emails++;
    }
    if (field !== undefined && reads(field, value)) at.right++;
  };

  const add = ({ cells, flaw }: RawRecord): void => {
    if (flaw) return;
    let filled = 0;
    let last = -1;
    for (let index = 0; index < cells.length; index++) {
      const cell = cells[index]!;
      if (cell === '' || cell.trim() === '') continue;
      filled++;
      last = index;
      const at = values[index];
      if (!at) continue;
      if (isDate[index]) {
        const parts = dayShape.exec(cell.trim());
        if (parts && !saysNoDay(cell.trim())) {
          const [first, second] = [Number(parts[1] ?? parts[3]), Number(parts[2] ?? parts[4])];
          // 31/02 is a day in neither reading, and says nothing of the others.
          if (first > 12) at.dayFirst += readFileDay(cell.trim()) ? 1 : 0;
          else if (second > 12) at.monthFirst += readFileDay(cell.trim(), { monthFirst: true }) ? 1 : 0;
          else if (first !== second) at.either++;
        }
      }
      if (at.filled < enough) {
        look(at, fields[index], cell, above[index] ?? '');
        above[index] = cleanCell(cell);
      }
    }
    if (filled === 0) return;
    profile.lines++;
    if (last >= titles) {
      profile.longer++;
      profile.widest = Math.max(profile.widest, last + 1);
    }
    if (filled === 1 && names.includes(last)) profile.nameOnly++;
    for (const places of several) {
      const first = places.find((index) => cleanCell(cells[index] ?? '') !== '');
      if (first !== undefined) values[first]!.needed++;
    }
  };

  return { add, profile };
}

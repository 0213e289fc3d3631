import { type PlainColumn, plainParts } from '../../clients/fields.ts';
import type { Day } from '../../kit/days.ts';
import { fold } from '../../kit/text.ts';
import { nameKeyOf } from '../../terms/client.ts';
import { readRevenue } from '../../terms/money.ts';
import type { ColumnName } from '../schema.ts';
import { asideOf } from './aside.ts';
import { type CellNote, excerpt, type NoteKind, type SetAside } from './cell-notes.ts';
import {
  cleanCell,
  cleanNotes,
  readCharges,
  readPayer,
  readSituation,
  readYesNo,
  saysCompanyState,
  saysNever,
  saysNoPlan,
} from './cells.ts';
import { type Choices, chosen, noChoices } from './choices.ts';
import type { ColumnMap } from './columns.ts';
import { isNoDay, readFileDay, saysNoDay } from './dates.ts';
import { isPlaceholder, readDocumentCell } from './documents.ts';
import { readEmail, readEmailCell } from './emails.ts';
import { meansNothing } from './empty.ts';
import { readMeaning } from './headers.ts';
import { hasLostLetters, withRightLetters } from './letters.ts';
import { droppable, type ImportRow, type LineRefusal, longest, type Reason } from './line.ts';
import type { RawRecord } from './records.ts';
import { noResult } from './xlsx/sheet.ts';

const scientific = /^\d(?:[.,]\d+)?e\+\d{1,2}$/i;
/** A workbook's day in a column of text, as people write it. */
const workbookDay = /^(\d{4})-(\d{2})-(\d{2})$/;

interface Reading {
  /** Text: what a line has too much is told, and a day is as it was written. */
  exact: boolean;
  from1904?: boolean;
  choices?: Choices;
}

type Read = ImportRow | LineRefusal | SetAside | undefined;

/** Makes the reader of a table's lines. Of each it gives what it is, or nothing for one that is empty; `told` is what there is to say of it. */
export function createRowReader(columns: ColumnMap, { exact, from1904, choices = noChoices }: Reading) {
  const { at, width, headers, monthFirst, namesOnly } = columns;
  const others = [...at]
    .filter(([column]) => column !== 'name')
    .map(([column, places]) => ({ column, places, max: longest[column] }));
  const named = at.get('name') ?? [];
  const used = new Set([...at.values()].flat());
  const documentTitles = (at.get('document') ?? []).map((index) => headers[index] ?? '').join(' ');
  const documentTitle = {
    registrations: /caepf|\bcei\b|\bcno\b/i.test(documentTitles),
    cpfs: /cpf/i.test(documentTitles) && !/cnpj|cgc/i.test(documentTitles.replace(/\./g, '')),
  };
  const firstTitle = headers.findIndex((each) => each !== '');
  let told: CellNote[] = [];
  let line = 0;
  let begun: ImportRow | undefined;

  const tell = (kind: NoteKind, column: ColumnName, value: string, became = ''): undefined => {
    told.push({ line, column, kind, value: excerpt(value), became: excerpt(became) });
    return undefined;
  };

  const pick = (cells: readonly string[], column: ColumnName, places: readonly number[], clean = cleanCell): string => {
    for (const index of places) {
      const cell = cells[index];
      if (cell === undefined || cell === '') continue;
      // Before it is cleaned: half of a letter may be a control character or a blank.
      const right = withRightLetters(cell);
      const value = clean(right ?? cell);
      if (value === '') continue;
      if (value === noResult) tell('formula', column, '');
      else {
        if (right !== undefined) tell('letters', column, cell, value);
        else if (hasLostLetters(value) && (column === 'name' || column === 'tradeName' || column === 'contactName'))
          tell('lost', column, value, value);
        return value;
      }
    }
    return '';
  };

  /** A day, nothing where the cell says that there is none, or false where it says what cannot be a day. */
  const day = (column: 'expiresOn' | 'lastExportOn', value: string): Day | undefined | false => {
    const read = readFileDay(value, { monthFirst: monthFirst.has(column), from1904 });
    // No company has a day before these: 31/12/0207 is a slip of the hand.
    if (read !== undefined && read < '1900' && !isNoDay(read)) return false;
    if (read !== undefined && !isNoDay(read)) return read;
    if (read === undefined && !saysNoDay(value) && !meansNothing(value, 'day')) return false;
    return /[1-9a-z#]/i.test(value) ? tell('nothing', column, value) : undefined;
  };

  /** A column that is read as the table of a client's fields says. */
  const takePlain = (row: ImportRow, column: PlainColumn, value: string): Reason | undefined => {
    if (meansNothing(value)) return undefined;
    const { read } = plainParts[column]!;
    const given = read ? read(value) : value;
    if (given !== undefined) row.plain = { ...row.plain, [column]: given };
    return given === undefined ? 'choice' : undefined;
  };

  /** Takes one cell into the row, or says why not. */
  const take = (row: ImportRow, column: ColumnName, value: string): Reason | undefined => {
    switch (column) {
      case 'document': {
        if (meansNothing(value, 'document') || isPlaceholder(value))
          return /[1-9a-z#]/i.test(value) ? tell('nothing', column, value) : undefined;
        const read = readDocumentCell(value, documentTitle);
        if ('wrong' in read) return read.wrong;
        if ('registration' in read) {
          row.registration = read.registration;
          return tell('registration', column, value, read.registration);
        }
        row.document = read.document;
        if (read.others) tell('others', column, value, read.document);
        else if (read.mended) tell('document', column, value, read.document);
        return undefined;
      }
      case 'email': {
        const read = readEmailCell(value);
        if (!read) return meansNothing(value) ? tell('nothing', column, value) : 'email';
        row.email = read.email;
        if (read.others) tell('others', column, value, read.email);
        else if (read.email !== value.toLowerCase() && !value.includes('<')) tell('email', column, value, read.email);
        return undefined;
      }
      case 'expiresOn':
      case 'lastExportOn': {
        const read = day(column, value);
        if (read !== false) row[column] = read;
        else if (column === 'expiresOn' || !saysNever(value)) return 'date';
        return undefined;
      }
      case 'payer': {
        const payer = readPayer(value);
        if (payer) row.payer = payer;
        return payer === undefined && !meansNothing(value) ? 'choice' : undefined;
      }
      case 'charges':
        row.charges = readCharges(value);
        return row.charges === undefined && !meansNothing(value) ? 'choice' : undefined;
      case 'autoRenew':
        row.autoRenew = readYesNo(value);
        return row.autoRenew === undefined && !meansNothing(value) ? 'choice' : undefined;
      case 'analyst':
        if (meansNothing(value)) return undefined;
        row.analyst = value.includes('@') ? readEmail(value) : value;
        return row.analyst === undefined ? 'email' : undefined;
      case 'revenue': {
        const revenue = readRevenue(value);
        if (revenue !== undefined) row.revenue = Number(revenue);
        return revenue === undefined && !meansNothing(value) ? 'amount' : undefined;
      }
      case 'plan':
        if (!saysNoPlan(value) && !meansNothing(value)) row.plan = value;
        return undefined;
      case 'situation':
        if (meansNothing(value)) return undefined;
        if (saysCompanyState(value)) return tell('companyState', column, value);
        row.situation = readSituation(value);
        return undefined;
      case 'phone':
        if (scientific.test(value)) return tell('scientific', column, value);
        if (!meansNothing(value)) row.phone = value;
        return undefined;
      case 'contactName':
      case 'lot':
        if (!meansNothing(value)) row[column] = value;
        return undefined;
      case 'tradeName':
      case 'notes':
      case 'name':
        row[column] = exact ? value : value.replace(workbookDay, '$3/$2/$1');
        return undefined;
      default:
        return takePlain(row, column, value);
    }
  };

  const places = new Map([...at].flatMap(([column, all]) => all.map((index) => [index, column] as const)));
  /** The titles again, also in capitals, without accents, or only some of them. */
  const isHeader = (cells: readonly string[], filled: number): boolean => {
    if (
      cells[firstTitle]?.trim() === headers[firstTitle] &&
      headers.every((title, index) => (cells[index]?.trim() ?? '') === title)
    )
      return true;
    if (filled < 2 || cells.some((cell) => cell.length > 60 || /@|\d{3}/.test(cell))) return false;
    return cells.every((cell, index) => {
      if (cell.trim() === '') return true;
      const meant = readMeaning(cell.trim())?.column;
      return (
        headers[index] !== undefined &&
        (meant === undefined ? fold(cell) === fold(headers[index]) : meant === places.get(index))
      );
    });
  };

  /** What a line is that no client is. */
  const setAside = (cells: readonly string[], filled: number, last: number): SetAside['aside'] | undefined => {
    if (firstTitle >= 0 && isHeader(cells, filled)) return 'header';
    if (filled > 3) return undefined;
    const aside = asideOf(cells);
    if (aside) return aside;
    if (filled !== 1) return undefined;
    if (named.includes(last)) return namesOnly || cleanCell(cells[last]!) === '' ? undefined : 'nameOnly';
    const value = cells[last]!;
    return used.has(last) || value.includes('@') || /\d{7}/.test(value)
      ? undefined
      : /^[\s\d.,]+$/.test(value)
        ? 'total'
        : 'group';
  };

  /** Whether a person said that it is a client after all: all that have only a name, or this very line. */
  const takenIn = (aside: SetAside['aside']): boolean =>
    choices.setAside === 'all' ? aside === 'nameOnly' : aside !== 'header' && choices.setAside.includes(line);

  const read = (record: RawRecord): Read => {
    const { cells } = record;
    line = record.line;
    if (told.length > 0) told = [];
    begun = undefined;
    const refuse = (reason: Reason, value: string, column?: ColumnName): LineRefusal => ({
      line,
      column,
      reason,
      value: excerpt(value),
    });
    if (record.flaw) return refuse(record.flaw, cells.find((cell) => cell.trim()) ?? '');
    let filled = 0;
    let last = -1;
    for (let index = 0; index < cells.length; index++) {
      const cell = cells[index]!;
      if (cell === '' || cell.trim() === '') continue;
      filled++;
      last = index;
    }
    if (filled === 0) return undefined;
    if (exact && last >= width) return refuse('fields', cells.join(' · ').slice(0, 200));
    const aside = setAside(cells, filled, last);
    if (aside && !takenIn(aside))
      return { line, aside, value: excerpt(cells.filter((cell) => cell.trim()).join(' · ')) };
    const row: ImportRow = {
      line,
      name: pick(cells, 'name', named),
      document: undefined,
      email: undefined,
      tradeName: undefined,
      phone: undefined,
      contactName: undefined,
      notes: undefined,
      situation: undefined,
      plan: undefined,
      payer: undefined,
      expiresOn: undefined,
      autoRenew: undefined,
      lot: undefined,
      lastExportOn: undefined,
      charges: undefined,
      analyst: undefined,
      revenue: undefined,
      registration: undefined,
      plain: undefined,
    };
    begun = row;
    if (row.name === '' || (!/[a-z]/i.test(row.name) && fold(row.name) === ''))
      return refuse('name', cells.find((cell) => cleanCell(cell)) ?? '', 'name');
    if (row.name.length > longest.name) return refuse('long', row.name, 'name');
    for (const { column, places, max } of others) {
      const value = pick(cells, column, places, column === 'notes' ? cleanNotes : cleanCell);
      if (value === '') continue;
      // Two addresses in a cell are not one that is too long.
      const reason = value.length > (column === 'email' ? 1_000 : max) ? 'long' : take(row, column, value);
      if (!reason) continue;
      if (!droppable.includes(reason) || !chosen(choices.without, line)) return refuse(reason, value, column);
      tell('asked', column, value);
    }
    return row;
  };

  /** Of a line that was refused, by what its client can be known; undefined stands for nothing at all. */
  const unread = (): (string | undefined)[] =>
    begun?.name ? [nameKeyOf(begun), ...(begun.document ? [begun.document] : [])] : [begun?.document];

  return { read, unread, told: (): readonly CellNote[] => told };
}

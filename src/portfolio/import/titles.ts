import { readDocument } from '../../terms/document.ts';
import { type Choices, noChoices } from './choices.ts';
import { readTitles, type Titles } from './columns.ts';
import { plainDay } from './dates.ts';
import { createSplitter, type RawRecord } from './records.ts';

/** Titles and blank lines may stand above a header, but not more. */
export const headerWithin = 25;

/** The line of a table's titles. */
export interface Header {
  titles: Titles;
  line: number;
  score: number;
  /** Cells that stand in single quotes: '40.100.200/0001-30'. */
  quoted: boolean;
  /** The delimiter of lines that are each in one cell as a whole: in one pair of quotes, or in a workbook's first column. */
  inside?: string;
}

const isAddress = (cell = ''): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(cell.trim());

/** A valid number, an e-mail or a date is data: a line with one is no header, whatever else stands in it. */
function isData(cell: string): boolean {
  const value = cell.trim();
  if (value.length < 6 || value.length > 60) return false;
  return (
    (/\d/.test(value) &&
      (readDocument(value) !== undefined || plainDay.test(value) || /^\d{4}-\d\d-\d\d/.test(value))) ||
    /^\S+@\S+\.\S+$/.test(value)
  );
}

const singleQuoted = /^'.*'$/;
const unquoted = (cell: string): string => (singleQuoted.test(cell.trim()) ? cell.trim().slice(1, -1) : cell);

const mayBeTitle = (cell: string) => !/[{}=<>@]/.test(cell);

/** Titles that go on in the next line, as printed reports have them: "Data de" over "Vencimento". */
const foldedTitles = (top: readonly RawRecord[]): (RawRecord & { from: number })[] =>
  top.flatMap((record, i) => {
    const next = top[i + 1];
    if (
      !next ||
      record.cells.filter((cell) => cell.trim()).length < 2 ||
      next.cells.some((cell) => /\d/.test(cell) || isData(cell))
    )
      return [];
    const width = Math.max(record.cells.length, next.cells.length);
    const cells = Array.from({ length: width }, (_, index) =>
      `${record.cells[index] ?? ''} ${next.cells[index] ?? ''}`.trim(),
    );
    return [{ line: next.line, cells, from: record.line }];
  });

/** The line that looks most like titles: the one of which most is understood, of two alike the fuller and then the first. */
export function findHeader(
  records: readonly RawRecord[],
  choices: Choices['columns'] = noChoices.columns,
): Header | undefined {
  const top = records.slice(0, headerWithin).filter(({ flaw }) => !flaw || flaw === 'encoding');
  let best: (Header & { filled: number }) | undefined;
  for (const { cells, line, from } of [
    ...top.map((record) => ({ ...record, from: record.line })),
    ...foldedTitles(top),
  ]) {
    const filled = cells.filter((cell) => cell.trim() !== '').length;
    if (filled === 0 || cells.some(isData)) continue;
    const quoted = cells.length > 1 && cells.every((cell) => cell.trim() === '' || singleQuoted.test(cell.trim()));
    const titles = readTitles(
      cells.map((cell) => (mayBeTitle(cell) ? (quoted ? unquoted(cell) : cell) : '')),
      choices,
    );
    // What stands again below in its column, in another line, is a value: "Cliente" under "Pago por". The same titles again are none.
    const alike = (other: RawRecord) =>
      cells.filter((cell, index) => cell.trim() !== '' && other.cells[index]?.trim() === cell.trim()).length >=
      filled * 0.6;
    const isValue = (index: number) =>
      top.some(
        (other) =>
          (other.line < from || other.line > line) &&
          other.cells[index]?.trim() === cells[index]!.trim() &&
          !alike(other),
      );
    const understood = [...titles.claims.values()].flat().filter(({ index, chosen }) => chosen || !isValue(index));
    // Titles with half a quote are better parted otherwise.
    const score =
      new Set(understood.map(({ index }) => index)).size -
      (cells.some((cell) => /^\s*"[^"]*$|^[^"]*"/.test(cell)) ? 0.5 : 0);
    if (
      !best ||
      score > best.score ||
      (score === best.score && filled > best.filled && best.score === 0) ||
      betterFilled(score, filled, best)
    )
      best = { titles, line, score, filled, quoted };
  }
  return best;
}

/** Of two lines of which as much is understood, one with two titles more is the header: above it stands the table's own title. */
const betterFilled = (score: number, filled: number, best: { score: number; filled: number }): boolean =>
  score === best.score && best.filled === 1 && filled > 2;

/** The cells of a line that stands in one cell as a whole. */
export function insideOf({ line, cells, flaw }: RawRecord, delimiter: string): RawRecord | undefined {
  if (flaw && flaw !== 'encoding') return undefined;
  let last = cells.length;
  while (last > 0 && cells[last - 1]!.trim() === '') last--;
  if (last === 0) return undefined;
  // An American Excel took the line apart at the commas of its texts.
  const text = last === 1 ? cells[0]! : cells.slice(0, last).join(',');
  if (!text.includes(delimiter)) return undefined;
  const inner = createSplitter({ delimiter }).feed(text.replace(/\r?\n/g, ' '), true)[0];
  return inner && { line, cells: inner.cells, ...(inner.flaw ? { flaw: inner.flaw } : {}) };
}

/** The header of lines that each stand in one cell, where that says more than the cells as they are. */
export function findHeaderInside(
  records: readonly RawRecord[],
  delimiter: string,
  choices?: Choices['columns'],
): Header | undefined {
  const inner = records.slice(0, headerWithin).flatMap((record) => insideOf(record, delimiter) ?? []);
  const found = inner.length > 0 ? findHeader(inner, choices) : undefined;
  return found && { ...found, inside: delimiter };
}

/** A line whose addresses stand apart, since what lies between them is also what lies between cells: a@a.br;b@b.br. */
function withAddresses(record: RawRecord, { claims, headers }: Titles): RawRecord {
  const { cells } = record;
  const place = claims.get('email')?.find(({ index }) => isAddress(cells[index]))?.index;
  if (place === undefined) return record;
  let end = place + 1;
  while (cells.length - (end - place - 1) > headers.length && isAddress(cells[end])) end++;
  return end === place + 1
    ? record
    : { ...record, cells: [...cells.slice(0, place), cells.slice(place, end).join('; '), ...cells.slice(end)] };
}

/** Opens lines that stand in one cell each, and joins what was parted in vain; others stay as they are. */
export function openLines(records: readonly RawRecord[], header: Header, delimiter: string | undefined): RawRecord[] {
  const width = header.titles.headers.length;
  const { inside } = header;
  if (header.quoted) return records.map((record) => ({ ...record, cells: record.cells.map(unquoted) }));
  if (inside) return records.map((record) => insideOf(record, inside) ?? record);
  if (!delimiter || width < 3) return [...records];
  return records.map((found) => {
    const record = found.cells.length > width ? withAddresses(found, header.titles) : found;
    // Only a line that is nothing but one quoted cell with all of its columns in it.
    if (record.cells.length !== 1 || !record.cells[0]!.includes(delimiter)) return record;
    const inner = insideOf(record, delimiter);
    return inner && inner.cells.length >= 3 ? inner : record;
  });
}

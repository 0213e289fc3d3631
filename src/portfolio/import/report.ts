import type { Day } from '../../kit/days.ts';
import { type ColumnName, columnNames } from '../schema.ts';
import { shownFirst } from './batch.ts';
import { type Aside, type CellNote, corrections, type NoteKind, omissions, own, type SetAside } from './cell-notes.ts';
import type { Mismatch } from './columns.ts';
import type { Doubt, Mixup } from './letters.ts';
import { type LineRefusal, type Reason, reasons } from './line.ts';
import type { Format, Sheet, Table } from './part.ts';
import type { ClientState } from './plan.ts';
import { placeOf } from './sheets.ts';
import type { Encoding } from './text.ts';
import type { BatchTotals } from './totals.ts';

/** So many lines are kept one by one; behind them they are only counted. */
const kept = 20_000;

/** So many clients are said by name. */
const shownNames = 10;

/** A date's reading in a column: what its own values say, or an agreement where none says it. */
export type DateOrder = 'dayFirst' | 'monthFirst' | 'assumed';

/** What a file came to: what was understood of it, and what its lines change, or changed. */
export interface ImportReport {
  format: Format;
  encoding?: Encoding;
  doubt?: Doubt;
  mixup?: Mixup;
  delimiter?: string;
  /** A workbook's sheets, read or not. */
  sheets: readonly Sheet[];
  /** What was understood, and how the file calls it. */
  columns: readonly { column: ColumnName; header: string }[];
  /** Every title with what it was taken for, in the file's order; and columns without one of which something comes in. */
  titles: readonly Title[];
  unknown: readonly string[];
  mismatched: readonly Mismatch[];
  byValue: readonly ColumnName[];
  dates: Partial<Record<ColumnName, DateOrder>>;
  /** Lines that say something of a client. */
  lines: number;
  good: number;
  refused: number;
  byReason: Partial<Record<Reason, number>>;
  refusals: LineRefusal[];
  /** Lines that are no clients. */
  asides: number;
  byAside: Partial<Record<Aside, number>>;
  setAside: SetAside[];
  /** What was read otherwise than it stands there, and what does not come in. */
  byKind: Partial<Record<NoteKind, number>>;
  told: CellNote[];
  /** The first clients as they will stand. */
  first: ClientState[];
  /** Clients of the last file of these columns that this one does not name. */
  left?: Left;
  created: number;
  changed: number;
  revived: number;
  unchanged: number;
  /** Clients that were there and are connected by what the file says; and those that stay as they are, whatever it says. */
  connections: { made: number; madeNames: string[]; kept: number; keptNames: string[] };
  /** E-mails of analysts that are new to the team. */
  analysts: string[];
  /** What lines said and could not be kept: terms of a licence without a plan; analysts and packages nobody knows, who left, or that are full. */
  ignored: {
    terms: number;
    unknownAnalysts: string[];
    formerAnalysts: string[];
    unknownLots: string[];
    fullLots: string[];
  };
}

/** What left a list since it was last imported. */
export interface Left {
  file: string;
  on: Day;
  clients: { name: string; document: string | null; email: string }[];
}

function datesOf({ at, monthFirst, assumed }: Table['columns']): ImportReport['dates'] {
  const dates = (['expiresOn', 'lastExportOn'] as const).filter((column) => at.has(column));
  return Object.fromEntries(
    dates.map((column) => [
      column,
      monthFirst.has(column) ? 'monthFirst' : assumed.includes(column) ? 'assumed' : 'dayFirst',
    ]),
  );
}

/** A column by its title, and which it is, counted from 1. */
export interface Title {
  header: string;
  place: number;
  column?: ColumnName;
}

function titlesOf({ headers, at }: Table['columns']): Title[] {
  const fieldAt = new Map(
    columnNames.flatMap((column) => (at.get(column) ?? []).map((index) => [index, column] as const)),
  );
  const count = Math.max(headers.length, ...[...fieldAt.keys()].map((index) => index + 1));
  return Array.from({ length: count }, (_, index) => ({
    header: headers[index] ?? '',
    place: index + 1,
    column: fieldAt.get(index),
  })).filter(({ header, column }) => header !== '' || column !== undefined);
}

export function newReport(table: Table): ImportReport {
  const { columns } = table;
  return {
    format: table.format,
    encoding: table.encoding,
    doubt: table.doubt,
    mixup: table.mixup,
    delimiter: table.delimiter,
    sheets: table.sheets,
    columns: [...columns.called].map(([column, header]) => ({ column, header })),
    titles: titlesOf(columns),
    unknown: columns.unknown,
    mismatched: columns.mismatched,
    byValue: columns.byValue,
    dates: datesOf(columns),
    lines: 0,
    good: 0,
    refused: 0,
    byReason: {},
    refusals: [],
    asides: 0,
    byAside: {},
    setAside: [],
    byKind: {},
    told: [],
    first: [],
    created: 0,
    changed: 0,
    revived: 0,
    unchanged: 0,
    connections: { made: 0, madeNames: [], kept: 0, keptNames: [] },
    analysts: [],
    ignored: { terms: 0, unknownAnalysts: [], formerAnalysts: [], unknownLots: [], fullLots: [] },
  };
}

/** Counts what lines came to. */
export function countOutcome(report: ImportReport, outcome: BatchTotals): void {
  report.lines += outcome.lines;
  report.good += outcome.lines - outcome.refused.length;
  report.refused += outcome.refused.length;
  for (const refusal of outcome.refused) {
    report.byReason[refusal.reason] = (report.byReason[refusal.reason] ?? 0) + 1;
    if (report.refusals.length < kept) report.refusals.push(refusal);
  }
  report.asides += outcome.setAside.length;
  for (const each of outcome.setAside) {
    report.byAside[each.aside] = (report.byAside[each.aside] ?? 0) + 1;
    if (report.setAside.length < kept) report.setAside.push(each);
  }
  for (const each of outcome.told) {
    report.byKind[each.kind] = (report.byKind[each.kind] ?? 0) + 1;
    if (report.told.length < kept) report.told.push(each);
  }
  const { connections } = report;
  const keep = (list: string[], names: readonly string[]) =>
    list.push(...names.slice(0, Math.max(0, shownNames - list.length)));
  const staying = outcome.told.flatMap(({ kind, name }) => (kind === 'connectionKept' && name ? [name] : []));
  connections.made += outcome.made.length;
  keep(connections.madeNames, outcome.made);
  connections.kept += staying.length;
  keep(connections.keptNames, staying);
  if (report.first.length < shownFirst) report.first.push(...outcome.first.slice(0, shownFirst - report.first.length));
  report.created += outcome.created;
  report.changed += outcome.changed;
  report.revived += outcome.revived;
  report.unchanged += outcome.unchanged;
  report.ignored.terms += outcome.terms;
  note(report.analysts, outcome.newcomers);
  const { named } = outcome;
  for (const name of ['unknownAnalysts', 'formerAnalysts', 'unknownLots', 'fullLots'] as const)
    note(report.ignored[name], named[name]);
}

/** The reasons that occurred, the most frequent first. */
export const reasonsOf = (report: ImportReport): { reason: Reason; count: number }[] =>
  reasons
    .flatMap((reason) => (report.byReason[reason] ? [{ reason, count: report.byReason[reason] }] : []))
    .sort((a, b) => b.count - a.count);

const isCorrection = (kind: NoteKind): boolean => (corrections as readonly NoteKind[]).includes(kind);
export const correctedOf = (report: ImportReport): CellNote[] => report.told.filter(({ kind }) => isCorrection(kind));
export const leftOutOf = (report: ImportReport): CellNote[] => report.told.filter(({ kind }) => !isCorrection(kind));
/** How often each kind occurred, of corrections or of what was left out. */
export const countsOf = (report: ImportReport, of: 'corrected' | 'leftOut'): { kind: NoteKind; count: number }[] =>
  (of === 'corrected' ? corrections : omissions).flatMap((kind) =>
    report.byKind[kind] ? [{ kind, count: report.byKind[kind] }] : [],
  );

/** Where a line stands: the sheet too, where more than one was read. */
export function whereIs(report: ImportReport, line: number): { sheet?: string; line: number } {
  const read = report.sheets.filter((sheet) => sheet.read);
  const place = placeOf(line);
  return read.length > 1 ? { sheet: read[place.sheet]?.name, line: place.line } : { line: place.line };
}

/** Remembers names, each once, and not without end. */
function note(list: string[], names: Iterable<string>): void {
  for (const name of names) if (list.length < 200 && !list.includes(name)) list.push(own(name));
}

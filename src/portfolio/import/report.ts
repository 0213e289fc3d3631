import type { Outcome } from './batch.ts';
import type { ColumnName } from './headers.ts';
import { own, type Reason, type Refusal, reasons } from './row.ts';
import type { Table } from './table.ts';
import type { Encoding } from './text.ts';

/** So many refused lines are kept one by one; behind them they are only counted. */
const keptRefusals = 20_000;

/** What a file came to: what was understood of it, and what its lines change, or changed. */
export interface ImportReport {
  format: 'csv' | 'xlsx';
  encoding?: Encoding;
  delimiter?: string;
  /** What was understood, and how the file calls it. */
  columns: readonly { column: ColumnName; header: string }[];
  unknown: readonly string[];
  /** Lines that say something. */
  lines: number;
  good: number;
  refused: number;
  byReason: Partial<Record<Reason, number>>;
  refusals: Refusal[];
  created: number;
  changed: number;
  revived: number;
  unchanged: number;
  /** E-mails of analysts that are new to the team. */
  analysts: string[];
  /** What lines said and could not be kept: terms of a licence without a plan; analysts and packages nobody knows, who left, or that are full. */
  ignored: { terms: number; unknownAnalysts: string[]; formerAnalysts: string[]; unknownLots: string[]; fullLots: string[] };
}

export const newReport = (table: Table): ImportReport => ({
  format: table.format,
  encoding: table.encoding,
  delimiter: table.delimiter,
  columns: [...table.columns.called].map(([column, header]) => ({ column, header })),
  unknown: table.columns.unknown,
  lines: 0,
  good: 0,
  refused: 0,
  byReason: {},
  refusals: [],
  created: 0,
  changed: 0,
  revived: 0,
  unchanged: 0,
  analysts: [],
  ignored: { terms: 0, unknownAnalysts: [], formerAnalysts: [], unknownLots: [], fullLots: [] },
});

/** Counts what lines came to. */
export function countOutcome(report: ImportReport, outcome: Outcome): void {
  report.lines += outcome.lines;
  report.good += outcome.lines - outcome.refused.length;
  report.refused += outcome.refused.length;
  for (const refusal of outcome.refused) {
    report.byReason[refusal.reason] = (report.byReason[refusal.reason] ?? 0) + 1;
    if (report.refusals.length < keptRefusals) report.refusals.push(refusal);
  }
  report.created += outcome.created;
  report.changed += outcome.changed;
  report.revived += outcome.revived;
  report.unchanged += outcome.unchanged;
  report.ignored.terms += outcome.terms;
  note(report.analysts, outcome.newcomers);
  const { named } = outcome;
  for (const name of ['unknownAnalysts', 'formerAnalysts', 'unknownLots', 'fullLots'] as const) note(report.ignored[name], named[name]);
}

/** The reasons that occurred, the most frequent first. */
export const reasonsOf = (report: ImportReport): { reason: Reason; count: number }[] =>
  reasons
    .flatMap((reason) => (report.byReason[reason] ? [{ reason, count: report.byReason[reason] }] : []))
    .sort((a, b) => b.count - a.count);

/** Remembers names, each once, and not without end. */
function note(list: string[], names: Iterable<string>): void {
  for (const name of names) if (list.length < 200 && !list.includes(name)) list.push(own(name));
}

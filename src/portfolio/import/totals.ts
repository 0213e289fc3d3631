import { type Batch, shownFirst } from './batch.ts';
import type { SetAside } from './cell-notes.ts';
import type { Lines } from './lines.ts';

/** What lines said and could not be kept, by name. */
const names = ['unknownAnalysts', 'formerAnalysts', 'unknownLots', 'fullLots'] as const;
export type NamedLists = (typeof names)[number];

/** What many lines came to: the same, without the changes themselves. */
export interface BatchTotals extends Omit<Batch, 'changes' | 'same' | NamedLists> {
  /** The clients that lines are about; those that are new come with their writing. */
  ids: string[];
  /** The first and the last line of the file it speaks of, and how many that say something. */
  from: number;
  to: number;
  lines: number;
  created: number;
  changed: number;
  revived: number;
  setAside: SetAside[];
  named: Record<NamedLists, Set<string>>;
}

export const newOutcome = (): BatchTotals => ({
  from: 0,
  to: 0,
  lines: 0,
  created: 0,
  changed: 0,
  revived: 0,
  refused: [],
  unchanged: 0,
  ids: [],
  unread: [],
  setAside: [],
  told: [],
  first: [],
  newcomers: new Set(),
  terms: 0,
  made: [],
  named: { unknownAnalysts: new Set(), formerAnalysts: new Set(), unknownLots: new Set(), fullLots: new Set() },
});

/** Adds what some lines came to, also what was refused when they were read. */
export function addBatch(outcome: BatchTotals, lines: Lines, batch: Batch): BatchTotals {
  outcome.from ||= lines.from;
  outcome.to = lines.to;
  outcome.lines += lines.rows.length + lines.refused.length;
  for (const { id, change } of batch.changes) {
    outcome[change.kind]++;
    if (id !== undefined) outcome.ids.push(id);
  }
  outcome.ids.push(...batch.same);
  outcome.unread.push(...batch.unread);
  outcome.refused.push(...lines.refused, ...batch.refused);
  outcome.setAside.push(...lines.setAside);
  outcome.told.push(...batch.told);
  if (outcome.first.length < shownFirst) outcome.first.push(...batch.first.slice(0, shownFirst - outcome.first.length));
  outcome.unchanged += batch.unchanged;
  outcome.terms += batch.terms;
  outcome.made.push(...batch.made);
  for (const each of batch.newcomers) outcome.newcomers.add(each);
  for (const name of names) for (const each of batch[name]) outcome.named[name].add(each);
  return outcome;
}

import type { Day } from '../../kit/days.ts';
import { fold } from '../../kit/text.ts';
import { nameKeyOf } from '../../terms/client.ts';
import { type CellNote, excerpt } from './cell-notes.ts';
import type { LineRefusal } from './line.ts';
import type { Lines } from './lines.ts';
import { countFreed, type Lots, withLot } from './lots.ts';
import type { Candidates, createMatcher } from './match.ts';
import {
  type Change,
  type ClientState,
  type ExistingClient,
  type Held,
  keptSituation,
  loosesTerms,
  planChange,
} from './plan.ts';
import type { Team } from './reads.ts';

/** What some lines come to, before anything is written. */
export interface Batch {
  changes: { id: string | undefined; change: Change; analyst?: string; before?: ExistingClient }[];
  refused: LineRefusal[];
  unchanged: number;
  /** Clients that stay as they are, and what is known of those in lines that were not taken. */
  same: string[];
  unread: (string | undefined)[];
  /** What there is to tell of lines that were taken. */
  told: CellNote[];
  /** The first of them, as they will stand. */
  first: ClientState[];
  /** E-mails that name an analyst nobody has added yet. */
  newcomers: Set<string>;
  terms: number;
  /** Clients that were there and are connected by what the file says. */
  made: string[];
  unknownAnalysts: string[];
  formerAnalysts: string[];
  /** Names of packages that nobody knows, or more than one has; and of those that have no licence left. */
  unknownLots: string[];
  fullLots: string[];
}

/** So many clients are shown as they will stand. */
export const shownFirst = 5;

/** What lines are planned with, besides the clients. */
export interface Around {
  team: Team;
  today: Day;
  lots: Lots;
  slots: ReadonlyMap<string, string>;
  held: Held;
}

/** Plans some lines against the clients as they stand. Pure: planning twice gives the same. */
export function planBatch(
  lines: Lines,
  found: Candidates,
  match: ReturnType<typeof createMatcher>,
  { team, today, lots, slots, held }: Around,
): Batch {
  const batch: Batch = {
    changes: [],
    refused: [],
    unchanged: 0,
    same: [],
    unread: [...lines.unread],
    told: [...lines.told],
    first: [],
    newcomers: new Set(),
    terms: 0,
    made: [],
    unknownAnalysts: [],
    formerAnalysts: [],
    unknownLots: [],
    fullLots: [],
  };
  for (const row of lines.rows) {
    const matched = match(row, found, lines.lineOf);
    if ('refusal' in matched) {
      batch.refused.push(matched.refusal);
      batch.unread.push(nameKeyOf(row), row.document ?? nameKeyOf(row));
      continue;
    }
    const { standing } = matched;
    let analystId: string | undefined;
    let newcomer: string | undefined;
    if (row.analyst?.includes('@')) {
      const member = team.byEmail.get(row.analyst);
      if (member?.removed) batch.formerAnalysts.push(row.analyst);
      else if (member) analystId = member.id;
      else newcomer = row.analyst;
    } else if (row.analyst) {
      analystId = team.byName.get(fold(row.analyst));
      if (!analystId) batch.unknownAnalysts.push(row.analyst);
    }
    // Until the newcomer has an id, the e-mail stands for it: it differs from whoever is there.
    const taken = row.lot === undefined ? { row } : withLot(row, standing, lots, slots);
    if (taken.trouble) batch[taken.trouble === 'full' ? 'fullLots' : 'unknownLots'].push(row.lot!);
    const change = planChange(taken.row, standing, { analystId: newcomer ?? analystId, today, lot: taken.lot, held });
    if (standing && (change?.lot || change?.frees)) countFreed(lots, slots.get(standing.id));
    if (newcomer) batch.newcomers.add(newcomer);
    if (loosesTerms(taken.row, standing)) batch.terms++;
    const kept = keptSituation(row, standing, held);
    if (kept) {
      const said = {
        line: row.line,
        column: 'situation' as const,
        value: excerpt(row.situation!),
        became: standing!.situation,
      };
      batch.told.push({ ...said, kind: kept, ...(kept === 'connectionKept' ? { name: standing!.name } : {}) });
    } else if (standing && change?.connection === 'connected') batch.made.push(standing.name);
    if (batch.first.length < shownFirst) batch.first.push(change?.state ?? standing!);
    if (change) batch.changes.push({ id: standing?.id, change, analyst: newcomer, before: standing });
    else {
      batch.unchanged++;
      batch.same.push(standing!.id);
    }
  }
  return batch;
}

import { nameKeyOf } from '../../terms/client.ts';
import { excerpt } from './cell-notes.ts';
import type { ImportRow, LineRefusal } from './line.ts';
import type { ExistingClient } from './plan.ts';

/** The clients that some lines may be about. */
export interface Candidates {
  byDocument: ReadonlyMap<string, ExistingClient>;
  /** By e-mail: those without a document. */
  loose: ReadonlyMap<string, readonly ExistingClient[]>;
  /** By e-mail, for lines without a document. */
  byEmail: ReadonlyMap<string, readonly ExistingClient[]>;
  /** By name, for lines that say neither; clients that have neither. */
  byName: ReadonlyMap<string, readonly ExistingClient[]>;
}

/** All clients that were found, each once. */
export const allOf = ({ byDocument, loose, byEmail, byName }: Candidates): ExistingClient[] => [
  ...new Set([...byDocument.values(), ...[loose, byEmail, byName].flatMap((each) => [...each.values()].flat())]),
];

type Match = { standing: ExistingClient | undefined } | { refusal: LineRefusal };

/** Of several, the one that has the line's name. */
function choose(row: ImportRow, candidates: readonly ExistingClient[]): ExistingClient | undefined {
  if (candidates.length < 2) return candidates[0];
  const wanted = nameKeyOf(row);
  const same = candidates.filter((each) => nameKeyOf(each) === wanted);
  return same.length === 1 ? same[0] : undefined;
}

/**
 * Tells which client a line is about: by its document, else by its e-mail, else by its name. A client that was found by e-mail or name
 * belongs to that one line, and one whose document has a line of its own to that; `lineOf` knows which line has a document.
 */
export function createMatcher() {
  const taken = new Map<string, number>();
  return (row: ImportRow, found: Candidates, lineOf: (document: string) => number | undefined): Match => {
    const refuse = (
      reason: 'ambiguous' | 'duplicate',
      column: 'document' | 'email' | 'name',
      other?: number,
    ): Match => ({
      refusal: { line: row.line, column, reason, value: excerpt(row[column] ?? ''), other },
    });
    const takenBy = (id: string) => {
      const line = taken.get(id);
      return line === row.line ? undefined : line;
    };
    const among = (candidates: readonly ExistingClient[] = []): Match => {
      const free = candidates.filter(
        (each) => takenBy(each.id) === undefined && !(each.document && lineOf(each.document)),
      );
      const chosen = choose(row, free);
      if (!chosen && free.length > 0) return refuse('ambiguous', row.email ? 'email' : 'name');
      if (chosen) taken.set(chosen.id, row.line);
      return { standing: chosen };
    };
    if (!row.document) return among(row.email ? found.byEmail.get(row.email) : found.byName.get(nameKeyOf(row)));
    const standing = found.byDocument.get(row.document);
    if (!standing) return among(row.email ? found.loose.get(row.email) : undefined);
    const other = takenBy(standing.id);
    return other === undefined ? { standing } : refuse('duplicate', 'document', other);
  };
}

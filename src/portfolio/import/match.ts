import { nameKeyOf } from '../../terms/client.ts';
import type { ImportRow, Refusal } from './line.ts';
import type { Standing } from './plan.ts';
import { excerpt } from './told.ts';

/** The clients that some lines may be about. */
export interface Found {
  byDocument: ReadonlyMap<string, Standing>;
  /** By e-mail: those without a document. */
  loose: ReadonlyMap<string, readonly Standing[]>;
  /** By e-mail, for lines without a document. */
  byEmail: ReadonlyMap<string, readonly Standing[]>;
  /** By name, for lines that say neither; clients that have neither. */
  byName: ReadonlyMap<string, readonly Standing[]>;
}

/** All clients that were found, each once. */
export const allOf = ({ byDocument, loose, byEmail, byName }: Found): Standing[] => [
  ...new Set([...byDocument.values(), ...[loose, byEmail, byName].flatMap((each) => [...each.values()].flat())]),
];

type Match = { standing: Standing | undefined } | { refusal: Refusal };

/** Of several, the one that has the line's name. */
function choose(row: ImportRow, candidates: readonly Standing[]): Standing | undefined {
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
  return (row: ImportRow, found: Found, lineOf: (document: string) => number | undefined): Match => {
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
    const among = (candidates: readonly Standing[] = []): Match => {
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

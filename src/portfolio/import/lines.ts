import { nameKeyOf } from '../../terms/client.ts';
import { type CellNote, excerpt, type SetAside } from './cell-notes.ts';
import type { Choices } from './choices.ts';
import { createSeen } from './hash-index.ts';
import { type ImportRow, isAside, isRefusal, type LineRefusal } from './line.ts';
import type { Table } from './part.ts';
import { createRowReader } from './row.ts';

/** Some lines of a file: what was understood, and what was refused. */
export interface Lines {
  rows: ImportRow[];
  refused: LineRefusal[];
  /** Lines that are no clients, and what there is to tell of the others. */
  setAside: SetAside[];
  told: CellNote[];
  /** Documents and names of lines that were not taken: their clients are in the file all the same. Undefined: not even that is known. */
  unread: (string | undefined)[];
  /** The first and the last line of the file that this is. */
  from: number;
  to: number;
  /** Which line of the file, of those read so far, is about a document. */
  lineOf(document: string): number | undefined;
}

/** Finds lines that say a client of an earlier line again: the same document, else the same e-mail, else the same name. */
function createDuplicates(expected: number) {
  const documents = createSeen(expected);
  const emails = createSeen(expected);
  /** E-mails, and names where there is none, of lines without a document. */
  const loose = createSeen();
  const check = ({ line, document, email, name }: ImportRow): LineRefusal | undefined => {
    const refuse = (column: 'document' | 'email' | 'name', value: string, other: number): LineRefusal => ({
      line,
      column,
      reason: 'duplicate',
      value: excerpt(value),
      other,
    });
    if (document) {
      const other = documents.lineOf(document);
      if (other) return refuse('document', document, other);
      const same = email ? loose.lineOf(email) : undefined;
      if (same) return refuse('email', email!, same);
      documents.add(document, line);
      if (email) emails.add(email, line);
      return undefined;
    }
    const key = email ?? `\u0000${nameKeyOf({ name })}`;
    const other = emails.lineOf(key) ?? loose.lineOf(key);
    if (other) return refuse(email ? 'email' : 'name', email ?? name, other);
    loose.add(key, line);
    return undefined;
  };
  return { check, lineOf: documents.lineOf };
}

/**
 * The lines of a file, at most `size` at a time. Holds no more of the file than that, and what tells duplicates. The lines up to `after`
 * are read, for what later ones repeat of them, and not given.
 */
export async function* readLines(
  table: Table,
  size: number,
  after = 0,
  choices?: Choices,
): AsyncGenerator<Lines, undefined> {
  const { check, lineOf } = createDuplicates(table.lines);
  const begin = (): Lines => ({ rows: [], refused: [], setAside: [], told: [], unread: [], from: 0, to: 0, lineOf });
  let lines = begin();
  for (const { columns, records, from1904, exact = false } of table.parts) {
    const reader = createRowReader(columns, { exact, from1904, choices });
    for await (const some of records()) {
      for (const record of some) {
        const row = reader.read(record);
        if (!row) continue;
        const refusal = isAside(row) || isRefusal(row) ? undefined : check(row);
        if (row.line <= after) continue;
        if (refusal) lines.refused.push(refusal);
        else if (isAside(row)) {
          lines.setAside.push(row);
          if (row.aside === 'nameOnly') lines.unread.push(nameKeyOf({ name: row.value }));
        } else if (isRefusal(row)) {
          lines.refused.push(row);
          lines.unread.push(...reader.unread());
        } else {
          lines.rows.push(row);
          if (reader.told().length > 0) lines.told.push(...reader.told());
        }
        lines.from ||= row.line;
        lines.to = row.line;
        if (lines.rows.length + lines.refused.length + lines.setAside.length < size) continue;
        yield lines;
        lines = begin();
      }
    }
  }
  if (lines.to > 0) yield lines;
  return undefined;
}

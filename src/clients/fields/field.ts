import type { Client as Row } from '../../data/generated/sqlite/client.ts';
import type { Day } from '../../kit/days.ts';
import { fold } from '../../kit/text.ts';
import type { Line } from '../../kit/view.ts';
import type { FieldWords, Say, Words } from '../../kit/words.ts';
import { words } from '../../words/index.ts';
import type { Client } from '../reads/client.ts';
import type { Full } from '../reads/export.ts';

export type Column = keyof Row;
/** What a client's row has besides its fields. */
export type Housekeeping =
  | 'id'
  | 'firmId'
  | 'accountId'
  | 'nameKey'
  | 'searchKey'
  | 'deletedAt'
  | 'createdAt'
  | 'updatedAt';

/**
 * How a list is narrowed by a field. `at` is its place in the ids of buttons: a new one takes the next number, and none is ever reused.
 * `by` says what its values are and how they are looked up:
 * - `words`: what somebody looks for, in the column of words; every word must occur
 * - `choice`: any of `values`, equal to the column
 * - `list`: any of a list that depends on the firm (src/clients/filter.ts has where it comes from), equal to the column
 * - `flag`: yes or no
 * - `days`: any of some spans of days (src/terms/period.ts)
 * - `own`: any of `values`, found by a statement of its own (src/clients/reads/where.ts)
 */
export interface FilterPart {
  key: string;
  at: number;
  by: 'words' | 'choice' | 'list' | 'flag' | 'days' | 'own';
  column?: Column;
  /** Of a list: the value `none` means that the column holds nothing. */
  none?: true;
  values?: readonly string[];
  words(w: Words): FieldWords;
  /** A value as people read it. */
  say(w: Words, value: string): string;
  /** What people type to a value. */
  read?(typed: string, today: string): string | undefined;
  refuse?: Say;
}

/**
 * How a field is filled in by hand. `details` is what a connected client says of itself, and is its own then; `contact` is the firm's.
 * `by`: a line of text, a long text, an e-mail, a text that is read as something else, one of `values`, one of a list that depends on the
 * firm (src/clients/commands/edit.ts has where it comes from).
 */
export interface EditPart {
  form: 'details' | 'contact';
  by: 'line' | 'long' | 'email' | 'read' | 'choice' | 'list';
  max?: number;
  required?: true;
  values?: readonly string[];
  say?(w: Words, value: string): string;
  read?(typed: string, today: string): string | undefined;
  refuse?: Say;
  /** What stands in the form before it is filled in; without it, the column as it is. */
  shown?(w: Words, client: Client): string | undefined;
  /** What was read as the column holds it. */
  store?(read: string): string | number;
  /** What the column holds when the field is left empty; without it, the empty text. */
  empty?: null;
}

/** How a file of a portfolio has a field. Without `header` the import has a reader of its own for it (src/portfolio/import/row.ts). */
export interface FilePart {
  /** A cell of an export; `day` is how the file writes days. */
  cell(w: Words, client: Full, day: (day: Day) => string): string;
  /** What files call it, and what may stand beside: as in src/portfolio/import/fields.ts. */
  header?: { called: string; beside: string };
  /** The longest cell. */
  max?: number;
  /** A cell as the column holds it; undefined for what means nothing. */
  read?(cell: string): string | undefined;
}

/** What a client has, or has gone through, as all that handles it needs to know. Every part is decided on: `false` says that there is none. */
export interface ClientField {
  /** What forms call it, and whatever has no name of its own for it. */
  words(w: Words): FieldWords;
  /** Where it is stored; `false` for what stands in other tables. Whatever is stored is in the rights table: src/rights/schema.ts. */
  column: Column | false;
  /** A line of the client's card; undefined where it says nothing. */
  card: { label?(w: Words): string; line(w: Words, client: Client, today: Day): Line | undefined } | false;
  edit: EditPart | false;
  file: FilePart | false;
  filter: FilterPart | false;
  /** The order of a list by this field: its key, and the column that sorts so. */
  order: { key: string; column: Column } | false;
  /** Whether its words are found by the filter by name: src/terms/client.ts makes the key of them. */
  search: boolean;
}

const loose = (text: string) => fold(text).replace(/[_-]+/g, ' ');

/** A field that is one of some values and nothing else, or nothing: everything about it follows from its words. For the next such field. @public */
export function choiceField<
  const C extends Column,
  const V extends readonly [string, ...string[]],
  const K extends string,
  const A extends number,
>(about: {
  column: C;
  values: V;
  words(w: Words): FieldWords;
  say(w: Words, value: V[number]): string;
  form: 'details' | 'contact';
  header: { called: string; beside: string };
  filter: { key: K; at: A };
}) {
  const { column, values, form, header } = about;
  const called = (w: Words) => about.words(w);
  const say = (w: Words, value: string): string => (values.includes(value) ? about.say(w, value) : value);
  const read = (typed: string): V[number] | undefined =>
    values.find(
      (value) =>
        loose(value) === loose(typed) || Object.values(words).some((w) => loose(about.say(w, value)) === loose(typed)),
    );
  const stored = (client: object) => (client as Record<C, string>)[column];
  return {
    words: called,
    column,
    card: {
      line: (w: Words, client: Client) => {
        const value = stored(client);
        return value ? say(w, value) : undefined;
      },
    },
    edit: { form, by: 'choice' as const, values, say },
    file: {
      cell: (w: Words, client: Full) => {
        const value = stored(client);
        return value ? say(w, value) : '';
      },
      header,
      max: 100,
      read,
    },
    filter: { ...about.filter, by: 'choice' as const, column, values, words: called, say },
    order: false as const,
    search: false as const,
  };
}

/** A piece of a line. Always plain text to the eye: renderers escape it, so that a name can never ping or format. */
export type Span =
  | string
  | { bold: string }
  | { code: string }
  | { link: string; url: string }
  /**
   * A channel of the place that shows it, by the platform's own id: shown by its name, and nobody is notified. `name`: what it was called,
   * for where nothing but text can stand.
   */
  | { channel: string; name?: string };
export type Line = Span | readonly Span[];
export type Tone = 'plain' | 'good' | 'warn' | 'bad';

declare const minted: unique symbol;
/** What pressing means, before dispatch turns it into an id that fits the platforms. Made by the action it presses (src/kit/definition.ts). */
export interface Press {
  readonly action: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly [minted]: true;
}

/** A press, or a link that opens in the browser; `aside`: rare or dangerous, and in the menu of such acts (arrange.ts). `Id` is a Press in features and a string of at most 100 bytes in adapters. */
export type Button<Id = Press> = { label: string; style?: 'primary' | 'danger'; aside?: boolean } & (
  | { press: Id }
  | { url: string }
);

/** Something that can be done with a row of a table. */
export interface RowAct<Id = Press> {
  label: string;
  press: Id;
}

export interface Option {
  label: string;
  value: string;
  description?: string;
}

/** Lines that belong together under a heading; `rest` stands for those that are not among them. */
export interface Group {
  heading: string;
  items: readonly Line[];
  rest?: string;
}

/** The numbers behind a picture, for places that draw charts themselves: a value for each label, in each series. */
export interface Plot {
  title: string;
  labels: readonly string[];
  series: readonly { label: string; values: readonly number[] }[];
}

export type Block<Id = Press> =
  | { kind: 'text'; text: Line }
  | { kind: 'note'; text: Line }
  | { kind: 'facts'; facts: readonly { label: string; value: Line }[] }
  | {
      kind: 'table';
      caption: string;
      columns: readonly { label: string; align?: 'right' }[];
      rows: readonly (readonly Line[])[];
      /** What can be done with each row, in their order; the first of a row is what it calls for, and stands beside it. */
      acts?: readonly (readonly RowAct<Id>[])[];
    }
  | { kind: 'groups'; groups: readonly Group[] }
  | { kind: 'image'; name: string; alt: string; png: Uint8Array; plot?: Plot }
  | { kind: 'buttons'; buttons: readonly Button<Id>[] }
  /** A menu of at most 25 options; what is picked comes to the action as `picked`. */
  | {
      kind: 'choice';
      label: string;
      press: Id;
      options: readonly Option[];
      selected?: readonly string[];
      many?: boolean;
    }
  /** A menu that searches as you type; where a platform has none, `otherwise` says how to get there. */
  | { kind: 'search'; label: string; press: Id; otherwise: Line };

/** A file to hand over; `type` is a media type. */
export interface FileOut {
  name: string;
  type: string;
  bytes: Uint8Array;
}

/** What to show, as data: no markdown, no platform words. `title` is the news: what it is about and how that stands. */
export interface View<Id = Press> {
  title?: string;
  tone?: Tone;
  blocks: readonly Block<Id>[];
  files?: readonly FileOut[];
}

/** A view with its buttons sealed into ids. */
export type SealedView = View<string>;

export const text = (...spans: Span[]): Block<never> => ({ kind: 'text', text: spans });
export const note = (...spans: Span[]): Block<never> => ({ kind: 'note', text: spans });

function plainSpan(span: Span): string {
  if (typeof span === 'string') return span;
  if ('bold' in span) return span.bold;
  if ('code' in span) return span.code;
  return 'channel' in span ? `#${span.name ?? span.channel}` : `${span.link} (${span.url})`;
}

/** A line without its formatting. */
export const plainLine = (line: Line): string =>
  typeof line === 'string'
    ? line
    : (Array.isArray(line) ? (line as readonly Span[]) : [line as Span]).map(plainSpan).join('');

/** How a view stands, for those who see no colour. */
const signs: Readonly<Record<Tone, string>> = { plain: '', good: '✅ ', warn: '⚠️ ', bad: '⛔ ' };
export const signOf = ({ tone = 'plain' }: Pick<View, 'tone'>): string => signs[tone];

/** What a row of a table is about: its first cell. */
export const rowName = (row: readonly Line[]): string => plainLine(row[0] ?? '').trim();

/** What an act of a row is called where the row does not stand beside it. */
export const rowActName = (row: readonly Line[] = [], { label }: { label: string }): string =>
  `${label}: ${rowName(row)}`;

/** What can be done with the rows of a table, from the n-th act of each on, each behind the name of its row. */
export const namedActs = <Id>({ acts = [], rows }: Extract<Block<Id>, { kind: 'table' }>, from = 0): RowAct<Id>[] =>
  acts.flatMap((row, i) => row.slice(from).map((act) => ({ label: rowActName(rows[i], act), press: act.press })));

/** What there is to say of whom a row is about. */
export const rowDetails = (row: readonly Line[]): Span[] =>
  row
    .slice(1)
    .filter((cell) => plainLine(cell).trim())
    .flatMap((cell, i): Span[] => [...(i > 0 ? [' · '] : []), ...([cell].flat() as Span[])]);

/** A row in one line, as a phone reads it. */
export function rowLine(row: readonly Line[]): Span[] {
  const details = rowDetails(row);
  return [{ bold: rowName(row) || '–' }, ...(details.length > 0 ? [' · ', ...details] : [])];
}

/** The news of a view in one line: what every platform shows first, notifies and reads out. */
export function headline(view: View<unknown>, say: (line: Line) => string = plainLine): string {
  const first = view.blocks.find((block) => block.kind === 'text' || block.kind === 'note');
  const said = say(view.title?.trim() || (first && 'text' in first ? first.text : ''));
  return `${signOf(view)}${said.trim().split('\n')[0]!.replace(/\s+/g, ' ')}`.trim();
}

/**
 * The view as plain text: for notifications, screen readers and places that cannot show more. `say` writes a line, where a platform has
 * marks of its own for some of it.
 */
export function plainText(view: View<unknown>, say: (line: Line) => string = plainLine): string {
  const lines = view.title ? [say(view.title)] : [];
  for (const block of view.blocks) {
    if (block.kind === 'text' || block.kind === 'note') lines.push(say(block.text));
    else if (block.kind === 'facts') lines.push(...block.facts.map((fact) => `${say(fact.label)}: ${say(fact.value)}`));
    else if (block.kind === 'table') {
      lines.push(say(block.caption));
      for (const row of block.rows)
        lines.push(
          row
            .map((cell, i) => `${say(block.columns[i]?.label ?? '')}: ${say(cell)}`)
            .filter((cell) => !cell.endsWith(': '))
            .join('; '),
        );
    } else if (block.kind === 'groups') {
      for (const { heading, items, rest = '' } of block.groups)
        lines.push(say(heading), ...items.map((item) => `- ${say(item)}`), say(rest));
    } else if (block.kind === 'image') lines.push(say(block.alt));
  }
  return lines.filter(Boolean).join('\n');
}

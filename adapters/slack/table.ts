import type { types } from '@slack/bolt';
import { type Block, type Line, plainLine } from '../../src/kit/view.ts';
import { limits } from './limits.ts';
import { clean, fitRaw, orDash, richLine, richText } from './text.ts';

export type Table = Extract<Block<string>, { kind: 'table' }>;
type Cell = types.TableBlock['rows'][number][number];

/** A longer cell would push all the others out. */
const cellMax = 300;

const isText = (line: Line): boolean =>
  typeof line === 'string' || (Array.isArray(line) && line.every((span) => typeof span === 'string'));
export const rawCell = (text: string): Cell => ({ type: 'raw_text', text: fitRaw(orDash(clean(text)), cellMax) });
export const cell = (line: Line): Cell =>
  typeof line === 'string'
    ? rawCell(line)
    : isText(line)
      ? rawCell(plainLine(line))
      : richText(richLine(line, cellMax));

export interface Fitted {
  blocks: types.KnownBlock[];
  size: number;
  /** Rows that had no room. */
  left: number;
}

/** The characters a cell costs: its words, and the address behind a link. */
export const cost = (line: Line) =>
  Math.max(1, Math.min(typeof line === 'string' ? line.length : plainLine(line).length, 2 * cellMax));

/** As many rows as fit, in Slack's own table. */
export function nativeTable(table: Table, room: number): Fitted {
  const columns = table.columns.slice(0, limits.table.columns);
  const most = Math.min(room, limits.table.characters);
  let size = 0;
  const rows: Cell[][] = [];
  for (const line of [columns.map((column) => column.label), ...table.rows]) {
    let more = 0;
    for (let i = 0; i < columns.length; i++) more += cost(line[i] ?? '');
    if (rows.length >= limits.table.rows || size + more > most) break;
    size += more;
    rows.push(columns.map((_, i) => cell(line[i] ?? '')));
  }
  if (rows.length < 2) return { blocks: [], size: 0, left: table.rows.length };
  const settings = columns.map((column) => (column.align ? { align: column.align } : { is_wrapped: true }));
  return {
    blocks: [{ type: 'table', rows, column_settings: settings }],
    size,
    left: table.rows.length - (rows.length - 1),
  };
}

/** As many rows as fit, a line each: a message takes only one table. */
export function writtenTable(table: Table, room: number): Fitted {
  const lines: types.RichTextElement[][] = [];
  let size = 0;
  for (const row of table.rows) {
    const pairs = table.columns
      .map((column, i) => [column.label, clean(plainLine(row[i] ?? ''))] as const)
      .filter(([, value]) => value.trim());
    const line = fitRaw(pairs.map(([label, value]) => `${label}: ${value}`).join('; ') || '–', 2 * cellMax);
    if (size + line.length + 1 > Math.min(room, limits.section.text)) break;
    size += line.length + 1;
    lines.push([{ type: 'text', text: lines.length === 0 ? line : `\n${line}` }]);
  }
  const block = richText(lines.flat());
  return { blocks: lines.length === 0 ? [] : [block], size, left: table.rows.length - lines.length };
}

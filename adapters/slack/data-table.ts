import type { types } from '@slack/bolt';
import { type Line, plainLine, type RowAct, rowActName } from '../../src/kit/view.ts';
import { limits } from './limits.ts';
import { carry } from './option-ids.ts';
import { cell, cost, type Fitted, rawCell, type Table } from './table.ts';
import { clean, fitRaw, orDash, plain } from './text.ts';

/** What a button in a cell looks like where a client does not know them. No type of the library has it yet. */
const actCell = (row: readonly Line[], act: RowAct<string>, i: number) => ({
  type: 'action_cell',
  element: {
    type: 'button',
    text: plain(act.label, limits.button.text),
    action_id: `row:${i}`,
    value: carry(i, act.press),
    accessibility_label: plain(rowActName(row, act), limits.button.text).text,
  },
  fallback: rawCell(act.label),
});

/**
 * As many rows as fit, in the table that Slack sorts, filters and shows page by page; what can be done with a row is in its last cell. All
 * rows stand on its first page: which of them are shown is decided before.
 */
export function dataTable(table: Table, room: number, act: string): Fitted {
  const columns = table.columns.slice(0, limits.dataTable.columns - (table.acts ? 1 : 0));
  const caption = fitRaw(orDash(clean(table.caption)), 300);
  const most = Math.min(room - caption.length, limits.dataTable.characters);
  const head = [...columns.map(({ label }) => label), ...(table.acts ? [act] : [])];
  let size = head.reduce((sum, label) => sum + cost(label), 0);
  const rows: object[][] = [head.map((label) => rawCell(plainLine(label)))];
  for (const [i, row] of table.rows.entries()) {
    const beside = table.acts?.[i]?.[0];
    const more = columns.reduce((sum, _, n) => sum + cost(row[n] ?? ''), table.acts ? cost(beside?.label ?? '') : 0);
    if (rows.length > limits.dataTable.rows || size + more > most) break;
    size += more;
    const cells: object[] = columns.map((_, n) => cell(row[n] ?? ''));
    if (table.acts) cells.push(beside ? actCell(row, beside, i) : rawCell(''));
    rows.push(cells);
  }
  const left = table.rows.length - (rows.length - 1);
  if (rows.length < 2) return { blocks: [], size: 0, left };
  const block = { type: 'data_table', caption, page_size: rows.length - 1, row_header_column_index: 0, rows };
  return { blocks: [block as unknown as types.KnownBlock], size: size + caption.length, left };
}

import type { types } from '@slack/bolt';
import {
  type Block,
  type Group,
  type Line,
  type Option,
  plainLine,
  plainText,
  type RowAct,
  rowActName,
  rowDetails,
  rowName,
  type SealedView,
  signOf,
} from '../../src/kit/view.ts';
import { chartBlock } from './chart.ts';
import { dataTable } from './data-table.ts';
import { fitGroup } from './groups.ts';
import { limits } from './limits.ts';
import type { Can } from './natives.ts';
import { carry } from './option-ids.ts';
import { type Fitted, nativeTable, type Table, writtenTable } from './table.ts';
import { clean, fitEscaped, fitRaw, orDash, plain, richLine, richText, textLine, textObject } from './text.ts';
import type { SlackWords } from './words.ts';

export interface SlackMessage {
  text: string;
  blocks: types.KnownBlock[];
}

/** A block made ready. What is long is made last, from the room that is left; what can be pressed is never left out for text. */
type Piece = { blocks: types.KnownBlock[]; size: number; keep: boolean } | { table: Table } | { group: Group };

const nothing: Omit<Fitted, 'left'> = { blocks: [], size: 0 };
const piece = (size: number, ...blocks: types.KnownBlock[]): Piece => ({ blocks, size, keep: false });
const kept = (size: number, ...blocks: types.KnownBlock[]): Piece => ({ blocks, size, keep: true });
const chunks = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));

export const selectOption = (option: Option): types.PlainTextOption => ({
  text: plain(option.label, limits.option.text),
  value: option.value,
  ...(option.description?.trim() ? { description: plain(option.description, limits.option.description) } : {}),
});
/** Options that Slack can carry: a value is never cut, because it would come back as another. */
export const usable = (options: readonly Option[]): readonly Option[] => {
  const seen = new Set<string>();
  return options.filter(({ value }) => {
    if (value.trim() === '' || value.length > limits.option.value || seen.has(value)) return false;
    seen.add(value);
    return seen.size <= limits.select.options;
  });
};

type Of<K extends Block['kind']> = Extract<Block<string>, { kind: K }>;

function buttons(block: Of<'buttons'>): Piece {
  const elements = block.buttons
    .filter(
      (button) =>
        !('url' in button) || (button.url.length <= limits.button.url && /^(https?:\/\/|mailto:)/.test(button.url)),
    )
    .map((button, i): types.Button => {
      const text = plain(button.label, limits.button.text);
      const style = button.style ? { style: button.style } : {};
      return 'url' in button
        ? { type: 'button', text, action_id: `url:${i}`, url: button.url, ...style }
        : { type: 'button', text, action_id: String(i), value: carry(i, button.press), ...style };
    });
  const size = elements.reduce((sum, element) => sum + element.text.text.length, 0);
  return kept(
    size,
    ...chunks(elements, limits.actions.row).map((row): types.ActionsBlock => ({ type: 'actions', elements: row })),
  );
}

function choice(block: Of<'choice'>, index: number): Piece {
  const options = usable(block.options).map(selectOption);
  const text = plain(block.label, limits.section.text);
  if (options.length === 0) return piece(text.text.length, { type: 'section', text });
  const picked = options.filter((option) => block.selected?.includes(option.value!));
  const action_id = carry(index, block.press);
  const accessory: types.StaticSelect | types.MultiStaticSelect = block.many
    ? { type: 'multi_static_select', action_id, options, ...(picked.length > 0 ? { initial_options: picked } : {}) }
    : { type: 'static_select', action_id, options, ...(picked[0] ? { initial_option: picked[0] } : {}) };
  const size = options.reduce(
    (sum, option) => sum + option.text.text.length + (option.description?.text.length ?? 0),
    text.text.length,
  );
  return kept(size, { type: 'section', text, accessory });
}

function facts(block: Of<'facts'>): Piece[] {
  return chunks(block.facts, limits.section.fields).map((some) => {
    const fields = some.map((fact) => textObject(fact.value, limits.section.field, fact.label));
    return piece(
      fields.reduce((sum, field) => sum + field.text.length, 0),
      { type: 'section', fields },
    );
  });
}

/** A row with its act beside it: a plain table has no room for one. */
function rowPiece(row: readonly Line[], act: RowAct<string> | undefined, i: number): Piece {
  const text = textObject(rowDetails(row), limits.section.field, rowName(row) || '–');
  if (!act) return piece(text.text.length, { type: 'section', text });
  const label = plain(act.label, limits.button.text);
  const accessory: types.Button = {
    type: 'button',
    text: label,
    action_id: `row:${i}`,
    value: carry(i, act.press),
    accessibility_label: plain(rowActName(row, act), limits.button.text).text,
  };
  return kept(text.text.length + label.text.length, { type: 'section', text, accessory });
}

/** What a message may still hold of what Slack counts in all of it together: charts, and characters in the cells of data tables. */
type Drawing = Pick<SlackWords, 'act'> & { can: Can; charts: number; cells: number };

/** A table whose rows have acts: as a data table if all of it fits, for no row loses what can be done with it. */
function actsTable(block: Of<'table'>, drawing: Drawing): Piece[] | undefined {
  const { blocks, size, left } = dataTable(block, drawing.cells, drawing.act);
  if (left > 0 || blocks.length === 0) return undefined;
  drawing.cells -= size;
  return [kept(size, ...blocks)];
}

function pieces(block: Block<string>, index: number, drawing: Drawing): Piece[] {
  if (block.kind === 'text') {
    const line = richLine(block.text, limits.section.text);
    return [piece(Math.min(plainLine(block.text).length, limits.section.text) + 10, richText(line))];
  }
  if (block.kind === 'note') {
    const text = textObject(block.text, limits.context.text);
    return [piece(text.text.length, { type: 'context', elements: [text] })];
  }
  if (block.kind === 'facts') return facts(block);
  if (block.kind === 'table') {
    if (!block.acts && drawing.can.table) return [{ table: block }];
    const asOne = block.acts && drawing.can.acts ? actsTable(block, drawing) : undefined;
    if (asOne) return asOne;
    const caption = fitRaw(orDash(clean(block.caption)), 300);
    return [
      piece(caption.length, richText([{ type: 'text', text: caption, style: { bold: true } }])),
      ...(block.acts ? block.rows.map((row, i) => rowPiece(row, block.acts?.[i]?.[0], i)) : [{ table: block }]),
    ];
  }
  if (block.kind === 'groups') return block.groups.map((group) => ({ group }));
  if (block.kind === 'image') {
    const chart = drawing.charts > 0 && block.plot ? chartBlock(block.plot) : undefined;
    if (chart) drawing.charts--;
    if (chart) return [piece(chart.size, chart.block)];
    const id = drawing.can.picture ? drawing.can.picture(block.png) : undefined;
    if (id === undefined) return pieces({ kind: 'note', text: block.alt }, index, drawing);
    const alt_text = fitRaw(orDash(clean(block.alt)), limits.image.alt);
    return [piece(alt_text.length, { type: 'image', slack_file: { id }, alt_text })];
  }
  if (block.kind === 'buttons') return [buttons(block)];
  if (block.kind === 'choice') return [choice(block, index)];
  const text = plain(block.label, limits.section.text);
  const accessory: types.ExternalSelect = {
    type: 'external_select',
    action_id: carry(index, block.press),
    min_query_length: 1,
  };
  return [kept(text.text.length, { type: 'section', text, accessory })];
}

const note = (text: string): types.ContextBlock => ({ type: 'context', elements: [plain(text, 200)] });

/**
 * The view as Slack takes it, whatever it holds: what has no room is left out, and a line says so. In a message, what the workspace `can`
 * take besides; somebody's own page, `home`, takes no tables and no charts: there they are written.
 */
export function renderSlack(
  view: SealedView,
  words: Pick<SlackWords, 'cut' | 'act'>,
  can: Can = {},
  where: 'message' | 'home' = 'message',
): SlackMessage {
  const sign = signOf(view);
  const title = clean(view.title ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  const first = view.blocks[0];
  const blocks =
    !title && sign && first?.kind === 'text'
      ? [{ ...first, text: [sign, first.text].flat() } as Block<string>, ...view.blocks.slice(1)]
      : view.blocks;
  const { act } = words;
  const drawing: Drawing = {
    can,
    act,
    charts: can.chart ? limits.chart.inMessage : 0,
    cells: limits.dataTable.characters,
  };
  const all = blocks.flatMap((block, index) => pieces(block, index, drawing));
  const header = plain(sign + title, limits.header);
  const out: types.KnownBlock[] = title ? [{ type: 'header', text: header }] : [];

  // One block and 200 characters stay free for the line that says what is missing.
  let room: number = limits.message.blocks - out.length - 1;
  let characters: number = limits.message.characters - header.text.length - 200;
  const reserve = (each: { blocks: types.KnownBlock[]; size: number }): boolean => {
    if (each.blocks.length > room || each.size > characters) return false;
    room -= each.blocks.length;
    characters -= each.size;
    return true;
  };
  const standing = new Set<Piece>(all.filter((each) => 'keep' in each && each.keep && reserve(each)));
  for (const each of all) if ('keep' in each && !each.keep && reserve(each)) standing.add(each);

  let missing = 0;
  let tables = where === 'home' ? 1 : 0;
  for (const each of all) {
    if ('group' in each) {
      const fitted: Fitted =
        room < 1 ? { ...nothing, left: each.group.items.length } : fitGroup(each.group, characters);
      reserve(fitted);
      out.push(...fitted.blocks);
      missing += fitted.left;
    } else if ('table' in each) {
      const fitted = fitTable(each.table, room < 1 ? 0 : characters, tables, can.table ? drawing : undefined);
      reserve(fitted);
      if (can.table) drawing.cells -= fitted.size;
      if (fitted.blocks.length > 0 && tables === 0) tables++;
      out.push(...fitted.blocks);
      missing += fitted.left + Math.max(0, each.table.columns.length - limits.table.columns);
    } else if (standing.has(each)) out.push(...each.blocks);
    else missing++;
  }
  if (missing > 0) out.push(note(words.cut(missing)));
  if (out.length === 0) out.push(note('–'));
  return { text: fitEscaped(orDash(sign + plainText(view, textLine)), limits.message.text), blocks: out };
}

/** `room` is in characters; `drawing` where the workspace takes data tables. A table without a column or a row is nothing. */
function fitTable(table: Table, room: number, tables: number, drawing: Drawing | undefined): Fitted {
  if (table.columns.length === 0 || table.rows.length === 0) return { ...nothing, left: 0 };
  if (room < 1) return { ...nothing, left: table.rows.length };
  if (drawing) return dataTable(table, Math.min(drawing.cells, room), drawing.act);
  return tables === 0 ? nativeTable(table, room) : writtenTable(table, room);
}

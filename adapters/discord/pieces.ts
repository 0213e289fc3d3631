import { type APIButtonComponent, type APIStringSelectComponent, ButtonStyle, ComponentType } from 'discord.js';
import { cut } from '../../src/kit/text.ts';
import {
  type Block,
  type Button,
  type Group,
  type Line,
  type RowAct,
  rowLine,
  type SealedView,
  type Span,
  signOf,
} from '../../src/kit/view.ts';
import { limits } from './limits.ts';
import { flat, lineMarkdown, linesOf, oneLine } from './markdown.ts';
import { selectOptions } from './options.ts';
import { alignedTable, listedTable } from './table.ts';

/** Something written as markdown of at most so many characters; what is longer is cut visibly. */
export type ListItem = (max: number) => string;

/** Rows between fences, of which the first `head` belong to every cut of it. */
export interface Fenced {
  rows: readonly string[];
  head: number;
}

/** What a view is made of here, before the limits are applied. */
export type Piece =
  | { kind: 'text'; item: ListItem | Fenced }
  | { kind: 'row'; buttons: readonly APIButtonComponent[] }
  /** A row with its act beside it; without room for that, its text alone. */
  | { kind: 'section'; item: ListItem; button: APIButtonComponent }
  | { kind: 'select'; select: APIStringSelectComponent; lost: number }
  | { kind: 'image'; name: string; alt: string; bytes: Uint8Array }
  | { kind: 'file'; name: string; type: string; bytes: Uint8Array };

const label = (text: string, max: number): string => cut(oneLine(text), max) || '…';

const item = (write: ListItem): Piece => ({ kind: 'text', item: write });

const styles = { primary: ButtonStyle.Primary, danger: ButtonStyle.Danger } as const;

/** Discord refuses links that no reader of it could follow: other schemes, too long, without a real host name. */
const followable = (url: string): boolean =>
  url.length <= limits.url &&
  URL.canParse(url) &&
  /^https?:$/.test(new URL(url).protocol) &&
  new URL(url).hostname.includes('.');

function buttonPieces(buttons: readonly Button<string>[]): Piece[] {
  const pressable = buttons.filter((button) => ('press' in button ? fits(button.press) : followable(button.url)));
  const pieces: Piece[] = [];
  for (let i = 0; i < pressable.length; i += limits.buttonsInRow) {
    const row = pressable.slice(i, i + limits.buttonsInRow).map((button): APIButtonComponent => {
      const text = label(button.label, limits.buttonLabel);
      return 'press' in button
        ? {
            type: ComponentType.Button,
            style: button.style ? styles[button.style] : ButtonStyle.Secondary,
            label: text,
            custom_id: button.press,
          }
        : { type: ComponentType.Button, style: ButtonStyle.Link, label: text, url: button.url };
    });
    pieces.push({ kind: 'row', buttons: row });
  }
  for (const button of buttons) {
    if ('url' in button && !followable(button.url))
      pieces.push(item((max) => lineMarkdown([{ link: oneLine(button.label), url: button.url }], max)));
  }
  return pieces;
}

const fits = (id: string): boolean => id.length > 0 && id.length <= limits.customId;

function selectPieces(block: Extract<Block<string>, { kind: 'choice' }>): Piece[] {
  const many = block.many === true;
  const options = selectOptions(block.options, block.selected ?? [], many);
  if (options.length === 0 || !fits(block.press))
    return [item((max) => lineMarkdown([{ bold: oneLine(block.label) }], max))];
  return [
    {
      kind: 'select',
      lost: block.options.length - options.length,
      select: {
        type: ComponentType.StringSelect,
        custom_id: block.press,
        placeholder: label(block.label, limits.placeholder),
        min_values: many ? 0 : 1,
        max_values: many ? options.length : 1,
        options,
      },
    },
  ];
}

function rowPiece(row: readonly Line[], act: RowAct<string> | undefined): Piece {
  const write: ListItem = (max) => lineMarkdown(flat(rowLine(row)), max);
  if (!act || !fits(act.press)) return item(write);
  const text = label(act.label, limits.buttonLabel);
  return {
    kind: 'section',
    item: write,
    button: { type: ComponentType.Button, style: ButtonStyle.Secondary, label: text, custom_id: act.press },
  };
}

function tablePieces(block: Extract<Block<string>, { kind: 'table' }>): Piece[] {
  const caption = oneLine(block.caption);
  const head = caption ? [item((max) => lineMarkdown([{ bold: caption }], max))] : [];
  if (block.acts) return [...head, ...block.rows.map((row, i) => rowPiece(row, block.acts?.[i]?.[0]))];
  const aligned = alignedTable(block);
  const rows: Piece[] = aligned
    ? [{ kind: 'text', item: { rows: aligned, head: aligned.length - block.rows.length } }]
    : listedTable(block).map(item);
  return [...head, ...rows];
}

function groupPieces({ heading, items, rest }: Group): Piece[] {
  return [
    // A line of air, which a list takes away.
    item(() => ''),
    item((max) => lineMarkdown([{ bold: oneLine(heading) }], max)),
    ...items.map((line) => item((max) => `- ${lineMarkdown(flat(line), max - 2)}`)),
    ...(rest ? small([oneLine(rest)]) : []),
  ];
}

function blockPieces(block: Block<string>): Piece[] {
  if (block.kind === 'text') return linesOf(block.text).map((line) => item((max) => lineMarkdown(line, max)));
  if (block.kind === 'note') return linesOf(block.text).flatMap(small);
  if (block.kind === 'search') return linesOf(block.otherwise).flatMap(small);
  if (block.kind === 'facts')
    return block.facts.map((fact) =>
      item((max) =>
        lineMarkdown(
          [
            { bold: `${oneLine(fact.label)}:` },
            ' ',
            ...linesOf(fact.value).flatMap((line, i) => (i > 0 ? [' ', ...line] : line)),
          ],
          max,
        ),
      ),
    );
  if (block.kind === 'table') return tablePieces(block);
  if (block.kind === 'groups') return [...block.groups.flatMap(groupPieces), item(() => '')];
  if (block.kind === 'buttons') return buttonPieces(block.buttons);
  if (block.kind === 'choice') return selectPieces(block);
  return [{ kind: 'image', name: block.name, alt: block.alt, bytes: block.png }];
}

function small(line: readonly Span[]): Piece[] {
  return lineMarkdown(line).trim() ? [item((max) => `-# ${lineMarkdown(line, max - 3)}`)] : [];
}

/** A view as pieces in their order, its title first and its files last. */
export function piecesOf(view: SealedView): Piece[] {
  const title = oneLine(view.title ?? '');
  const [first, ...rest] = view.blocks;
  // Without a title the first sentence is the news: the colour beside it is not for everybody.
  const blocks =
    !title && first?.kind === 'text'
      ? [{ ...first, text: [signOf(view), first.text].flat() } as Block<string>, ...rest]
      : view.blocks;
  return [
    ...(title ? [item((max) => `### ${signOf(view)}${lineMarkdown(cut(title, 250), max - 8)}`)] : []),
    ...blocks.flatMap(blockPieces),
    ...(view.files ?? []).map((file): Piece => ({ kind: 'file', name: file.name, type: file.type, bytes: file.bytes })),
  ];
}

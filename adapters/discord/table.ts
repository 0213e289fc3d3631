import { type Block, type Line, plainLine, type Span } from '../../src/kit/view.ts';
import { defuse, flat, lineMarkdown, oneLine } from './markdown.ts';

type Table = Extract<Block<string>, { kind: 'table' }>;

/** What still fits beside each other on a small screen, in characters of one width. */
const widest = 56;

/** How many columns a text takes where every character has one width: wide scripts and emoji take two, marks none. */
export function width(text: string): number {
  if (text.length > 20 * widest) return text.length;
  let columns = 0;
  for (const character of text) {
    if (/\p{M}|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u.test(character)) continue;
    columns +=
      /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\uff01-\uff60]/u.test(
        character,
      )
        ? 2
        : 1;
  }
  return columns;
}

/** What a block of code would show as it is written. */
const hasLink = (line: Line): boolean =>
  (Array.isArray(line) ? line : [line]).some(
    (span) => typeof span === 'object' && ('link' in span || 'channel' in span),
  );

/** Inside a code block nothing is markup but its end. */
const code = (text: string): string => defuse(oneLine(text)).replace(/`(?=`)/g, '`\u200b');

/** The lines of an aligned block, head first; undefined when it would be too wide to read, or holds what a block cannot show. */
export function alignedTable(table: Table): string[] | undefined {
  if (table.rows.length === 0 || table.rows.some((row) => row.some(hasLink))) return undefined;
  const count = Math.max(table.columns.length, ...table.rows.map((row) => row.length));
  const head = Array.from({ length: count }, (_, i) => code(table.columns[i]?.label ?? ''));
  const rows: string[][] = [];
  const widths = head.map(width);
  for (const row of table.rows) {
    const cells = Array.from({ length: count }, (_, i) => code(plainLine(row[i] ?? '')));
    rows.push(cells);
    for (const [i, cell] of cells.entries()) widths[i] = Math.max(widths[i]!, width(cell));
    if (widths.reduce((sum, each) => sum + each, 0) + 2 * (count - 1) > widest) return undefined;
  }
  const lay = (cells: string[]) =>
    cells
      .map((cell, i) => {
        const space = ' '.repeat(widths[i]! - width(cell));
        return table.columns[i]?.align === 'right' ? space + cell : cell + space;
      })
      .join('  ')
      .trimEnd();
  const body = rows.map(lay);
  return head.some(Boolean) ? [lay(head), widths.map((each) => '-'.repeat(each)).join('  '), ...body] : body;
}

/** One entry a row: what it is about in bold, and the rest on a second line. */
export function listedTable(table: Table): ((max: number) => string)[] {
  return table.rows.map((row) => (max) => {
    const first = flat(row[0] ?? '');
    const name = hasLink(first) ? lineMarkdown(first, max) : lineMarkdown([{ bold: plainLine(first) }], max);
    const left = max - name.length - 1;
    if (left < 12) return name;
    const details = row.slice(1).flatMap((cell, i): Span[] => {
      if (!oneLine(plainLine(cell))) return [];
      const label = oneLine(table.columns[i + 1]?.label ?? '');
      return [' · ', ...(label ? [`${label}: `] : []), ...flat(cell)];
    });
    return details.length > 0 ? `${name}\n${lineMarkdown(details.slice(1), left)}` : name;
  });
}

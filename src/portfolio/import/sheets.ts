import type { ColumnName } from '../schema.ts';
import type { Choices } from './choices.ts';
import { acceptColumns, decidePart, type Format, maxLines, type Raw, type Sheet, type Table } from './part.ts';
import type { RawRecord } from './records.ts';
import { refuseFile, refuseHeader } from './refuse.ts';
import { findHeader, findHeaderInside, type Header, headerWithin, openLines } from './titles.ts';

/** A sheet's lines, wherever they come from. */
export interface SheetIn {
  name: string;
  hidden: boolean;
  from1904?: boolean;
  records(): AsyncGenerator<RawRecord[]> | Generator<RawRecord[]>;
}

const mostSheets = 50;
/** No sheet has more lines, so that a line's number can say its sheet too. */
const stride = 2 ** 21;

/** A line of the n-th sheet that is read, as one number; of a text it is the line. */
export const lineOn = (sheet: number, line: number): number => sheet * stride + line;
/** Which of the sheets that are read, and which line of it. */
export const placeOf = (line: number): { sheet: number; line: number } => ({
  sheet: Math.floor(line / stride),
  line: line % stride,
});

async function topOf(sheet: SheetIn): Promise<RawRecord[]> {
  const top: RawRecord[] = [];
  for await (const records of sheet.records()) {
    top.push(...records.slice(0, headerWithin));
    if (top.length >= headerWithin) break;
  }
  return top;
}

function headerOf(top: readonly RawRecord[], choices: Choices): Header | undefined {
  let best = findHeader(top, choices.columns);
  for (const delimiter of [';', '\t', '|', ',']) {
    const inside = findHeaderInside(top, delimiter, choices.columns);
    if (inside && inside.score > (best?.score ?? 0)) best = inside;
  }
  return best;
}

const fieldsOf = (header: Header): Set<ColumnName> => new Set(header.titles.claims.keys());

/** Whether two sheets are parts of one list: nearly the same is understood of both, the name among it. */
function alike(a: Set<ColumnName>, b: Set<ColumnName>): boolean {
  const both = [...a].filter((each) => b.has(each)).length;
  return a.has('name') && b.has('name') && both / (a.size + b.size - both) >= 0.75;
}

/** Opens all sheets that have the columns of the best one; the others are named. */
export async function openSheets(all: readonly SheetIn[], format: Format, choices: Choices): Promise<Table> {
  const visible = all.some((sheet) => !sheet.hidden);
  const sheets: (Sheet & { in: SheetIn; header?: Header; blank: boolean })[] = [];
  for (const [index, sheet] of all.entries()) {
    const hidden = visible && sheet.hidden;
    const top = hidden || index >= mostSheets ? [] : await topOf(sheet);
    const reason = hidden ? 'hidden' : index >= mostSheets ? 'many' : 'columns';
    sheets.push({
      name: sheet.name,
      read: false,
      reason,
      in: sheet,
      header: headerOf(top, choices),
      blank: top.length === 0 && !hidden,
    });
  }
  let best: Header | undefined;
  for (const { header } of sheets) {
    if (!header) continue;
    const named = Number(header.titles.claims.has('name'));
    if (
      !best ||
      named > Number(best.titles.claims.has('name')) ||
      (named === Number(best.titles.claims.has('name')) && header.score > best.score)
    )
      best = header;
  }
  if (!best) throw sheets.every((sheet) => sheet.blank) ? refuseFile('empty') : refuseHeader([], []);
  const wanted = fieldsOf(best);
  const read = sheets.filter(
    (sheet) => sheet.header && (sheet.header === best || alike(wanted, fieldsOf(sheet.header))),
  );
  if (read.length === 0) throw refuseHeader([], best.titles.headers, best.titles.headers);
  const parts = [];
  for (const [index, sheet] of read.entries()) {
    sheet.read = true;
    sheet.reason = undefined;
    const header = sheet.header!;
    const raw: Raw = {
      header,
      from1904: sheet.in.from1904,
      exact: header.inside !== undefined,
      records: async function* () {
        let lines = 0;
        for await (const records of sheet.in.records()) {
          lines += records.length;
          if (lines > maxLines) throw refuseFile('tooManyLines', maxLines);
          const after = records.filter((each) => each.line > header.line);
          yield openLines(after, header, undefined).map((each) => ({ ...each, line: lineOn(index, each.line) }));
        }
      },
    };
    parts.push(await decidePart(raw));
  }
  acceptColumns(parts[0]!.columns);
  const told = sheets
    .filter((sheet) => !sheet.blank)
    .map(({ name, read, reason }) => ({ name, read, ...(reason ? { reason } : {}) }));
  return { format, columns: parts[0]!.columns, lines: 0, parts, sheets: told };
}

import type { Category, MoneyAccount } from '../../accounts/schema.ts';
import type { Words } from '../../kit/words.ts';
import { csvLine, csvMark } from '../../sheets/csv.ts';
import { type Columns, headerOf, type Value, valuesOf } from '../../sheets/table.ts';
import { mostInWorkbook, workbook } from '../../sheets/xlsx.ts';
import type * as lists from '../formats/lists.ts';
import type { ManifestFile } from '../formats/manifest.ts';
import type { Counted } from '../formats/summary.ts';
import type { Lack, ListKind, Paid, Receipt } from '../schema.ts';
import { type Had, settledPart } from './fetch.ts';
import { isWhole, listed, readJson } from './lists.ts';
import type { Parts } from './parts.ts';
import type { ZipWriter } from './zip.ts';

export const text = new TextEncoder();
export const byId = ({ id }: { id: string }) => id;

/** What was paid in the month and what of it could not be had, part by part. */
async function* settled(parts: Parts): AsyncGenerator<Had<Paid>> {
  for (const side of ['in', 'out'] as const) {
    for (let n = 1; parts.has(settledPart(side, n)); n++)
      yield* await readJson<Had<Paid>[]>(parts, settledPart(side, n));
  }
}

/** Categories with the name of the one above in the place of its id. */
export async function* categoryRows(parts: Parts): AsyncGenerator<Category> {
  const all = () => listed<Category>(parts, ['categories'], byId);
  const names = new Map<string, string>();
  for await (const { id, name } of all()) names.set(id, name);
  for await (const each of all()) yield { ...each, parentId: names.get(each.parentId) ?? each.parentId };
}

/** Payments of the month, one line each; on the way, what has no paper is noted, and what could not be had. */
export async function* settlementRows(
  parts: Parts,
  month: string,
  receipts: Receipt[],
  lacks: Lack[],
): AsyncGenerator<lists.SettlementRow> {
  const accounts = new Map<string, string>();
  if (isWhole(parts, 'accounts'))
    for await (const each of listed<MoneyAccount>(parts, ['accounts'], byId)) accounts.set(each.id, each.name);
  for await (const each of settled(parts)) {
    if ('lack' in each) {
      lacks.push(each.lack);
      continue;
    }
    const { item: paid } = each;
    // One of which no day is said stands with the month in which its entry was paid.
    const mine = (paid.installment.settlements ?? []).filter(({ paidOn = month }) => paidOn.startsWith(month));
    for (const settlement of mine) yield { paid, settlement, account: accounts.get(settlement.moneyAccountId) ?? '' };
    const last = mine.at(-1);
    // Where nothing is said of papers, nobody knows that there are none.
    if (paid.side !== 'out' || !last || paid.installment.attachments?.length !== 0) continue;
    const { id, description, party } = paid.entry;
    const cents = mine.reduce<number | undefined>(
      (sum, { net }) => (sum === undefined || net === undefined ? undefined : sum + net),
      0,
    );
    receipts.push({ id, description, party: party?.name ?? '', paidOn: last.paidOn, cents });
  }
}

interface List<Row> {
  kind: ListKind;
  columns: Columns<Row>;
  rows: AsyncIterable<Row> | Iterable<Row>;
  cents?: (row: Row) => number | undefined;
}

/** A list as CSV and, when it is not too long for one, as a workbook. */
export async function addList<Row>(
  zip: ZipWriter,
  w: Words,
  { kind, columns, rows, cents }: List<Row>,
  files: ManifestFile[],
): Promise<Counted> {
  const stem = w.documents.list[kind].file;
  const kinds = columns.map((column) => column.kind);
  const header = headerOf(columns, w);
  let kept: Value[][] = [];
  let count = 0;
  let sum = 0;
  let uncounted = 0;
  async function* lines(): AsyncGenerator<Uint8Array> {
    let piece = csvMark + csvLine(header, []);
    for await (const row of rows) {
      const values = valuesOf(columns, row, w);
      count++;
      const amount = cents?.(row);
      sum += amount ?? 0;
      if (cents && amount === undefined) uncounted++;
      if (count <= mostInWorkbook) kept.push(values);
      else kept = [];
      piece += csvLine(values, kinds);
      if (piece.length < 65_536) continue;
      yield text.encode(piece);
      piece = '';
    }
    yield text.encode(piece);
  }
  const made = [`${stem}.csv`];
  const csv = await zip.add(`${stem}.csv`, lines());
  files.push({ ...csv, rows: count });
  if (count <= mostInWorkbook) {
    made.push(`${stem}.xlsx`);
    files.push({
      ...(await zip.add(`${stem}.xlsx`, [await workbook(header, kinds, kept)], { stored: true })),
      rows: count,
    });
  }
  return { kind, rows: count, ...(cents ? { sum, uncounted } : {}), files: made };
}

import type { Category, CostCentre, Entry, GoodsInvoice, MoneyAccount, ServiceInvoice } from '../../accounts/schema.ts';
import type { Locale, Words } from '../../kit/words.ts';
import { csvLine, csvMark } from '../../sheets/csv.ts';
import { type Columns, headerOf, type Value, valuesOf } from '../../sheets/table.ts';
import { mostInWorkbook, workbook } from '../../sheets/xlsx.ts';
import * as lists from '../formats/lists.ts';
import { type ManifestFile, manifestJson } from '../formats/manifest.ts';
import { type Counted, summaryHtml } from '../formats/summary.ts';
import type { Lack, ListKind, Paid, Receipt, Step } from '../schema.ts';
import type { Parts } from './disk.ts';
import { type Had, openXml, settledPart, xmlPart } from './fetch.ts';
import { isWhole, listed, readJson } from './lists.ts';
import { createZip, type ZipWriter } from './zip.ts';

export interface Packing {
  parts: Parts;
  /** Where the ZIP goes, and where it is until it is whole. */
  path: string;
  temporary: string;
  w: Words;
  locale: Locale;
  client: { name: string; document: string | null };
  firm: string;
  month: string;
  takenAt: Date;
  /** The same, as people of the firm read it. */
  takenText: string;
  source: string;
  lacks: readonly Lack[];
}

/** What a ZIP turned out to hold. */
export interface Packed {
  bytes: number;
  sha256: string;
  counts: Partial<Record<ListKind | 'xml', number>>;
  receipts: readonly Receipt[];
  lacks: readonly Lack[];
}

const text = new TextEncoder();
const byId = ({ id }: { id: string }) => id;

/** What was paid in the month and what of it could not be had, part by part. */
async function* settled(parts: Parts): AsyncGenerator<Had<Paid>> {
  for (const side of ['in', 'out'] as const) {
    for (let n = 1; parts.has(settledPart(side, n)); n++)
      yield* await readJson<Had<Paid>[]>(parts, settledPart(side, n));
  }
}

/** A month as one ZIP, made of what is on the disk; the account is asked for nothing. */
export async function packMonth(packing: Packing): Promise<Packed> {
  const { parts, w, client, firm, month, source } = packing;
  const say = w.documents;
  const lacks = [...packing.lacks];
  const files: ManifestFile[] = [];
  const counted: Counted[] = [];
  const receipts: Receipt[] = [];
  const zip = await createZip(packing.path, packing.temporary);
  const isHere = (step: Step) => !packing.lacks.some((lack) => lack.step === step && !lack.count);
  const add = async <Row>(
    kind: ListKind,
    step: Step,
    columns: Columns<Row>,
    rows: AsyncIterable<Row> | Iterable<Row>,
    cents?: (row: Row) => number | undefined,
  ) => {
    if (isHere(step)) counted.push(await addList(zip, w, { kind, columns, rows, cents }, files));
    else counted.push({ kind, rows: 0, files: [] });
  };

  try {
    const entries = { receivables: lists.receivables, payables: lists.payables };
    for (const side of ['receivables', 'payables'] as const)
      await add(
        side,
        side,
        entries[side],
        listed<Entry>(parts, [`${side}-due`, `${side}-accrual`], byId),
        (row) => row.total,
      );
    await add(
      'settlements',
      'settlements',
      lists.settlements,
      settlementRows(parts, month, receipts, lacks),
      ({ paid, settlement }) => (settlement.net === undefined || paid.side === 'in' ? settlement.net : -settlement.net),
    );
    await add(
      'goods',
      'goods',
      lists.goods,
      listed<GoodsInvoice>(parts, ['goods'], ({ key }) => key),
    );
    await add(
      'services',
      'services',
      lists.services,
      listed<ServiceInvoice>(parts, ['services'], byId),
      (row) => row.total,
    );
    if (receipts.length > 0) await add('receipts', 'settlements', lists.receipts, receipts, (row) => row.cents);
    await add('categories', 'categories', lists.categories, categoryRows(parts));
    await add('costCentres', 'costCentres', lists.costCentres, listed<CostCentre>(parts, ['costCentres'], byId));
    let xml = 0;
    for (let n = 1; parts.has(xmlPart(n)); n++) {
      const part = openXml(await parts.read(xmlPart(n)));
      for (const [name, bytes] of part.files)
        files.push(await zip.add(`${say.xmlFolder}/${name}`, [bytes], { stored: name.endsWith('.zip') }));
      xml += part.files.filter(([name]) => /^[^-]+\.(xml|zip)$/.test(name)).length;
      lacks.push(...part.lacks);
    }
    const told = lacks.map((lack) => ({
      ...lack,
      says: say.lack(
        say.step[lack.step],
        lack.what ?? (lack.count ? say.items(lack.count) : undefined),
        say.why[lack.why],
      ),
    }));
    const summary = summaryHtml(w, packing.locale, {
      client,
      firm,
      month,
      takenAt: packing.takenText,
      source,
      lists: counted,
      xml,
      lacks: told.map((each) => each.says),
      receipts,
    });
    files.push(await zip.add(say.summaryFile, [text.encode(summary)]));
    const manifest = manifestJson({
      client,
      firm,
      month,
      takenAt: packing.takenAt,
      source,
      files,
      lacks: told,
      receiptsMissing: receipts.length,
    });
    await zip.add('manifest.json', [text.encode(manifest)]);
    const { bytes, sha256 } = await zip.end();
    const counts = Object.fromEntries(
      counted.flatMap(({ kind, rows, files }) => (files.length > 0 ? [[kind, rows]] : [])),
    );
    return { bytes, sha256, counts: { ...counts, xml }, receipts, lacks };
  } catch (error) {
    await zip.abandon();
    throw error;
  }
}

/** Categories with the name of the one above in the place of its id. */
async function* categoryRows(parts: Parts): AsyncGenerator<Category> {
  const all = () => listed<Category>(parts, ['categories'], byId);
  const names = new Map<string, string>();
  for await (const { id, name } of all()) names.set(id, name);
  for await (const each of all()) yield { ...each, parentId: names.get(each.parentId) ?? each.parentId };
}

/** Payments of the month, one line each; on the way, what has no paper is noted, and what could not be had. */
async function* settlementRows(
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
async function addList<Row>(
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

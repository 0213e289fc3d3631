import type { CostCentre, Entry, GoodsInvoice, ServiceInvoice } from '../../accounts/schema.ts';
import type { FileWriter } from '../../data/files/door.ts';
import type { Locale, Words } from '../../kit/words.ts';
import type { Columns } from '../../sheets/table.ts';
import * as lists from '../formats/lists.ts';
import { type ManifestFile, manifestJson } from '../formats/manifest.ts';
import { type Counted, summaryHtml } from '../formats/summary.ts';
import type { FetchStep, Lack, ListKind, Receipt } from '../schema.ts';
import { openXml, xmlPart } from './fetch.ts';
import { listed } from './lists.ts';
import { addList, byId, categoryRows, settlementRows, text } from './pack-lists.ts';
import type { Parts } from './parts.ts';
import { createZip } from './zip.ts';

export interface Packing {
  parts: Parts;
  /** Where the ZIP goes. */
  file: FileWriter;
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

/** A month as one ZIP, made of what was fetched; the account is asked for nothing. */
export async function packMonth(packing: Packing): Promise<Packed> {
  const { parts, w, client, firm, month, source } = packing;
  const say = w.documents;
  const lacks = [...packing.lacks];
  const files: ManifestFile[] = [];
  const counted: Counted[] = [];
  const receipts: Receipt[] = [];
  const zip = createZip(packing.file);
  const isHere = (step: FetchStep) => !packing.lacks.some((lack) => lack.step === step && !lack.count);
  const add = async <Row>(
    kind: ListKind,
    step: FetchStep,
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

import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import {
  AccountError,
  type AccountProblem,
  type Books,
  type Entry,
  everDue,
  type GoodsInvoice,
  type InvoiceFile,
} from '../../accounts/schema.ts';
import { monthSpan } from '../../kit/days.ts';
import { createNames, safeName } from '../../kit/names.ts';
import type { FetchStep, Lack, Paid } from '../schema.ts';
import { dropUnread, fetchEach, fetchList, isWhole, jsonBytes, listed, readJson } from './lists.ts';
import type { Parts } from './parts.ts';

/** The account cannot be asked now, nor in an hour. */
const final: readonly AccountProblem[] = ['off', 'not_authorized', 'revoked', 'expired', 'blocked', 'trial_ended'];
/** It may answer if it is asked later. */
const passing: readonly AccountProblem[] = ['rate_limited', 'unavailable'];
export const isFinal = (problem: AccountProblem): boolean => final.includes(problem);

/** What became of asking for one document: it, or why not. */
export type Had<T> = { item: T } | { lack: Lack };

export interface Fetching {
  books: Books;
  parts: Parts;
  /** YYYY-MM. */
  month: string;
  signal: AbortSignal;
  /** Whether what does not answer is left out; otherwise it ends the try, so that it is asked again later. */
  lenient: boolean;
  fetched(count: number): void;
}

export const settledPart = (side: Paid['side'], n: number): string =>
  `settled-${side}-${String(n).padStart(4, '0')}.json`;
export const xmlPart = (n: number): string => `xml-${String(n).padStart(4, '0')}.zip`;
/** Within a part of XML: what of it could not be had. */
const lacksName = 'lacks.json';
const byId = ({ id }: { id: string }) => id;

/**
 * Brings a month onto the disk, step by step and behind what is there already. What could not be had is told; throws AccountError when
 * the account cannot be asked at all or, unless `lenient`, does not answer.
 */
export async function fetchMonth({ books, parts, month, signal, lenient, fetched }: Fetching): Promise<Lack[]> {
  const [from, to] = monthSpan(month);
  const due = { from, to };
  const asking = { signal };
  const lacks: Lack[] = [];

  const isPassed = (error: unknown): error is AccountError =>
    error instanceof AccountError && !final.includes(error.code) && (lenient || !passing.includes(error.code));
  const step = async (name: FetchStep, work: () => Promise<void>) => {
    signal.throwIfAborted();
    try {
      await work();
    } catch (error) {
      if (!isPassed(error)) throw error;
      lacks.push({ step: name, why: error.code });
    }
  };
  /** One document of many: that one is not there is no reason to have none. */
  const had = async <T>(step: FetchStep, what: string, ask: () => Promise<T>): Promise<Had<T>> => {
    signal.throwIfAborted();
    try {
      return { item: await ask() };
    } catch (error) {
      if (!isPassed(error)) throw error;
      return { lack: { step, what, why: error.code } };
    }
  };
  // What is no document, and what is looked at once more for another reason, is not counted.
  const counts = ['receivables-due', 'payables-due', 'services'];
  const list = async (step: FetchStep, name: string, open: Parameters<typeof fetchList>[2]) => {
    const count = await fetchList(parts, name, open, (count) => fetched(counts.includes(name) ? count : 0));
    if (count > 0) lacks.push({ step, count, why: 'not_understood' });
  };

  await step('categories', () => list('categories', 'categories', (after) => books.categories({ after, ...asking })));
  await step('costCentres', () =>
    list('costCentres', 'costCentres', (after) => books.costCentres({ after, ...asking })),
  );
  await step('accounts', () => list('accounts', 'accounts', (after) => books.moneyAccounts({ after, ...asking })));
  for (const side of ['receivables', 'payables'] as const) {
    await step(side, async () => {
      await list(side, `${side}-due`, (after) => books[side]({ due }, { after, ...asking }));
      await list(side, `${side}-accrual`, (after) => books[side]({ due: everDue, accrual: due }, { after, ...asking }));
    });
  }
  await step('settlements', async () => {
    await list('settlements', 'paid-in', (after) =>
      books.receivables({ due: everDue, paid: due }, { after, ...asking }),
    );
    await list('settlements', 'paid-out', (after) => books.payables({ due: everDue, paid: due }, { after, ...asking }));
    for (const side of ['in', 'out'] as const) {
      await fetchEach<Entry, Had<Paid>>(parts, {
        name: (n) => settledPart(side, n),
        items: listed<Entry>(parts, [`paid-${side}`], byId),
        one: (entry) =>
          had('settlements', entry.id, async () => {
            const installment = await books.installment(entry.id, asking);
            // What was paid is asked for by itself where the instalment says nothing of it.
            const settlements = installment.settlements ?? (await books.settlements(entry.id, asking));
            return paidOf(side, entry, { ...installment, settlements });
          }),
        pack: jsonBytes,
        fetched,
      });
    }
  });
  await step('services', () =>
    list('services', 'services', (after) => books.serviceInvoices(due, { after, ...asking })),
  );
  await step('goods', () => list('goods', 'goods', (after) => books.goodsInvoices(due, { after, ...asking })));
  if (isWhole(parts, 'goods')) {
    await step('xml', () =>
      fetchEach<GoodsInvoice, Had<XmlFiles>>(parts, {
        name: xmlPart,
        items: withXml(listed<GoodsInvoice>(parts, ['goods'], ({ key }) => key)),
        one: ({ key }) => had('xml', key, async () => unpacked(key, await books.goodsInvoiceFile(key, asking))),
        pack: packXml,
        fetched,
      }),
    );
  }
  return lacks;
}

/** The lists that hold documents: of a month that lacks all of them nothing came. */
const documentLists = ['receivables', 'payables', 'settlements', 'services', 'goods'] as const;

/** Why nothing of a month could be had; undefined when something was. */
export function nothingHad(lacks: readonly Lack[]): AccountProblem | undefined {
  const whole = (step: FetchStep) => lacks.find((lack) => lack.step === step && !lack.what && !lack.count);
  return documentLists.every(whole) ? whole(documentLists[0])!.why : undefined;
}

/** Forgets what holds the place of something that could not be had: when the month is taken again, just that is asked for. */
export async function dropLacks(parts: Parts): Promise<void> {
  await dropUnread(parts);
  for (const name of parts.names()) {
    if (name.startsWith('settled-') && (await readJson<Had<Paid>[]>(parts, name)).some((each) => 'lack' in each))
      await parts.drop(name);
    if (name.startsWith('xml-') && openXml(await parts.read(name)).lacks.length > 0) await parts.drop(name);
  }
}

/** Only what the lists say of it: a part of many is kept small. */
const paidOf = (
  side: Paid['side'],
  { id, description, dueOn, party, categories }: Entry,
  { settlements, attachments }: Paid['installment'],
): Paid => ({
  side,
  entry: { id, description, dueOn, party, categories },
  installment: { settlements, attachments },
});

async function* withXml(invoices: AsyncIterable<GoodsInvoice>): AsyncGenerator<GoodsInvoice> {
  for await (const invoice of invoices) if (invoice.state !== 'pending' && invoice.state !== 'failed') yield invoice;
}

/** Files by the names they will have. */
type XmlFiles = Readonly<Record<string, Uint8Array>>;

const mostUnpacked = 20 * 1024 * 1024;

/** The XML of an invoice; of a corrected one also its events, unpacked. What is no ZIP after all is kept as it came. */
export function unpacked(key: string, { kind, bytes }: InvoiceFile): XmlFiles {
  const stem = /^[0-9A-Za-z]{1,60}$/.test(key) ? key : safeName(key);
  if (kind === 'xml') return { [`${stem}.xml`]: bytes };
  try {
    const inside = unzipSync(bytes, { filter: ({ originalSize }) => originalSize <= mostUnpacked });
    const name = createNames();
    const files = Object.entries(inside).filter(([, content]) => content.length > 0);
    if (files.length === 0) return { [`${stem}.zip`]: bytes };
    return Object.fromEntries(
      files.map(([path, content]) => [name(/^XML_/i.test(path) ? `${stem}.xml` : `${stem}-evento.xml`), content]),
    );
  } catch {
    return { [`${stem}.zip`]: bytes };
  }
}

function packXml(results: readonly Had<XmlFiles>[]): Uint8Array {
  const files = Object.assign({}, ...results.map((each) => ('item' in each ? each.item : {}))) as XmlFiles;
  const lacks = results.flatMap((each) => ('lack' in each ? [each.lack] : []));
  return zipSync({ ...files, [lacksName]: strToU8(JSON.stringify(lacks)) }, { level: 0 });
}

/** What a part of XML holds. */
export function openXml(bytes: Uint8Array): { files: [string, Uint8Array][]; lacks: Lack[] } {
  const { [lacksName]: lacks, ...files } = unzipSync(bytes);
  return { files: Object.entries(files), lacks: lacks ? (JSON.parse(strFromU8(lacks)) as Lack[]) : [] };
}

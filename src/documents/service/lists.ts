import type { PageStream } from '../../accounts/schema.ts';
import type { Parts } from './parts.ts';

/** What a part of a list holds. `cursor`: to go on behind it another time. */
interface ListPart<T> {
  items: T[];
  /** How many more could not be understood. */
  unread?: number;
  cursor: string;
}

const partName = (list: string, n: number): string => `${list}-${String(n).padStart(4, '0')}.json`;
const endName = (list: string): string => `${list}.end`;

export const jsonBytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
export const readJson = async <T>(parts: Parts, name: string): Promise<T> =>
  JSON.parse(new TextDecoder().decode(await parts.read(name))) as T;

/**
 * Brings the pages of a list onto the disk, behind those that are there already. `fetched` is told how many documents came with
 * each. A list that is there to its end asks for nothing. How many of its items could not be understood.
 */
export async function fetchList<T>(
  parts: Parts,
  list: string,
  open: (after: string | undefined) => PageStream<T>,
  fetched: (count: number) => void,
): Promise<number> {
  if (!parts.has(endName(list))) await bringList(parts, list, open, fetched);
  let unread = 0;
  for (let n = 1; parts.has(partName(list, n)); n++)
    unread += (await readJson<ListPart<T>>(parts, partName(list, n))).unread ?? 0;
  return unread;
}

async function bringList<T>(
  parts: Parts,
  list: string,
  open: (after: string | undefined) => PageStream<T>,
  fetched: (count: number) => void,
): Promise<void> {
  let n = 0;
  while (parts.has(partName(list, n + 1))) n++;
  const after = n > 0 ? (await readJson<ListPart<T>>(parts, partName(list, n))).cursor : undefined;
  for await (const { items, unread, cursor } of open(after)) {
    n++;
    await parts.put(partName(list, n), jsonBytes({ items, unread, cursor }));
    fetched(items.length);
  }
  await parts.put(endName(list), new Uint8Array(0));
}

/** Forgets the lists of which something could not be understood, so that they are asked for again. */
export async function dropUnread(parts: Parts): Promise<void> {
  for (const end of parts.names().filter((name) => name.endsWith('.end'))) {
    const list = end.slice(0, -'.end'.length);
    const mine = parts
      .names()
      .filter((name) => name.startsWith(`${list}-`) && /-\d{4}\.json$/.test(name) && name.length === list.length + 10);
    const pages = await Promise.all(mine.map((name) => readJson<ListPart<unknown>>(parts, name)));
    if (!pages.some((page) => page.unread)) continue;
    for (const name of [end, ...mine]) await parts.drop(name);
  }
}

/** Whether a list is there to its end. */
export const isWhole = (parts: Parts, list: string): boolean => parts.has(endName(list));

/** The items of a list that is on the disk, one part in memory at a time; those of several lists once each, by `id`. */
export async function* listed<T>(parts: Parts, lists: readonly string[], id: (item: T) => string): AsyncGenerator<T> {
  const seen = new Set<string>();
  for (const list of lists) {
    for (let n = 1; parts.has(partName(list, n)); n++) {
      const { items } = await readJson<ListPart<T>>(parts, partName(list, n));
      for (const item of items) {
        const key = id(item);
        if (seen.has(key)) continue;
        seen.add(key);
        yield item;
      }
    }
  }
}

/** How many documents one part holds that are asked for one by one: at most so many, three times, are asked for again after a kill. */
const batchSize = 10;
const batchesAtOnce = 3;
const askedAtOnce = 4;

/** Runs `work` for each, so many at once; the first failure ends it, when what runs has ended. */
async function eachAtOnce<T>(
  items: AsyncIterable<T> | Iterable<T>,
  most: number,
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  let failure: { error: unknown } | undefined;
  let index = 0;
  let turn: Promise<unknown> = Promise.resolve();
  // An iterator is asked by one at a time.
  const next = () => {
    const result = turn.then(async () => ({ ...(await iterator.next()), index: index++ }));
    turn = result.catch(() => undefined);
    return result;
  };
  const run = async () => {
    while (!failure) {
      try {
        const { done, value, index } = await next();
        if (done) return;
        await work(value as T, index);
      } catch (error) {
        failure ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: most }, run));
  if (failure) throw failure.error;
}

async function* batches<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/**
 * Asks for something of every item of a list that is whole on the disk, some at a time, and keeps the answers in batches: `pack` makes a
 * batch into the bytes of its part. A batch that is there is not asked for again.
 */
export async function fetchEach<T, R>(
  parts: Parts,
  {
    name,
    items,
    one,
    pack,
    fetched,
  }: {
    /** The part of the nth batch, from 1. */
    name(n: number): string;
    items: AsyncIterable<T>;
    one(item: T): Promise<R>;
    pack(results: readonly R[]): Uint8Array;
    fetched(count: number): void;
  },
): Promise<void> {
  await eachAtOnce(batches(items, batchSize), batchesAtOnce, async (batch, index) => {
    const part = name(index + 1);
    if (parts.has(part)) return;
    const results: R[] = [];
    await eachAtOnce(batch.entries(), askedAtOnce, async ([i, item]) => {
      results[i] = await one(item);
      fetched(1);
    });
    await parts.put(part, pack(results));
  });
}

import type { z } from 'zod';
import { addDays } from '../../src/kit/days.ts';
import { listing } from './listing.ts';
import type { ApiListOptions, ApiPage, Of, Period } from './port.ts';
import { asJson, oddity, type Question, type Requests, request } from './request.ts';

/** The longest span of days that invoices are given for at once. */
const longestWindow = 15;

/** A period in windows, each of whose days belong to it. */
export function windowsOf({ from, to }: Period): Period[] {
  const windows: Period[] = [];
  for (let start = from; start <= to; start = addDays(start, longestWindow)) {
    const end = addDays(start, longestWindow - 1);
    windows.push({ from: start, to: end < to ? end : to });
  }
  return windows;
}

/** Where a list goes on: the window, and the page within it. */
function placeOf(after: string | undefined): { window: number; page: number } {
  const [, window, page, over] = /^(\d+)\.(\d+)(!)?$/.exec(after ?? '') ?? [];
  if (window === undefined) return { window: 0, page: 1 };
  return over ? { window: Number(window) + 1, page: 1 } : { window: Number(window), page: Number(page) + 1 };
}

/**
 * A list, page by page, over all windows of it. Totals are not to be trusted: a page that is not full is the last. The cursor says
 * whether its window was over. An item that is not understood is counted, and costs none of the others.
 */
export async function* pages<T>(
  parts: Requests,
  of: Of,
  list: Omit<Question, 'query' | 'body'> & {
    size: number;
    item: z.ZodType<T>;
    windows: readonly (readonly (readonly [string, string])[])[];
  },
  { signal, after }: ApiListOptions = {},
): AsyncGenerator<ApiPage<T>> {
  const { what, path, size, item, windows } = list;
  const start = placeOf(after);
  for (let window = start.window; window < windows.length; window++) {
    for (let page = window === start.window ? start.page : 1; ; page++) {
      const query = [...windows[window]!, ['pagina', String(page)], ['tamanho_pagina', String(size)]] as const;
      const { items, count, unread, odd } = await request(parts, of, { what, path, query }, asJson(listing(item)), {
        signal,
      });
      if (odd)
        parts.log.error(
          { what, unread, where: oddity(odd) },
          'items of a list of Conta Azul are not of a shape that is known',
        );
      const over = count < size;
      yield { items, unread, cursor: `${window}.${page}${over ? '!' : ''}` };
      if (over) break;
    }
  }
}

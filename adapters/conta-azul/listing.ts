import { z } from 'zod';

/** The list in an envelope, whatever the envelope calls it; null is empty, and so is none where nothing is counted. Else undefined. */
export function itemsOf(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const envelope = value as Record<string, unknown>;
  for (const name of ['itens', 'items']) {
    if (!(name in envelope)) continue;
    if (envelope[name] === null) return [];
    if (Array.isArray(envelope[name])) return envelope[name];
  }
  return envelope.itens_totais === 0 ? [] : undefined;
}

/** A list, item by item: those that are understood, and how many are not. */
export const listing = <T>(item: z.ZodType<T>) =>
  z.unknown().transform((value, context) => {
    const given = itemsOf(value);
    if (!given) context.addIssue({ code: 'custom', message: 'no list' });
    const read = (given ?? []).map((each) => item.safeParse(each));
    const items = read.flatMap((each) => (each.success ? [each.data] : []));
    const odd = read.find((each) => !each.success);
    return { items, count: read.length, unread: read.length - items.length, odd: odd?.error };
  });

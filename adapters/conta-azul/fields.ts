import { z } from 'zod';

/**
 * What the API gives, read leniently: everything but an id may be absent, null, or a number where a text was promised; lists of words
 * are open. What comes out is ours: cents, days, codes. An amount or a day that is absent stays unknown: undefined, never zero.
 */

/** A key that may be absent: zod refuses a missing key where the transform alone would take undefined. */
const any = z.unknown().optional();
export const text = any.transform((value) =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '',
);
export const id = z.union([z.string().min(1), z.number().transform(String)]);
export const yes = any.transform((value) => value === true);
export const no = any.transform((value) => value === false);

/** A number in reais, or its text, as cents. */
export const cents = any.transform((value) => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? Math.round(number * 100) : undefined;
});

/** The day of a date or of an instant; one without a zone is of São Paulo, which is three hours behind. */
export const day = any.transform((value) => {
  const given = typeof value === 'string' ? value : '';
  if (!/^\d{4}-\d\d-\d\d/.test(given) || Number.isNaN(Date.parse(given.slice(0, 10)))) return undefined;
  if (!/(Z|[+-]\d\d:?\d\d)$/.test(given) || given.length <= 10) return given.slice(0, 10);
  const at = Date.parse(given);
  return Number.isNaN(at) ? given.slice(0, 10) : new Date(at - 3 * 3_600_000).toISOString().slice(0, 10);
});

/** Something that only names or adds to a thing: what is not of its shape is as good as absent. */
export const maybe = <T extends z.ZodType>(shape: T) =>
  any.transform((value) => {
    const read = shape.safeParse(value);
    return read.success ? read.data : undefined;
  });
export const listOf = <T extends z.ZodType>(item: T) =>
  any.transform((value) =>
    (Array.isArray(value) ? value : []).flatMap((each) => {
      const read = item.safeParse(each);
      return read.success ? [read.data] : [];
    }),
  );

/** A word of theirs as a code of ours. */
export const oneOf =
  <T extends string>(codes: Readonly<Record<string, T>>) =>
  (word: string): T | 'unknown' =>
    codes[word] ?? 'unknown';

export const named = z.object({ id: text, nome: text }).transform(({ id, nome }) => ({ id, name: nome }));

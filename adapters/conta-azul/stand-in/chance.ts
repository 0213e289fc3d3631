import { createHash } from 'node:crypto';

/** What looks accidental and is the same every time: a company's figures follow from its document and the month. */
export interface Chance {
  /** From 0 up to, not including, 1. */
  next(): number;
  between(from: number, to: number): number;
  pick<T>(of: readonly T[]): T;
  /** Whether something that happens so often happens now. */
  often(share: number): boolean;
}

export const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

export function chance(seed: string): Chance {
  let state = Number.parseInt(digest(seed).slice(0, 8), 16);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    between: (from, to) => Math.floor(from + next() * (to - from + 1)),
    pick: (of) => of[Math.floor(next() * of.length)]!,
    often: (share) => next() < share,
  };
}

/** An id that follows from what it is of. */
export function idOf(text: string): string {
  const hex = digest(text);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** An id that says itself where the thing is found again: its list, month and place in it. */
export function placedId(company: string, kind: number, month: string, place: number): string {
  const hex = digest(`${company}|${kind}|${month}|${place}`);
  const [year, of] = month.split('-').map(Number) as [number, number];
  const at = place.toString(16).padStart(5, '0');
  return `${hex.slice(0, 8)}-${kind}${year.toString(16).padStart(3, '0')}-4${of.toString(16)}${at.slice(0, 2)}-8${at.slice(2)}-${hex.slice(8, 20)}`;
}

export function placeOf(id: string): { kind: number; month: string; place: number } | undefined {
  const found = /^[\da-f]{8}-(\d)([\da-f]{3})-4([\da-f])([\da-f]{2})-8([\da-f]{3})-[\da-f]{12}$/.exec(id);
  if (!found) return undefined;
  const [, kind, year, month, high, low] = found as unknown as [string, string, string, string, string, string];
  return {
    kind: Number(kind),
    month: `${Number.parseInt(year, 16)}-${String(Number.parseInt(month, 16)).padStart(2, '0')}`,
    place: Number.parseInt(high + low, 16),
  };
}

export const isUuid = (text: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);

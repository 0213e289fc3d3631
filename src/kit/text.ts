/** Without what nobody sees and no database needs: marks of direction and width that come along when names are pasted, and NUL. */
export const visible = (value: string): string =>
  value.replace(/[\0\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '');

/** Lower case, no accents, single spaces: how names are compared, searched and ordered. */
export const fold = (value: string): string =>
  // Documents and e-mails have nothing to fold but their case; a long import folds many.
  /^[\x21-\x7e]*$/.test(value)
    ? value.toLowerCase()
    : visible(value)
        .normalize('NFD')
        .replace(/\p{M}/gu, '')
        .toLowerCase()
        .replace(/[\s\u200c\u200d]+/g, ' ')
        .trim();

/** As it begins a sentence. */
export const capital = (value: string): string => value.charAt(0).toUpperCase() + value.slice(1);

/** At most `max` characters; what is cut is shown by an ellipsis. Never cuts a character in two. */
export function cut(value: string, max: number): string {
  if (value.length <= max) return value;
  let end = max - 1;
  const code = value.charCodeAt(end - 1);
  if (code >= 0xd800 && code <= 0xdbff) end--;
  return `${value.slice(0, end).trimEnd()}…`;
}

/** Edit distance, capped by `most`: past it the answer is most + 1. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length]!;
}

/** The candidate that was most probably meant, if any is near. */
export function nearest(typed: string, candidates: Iterable<string>): string | undefined {
  const folded = fold(typed).slice(0, 40);
  let best: string | undefined;
  let least = Math.max(1, Math.floor(folded.length / 3)) + 1;
  for (const candidate of candidates) {
    const other = fold(candidate);
    const far = folded.length > 2 && other.startsWith(folded) ? 0.5 : distance(folded, other, least);
    if (far < least) {
      least = far;
      best = candidate;
    }
  }
  return best;
}

export const bytes = (value: string): number => Buffer.byteLength(value);

/** What is not known, where people read: a dash. */
export const orDash = <T>(value: T | undefined, show: (value: T) => string): string =>
  value === undefined ? '–' : show(value);

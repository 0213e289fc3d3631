import { filterKeys, filterParts } from '../clients/fields.ts';
import type { Piece } from './scan.ts';
import type { Condition, Key } from './schema.ts';

type EventPiece = Extract<Piece, { is: 'event' }>;

/** A condition as it was said, and what stands between it and the one before. */
export interface Term {
  condition: Condition;
  join: 'and' | 'or' | 'comma' | 'none';
  event?: EventPiece;
}

const keyOf = (condition: Condition): Key | undefined => ('key' in condition ? condition.key : undefined);
/** A client has one of each: two values said of it are either. */
const single: ReadonlySet<Key> = new Set(filterKeys.filter((key) => filterParts[key].by !== 'own'));

const ends = (value: string): [string, string] => {
  const [from = '', to = ''] = value.split('..');
  return [from, to];
};

/** "Depois do dia 5 e antes do dia 20" is one span, not two. */
function overlap(a: Condition, b: Condition): Condition | 'apart' | undefined {
  if (!('key' in a && 'key' in b) || a.values.length !== 1 || b.values.length !== 1) return undefined;
  const [x, y] = [a.values[0]!, b.values[0]!];
  if (!x.includes('..') || !y.includes('..')) return undefined;
  const [[xf, xt], [yf, yt]] = [ends(x), ends(y)];
  const [start, stop] = xt === '' ? [xf, yt] : yt === '' ? [yf, xt] : ['', ''];
  if (xt !== '' && yt !== '') return undefined;
  return start && stop && start <= stop ? { key: a.key, values: [`${start}..${stop}`] } : 'apart';
}

export function either(a: Condition, b: Condition): Condition {
  if ('key' in a && 'key' in b && a.key === b.key)
    return { key: a.key, values: [...new Set([...a.values, ...b.values])] };
  const parts = 'any' in a ? a.any : [a];
  const last = parts.at(-1)!;
  const merged =
    'key' in last && 'key' in b && last.key === b.key ? [...parts.slice(0, -1), either(last, b)] : [...parts, b];
  return { any: merged };
}

/** What two conditions on one thing have in common, where one says less than the other. */
function common(a: Condition, b: Condition): Condition | undefined {
  if (!('key' in a && 'key' in b)) return undefined;
  const [more, less] = a.values.length >= b.values.length ? [a, b] : [b, a];
  return less.values.every((value) => more.values.includes(value)) ? less : undefined;
}

/** Terms as conditions that all must hold. Undefined where two values of one thing stand apart and nobody knows what was meant. */
export function joined(terms: readonly Term[]): Condition[] | undefined {
  const all: Condition[] = [];
  for (const { condition, join } of terms) {
    const before = all.at(-1);
    const key = keyOf(condition);
    if (before && join === 'or') {
      all[all.length - 1] = either(before, condition);
      continue;
    }
    const same = key === undefined || key === 'name' ? -1 : all.findIndex((each) => keyOf(each) === key);
    const shared = same < 0 ? undefined : common(all[same]!, condition);
    if (shared) {
      all[same] = shared;
      continue;
    }
    const alike = before && key !== undefined && keyOf(before) === key && single.has(key);
    if (alike && join !== 'none') {
      const both = overlap(before, condition);
      if (both === 'apart') return undefined;
      all[all.length - 1] = both ?? either(before, condition);
      continue;
    }
    if (key !== undefined && key !== 'name' && single.has(key) && all.some((each) => keyOf(each) === key)) {
      const other = all.findIndex((each) => keyOf(each) === key);
      const both = overlap(all[other]!, condition);
      if (JSON.stringify(all[other]) === JSON.stringify(condition)) continue;
      if (!both || both === 'apart') return undefined;
      all[other] = both;
      continue;
    }
    all.push(condition);
  }
  return all;
}

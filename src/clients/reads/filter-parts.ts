import { cut } from '../../kit/text.ts';
import type { Words } from '../../kit/words.ts';
import { filterKeys, filterParts } from '../fields.ts';
import { type Chip, type Condition, type Filter, nobody } from '../filter.ts';

/** One part of a filter as people read it: what it can be taken away by, what it is called and what it says. */
export interface FilterPart {
  key: Chip;
  label: string;
  value: string;
}

/** What the members that a filter names are called, by their ids. */
export type Names = ReadonlyMap<string, string>;

/** The keys of a condition, each with its values. */
function keysOf(w: Words, condition: Condition, names: Names): FilterPart[] {
  return filterKeys.flatMap((key) => {
    const given = condition[key];
    if (given === undefined) return [];
    const { words, say } = filterParts[key];
    const values = [given]
      .flat()
      .map((value) => (key === 'analyst' && value !== nobody ? (names.get(value) ?? '?') : say(w, value)));
    return [{ key, label: words(w).label, value: cut(w.format.either(values), 100) }];
  });
}

/** A whole condition in a line. */
function inLine(w: Words, condition: Condition, names: Names): string {
  const say = w.clients.list;
  return [
    ...keysOf(w, condition, names).map(({ label, value }) => `${label}: ${value}`),
    ...(condition.or?.length ? [`${say.anyOf}: ${anyOf(w, condition.or, names)}`] : []),
    ...(condition.not ?? []).map((each) => `${say.except}: ${inLine(w, each, names)}`),
  ].join(' + ');
}

const anyOf = (w: Words, some: readonly Condition[], names: Names): string =>
  w.format.either(some.map((each) => (some.length > 1 ? `(${inLine(w, each, names)})` : inLine(w, each, names))));

/** The active filters as people read them, each of which can be taken away. */
export function told(w: Words, filter: Filter, names: Names): FilterPart[] {
  const say = w.clients.list;
  return [
    ...keysOf(w, filter, names),
    ...(filter.or?.length
      ? [{ key: 'or' as const, label: say.anyOf, value: cut(anyOf(w, filter.or, names), 200) }]
      : []),
    ...(filter.not ?? []).map(
      (each, i): FilterPart => ({ key: `not${i}`, label: say.except, value: cut(inLine(w, each, names), 200) }),
    ),
    ...(filter.limit === undefined
      ? []
      : [{ key: 'limit' as const, label: w.clients.field.limit.label, value: w.format.number(filter.limit) }]),
  ];
}

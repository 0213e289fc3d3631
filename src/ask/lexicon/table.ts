import {
  type FieldName,
  type FilterKey,
  fieldNames,
  fieldOf,
  filterKeys,
  filterParts,
  type Order,
  orders,
} from '../../clients/fields.ts';
import { fold } from '../../kit/text.ts';
import type { FieldWords, Words } from '../../kit/words.ts';
import { situations } from '../../terms/client.ts';
import { words } from '../../words/index.ts';

/** What fields and their values are called, in every language: a new entry of the table can be spoken of without a word more. */

const languages: readonly Words[] = Object.values(words);
const ways = (say: (w: Words) => readonly string[]): string[] => [
  ...new Set(languages.flatMap(say).map((text) => fold(text).replaceAll('_', ' ').trim())),
];
const called = ({ typed, label, former = [] }: FieldWords): string[] => [label, typed, ...former];

export const labelsOf = (key: FilterKey): string[] => ways((w) => called(filterParts[key].words(w)));

/** Spans of days that have a name. */
const spans = ['overdue', 'never', 'none', 'this-month', 'not-this-month', 'last-month'];

/** The values of a filter that stand in the table; those of a firm's own lists are its people's and its plans'. */
export const valuesOf = (key: FilterKey): readonly string[] =>
  filterParts[key].by === 'days'
    ? spans.filter((value) =>
        languages.some((w) => filterParts[key].read?.(filterParts[key].say(w, value), '2026-01-15') === value),
      )
    : key === 'situation'
      ? situations
      : ((filterParts[key].values ?? []) as readonly string[]).filter((value) => value !== 'all');

export const namesOf = (key: FilterKey, value: string): string[] =>
  ways((w) => {
    const part = filterParts[key];
    const former = (part.words(w).formerValues ?? []).flatMap(([was, meant]) => (meant === value ? [was] : []));
    return [part.say(w, value), ...former];
  });

export const yesAndNo = { yes: ways((w) => [w.kit.yes]), no: ways((w) => [w.kit.no]) };

/** Urgency is no field, and what nobody has to ask for. */
export type Upward = Exclude<Order, `-${string}` | 'urgency'>;
export const upwards = orders.filter((order): order is Upward => !order.startsWith('-') && order !== 'urgency');
export const orderNames = (order: Upward): string[] =>
  ways((w) => [w.clients.order[order], ...(filterKeys.includes(order) ? called(filterParts[order].words(w)) : [])]);

/** The fields that a client's card tells, and what they are called there. */
export const toldFields: readonly FieldName[] = fieldNames.filter((name) => fieldOf(name).card !== false);
export const fieldLabels = (name: FieldName): string[] =>
  ways((w) => {
    const { card, words: own } = fieldOf(name);
    return [...called(own(w)), ...(card !== false && card.label ? [card.label(w)] : [])];
  });

/** Every word of all that. */
export const tableWords: ReadonlySet<string> = new Set(
  [
    ...filterKeys.flatMap((key) => [...labelsOf(key), ...valuesOf(key).flatMap((value) => namesOf(key, value))]),
    ...toldFields.flatMap(fieldLabels),
  ]
    .join(' ')
    .split(/[^\p{L}\d]+/u)
    .filter(Boolean),
);

import { type FieldName, type FilterKey, filterKeys, filterParts } from '../clients/fields.ts';
import type { Item, ItemRule } from './item.ts';
import {
  fieldLabels,
  labelsOf,
  namesOf,
  orderNames,
  toldFields,
  type Upward,
  upwards,
  valuesOf,
  yesAndNo,
} from './lexicon/table.ts';
import { pattern } from './pattern.ts';
import { sentenceOf, type Token } from './tokens.ts';

/** The part of the grammar that is read off the table of fields. */

const nobody = { members: [], plans: [] };
/** A name as its lemmas, which is what the grammar sees of it: a word may be another one at the beginning, or in another language. */
const lemmas = (name: string): string[] => [
  ...new Set(
    ['', 'clientes com ', 'clients with ', 'clientes do ', 'e '].map((front) => {
      const { tokens } = sentenceOf(front + name, nobody);
      return tokens
        .filter(({ start }) => start >= front.length)
        .map(({ lemma }) => lemma)
        .join(' ');
    }),
  ),
];
const oneOf = (names: readonly string[]): string =>
  `( ${[...new Set(names.flatMap(lemmas))]
    .filter(Boolean)
    .sort((a, b) => b.length - a.length)
    .join(' | ')} )`;
/** A name that says by itself what it is of: it has a word that means nothing else. */
const telling = (name: string): boolean =>
  lemmas(name)[0]!
    .split(' ')
    .some((lemma) => lemma.startsWith('_') && lemma.length > 3);

const rule = (source: string, item: Item): ItemRule => ({ at: pattern(source), make: () => item });
const before = '( that | whose )? ( is | has | with | in | of | by | for | the )*';
const between = '( is | of | in | the | same | , )*';

const ofValues = (key: FilterKey, label: string): ItemRule[] => {
  const all = valuesOf(key);
  return [
    ...all.flatMap((value) => {
      const item: Item = { is: 'condition', condition: { key, values: [value] } };
      const names = namesOf(key, value);
      const own = names.filter(telling);
      return [
        rule(`${before} ${label} ${between} ${oneOf(names)}`, item),
        ...(own.length > 0 ? [rule(`${before} ${oneOf(own)}`, item)] : []),
      ];
    }),
    // Of one of several values, a field that is empty has none.
    ...(filterParts[key].by === 'choice' && filterParts[key].column && !all.includes('none')
      ? [
          rule(`( without | nor | not has ) ( the | no | some | one )* ${label}`, {
            is: 'condition',
            condition: { not: { key, values: all } },
          }),
        ]
      : []),
  ];
};

const ofFlag = (key: FilterKey, label: string): ItemRule[] => {
  const item = (value: string): Item => ({ is: 'condition', condition: { key, values: [value] } });
  return [
    rule(`( ${before} ) ${label} ${between} ${oneOf(yesAndNo.yes)}`, item('yes')),
    rule(`( ${before} ) ${label} ${between} ${oneOf(yesAndNo.no)}`, item('no')),
    rule(`( that )? ( with | has ) ( the )? ${label}`, item('yes')),
    rule(`( without | nor | not has ) ( the | no )* ${label}`, item('no')),
  ];
};

const ofKey = (key: FilterKey): ItemRule[] => {
  const label = oneOf(labelsOf(key));
  const { by } = filterParts[key];
  if (by === 'flag') return ofFlag(key, label);
  if (by === 'days')
    return [
      ...ofValues(key, label),
      rule(`${before} ${label} ${between}`, { is: 'event', key, past: key === 'exported', noun: true }),
    ];
  return by === 'words' ? [] : ofValues(key, label);
};

const ofOrder = (order: Upward): ItemRule[] => {
  const label = oneOf(orderNames(order));
  const item: Item = { is: 'order', order };
  return [
    rule(`( in )? ( the )? order ( by | of | for | in | the )* ${label}`, item),
    rule(`( by | in ) ( order of )? ( the )? ${label} ( order )?`, item),
  ];
};

export const tableRules: readonly ItemRule[] = [...filterKeys.flatMap(ofKey), ...upwards.flatMap(ofOrder)];

/** What each field of the card is called, as a pattern. */
export const tableNouns: readonly (readonly [FieldName, string])[] = toldFields.map((name) => [
  name,
  oneOf(fieldLabels(name)),
]);

const spoken = {
  lists: filterKeys.flatMap((key) => [
    ...labelsOf(key),
    ...valuesOf(key).flatMap((value) => namesOf(key, value).filter(telling)),
  ]),
  facts: toldFields.flatMap(fieldLabels),
};
const spokenOf = (names: readonly string[]): string[] =>
  [...new Set(names.flatMap(lemmas))].filter((line) => /(^| )_/.test(line));
const phrases = { lists: spokenOf(spoken.lists), facts: spokenOf(spoken.facts) };

/** The words of a sentence that belong to what a field or a value of it is called. */
export function inTable(tokens: readonly Token[], where: keyof typeof phrases): ReadonlySet<Token> {
  const found = new Set<Token>();
  for (const phrase of phrases[where]) {
    const wanted = phrase.split(' ');
    for (let i = 0; i + wanted.length <= tokens.length; i++) {
      const some = tokens.slice(i, i + wanted.length);
      if (some.every(({ lemma }, at) => lemma === wanted[at])) for (const token of some) found.add(token);
    }
  }
  return found;
}

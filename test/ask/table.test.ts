import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterOf } from '../../src/ask/filter.ts';
import type { Reading } from '../../src/ask/schema.ts';
import { type FilterKey, fieldNames, fieldOf, filterKeys, filterParts } from '../../src/clients/fields.ts';
import { type Filter, plain } from '../../src/clients/filter.ts';
import { periodText } from '../../src/clients/suggest.ts';
import type { Words } from '../../src/kit/words.ts';
import { situations } from '../../src/terms/client.ts';
import { words } from '../../src/words/index.ts';
import { ask, vocabulary } from './judge.ts';

/** Questions made of nothing but what the table of fields says, and whether they come to the filter that they were made from. */

const today = '2025-11-26';
const around = { today, people: [] };

interface Piece {
  key: FilterKey;
  value: string;
  say(w: Words): string;
}

const spans = ['overdue', '7d', '30d', '2026-01..2026-01', '2026-02-01..2026-02-15'];
const past = ['never', 'this-month', 'last-month', 'not-this-month', '2025-09-01..2025-09-15'];

/** What may be said of each kind of field: its label, and one of its values. */
const pieces: Piece[] = filterKeys.flatMap((key): Piece[] => {
  const part = filterParts[key];
  const label = (w: Words) => part.words(w).label;
  const piece = (value: string, said: (w: Words) => string): Piece => ({
    key,
    value,
    say: (w) => `${label(w)} ${said(w)}`,
  });
  if (part.by === 'choice' || part.by === 'own')
    return (part.values ?? [])
      .filter((value) => value !== 'all')
      .map((value) => piece(value, (w) => part.say(w, value)));
  if (part.by === 'flag') return ['yes', 'no'].map((value) => piece(value, (w) => part.say(w, value)));
  if (part.by === 'days')
    return (key === 'expiry' ? spans : past)
      .filter((value) => !/^\d{4}-\d{2}\.\./.test(value))
      .map((value) => piece(value, (w) => periodText(w, value)));
  if (key === 'situation') return situations.map((value) => piece(value, (w) => part.say(w, value)));
  if (key === 'onPlan') return vocabulary.plans.map((value) => piece(value, () => value));
  if (key === 'analyst') return vocabulary.members.map(({ id, name }) => piece(id, () => name.split(' ')[0]!));
  return [];
});

const span = (value: string): string =>
  value === '7d' ? '2025-11-26..2025-12-03' : value === '30d' ? '2025-11-26..2025-12-26' : value;
const settled = (filter: Filter): object => {
  const { expiry, exported, ...rest } = filter;
  const months: Record<string, string> = {
    '2025-11-01..2025-11-30': 'this-month',
    '2025-10-01..2025-10-31': 'last-month',
  };
  const days = (all: readonly string[] | undefined) => all?.map((value) => months[span(value)] ?? span(value));
  return JSON.parse(JSON.stringify({ ...rest, expiry: days(expiry), exported: days(exported) })) as object;
};
const filterIn = (reading: Reading): object =>
  reading.kind === 'list' || reading.kind === 'count'
    ? settled(filterOf(reading, { today, analyst: (first) => first, name: (typed) => typed }))
    : { reading };
const asFilter = (made: readonly Piece[]): object => {
  const all: Record<string, unknown> = {};
  for (const { key, value } of made) all[key] = filterParts[key].by === 'flag' ? value : [value];
  return settled(plain(all as Filter));
};

const some = fc
  .uniqueArray(fc.constantFrom(...pieces), { minLength: 1, maxLength: 4, selector: ({ key }) => key })
  .filter(
    (all) =>
      !(all.some(({ key, value }) => key === 'tab' && value === 'none') && all.some(({ key }) => key === 'onPlan')),
  );

describe('a question made from the table of fields', () => {
  it('every filter can be spoken of, in both languages', () => {
    const spoken = new Set(pieces.map(({ key }) => key));
    expect(filterKeys.filter((key) => !spoken.has(key))).toEqual(['name']);
    for (const w of Object.values(words))
      for (const piece of pieces) {
        const question = `${w === words.en ? 'clients' : 'clientes'}: ${piece.say(w)}`;
        expect({ question, came: filterIn(ask(question, around)) }).toEqual({ question, came: asFilter([piece]) });
      }
  });

  it('comes to the filter it was made from, however it is put together', () => {
    const how = fc.record({
      english: fc.boolean(),
      head: fc.constantFrom(0, 1, 2),
      join: fc.constantFrom(', ', ' e ', '; '),
      upper: fc.boolean(),
      accents: fc.boolean(),
    });
    fc.assert(
      fc.property(some, how, (made, { english, head, join, upper, accents }) => {
        const w = words[english ? 'en' : 'pt-BR'];
        const heads = english
          ? ['clients with ', 'show me clients: ', 'how many clients with ']
          : ['clientes com ', 'mostre os clientes: ', 'quantos clientes com '];
        let question = heads[head]! + made.map(({ say }) => say(w)).join(english ? join.replace(' e ', ' and ') : join);
        if (!accents) question = question.normalize('NFD').replace(/\p{M}/gu, '');
        if (upper) question = question.toUpperCase();
        expect({ question, came: filterIn(ask(question, around)) }).toEqual({ question, came: asFilter(made) });
      }),
      { numRuns: 400 },
    );
  });

  it('everything a card tells of a client can be asked of one', () => {
    for (const w of Object.values(words))
      for (const name of fieldNames) {
        const field = fieldOf(name);
        if (field.card === false) continue;
        const question = `${field.words(w).label} ${w === words.en ? 'of' : 'do'} Posto Ipiranguinha`;
        const reading = ask(question, around);
        expect({ question, kind: reading.kind, client: 'client' in reading && reading.client }).toMatchObject({
          kind: 'fact',
          client: 'Posto Ipiranguinha',
        });
      }
  });

  it('with a word that nobody knows among them asks back', () => {
    const strange = fc.constantFrom('abacaxi', 'xyzw', 'blorf', 'quinquagésimo', 'zigzag');
    fc.assert(
      fc.property(some, strange, fc.boolean(), (made, word, first) => {
        const said = made.map(({ say }) => say(words['pt-BR'])).join(', ');
        const reading = ask(first ? `clientes ${word} com ${said}` : `clientes com ${said} ${word}`, around);
        const names = reading.kind === 'list' ? reading.names.map(({ text }) => text).join(' ') : '';
        // A word may still be a name: then the portfolio says that nobody has it.
        expect(reading.kind === 'unclear' || names.includes(word)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

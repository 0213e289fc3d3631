import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { periodText } from '../../src/clients/suggest.ts';
import { readExpiry, readExported, spanOf } from '../../src/terms/period.ts';
import { words } from '../../src/words/index.ts';

const today = '2026-11-16';

describe('an expiry as people type it', () => {
  it.each([
    ['vencidos', 'overdue'],
    ['Vencida', 'overdue'],
    ['overdue', 'overdue'],
    ['30d', '30d'],
    ['30', '30d'],
    ['30 dias', '30d'],
    ['próximos 7 dias', '7d'],
    ['em 15 dias', '15d'],
    ['next 90 days', '90d'],
    ['12/2026', '2026-12'],
    ['2026-12', '2026-12'],
    ['este mês', '2026-11'],
    ['este-mes', '2026-11'],
    ['mês que vem', '2026-12'],
    ['next month', '2026-12'],
    ['mês passado', '2026-10'],
    ['2027', '2027-01-01..2027-12-31'],
    ['hoje', '2026-11-16..2026-11-16'],
    ['amanhã', '2026-11-17..2026-11-17'],
    ['31/12/2026', '2026-12-31..2026-12-31'],
    ['31/12', '2026-12-31..2026-12-31'],
    ['01/11', '2027-11-01..2027-11-01'],
    ['2026-12-31', '2026-12-31..2026-12-31'],
    ['1 Dec 2026', '2026-12-01..2026-12-01'],
    ['01/12..31/12', '2026-12-01..2026-12-31'],
    ['01/12-31/12', '2026-12-01..2026-12-31'],
    ['01/11 a 30/11', '2026-11-01..2026-11-30'],
    ['01/12 a 31/01', '2026-12-01..2027-01-31'],
    ['01/12/2026 a 31/12/2026', '2026-12-01..2026-12-31'],
    ['de 01/12/2026 até 31/12/2026', '2026-12-01..2026-12-31'],
    ['entre 01/12/2026 e 31/12/2026', '2026-12-01..2026-12-31'],
    ['from 2026-12-01 to 2026-12-31', '2026-12-01..2026-12-31'],
    ['31/12/2026 a 01/12/2026', '2026-12-01..2026-12-31'],
    ['12/2026 a 02/2027', '2026-12-01..2027-02-28'],
    ['hoje a 31/12', '2026-11-16..2026-12-31'],
    ['a partir de 01/12/2026', '2026-12-01..'],
    ['01/12/2026..', '2026-12-01..'],
    ['até 31/12/2026', '..2026-12-31'],
    ['..2026-12-31', '..2026-12-31'],
  ])('%s is %s', (typed, canonical) => {
    expect(readExpiry(typed, today)).toBe(canonical);
    expect(readExpiry(canonical, today)).toBe(canonical);
  });

  it.each([
    '',
    'padaria',
    '31/02/2026',
    '13/2026',
    'a',
    '..',
    '1 a 2',
    '30 padaria',
    '99999',
    '2026-13-01',
    '32/12 a 33/12',
  ])('“%s” is none', (typed) => expect(readExpiry(typed, today)).toBeUndefined());
});

describe('the last export as people type it', () => {
  it.each([
    ['nunca', 'never'],
    ['never', 'never'],
    ['este mês', 'this-month'],
    ['this month', 'this-month'],
    ['ainda não neste mês', 'not-this-month'],
    ['não-este-mês', 'not-this-month'],
    ['faltam', 'not-this-month'],
    ['missing', 'not-this-month'],
    ['mês passado', 'last-month'],
    ['ultimo-mes', 'last-month'],
    ['30+', '30+'],
    ['+30', '30+'],
    ['60', '60+'],
    ['mais de 30 dias', '30+'],
    ['há mais de 60 dias', '60+'],
    ['more than 30 days ago', '30+'],
    ['10/2026', '2026-10'],
    ['10/11', '2026-11-10..2026-11-10'],
    ['31/12', '2025-12-31..2025-12-31'],
    ['01/10..31/10', '2026-10-01..2026-10-31'],
    ['01/11 a 30/11', '2026-11-01..2026-11-30'],
    ['desde 01/10', '2026-10-01..'],
    ['ontem', '2026-11-15..2026-11-15'],
  ])('%s is %s', (typed, canonical) => {
    expect(readExported(typed, today)).toBe(canonical);
    expect(readExported(canonical, today)).toBe(canonical);
  });
});

const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((each) => each.toISOString().slice(0, 10));
const range = fc.tuple(day, day).map(([a, b]) => (a < b ? `${a}..${b}` : `${b}..${a}`));
const common = fc.oneof(
  range,
  day.map((each) => `${each}..${each}`),
  day.map((each) => `${each}..`),
  day.map((each) => `..${each}`),
  day.map((each) => each.slice(0, 7)),
);
const days = fc.integer({ min: 0, max: 999 });

describe('what a span says', () => {
  it.each(Object.values(words).map((w) => [w.clients.list.title, w] as const))('is understood again (%s)', (_, w) => {
    fc.assert(
      fc.property(
        fc.oneof(
          common,
          fc.constant('overdue'),
          days.map((n) => `${n}d`),
        ),
        (value) => readExpiry(periodText(w, value), today) === value,
      ),
    );
    const exported = fc.oneof(
      common,
      fc.constantFrom('never', 'this-month', 'not-this-month', 'last-month'),
      days.map((n) => `${n}+`),
    );
    fc.assert(fc.property(exported, (value) => readExported(periodText(w, value), today) === value));
  });

  it('takes those who were never exported for not yet exported this month', () => {
    expect(spanOf('not-this-month', today)).toEqual({ from: '', to: '2026-10-31' });
  });

  it('has days for all that was read, and for nothing else', () => {
    fc.assert(
      fc.property(fc.oneof(common, fc.string(), days.map(String)), (typed) => {
        for (const read of [readExpiry, readExported]) {
          const value = read(typed, today);
          if (value !== undefined) {
            expect(spanOf(value, today)).toBeDefined();
            expect(read(value, today)).toBe(value);
          }
        }
      }),
    );
    for (const value of ['', 'foo', '..', '30', '2026-13', '2026-02-30..', 'x..y', '2026-12-31..2026', "'; DROP TABLE"])
      expect(spanOf(value, today)).toBeUndefined();
  });
});

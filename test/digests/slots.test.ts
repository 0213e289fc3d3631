import { getHolidays } from '@brazilian-utils/brazilian-utils';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instants, lookAt, slotsOf } from '../../bench/oracle-digests.ts';
import { ruleText } from '../../src/digests/views/parts.ts';
import { calendarOf, nationalHolidays } from '../../src/digests/when/holidays.ts';
import { type Rule, readRule, ruleOf, writeRule } from '../../src/digests/when/rule.ts';
import { latestSlot, nextSlot, slotsBetween } from '../../src/digests/when/slots.ts';
import { dayMs } from '../../src/digests/when/wall.ts';
import { words } from '../../src/words/index.ts';

const paulo = 'America/Sao_Paulo';
const at = (text: string) => Date.parse(text);
const walls = (
  rule: string,
  from: string,
  to: string,
  zone = paulo,
  onHoliday: 'next' | 'skip' = 'next',
  own: string[] = [],
) => slotsBetween(ruleOf(rule), calendarOf(zone, onHoliday, own), at(from), at(to)).map(({ wall }) => wall);
const iso = (rule: string, from: string, to: string, zone: string) =>
  slotsBetween(ruleOf(rule), calendarOf(zone, 'next'), at(from), at(to)).map((slot) => new Date(slot.at).toISOString());

describe('when, as people say it', () => {
  it.each([
    ['dias úteis às 8h', 'weekdays 08:00'],
    ['às 8h, dias úteis', 'weekdays 08:00'],
    ['segunda a sexta às 8', 'weekdays 08:00'],
    ['Segundas às 9h', 'weekly 1 09:00'],
    ['toda segunda-feira às 9', 'weekly 1 09:00'],
    ['seg e qui 9:30', 'weekly 1,4 09:30'],
    ['terças e quintas ao meio-dia', 'weekly 2,4 12:00'],
    ['dia 1', 'monthly 1 08:00'],
    ['todo dia 15 às 17h30', 'monthly 15 17:30'],
    ['último dia', 'monthly 31 08:00'],
    ['último dia útil', 'last 08:00'],
    ['último dia útil às 17h', 'last 17:00'],
    ['todo dia às 7h', 'daily 07:00'],
    ['weekdays at 8am', 'weekdays 08:00'],
    ['Mondays at 9pm', 'weekly 1 21:00'],
    ['on the 5th at 10', 'monthly 5 10:00'],
    ['last business day', 'last 08:00'],
    ['0 8 * * 1-5', 'cron 0 8 * * 1-5'],
    ['weekly 1,4 09:30', 'weekly 1,4 09:30'],
  ])('%s is %s', (typed, rule) => expect(readRule(typed)).toBe(rule));

  it.each([
    '',
    'blah',
    'dias úteis às 25h',
    'dia 32',
    '* * * * *',
    '*/30 * * * *',
    '0 0 31 2 *',
    '0 8 * *',
    'weekly 9 08:00',
    'daily 08:75',
  ])('“%s” is refused', (typed) => expect(readRule(typed)).toBeUndefined());

  const minute = fc.integer({ min: 0, max: 1439 });
  const anyRule: fc.Arbitrary<Rule> = fc.oneof(
    fc.record({ kind: fc.constantFrom('daily', 'weekdays', 'last'), at: minute }),
    fc.record({
      kind: fc.constant('weekly' as const),
      days: fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 1 }),
      at: minute,
    }),
    fc.record({ kind: fc.constant('monthly' as const), day: fc.integer({ min: 1, max: 31 }), at: minute }),
    fc.constantFrom('0 8 * * 1-5', '30 */4 1 * *').map((expression) => ({ kind: 'cron' as const, expression })),
  );
  it('what is shown of a rule is understood as the same rule, in both languages', () => {
    fc.assert(
      fc.property(anyRule, (rule) => {
        const kept = writeRule(rule);
        expect(writeRule(ruleOf(kept))).toBe(kept);
        for (const w of Object.values(words)) expect(readRule(ruleText(w, kept))).toBe(kept);
      }),
    );
  });

  it('what is offered is understood', () => {
    for (const w of Object.values(words))
      for (const preset of w.digests.presets) expect(readRule(preset), preset).toBeDefined();
  });
});

describe('national holidays', () => {
  it('are those of the law, every year', () => {
    for (let year = 2000; year <= 2099; year++) {
      const theirs = getHolidays({ year }).filter((each) => each.type === 'national');
      expect(new Set(nationalHolidays(year).keys()), String(year)).toEqual(
        new Set(theirs.map(({ date }) => Math.floor(new Date(date).getTime() / dayMs))),
      );
    }
  });
  it('have Good Friday and, since 2024, 20 November, but no Carnival', () => {
    const on = (day: string) => nationalHolidays(Number(day.slice(0, 4))).has(at(day) / dayMs);
    expect(
      ['2026-04-03', '2027-03-26', '2026-11-20', '2024-11-20', '2023-11-20', '2026-02-17', '2026-06-04'].map(on),
    ).toEqual([true, true, true, true, false, false, false]);
  });
});

describe('slots', () => {
  it('leave out weekends and holidays of business days', () => {
    expect(walls('weekdays 08:00', '2026-04-01T00:00Z', '2026-04-08T00:00Z')).toEqual([
      '2026-04-01T08:00',
      '2026-04-02T08:00',
      '2026-04-06T08:00',
      '2026-04-07T08:00',
    ]);
  });
  it('of a holiday come the next business day, or not at all', () => {
    const span = ['2025-12-28T00:00Z', '2026-01-10T00:00Z'] as const;
    expect(walls('monthly 1 08:00', ...span)).toEqual(['2026-01-02T08:00']);
    expect(walls('monthly 1 08:00', ...span, paulo, 'skip')).toEqual([]);
    expect(walls('monthly 1 08:00', ...span, paulo, 'next', ['2026-01-02'])).toEqual(['2026-01-05T08:00']);
  });
  it('that moved onto another’s day are one', () => {
    expect(walls('daily 08:00', '2026-12-24T00:00Z', '2026-12-29T00:00Z')).toEqual([
      '2026-12-24T08:00',
      '2026-12-26T08:00',
      '2026-12-27T08:00',
      '2026-12-28T08:00',
    ]);
  });
  it('of the last business day mind the firm’s own days', () => {
    expect(
      walls('last 17:00', '2026-12-01T00:00Z', '2027-01-05T00:00Z', paulo, 'next', ['2026-12-31', '2026-12-30']),
    ).toEqual(['2026-12-29T17:00']);
  });
  it('of the 31st are the last of a shorter month', () => {
    expect(walls('monthly 31 08:00', '2026-02-01T00:00Z', '2026-05-01T00:00Z')).toEqual([
      '2026-02-28T08:00',
      '2026-03-31T08:00',
      '2026-04-30T08:00',
    ]);
  });
  it('that clocks jump over come as much later, and those shown twice come once, the first time', () => {
    expect(iso('daily 02:30', '2026-03-08T00:00Z', '2026-03-09T00:00Z', 'America/New_York')).toEqual([
      '2026-03-08T07:30:00.000Z',
    ]);
    expect(iso('daily 01:30', '2026-11-01T00:00Z', '2026-11-02T00:00Z', 'America/New_York')).toEqual([
      '2026-11-01T05:30:00.000Z',
    ]);
    // Havana jumps at midnight: the day begins at one.
    expect(iso('daily 00:00', '2026-03-08T03:00Z', '2026-03-09T03:00Z', 'America/Havana')).toEqual([
      '2026-03-08T05:00:00.000Z',
    ]);
  });

  const zones = [paulo, 'America/New_York', 'America/Santiago', 'America/Havana', 'Australia/Lord_Howe'];
  const from = new Date('2026-01-01T00:00:00Z');
  const rules = [
    'weekdays 08:00',
    'weekly 0,3 01:30',
    'monthly 31 02:30',
    'monthly 1 00:00',
    'last 17:30',
    'daily 02:15',
    'cron 30 2 * * 0',
    'cron 0 */6 1,15 * *',
  ];

  it('are those that somebody sees who watches the clocks of each zone for a year', { timeout: 60_000 }, () => {
    for (const zone of zones) {
      const clocks = lookAt(zone, from, 370, 15);
      const all = instants(clocks);
      for (const text of rules) {
        for (const onHoliday of ['next', 'skip'] as const) {
          const own = ['2026-01-25', '2026-12-24'];
          const seen = slotsOf({ rule: ruleOf(text), onHoliday, own }, clocks, all).map(
            ([instant]) => instant * 60_000,
          );
          const after = at('2026-01-03T00:00Z');
          const until = at('2026-12-31T00:00Z');
          const ours = slotsBetween(ruleOf(text), calendarOf(zone, onHoliday, own), after, until).map(
            (slot) => slot.at,
          );
          expect(ours, `${text} in ${zone}, ${onHoliday}`).toEqual(
            seen.filter((each) => each > after && each <= until),
          );
        }
      }
    }
  });

  it('next and latest are the ends of what is between', { timeout: 60_000 }, () => {
    const span = fc.tuple(fc.integer({ min: 0, max: 365 * 24 * 60 }), fc.integer({ min: 0, max: 90 * 24 * 60 }));
    fc.assert(
      fc.property(fc.constantFrom(...rules), fc.constantFrom(...zones), span, (text, zone, [start, length]) => {
        const calendar = calendarOf(zone, 'next', ['2026-03-19']);
        const after = from.getTime() + start * 60_000;
        const until = after + length * 60_000;
        const between = slotsBetween(ruleOf(text), calendar, after, until);
        expect(latestSlot(ruleOf(text), calendar, after, until)).toEqual(between.at(-1));
        const next = nextSlot(ruleOf(text), calendar, after)!;
        if (between[0]) expect(next).toEqual(between[0]);
        else expect(next.at).toBeGreaterThan(until);
      }),
      { numRuns: 40 },
    );
  });
});

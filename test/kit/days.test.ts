import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, dayAt, dayOf, daysBetween, monthSpan, readDay, readMonth } from '../../src/kit/days.ts';

const today = '2026-11-16';
const day = fc
  .date({ min: new Date('1901-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('days', () => {
  it.each([
    ['31/12/2026', '2026-12-31'],
    ['31-12-26', '2026-12-31'],
    ['1.2.2027', '2027-02-01'],
    ['2026-12-31', '2026-12-31'],
    ['2026-12-31T10:00:00Z', '2026-12-31'],
    ['hoje', today],
    ['  HOJE ', today],
    ['hoje\u200f', today],
    ['amanhã', '2026-11-17'],
    ['tomorrow', '2026-11-17'],
    ['ontem', '2026-11-15'],
    ['16/11', '2026-11-16'],
    ['15/11', '2027-11-15'],
    ['29/02', '2028-02-29'],
    ['29/02/2027', undefined],
    ['31/04/2026', undefined],
    ['31/04', undefined],
    ['00/01/2026', undefined],
    ['1/13/2026', undefined],
    ['constructor', undefined],
    ['__proto__', undefined],
    ['', undefined],
    ['32', undefined],
  ])('reads %j as %s', (typed, expected) => {
    expect(readDay(typed, today)).toBe(expected);
  });

  it.each([
    ['12/2026', '2026-12'],
    ['2-2027', '2027-02'],
    ['2026-2', '2026-02'],
    ['13/2026', undefined],
    ['0/2026', undefined],
    ['12/26', undefined],
  ])('reads the month %s as %s', (typed, expected) => {
    expect(readMonth(typed)).toBe(expected);
  });

  it('reads every day as it is written, in both manners', () => {
    fc.assert(
      fc.property(day, (each) => {
        const [y, m, d] = each.split('-');
        expect(readDay(each, today)).toBe(each);
        expect(readDay(`${d}/${m}/${y}`, today)).toBe(each);
        expect(dayOf(Number(y), Number(m), Number(d))).toBe(each);
      }),
    );
  });

  it('reads anything without throwing, and only days of the calendar', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'0123456789/-. t') })),
        (typed) => {
          const read = readDay(typed, today);
          if (read) expect(new Date(`${read}T00:00:00Z`).toISOString().slice(0, 10)).toBe(read);
          readMonth(typed);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('counts and moves', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -20_000, max: 20_000 }), (from, count) => {
        expect(daysBetween(from, addDays(from, count))).toBe(count);
      }),
    );
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2026-01-15', -13)).toBe('2024-12-15');
    expect(monthSpan('2028-02')).toEqual(['2028-02-01', '2028-02-29']);
    expect(monthSpan('2026-12')).toEqual(['2026-12-01', '2026-12-31']);
  });

  it('knows the day of a place', () => {
    const night = new Date('2026-11-16T02:30:00Z');
    expect(dayAt(night, 'America/Sao_Paulo')).toBe('2026-11-15');
    expect(dayAt(night, 'America/Noronha')).toBe('2026-11-16');
    expect(dayAt(night, 'UTC')).toBe('2026-11-16');
    expect(dayAt(new Date('2018-11-04T03:30:00Z'), 'America/Sao_Paulo')).toBe('2018-11-04');
  });
});

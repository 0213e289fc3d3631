import { addDays, type Day } from '../kit/days.ts';
import { dayIn, dayOfMonth, dayThis, edgeOf, halves, inMonth } from './days.ts';
import { pattern } from './pattern.ts';
import {
  type DateMatch,
  figures,
  monday,
  month,
  monthIn,
  monthOf,
  nearest,
  one,
  type Point,
  unit,
  week,
  weekday,
  year,
} from './when.ts';

interface Rule<T> {
  at: RegExp;
  make(found: readonly (string | undefined)[], today: Day): T | undefined;
}
const rule = <T>(source: string, make: Rule<T>['make']): Rule<T> => ({ at: pattern(source), make });
const units = '(day|week|weekend|month|quarter|semester|year|w:[1-7])';
/** A captured lemma of a kind. */
const capture = (source: string, what: string): string => source.replaceAll('UNIT', `(?:${what} )`);
const ruleOf = <T>(source: string, what: string, make: Rule<T>['make']): Rule<T> => {
  const parts = source.split('UNIT').map((each) => (each.trim() ? pattern(each).source : ''));
  return { at: new RegExp(parts.join(capture('UNIT', what)), 'y'), make };
};

const theMonths = '(m:\\d+)';
const points: readonly Rule<Point>[] = [
  rule('after-tomorrow', (_, today) => () => one(addDays(today, 2))),
  rule('after of tomorrow', (_, today) => () => one(addDays(today, 2))),
  rule('the? day after tomorrow', (_, today) => () => one(addDays(today, 2))),
  rule('day before yesterday', (_, today) => () => one(addDays(today, -2))),
  rule('today', (_, today) => () => one(today)),
  rule('tomorrow', (_, today) => () => one(addDays(today, 1))),
  rule('yesterday', (_, today) => () => one(addDays(today, -1))),
  rule('before-yesterday', (_, today) => () => one(addDays(today, -2))),
  rule('the? day? @', ([, text], today) => figures(text!, today)),
  ruleOf('the? day? # of? the? UNIT ( of? # )?', theMonths, ([, d, m, y]) =>
    dayIn(Number(d), monthOf(m!), y && Number(y) > 1900 ? y : undefined),
  ),
  ruleOf('the? day? first of? UNIT ( of? # )?', theMonths, ([, m, y]) =>
    dayIn(1, monthOf(m!), y && Number(y) > 1900 ? y : undefined),
  ),
  ruleOf('UNIT the? # ( ,? # )?', theMonths, ([, m, d, y]) =>
    Number(d) > 31 ? undefined : dayIn(Number(d), monthOf(m!), y && Number(y) > 1900 ? y : undefined),
  ),
  // Half of a month.
  ruleOf(
    'the? UNIT (?:fortnight |half )of? this month',
    '(first|second)',
    ([, which], today) =>
      () =>
        halves(which!, month(today)),
  ),
  ruleOf(
    'the? UNIT (?:fortnight |half )of? ( the? month that? come | the? next month )',
    '(first|second)',
    ([, which], today) =>
      () =>
        halves(which!, month(today, 1)),
  ),
  {
    at: /(?:the )?(first|second) (?:fortnight |half )(?:of )?(?:the )?(m:\d+) (?:(?:of )?#(\d{4}) )?/y,
    make:
      ([, which, m, y]) =>
      (way, near) =>
        halves(which!, inMonth(monthOf(m!), y)(way, near)),
  },
  {
    at: /(?:the )?(first|second) (?:fortnight |half )(?:(?:of )(?:the )?month )?/y,
    make:
      ([, which], today) =>
      () =>
        halves(which!, month(today)),
  },
  // The end and the beginning of something.
  {
    at: /(?:the )?(end|begin) (?:of )?(?:the )?(?:this )?(week|month|quarter|semester|year) (?:(that )?come )?(?:(?:of )?(m:\d+) )?/y,
    make: ([all, edge, name, , m], today) =>
      m ? undefined : edgeOf(edge!, () => unit(name!, today, / come $/.test(all!) ? 1 : 0)!),
  },
  {
    at: /(?:the )?(end|begin) (?:of )?(?:the )?next (week|month|quarter|semester|year) /y,
    make: ([, edge, name], today) => edgeOf(edge!, () => unit(name!, today, 1)!),
  },
  {
    at: /(?:the )?(end|begin) (?:of )?(?:the )?(?:month (?:of )?)?(m:\d+) (?:(?:of )?#(\d{4}) )?/y,
    make: ([, edge, m, y]) => edgeOf(edge!, inMonth(monthOf(m!), y)),
  },
  // Weekdays of a week.
  {
    at: /(?:the )?(w:\d) (?:of|in)? ?(?:the )?(?:week (?:that )?come |next week )/y,
    make:
      ([, day], today) =>
      () =>
        one(addDays(monday(today), 6 + Number(day!.slice(2)))),
  },
  {
    at: /(?:the )?(w:\d) (?:of |in )?(?:the )?this week /y,
    make:
      ([, day], today) =>
      () =>
        one(addDays(monday(today), Number(day!.slice(2)) - 1)),
  },
  {
    at: /(?:the )?(?:this |next )?(w:\d) (?:that )?(?:come )?/y,
    make:
      ([, day], today) =>
      (way) =>
        one(
          addDays(
            today,
            way === 'ahead'
              ? (Number(day!.slice(2)) - weekday(today) + 7) % 7
              : -((weekday(today) - Number(day!.slice(2)) + 7) % 7),
          ),
        ),
  },
  {
    at: /(?:the )?(?:last (w:\d) |(w:\d) past )/y,
    make:
      ([, a, b], today) =>
      () =>
        one(addDays(today, -((weekday(today) - Number((a ?? b)!.slice(2)) + 6) % 7) - 1)),
  },
  // This, next, last.
  {
    at: /(?:the )?week (?:after (?:of )?(?:the )?next |(?:of )?after (?:of )?(?:the )?next )(?:week )?/y,
    make: (_, today) => () => week(today, 2),
  },
  {
    at: /(?:the )?month (?:after (?:of )?(?:the )?next |(?:of )?after (?:of )?(?:the )?next )(?:month )?/y,
    make: (_, today) => () => month(today, 2),
  },
  { at: /(?:the )?end of week (?:this |of )?/y, make: (_, today) => () => unit('weekend', today, 0)! },
  {
    at: /(?:the )?(?:this )?(end of week|weekend) (?:that )?come /y,
    make: (_, today) => () => unit('weekend', today, weekday(today) > 5 ? 1 : 0)!,
  },
  {
    at: new RegExp(`(?:the )?next (?:end of )?${units} `, 'y'),
    make:
      ([, name], today) =>
      () =>
        unit(name!, today, name === 'weekend' ? 1 : name!.startsWith('w:') ? 0 : 1)!,
  },
  {
    at: new RegExp(`(?:the )?${units} (?:(?:that )?come |next |of next )`, 'y'),
    make:
      ([, name], today) =>
      () =>
        unit(name!, today, 1)!,
  },
  {
    at: new RegExp(`(?:the )?(?:last )${units} `, 'y'),
    make:
      ([, name], today) =>
      () =>
        unit(name!, today, -1)!,
  },
  {
    at: new RegExp(`(?:the )?${units} (?:past |last |that passou |_retrasad\\w )`, 'y'),
    make:
      ([all, name], today) =>
      () =>
        unit(name!, today, / _retras/.test(all!) ? -2 : -1)!,
  },
  {
    at: new RegExp(`(?:the )?this (?:end of )?${units} `, 'y'),
    make:
      ([all, name], today) =>
      () =>
        unit(/end of week/.test(all!) ? 'weekend' : name!, today, 0)!,
  },
  {
    at: new RegExp(`(?:the )?${units} (?:this )`, 'y'),
    make:
      ([, name], today) =>
      () =>
        unit(name!, today, 0)!,
  },
  { at: /(?:the )?weekend /y, make: (_, today) => () => unit('weekend', today, 0)! },
  // Months and years.
  { at: /(?:the )?(?:month (?:of )?)?(?:this )?(m:\d+) (?:that )?come /y, make: ([, m]) => inMonth(monthOf(m!)) },
  {
    at: /(?:the )?(?:month of )?(m:\d+) (?:of )?(?:the )?(?:year (?:that )?come |next year )/y,
    make:
      ([, m], today) =>
      () =>
        monthIn(monthOf(m!))(Number(today.slice(0, 4)) + 1),
  },
  {
    at: /(?:the )?(?:month of )?(m:\d+) (?:of )?(?:the )?(?:year past |last year )/y,
    make:
      ([, m], today) =>
      () =>
        monthIn(monthOf(m!))(Number(today.slice(0, 4)) - 1),
  },
  {
    at: /(?:the )?(?:month of )?(m:\d+) (?:of )?(?:the )?(?:this year )/y,
    make:
      ([, m], today) =>
      () =>
        monthIn(monthOf(m!))(Number(today.slice(0, 4))),
  },
  { at: /(?:the )?(?:next )(?:month of )?(m:\d+) /y, make: ([, m]) => inMonth(monthOf(m!)) },
  {
    at: /(?:the )?(?:month of )?(m:\d+) (?:past )|(?:last )(m:\d+) /y,
    make:
      ([, a, b], today) =>
      () =>
        nearest(monthIn(monthOf((a ?? b)!)), 'back', addDays(month(today).from!, -1)),
  },
  {
    at: /(?:the )?(?:this )?(?:month of )?(m:\d+) (?:(?:of )?#(\d{4}) )?/y,
    make: ([, m, y]) => inMonth(monthOf(m!), y),
  },
  {
    at: /(?:the )?(?:year (?:of )?)?#(20\d\d) /y,
    make:
      ([, y]) =>
      () =>
        year(Number(y)),
  },
  { at: /(?:the )?(?:day (?:of )?)?christmas (?:eve )?/y, make: () => dayIn(25, 12) },
  { at: /(?:the )?new-year /y, make: () => dayIn(31, 12) },
  {
    at: /(?:the )?day #(\d\d?) (?:of )?(?:the )?(?:this month |month this )/y,
    make: ([, d], today) => dayThis(Number(d), month(today)),
  },
  {
    at: /(?:the )?day #(\d\d?) (?:of )?(?:the )?(?:next month |month (?:that )?come )/y,
    make: ([, d], today) => dayThis(Number(d), month(today, 1)),
  },
  {
    at: /(?:the )?day #(\d\d?) (?:of )?(?:the )?(?:month past |last month )/y,
    make: ([, d], today) => dayThis(Number(d), month(today, -1)),
  },
  {
    at: /(?:the )?day (?:#(\d\d?)|first) (?!documents|day|week|month|client)/y,
    make: ([, d = '1'], today) => (Number(d) > 31 ? undefined : dayOfMonth(Number(d), today)),
  },
  {
    at: /(?:the )?(?:next )?(?:day )?#(\d\d?) (?:of )?(?:the )?(?:next month |month (?:that )?come )/y,
    make: ([, d], today) => dayThis(Number(d), month(today, 1)),
  },
];

export function pointAt(line: string, start: number, today: Day): DateMatch<Point> | undefined {
  for (const { at, make } of points) {
    at.lastIndex = start;
    const match = at.exec(line);
    if (!match) continue;
    const point = make(match, today);
    if (point) return { value: (way, near = today) => point(way, near), end: at.lastIndex };
  }
  return undefined;
}

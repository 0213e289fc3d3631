import { addDays, type Day } from '../kit/days.ts';
import { pointAt } from './points.ts';
import { type DateMatch, moved, type Point, type Way, type When } from './when.ts';

/** Where a prefix ends, if the line goes on with it. */
function skip(line: string, start: number, expression: RegExp): number | undefined {
  expression.lastIndex = start;
  return expression.exec(line) ? expression.lastIndex : undefined;
}
const prep = '(?:in |of |the |by |for )*';

const until = new RegExp(
  `${prep}(?:at-most )?(?:until |up (?:until|to|for) |through |no later than |by )(?:the |in |of )*(?:end of (?=today|tomorrow))?`,
  'y',
);
const before = new RegExp(`${prep}before (?:of |the )*`, 'y');
const after = new RegExp(`${prep}after (?:of |the )*`, 'y');
const from = new RegExp(`${prep}(?:the )?(?:starting (?:of |from |in |the )*|from (?:of |the )*)`, 'y');
const between = new RegExp(`${prep}between (?:the |of |day )*`, 'y');
const of = /(?:from |of |the )+/y;
const and = /(?:and |until |for |the |up )+(?:the |day |in )*/y;
const loose = new RegExp(`${prep}(?:still )?`, 'y');

const counted = '(?:#(\\d+)|one|the) (day|week|month|year|fortnight|quarter|semester) ';
const numberOf = (text: string | undefined) => (text === undefined ? 1 : Number(text));

/** Spans that are counted from today on. */
const ahead: readonly RegExp[] = [
  new RegExp(`(?:in |inside |of |until |the |for )*(?:the )?(?:next |following )(?:the )?${counted}`, 'y'),
  /(?:in |inside |of |until |the |for )*#(\d+) (?:next )(day|week|month|year|fortnight) /y,
  new RegExp(
    `(?:in |the )*(?:inside (?:of )?|in until |until |in |within )(?:the |of |until )*${counted}(?!from |ago |past )`,
    'y',
  ),
  /#(\d+)(?: )(day) (?=$|[^f])/y,
];
const behind: readonly RegExp[] = [
  new RegExp(`(?:in |of |over |during |by )*(?:the )?last (?:the )?${counted}`, 'y'),
  /(?:in |of |by )*(?:the )?#(\d+) last (day|week|month|year|fortnight) /y,
];
const older: readonly RegExp[] = [
  new RegExp(`(?:since |in |for |makes |by )*(?:more-than|over|more of|more) ${counted}(?:ago |past )?`, 'y'),
  new RegExp(`(?:since |in |for )*(?:at-least )${counted}(?:ago )?`, 'y'),
];
const newer = new RegExp(`(?:since |in |for |makes )*(?:less-than|less) ${counted}(?:ago )?`, 'y');
const exactly: readonly RegExp[] = [
  new RegExp(`(?:since |makes )(?:the )?${counted}`, 'y'),
  new RegExp(`${counted}ago `, 'y'),
];
const fromNow: readonly RegExp[] = [
  new RegExp(`_daqui (?:the |in |for )*${counted}`, 'y'),
  new RegExp(`(?:in )?${counted}from (?:now|today) `, 'y'),
];
const rest = /(?:in |the |of )*(?:rest of |still )(?:the |of |in )*/y;

function firstOf(
  line: string,
  start: number,
  expressions: readonly RegExp[],
): { match: RegExpExecArray; end: number } | undefined {
  for (const expression of expressions) {
    expression.lastIndex = start;
    const match = expression.exec(line);
    if (match) return { match, end: expression.lastIndex };
  }
  return undefined;
}

/** The days since then, for what is counted in units. */
const daysBack = (unit: string, count: number, today: Day): number =>
  unit === 'day' ? count : Math.round((Date.parse(today) - Date.parse(moved(unit, today, -count))) / 86_400_000);

const spanned = (point: Point): When => ({ shape: 'span', range: (way) => point(way) });
const nothing = {};

/** From one point to another: an end without a year takes it from the other. */
function both(a: Point, b: Point): When {
  return {
    shape: 'span',
    range: (way: Way) => {
      const end = b(way);
      const start = a('back', end.to);
      return { from: start.from, to: end.to };
    },
  };
}

/** The time that begins at a place of the line; undefined when none does. */
export function whenAt(line: string, start: number, today: Day): DateMatch<When> | undefined {
  const back = firstOf(line, start, older);
  if (back) {
    const [, count, unit] = back.match;
    const days = daysBack(unit!, numberOf(count), today);
    return {
      value: {
        shape: 'older',
        days,
        range: (way) =>
          way === 'ahead'
            ? { from: addDays(moved(unit!, today, numberOf(count)), 1) }
            : { to: addDays(today, -days - 1) },
      },
      end: back.end,
    };
  }
  const less = firstOf(line, start, [newer]);
  if (less) {
    const [, count, unit] = less.match;
    const days = daysBack(unit!, numberOf(count), today);
    const range = (way: Way) =>
      way === 'ahead'
        ? { from: today, to: moved(unit!, today, numberOf(count)) }
        : { from: addDays(today, -days), to: today };
    return { value: { shape: 'within', days, range }, end: less.end };
  }
  const last = firstOf(line, start, behind);
  if (last && !/last (?:the )?(?:one |the )?(?:week|month|year|quarter|semester) $/.test(last.match[0])) {
    const [, count, unit] = last.match;
    return {
      value: {
        shape: 'within',
        days: daysBack(unit!, numberOf(count), today),
        range: () => ({ from: moved(unit!, today, -numberOf(count)), to: today }),
      },
      end: last.end,
    };
  }
  const later = firstOf(line, start, fromNow);
  if (later) {
    const [, count, unit] = later.match;
    const day = moved(unit!, today, numberOf(count));
    return { value: { shape: 'span', range: () => ({ from: day, to: day }) }, end: later.end };
  }
  const ago = firstOf(line, start, exactly);
  if (ago) {
    const [, count, unit] = ago.match;
    const days = daysBack(unit!, numberOf(count), today);
    const day = addDays(today, -days);
    return { value: { shape: 'span', days, range: () => ({ from: day, to: day }) }, end: ago.end };
  }
  const next = firstOf(line, start, ahead);
  if (next) {
    const [, count, unit] = next.match;
    return {
      value: { shape: 'span', range: () => ({ from: today, to: moved(unit!, today, numberOf(count)) }) },
      end: next.end,
    };
  }
  return ranged(line, start, today);
}

function ranged(line: string, start: number, today: Day): DateMatch<When> | undefined {
  const entre = skip(line, start, between) ?? skip(line, start, of);
  for (const begin of [entre, skip(line, start, loose), start]) {
    if (begin === undefined) continue;
    const pair = pairAt(line, begin, today);
    if (pair) return pair;
  }
  const left = skip(line, start, rest);
  if (left !== undefined) {
    const point = pointAt(line, left, today);
    // What is left of it is to come; of what has been, it is all of it.
    const whole = (way: Way) => point!.value(way);
    if (point)
      return {
        value: { shape: 'span', range: (way) => (way === 'back' ? whole(way) : { from: today, to: whole(way).to }) },
        end: point.end,
      };
  }
  const shapes: [RegExp, When['shape'], (range: { from?: Day; to?: Day }) => { from?: Day; to?: Day }][] = [
    [until, 'until', ({ to }) => ({ to })],
    [before, 'before', ({ from: day }) => ({ to: day && addDays(day, -1) })],
    [after, 'after', ({ to }) => ({ from: to && addDays(to, 1) })],
    [from, 'from', ({ from: day }) => ({ from: day })],
  ];
  for (const [expression, shape, make] of shapes) {
    const begin = skip(line, start, expression);
    if (begin === undefined) continue;
    const point = pointAt(line, begin, today) ?? dayAlone(line, begin, today);
    if (point) {
      const onwards = skip(line, point.end, /(?:in )?(?:starting|front|frente|diante) /y);
      return { value: { shape, range: (way) => make(point.value(way)) }, end: onwards ?? point.end };
    }
  }
  const point = pointAt(line, skip(line, start, loose) ?? start, today);
  return point && { value: spanned(point.value), end: point.end };
}

/** A number that can only be a day of the month, because of what stands before it. */
function dayAlone(line: string, start: number, today: Day): DateMatch<Point> | undefined {
  const match = /(?:the )?(?:day )?#(\d\d?) (?!day|week|month|year|client)/y;
  match.lastIndex = start;
  const found = match.exec(line);
  if (!found || Number(found[1]) > 31) return undefined;
  const point = pointAt(`day #${found[1]} `, 0, today);
  return point && { value: point.value, end: match.lastIndex };
}

/** `1 e 15 de dezembro`, `10/12 a 20/12`, `outubro a dezembro`. */
function pairAt(line: string, start: number, today: Day): DateMatch<When> | undefined {
  const short =
    /(?:the )?(?:day )?(?:#(\d\d?)|(first)) (?:and |until |for |the )+(?:the |day )*#(\d\d?) (?:of )?(?:the )?(?=m:|this |next |month )/y;
  short.lastIndex = start;
  const days = short.exec(line);
  if (days) {
    const rest = pointAt(line, short.lastIndex, today);
    const tail = rest ? line.slice(short.lastIndex, rest.end) : '';
    const on = (d: number): Point | undefined =>
      tail.startsWith('m:') ? pointAt(`#${d} of ${tail}`, 0, today)?.value : rest && pointOfDay(d, rest.value);
    const [first, second] = [on(days[2] ? 1 : Number(days[1])), on(Number(days[3]))];
    if (rest && first && second) return { value: both(first, second), end: rest.end };
  }
  const a = pointAt(line, start, today) ?? dayAlone(line, start, today);
  const link = a && skip(line, a.end, and);
  if (!a || link === undefined) return undefined;
  // "hoje e amanhã" are two days, not a span; only a word for a span makes one.
  const said = line.slice(a.end, link);
  const spans =
    /until|for|the /.test(said) ||
    /between $/.test(line.slice(0, start)) ||
    /between (?:the |of |day )*$/.test(line.slice(0, start));
  if (!spans) return undefined;
  const b = pointAt(line, link, today) ?? dayAlone(line, link, today);
  return b && { value: both(a.value, b.value), end: b.end };
}

const pointOfDay =
  (d: number, month: Point): Point =>
  (way, near) => {
    const { from: first, to } = month(way, near) as { from?: Day; to?: Day };
    if (!first || !to) return nothing;
    const day = addDays(`${first.slice(0, 7)}-01`, d - 1);
    return { from: day, to: day };
  };

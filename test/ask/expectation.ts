import { addDays, addMonths, type Day, dayOf, monthSpan } from '../../src/kit/days.ts';
import { fold, type Person } from './population.ts';

/** What a question must come to, as questions.tsv writes it: see its README beside it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type Expected = { readonly [key: string]: Json };

interface Span {
  from: Day;
  to: Day;
}
const early = '0001-01-01';
const late = '9999-12-30';
const one = (day: Day): Span => ({ from: day, to: day });
const spread = (month: string): Span => {
  const [from, to] = monthSpan(month);
  return { from, to };
};
const month = (today: Day, by: number): Span => spread(addMonths(`${today.slice(0, 7)}-01`, by).slice(0, 7));
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const weekday = (day: Day): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
const week = (today: Day, by: number): Span => {
  const monday = addDays(today, -weekday(today) + 7 * by);
  return { from: monday, to: addDays(monday, 6) };
};

/** A day or a span by its name; `near` is the other end of a range. */
export function span(name: string, today: Day, near = today): Span[] {
  const year = Number(today.slice(0, 4));
  const moved = /^([+-])(\d+)([dm])$/.exec(name);
  if (moved) {
    const count = Number(moved[2]) * (moved[1] === '-' ? -1 : 1);
    return [one(moved[3] === 'd' ? addDays(today, count) : addMonths(today, count))];
  }
  const fixed: Record<string, Span> = {
    today: one(today),
    tomorrow: one(addDays(today, 1)),
    yesterday: one(addDays(today, -1)),
    'this-week': week(today, 0),
    'next-week': week(today, 1),
    'last-week': week(today, -1),
    'week+2': week(today, 2),
    weekend: { from: addDays(week(today, 0).from, 5), to: addDays(week(today, 0).from, 6) },
    'next-week-fri': one(addDays(week(today, 1).from, 4)),
    'this-month': month(today, 0),
    'next-month': month(today, 1),
    'last-month': month(today, -1),
    'this-year': { from: `${year}-01-01`, to: `${year}-12-31` },
    'next-year': { from: `${year + 1}-01-01`, to: `${year + 1}-12-31` },
    'this-quarter': quarter(today),
  };
  if (fixed[name]) return [fixed[name]];
  if (name.startsWith('first:')) return span(name.slice(6), today).map(({ from }) => one(from));
  const day = weekdays.indexOf(name);
  // Asked on that very day, today or in a week.
  if (day >= 0) {
    const ahead = (day - weekday(today) + 7) % 7;
    return ahead === 0 ? [one(today), one(addDays(today, 7))] : [one(addDays(today, ahead))];
  }
  const named = /^month:(\d+)([+-])$/.exec(name);
  if (named) {
    for (let i = 0; i < 13; i++) {
      const each = month(today, named[2] === '+' ? i : -i);
      if (Number(each.from.slice(5, 7)) === Number(named[1])) return [each];
    }
  }
  const ofMonth = /^day:(\d+)\+$/.exec(name);
  if (ofMonth) {
    for (let i = 0; i < 400; i++)
      if (Number(addDays(today, i).slice(8)) === Number(ofMonth[1])) return [one(addDays(today, i))];
  }
  const short = /^(\d\d?)\/(\d\d?)([+-]?)$/.exec(name);
  if (short) {
    const at = Array.from({ length: 20 }, (_, i) => dayOf(year - 10 + i, Number(short[2]), Number(short[1]))).filter(
      (each) => each !== undefined,
    );
    if (short[3] === '+') return [one(at.find((each) => each >= today)!)];
    if (short[3] === '-') return [one(at.findLast((each) => each <= today)!)];
    return [
      one(
        at.toSorted(
          (a, b) => Math.abs(Date.parse(a) - Date.parse(near)) - Math.abs(Date.parse(b) - Date.parse(near)),
        )[0]!,
      ),
    ];
  }
  if (/^\d{4}-\d\d$/.test(name)) return [spread(name)];
  if (/^\d{4}-\d\d-\d\d$/.test(name)) return [one(name)];
  throw new Error(`no such day: ${name}`);
}
const quarter = (today: Day): Span => {
  const [year, m] = today.split('-').map(Number) as [number, number];
  const from = `${year}-${String(Math.floor((m - 1) / 3) * 3 + 1).padStart(2, '0')}-01`;
  return { from, to: addDays(addMonths(from, 3), -1) };
};

const nowhere: readonly Span[] = [{ from: early, to: late }];
function ranges(value: Json, today: Day): Span[] {
  if (typeof value === 'string') return span(value, today);
  const { from, to, after, before } = value as Record<string, string>;
  const end = to ?? before;
  const ends = end === undefined ? nowhere : span(end, today);
  return ends.flatMap((stop) => {
    const begin = from ?? after;
    const starts = begin === undefined ? nowhere : span(begin, today, end === undefined ? today : stop.to);
    return starts.map((start) => ({
      from: begin === undefined ? early : from !== undefined ? start.from : addDays(start.to, 1),
      to: end === undefined ? late : to !== undefined ? stop.to : addDays(stop.from, -1),
    }));
  });
}
const inside = (day: Day, { from, to }: Span): boolean => day >= from && day <= to;

function expires(value: Json, today: Day): ((person: Person) => boolean)[] {
  if (value === 'overdue') return [({ expires }) => expires !== undefined && expires < today];
  if (value === 'none') return [({ expires }) => expires === undefined];
  return ranges(value, today).map(
    (range) =>
      ({ expires }) =>
        expires !== undefined && inside(expires, range),
  );
}

function exports(value: Json, today: Day): ((person: Person) => boolean)[] {
  const [first] = span('this-month', today);
  if (value === 'never') return [({ exported }) => exported === undefined];
  if (value === 'not-this-month') return [({ exported }) => exported === undefined || exported < first!.from];
  if (typeof value === 'object' && value !== null && 'olderThan' in value) {
    const day = addDays(today, -Number(value.olderThan) - 1);
    return [({ exported }) => exported !== undefined && exported <= day];
  }
  if (typeof value === 'object' && value !== null && 'within' in value) {
    const range = { from: addDays(today, -Number(value.within)), to: today };
    return [({ exported }) => exported !== undefined && inside(exported, range)];
  }
  return ranges(value, today).map(
    (range) =>
      ({ exported }) =>
        exported !== undefined && inside(exported, range),
  );
}

export const situationCode: Readonly<Record<string, string>> = {
  Conectado: 'connected',
  'Não conectado': 'not_connected',
  'Muito recomendado': 'highly_recommended',
  'Convite enviado': 'invited',
  'Pedido recebido': 'requested',
  Desconectado: 'disconnected',
};
const chargeCode: Readonly<Record<string, string>> = {
  Ativo: 'active',
  Inativo: 'inactive',
  'Nunca usou': 'never_used',
};

/** Who asks is in `me`. Several predicates: each of them is right. */
export function passes(filter: Expected, today: Day, me: string): ((person: Person) => boolean)[] {
  let all: ((person: Person) => boolean)[] = [() => true];
  const and = (some: readonly ((person: Person) => boolean)[]) => {
    all = all.flatMap((a) => some.map((b) => (person: Person) => a(person) && b(person)));
  };
  const combos = (
    list: readonly ((person: Person) => boolean)[][],
    join: (parts: readonly ((person: Person) => boolean)[]) => (person: Person) => boolean,
  ) =>
    list
      .reduce<((person: Person) => boolean)[][]>(
        (made, some) => made.flatMap((parts) => some.map((each) => [...parts, each])),
        [[]],
      )
      .map(join);
  const any = (parts: readonly ((person: Person) => boolean)[]) => (person: Person) =>
    parts.some((each) => each(person));
  for (const [key, value] of Object.entries(filter)) {
    const list = Array.isArray(value) ? (value as readonly Json[]) : [value];
    if (key === 'or')
      and(
        combos(
          list.map((each) => passes(each as Expected, today, me)),
          any,
        ),
      );
    else if (key === 'not')
      and(
        combos(
          list.map((each) => passes(each as Expected, today, me)),
          (parts) => (person) => !parts.some((each) => each(person)),
        ),
      );
    else if (key === 'expires')
      and(
        combos(
          list.map((each) => expires(each, today)),
          any,
        ),
      );
    else if (key === 'exported')
      and(
        combos(
          list.map((each) => exports(each, today)),
          any,
        ),
      );
    else if (key === 'order' || key === 'limit') continue;
    else and([any(list.map((each) => (person: Person) => holds(key, each, person, me)))]);
  }
  return all;
}

function holds(key: string, value: Json, person: Person, me: string): boolean {
  if (key === 'name')
    return fold(String(value))
      .split(' ')
      .every((word) => fold(`${person.name} ${person.tradeName}`).includes(word));
  if (key === 'situation') return person.situation === situationCode[String(value)];
  if (key === 'tab') return person.tab === value;
  if (key === 'plan') return person.plan === value;
  if (key === 'autoRenew') return person.autoRenew === value;
  if (key === 'charges') return person.charges === chargeCode[String(value)];
  if (key === 'analyst') return person.analyst === (value === 'me' ? me : value);
  if (key === 'history')
    return value === 'never' ? person.history.length === 0 : person.history.includes(String(value));
  throw new Error(`no such key: ${key}`);
}

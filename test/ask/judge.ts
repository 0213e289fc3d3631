import { best } from '../../src/ask/names.ts';
import { read } from '../../src/ask/read.ts';
import type { Before, Reading, Vocabulary, Wanted } from '../../src/ask/schema.ts';
import type { Day } from '../../src/kit/days.ts';
import { type Expected, type Json, passes, span } from './expectation.ts';
import { holds, spelled } from './meaning.ts';
import { firstOf, fold, type Person, planNames, staff } from './population.ts';

export const vocabulary: Vocabulary = {
  members: staff.map((name) => ({ id: firstOf(name), first: firstOf(name), name })),
  plans: planNames,
};
export const commands = new Set(
  'clientes cliente convidar conexoes carteira licencas documentos resumo importar equipe configurar ajuda'.split(' '),
);

export interface Case {
  id: string;
  lang: string;
  question: string;
  kind: string;
  expect: Expected;
}
export interface Around {
  people: readonly Person[];
  today: Day;
}
export type Verdict = 'exact' | 'asked back' | 'wrong';

const meOf = ({ lang }: Case) => (lang === 'en' ? 'robert' : 'ana');

/** A reading as what the portfolio makes of it: a name that nobody has is asked back. */
export function settledIn(reading: Reading, { people }: Around): Reading {
  if (reading.kind === 'list' || reading.kind === 'count') {
    const strange = reading.names.filter(
      ({ text, sure }) =>
        !sure &&
        !people.some((person) =>
          spelled(text, people)
            .split(' ')
            .every((word) => fold(`${person.name} ${person.tradeName}`).includes(word)),
        ),
    );
    return strange.length > 0 ? { kind: 'unclear', left: strange.map(({ text }) => text), why: 'words' } : reading;
  }
  if (
    reading.kind === 'fact' &&
    reading.field === 'card' &&
    reading.client &&
    best(reading.client, people).length === 0
  )
    return { kind: 'unclear', left: [reading.client], why: 'words' };
  return reading;
}

const clientOf = (typed: string, people: readonly Person[]): string | undefined => {
  const found = [...new Set(best(typed, people).map(({ name }) => name))];
  return found.length === 1 ? found[0] : undefined;
};

function sameSet(wanted: Wanted, expect: Expected, kase: Case, around: Around): boolean {
  const me = meOf(kase);
  const { order: said = 'name', limit } = expect as { order?: string; limit?: number };
  const ours = `${wanted.down ? '-' : ''}${wanted.order ?? 'name'}`;
  if (said !== 'name' && ours !== said) return false;
  if ((wanted.limit ?? 0) !== (limit ?? 0)) return false;
  const mine = around.people.map((person) =>
    wanted.conditions.every((each) => holds(each, person, around.today, me, around.people)),
  );
  return passes(expect, around.today, me).some((test) => around.people.every((person, i) => test(person) === mine[i]));
}

const monthOf = (value: Json | undefined, today: Day) =>
  value === undefined ? undefined : span(String(value), today)[0]!.from.slice(0, 7);

function matches(reading: Reading, expect: Expected, kase: Case, around: Around): boolean {
  const { people, today } = around;
  if (expect.askBack)
    return (
      reading.kind === 'unclear' ||
      ('client' in reading &&
        !!reading.client &&
        reading.kind !== 'act' &&
        clientOf(reading.client, people) === undefined)
    );
  if (expect.outside) return reading.kind === 'outside' || reading.kind === 'unclear';
  if (expect.help !== undefined)
    return reading.kind === 'help' && (expect.help === true || reading.about === expect.help);
  if (typeof expect.field === 'string')
    return (
      reading.kind === 'fact' &&
      reading.field === expect.field &&
      sameClient(reading.client, String(expect.client), people)
    );
  if (typeof expect.what === 'string') {
    if (reading.kind !== 'number' || reading.what !== expect.what) return false;
    if (expect.client !== undefined && !sameClient(reading.client ?? '', String(expect.client), people)) return false;
    return reading.month === monthOf(expect.month, today) && reading.plan === expect.plan && reading.by === expect.by;
  }
  if (typeof expect.opens === 'string') return opens(reading, expect, kase, around);
  if (kase.kind === 'count' || expect.count)
    return reading.kind === 'count' && sameSet(reading, (expect.count ?? expect) as Expected, kase, around);
  return (reading.kind === 'list' || reading.kind === 'count') && sameSet(reading, expect, kase, around);
}

const sameClient = (typed: string, expected: string, people: readonly Person[]): boolean => {
  const found = clientOf(typed, people);
  return found !== undefined && best(expected, people)[0]?.name === found;
};

function opens(reading: Reading, expect: Expected, kase: Case, around: Around): boolean {
  if (reading.kind !== 'act' || reading.opens !== expect.opens) return false;
  if (expect.client !== undefined && !sameClient(reading.client ?? '', String(expect.client), around.people))
    return false;
  const { filter, ...fields } = (expect.fields ?? {}) as { filter?: Expected } & Record<string, Json>;
  if (filter && !(reading.wanted && alternatives(filter).some((each) => sameSet(reading.wanted!, each, kase, around))))
    return false;
  return Object.entries(fields).every(([name, value]) =>
    name === 'month'
      ? reading.values.month === monthOf(value, around.today)
      : fold(String(reading.values[name] ?? '')) === fold(String(value)),
  );
}

const alternatives = (expect: Expected): Expected[] =>
  Array.isArray(expect.any) ? (expect.any as Expected[]).flatMap(alternatives) : [expect];

/** What a reading is kept as, for what follows it. */
export const keptOf = (reading: Reading): Before | undefined =>
  reading.kind === 'list' || reading.kind === 'count'
    ? { kind: reading.kind, wanted: reading }
    : reading.kind === 'fact'
      ? { kind: 'client', client: reading.client, field: reading.field }
      : undefined;

export const ask = (text: string, { today }: Around, before?: Before): Reading =>
  read(text, { vocabulary, today, commands, before });

/** The last reading of a conversation, and how it is to be judged. */
export function judge(kase: Case, around: Around): { verdict: Verdict; reading: Reading } {
  let before: Before | undefined;
  let reading: Reading = { kind: 'help', left: [] };
  for (const message of kase.question.split(' || ')) {
    reading = settledIn(ask(message, around, before), around);
    if (reading.kind === 'fact' && reading.client === '') reading = { ...reading, client: before?.client ?? '' };
    if (reading.kind === 'act' && reading.client === '' && before?.client)
      reading = { ...reading, client: before.client };
    before = keptOf(reading) ?? before;
  }
  const then = kase.kind === 'follow' ? (kase.expect.then as Expected) : kase.expect;
  const wanted = alternatives(then).flatMap((each) =>
    each.list
      ? alternatives(each.list as Expected)
      : each.fact
        ? [each.fact as Expected]
        : each.count
          ? alternatives(each.count as Expected).map((count): Expected => ({ count }))
          : [each],
  );
  if (wanted.some((each) => matches(reading, each, kase, around))) return { verdict: 'exact', reading };
  const asked =
    reading.kind === 'unclear' ||
    reading.kind === 'help' ||
    reading.kind === 'outside' ||
    ('client' in reading &&
      !!reading.client &&
      reading.kind !== 'act' &&
      clientOf(reading.client, around.people) === undefined);
  return { verdict: asked ? 'asked back' : 'wrong', reading };
}

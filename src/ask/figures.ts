import type { Day } from '../kit/days.ts';
import { nameIn, part, trimmed } from './part.ts';
import { pattern } from './pattern.ts';
import { monthIn } from './phrase.ts';
import type { NumberReading, Vocabulary } from './schema.ts';
import { inTable } from './table.ts';
import type { Sentence } from './tokens.ts';

const whole = (source: string): RegExp => pattern(`${source} $`);
const matches = (line: string, ...sources: readonly string[]): boolean =>
  sources.some((source) => {
    const expression = whole(source);
    expression.lastIndex = 0;
    return expression.exec(line) !== null;
  });

const lead =
  '( show | me | the | a-gente | of | for | how | is | go | which | has | in | our | mine | please | with | general | _geral | all | you | that | now | today | complete | delivery | record | situation | here )*';

const by: readonly [NonNullable<NumberReading['by']>, string][] = [
  ['situation', 'situation'],
  ['plan', 'plan'],
  ['analyst', '( analyst | responsible | people )'],
];

function portfolio(line: string): NumberReading | undefined {
  const read = (more: Partial<NumberReading> = {}): NumberReading => ({
    kind: 'number',
    what: 'portfolio',
    left: [],
    ...more,
  });
  for (const [what, noun] of by)
    if (
      matches(
        line,
        `( how-many | client | since | is | we-have | us | has | the | in | portfolio | mine | our | show | number | of | count | me | a-gente | _distribuicao | _divisao | _quebra )* ( by | for each | in each | all ) ( one | all | type of )? ${noun} ( the | us | we-have | in | portfolio | has | is | a-gente )*`,
      )
    )
      return read({ by: what });
  if (matches(line, `${lead} portfolio ( is | go | today | now | doing | of office | _inteira | all | mine )*`))
    return read();
  return undefined;
}

const licence = '( licence | package | plan )';
const around =
  '( how-many | us | we-have | a-gente | has | is | still | the | some | of | in | for | me | our | show | left | which | there | that | more | mine | are | on | to | use | licence | package | i | office )*';

function licences(sentence: Sentence, vocabulary: Vocabulary): NumberReading | undefined {
  const at = sentence.tokens.findIndex(({ lemma }) => lemma.startsWith('~'));
  const plan = at < 0 ? undefined : sentence.tokens[at]!.lemma.slice(1);
  const line = at < 0 ? sentence.line : sentence.line.replace(`${sentence.tokens[at]!.lemma} `, '');
  const name = plan && planNamed(plan, vocabulary);
  const read = (what: 'licences-free' | 'licences-used'): NumberReading => ({
    kind: 'number',
    what,
    left: [],
    ...(name ? { plan: name } : {}),
  });
  const licences = matches(
    line,
    `${around} ${licence} ${around} free ${around}`,
    `${around} free ${around} ${licence} ${around}`,
  );
  if (licences || (name && matches(line, `${around} free ${around}`))) return read('licences-free');
  if (
    matches(
      line,
      `${around} ${licence} ${around} used ${around}`,
      `${around} used ${around} ${licence} ${around}`,
      `( how-many | the | licence | us | a-gente | is )* ( uses | used-it ) ( of | the | licence | package )*`,
    ) &&
    /licence|package/.test(line)
  )
    return read('licences-used');
  return undefined;
}

const planNamed = (found: string, { plans }: Vocabulary): string | undefined => {
  const [family, size = '1'] = found.split(':');
  const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const fit = plans.filter((name) => fold(name).startsWith(`${family} `));
  return found.includes(':') ? fit.find((name) => name.endsWith(` ${'I'.repeat(Number(size))}`)) : undefined;
};

const requestWords =
  '( has | since | we-have | us | some | the | which | how-many | is | show | me | in | there | newest | still | a-gente | for | to | our | who | list | of | any | that | been | today | now | mine | i )*';

function requests(line: string): NumberReading | undefined {
  const open =
    '( newest | pending | received | answer | without answer | not answer | for answer | to answer | us | for | the | of | client | still | that | in | is | nobody answer | has not answer | accept | me | be | accepted | open )*';
  return matches(
    line,
    `${requestWords} ( request | connection request ) ( of connection )? ${open}`,
    `${requestWords} ( pending | newest ) ( connection )? request ( of connection )?`,
    `${requestWords} ( invitation | request ) and ( request | invitation ) ( pending )?`,
  )
    ? { kind: 'number', what: 'pending-requests', left: [], direction: 'client_to_firm' }
    : undefined;
}

const mine = '( for | to | of | in | with | by )? ( me | us | my-own )';
const waiting: readonly string[] = [
  `( which | the that | the | that | has | is | there | some )* ( has | is | pending | there | waiting ) ( thing | some | something | for me to | to )* ${mine} ( show | _fazer | _resolver | today | now | do | to | the )*`,
  '( which | is | the | show | has | me | us | some )* ( mine | our ) ( work | pending | waiting | _agenda ) ( of | for | today | in | now )*',
  '( which | the that | the ) ( me | us )? ( has | go | show | pending | need )* ( for | of | to | that )* ( me )? ( _fazer | _resolver | do | _responder | answer ) ( today | now )?',
  '( which | the that | the ) is ( the )? ( pending | waiting ) ( today | now | for me | of me | me )*',
  '( which | the that | the )? ( has | is | there ) ( for )? ( today | now )',
  '( has | is | there )* ( some | _novidade | something | anything | _algo | _coisa ) ( _coisa | thing | newest )? ( for | to ) ( me | us ) ( today | now | _fazer | _resolver | do )?',
  '( which )? ( is )? ( in )? ( mine )? ( _plate | _agenda | _pauta ) ( today )?',
];

export function figureOf(sentence: Sentence, vocabulary: Vocabulary, today: Day): NumberReading | undefined {
  const { line, tokens } = sentence;
  const simple = portfolio(line) ?? requests(line);
  if (simple) return simple;
  if (matches(line, ...waiting)) return { kind: 'number', what: 'waiting', left: [] };
  const free = licences(sentence, vocabulary);
  if (free) return free;
  const fields = [inTable(tokens, 'lists'), inTable(tokens, 'facts')];
  const month = monthIn(sentence, today);
  // What a client bills in a month, or has billed; what it bills in a year is kept by itself.
  const billed = tokens.findIndex(
    ({ word }) =>
      /^(faturou|faturaram|faturado)$/.test(word) || (month && /^(faturamento|fatura|faturam|bill(ed)?)$/.test(word)),
  );
  const booked = tokens.findIndex((token) => token.lemma === 'finances' && !fields.some((each) => each.has(token)));
  const money = tokens.some(({ word }) => /^(anual|annual|yearly)$/.test(word)) ? booked : Math.max(booked, billed);
  const papers = tokens.findIndex(({ lemma }) => lemma === 'documents');
  if (money < 0 && (papers < 0 || !/^(how-many )|^(has|is) /.test(line) || /client|export/.test(line)))
    return undefined;
  const others = month
    ? part({ ...sentence, tokens: [...tokens.slice(0, month.from), ...tokens.slice(month.to)] }, 0)
    : sentence;
  const around =
    /^(the|of|in|by|for|with|how|is|which|has|show|me|finances|documents|how-many|received|sent|we-have|us|client|already|go|'s|please|that|a-gente|had|sent|were|,|account|situation|did|it)$/;
  const client = nameIn(
    trimmed(
      others,
      ({ lemma, word }) =>
        (around.test(lemma) && lemma !== 'it') ||
        /^(recebemos|recebeu|faturamento|faturou|faturaram|faturado|faturam|fatura|billed|bill|quanto|emitiu|emitidas|send|emitidos|enviou|mandou|mandaram|vieram|veio|doing|did|come|came|looking)$/.test(
          word,
        ),
    ),
  );
  if (!client && !/of-it|it /.test(line)) return undefined;
  return {
    kind: 'number',
    what: money >= 0 ? 'finances' : 'documents',
    client,
    left: [],
    ...(month ? { month: month.month } : {}),
  };
}

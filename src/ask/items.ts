import { charged, payers, people, renewals, situations } from './attributes.ts';
import { type Item, type ItemRule, not, rule, values } from './item.ts';
import { pattern } from './pattern.ts';
import type { Condition, OrderKey } from './schema.ts';
import { tableRules } from './table.ts';

export const licence = '( the? ( plan | licence ) )?';
const was = '( that | whose )? ( already | the )*' + ' ( has | had | is | already )? ( already | is )?';
const happenings = {
  renewed: 'renewed',
  cancelled: 'cancelled',
  blocked: 'blocked',
  transferred: 'transferred',
  trial: 'trial',
} as const;
const pasts: ItemRule[] = [
  ...Object.entries(happenings).flatMap(([lemma, code]) => [
    rule(
      `( that | whose )? already? ( with | has | had )? ${licence} ${was} ${lemma} ( already )?`,
      values('history', code),
    ),
    rule(
      `( in | that | already )? ( is | had | has | with | _fizeram | in )? ( the | in | period of | some )? ${lemma}`,
      values('history', code),
    ),
    rule(
      `( that )? ( already )? ( had | has ) ( some | the | one )? ( plan | licence ) ${lemma}`,
      values('history', code),
    ),
    rule(`( with | of )? ${licence} ${lemma} ( in )? ( the )? history`, values('history', code)),
  ]),
  rule(
    '( that )? never ( has | is )? ( had | has | with ) ( some | one | the | no )? ( plan | licence )',
    values('history', 'never'),
  ),
  rule('( that )? already ( has | had ) ( some | one | the )? ( plan | licence )', not('history', 'never')),
  rule('( that )? already ( expired | overdue ) ( some | one | the )? times', values('history', 'expired')),
  rule(
    '( that )? ( had | has ) ( the | some )? ( plan | licence ) ( already )? ( expired | overdue )',
    values('history', 'expired'),
  ),
  rule('( that )? already ( had | has ) ( the | some )? ( plan | licence ) active', values('history', 'active')),
];

export const event = (key: 'expiry' | 'exported', past: boolean, more: object = {}): Item => ({
  is: 'event',
  key,
  past,
  ...more,
});
const overdue: Condition = { key: 'expiry', values: ['overdue'] };
export const never: Condition = { key: 'exported', values: ['never'] };
const docs = '( the? ( documents | of documents | nothing | some documents ) )?';
const events: ItemRule[] = [
  rule(
    '( that | whose )? ( with | has )? the? ( plan | licence | time | of )? ( of )? ( is | go | for | the | that )? ( is )? expire ( the )? ( plan | licence | is )?',
    event('expiry', false),
  ),
  rule('( plan | licence | client ) ( go | for | the )? expire', event('expiry', false)),
  rule(
    '( with | of | in )? ( the )? ( time of )? expire ( is )? ( in | for | of )?',
    event('expiry', false, { noun: true }),
  ),
  rule('( plan )? venc', event('expiry', false, { alone: overdue })),
  rule(
    '( that | whose )? ( the | with )? ( plan | licence )? ( is | has )? ( already )? expired',
    event('expiry', true, { alone: overdue }),
  ),
  rule(
    '( that | whose )? ( the | with | has )? ( plan | licence )? ( is | in )? ( already )? ( in )? overdue',
    event('expiry', true, { alone: overdue }),
  ),
  rule('not ( is )? overdue', { is: 'condition', condition: { key: 'expiry', values: ['today..'] } }),
  rule('( that )? ( is )? ( with the plan )? up-to-date', {
    is: 'condition',
    condition: { key: 'expiry', values: ['today..'] },
  }),
  rule('( plan )? ( without | has no | not has ) ( the )? ( time of )? expire', values('expiry', 'none')),
  rule(`( that | whose )? ( is | had | the | has )? ( last )? ( is )? exported ${docs}`, event('exported', true)),
  rule(
    `( that | whose | of )? the? ( last ) ( time of )? ( export | exported ) ( of documents )? ( is )? ( in )?`,
    event('exported', true),
  ),
  rule(`( that )? ( us )? export ${docs}`, event('exported', true)),
  rule(`( that )? ( is | has )? never ( is | has | were )? ( export | exported ) ${docs}`, {
    is: 'condition',
    condition: never,
  }),
  rule('( that )? never ( had | has ) ( the | some )? ( documents )? exported', { is: 'condition', condition: never }),
  rule(`never ( had )? ( some | the )? exported`, { is: 'condition', condition: never }),
  rule(
    `( still )? not ( still )? ( is | has | were | go | had )? ( still )? ( the )? ( export | exported ) ${docs}`,
    event('exported', true, { not: true, vague: true }),
  ),
  rule(
    `without ( the | some | no )? ( export | exported ) ${docs}`,
    event('exported', true, { not: true, alone: never }),
  ),
  rule(
    `( that )? ( still )? ( _falta | _faltam | _faltando | missing ) ( export | exported ) ${docs}`,
    event('exported', true, { not: true, vague: true }),
  ),
  rule('( that )? not ( is | go )? expire', event('expiry', false, { not: true, vague: true })),
];

export const by = (order: OrderKey, more: object = {}): Item => ({ is: 'order', order, ...more });
const named: readonly [OrderKey, string][] = [
  ['expiry', '( the? ( time of )? ( expire | closest of expire ) ( time )? )'],
  ['name', '( the? ( name | alphabetical ( order )? ) )'],
  ['exported', '( the? ( last )? ( time of )? ( last )? ( export | exported ) ( time )? )'],
];
const orders: ItemRule[] = [
  ...named.flatMap(([order, what]) => [
    rule(`( in )? ( the )? order ( by | of | for | in )? ( order of )? ${what}`, by(order)),
    rule(`( by | in ) ( order of )? ${what} ( order )?`, by(order)),
    rule(`( in )? ${what} order`, by(order)),
  ]),
  rule('( in )? ( order )? alphabetical ( order )?', by('name')),
  rule('( that )? ( go )? expire ( more )? ( first | soonest ) ( of )?', by('expiry', { event: 'expiry' })),
  rule('( first )? ( for | the )? expire first', by('expiry', { event: 'expiry' })),
  rule('( with )? ( the )? expire ( more )? ( closest | more next )', by('expiry', { event: 'expiry', ahead: true })),
  rule(
    '( that )? ( go )? expire ( more morning | by last | last $ | last of all | later )',
    by('expiry', { event: 'expiry', down: true }),
  ),
  rule('( more )? ( overdue | expired ) ( since more time | longest )', by('expiry', { event: 'expiry' })),
  rule('( since | the )? ( more time | longest ) ( overdue | expired )', by('expiry', { event: 'expiry' })),
  rule(
    `( since | for | with | in | makes )? ( the )? ( more time | longest ( time )? ) ( without | that not | not | since ) ( the )? ( last )? ( export | exported ) ${docs}`,
    by('exported'),
  ),
  rule('( that )? ( not )? ( export | exported ) since more time', by('exported')),
  rule('( with )? ( the )? ( last )? exported ( more )? oldest', by('exported')),
  rule('( with )? ( the )? ( last )? exported ( more )? ( recent | newest )', by('exported', { down: true })),
  rule('( more | most ) ( recent ) ( exported )', by('exported', { down: true })),
  rule('( that )? ( export | exported ) ( by last | last $ | more recent | recent )', by('exported', { down: true })),
  rule('( in )? ( order )? ( descending | of _tras for ( the )? front ) ( order )?', { is: 'turn', down: true }),
  rule('( in )? ( order )? ascending ( order )?', { is: 'turn', down: false }),
];

const small: ItemRule[] = [
  rule('or', { is: 'join', how: 'or' }),
  rule('( ,? and also? )', { is: 'join', how: 'and' }),
  rule('but ( also )?', { is: 'join', how: 'but' }),
  rule('( and )? nor', { is: 'join', how: 'nor' }),
  rule(',', { is: 'join', how: 'comma' }),
  rule('not', { is: 'not' }),
  rule('( but | and )? ( not ( the | of ) )? ( except | less ) ( for )? ( the )?', { is: 'except' }),
  rule('( all )? ( the )? ( _tirando | _fora | other than ) ( the )?', { is: 'except' }),
  {
    // A number beside a month is a day, though that month may not have it.
    at: new RegExp(
      `(?<!m:\\d+ (?:the )?)${pattern('( of )? ( the )? ( top | first | only | next )? #').source}(?!(?:of )?(?:the )?m:)`,
      'y',
    ),
    make: ([all, n]) => (/^(of )?(the )?next /.test(all!) ? undefined : { is: 'limit', limit: Number(n) }),
  },
  rule('the? next', { is: 'next' }),
  rule('the? last', { is: 'last' }),
  rule('the? first', { is: 'next' }),
  rule('how-many', { is: 'count' }),
  rule('count ( of )?', { is: 'count' }),
  rule('good ( morning | day )', { is: 'skip' }),
  rule('by favor', { is: 'skip' }),
  rule('all ( well | ok | good )', { is: 'skip' }),
];

export const itemRules: readonly ItemRule[] = [
  ...people,
  ...payers,
  ...situations,
  ...renewals,
  ...charged,
  ...pasts,
  ...events,
  ...orders,
  ...small,
  ...tableRules,
];

/** Words that a list says without them as well. */
export const idle: ReadonlySet<string> = new Set(
  'the of in by for with that who which when is has we-have me us a-gente our they you some somebody all already still also now there client people plan licence please thanks ok hello morning well aside show go portfolio whose only many-thanks their it own list'.split(
    ' ',
  ),
);

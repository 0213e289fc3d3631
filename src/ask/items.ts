import { charged, payers, people, renewals, situations } from './attributes.ts';
import { docs, events, pasts } from './events.ts';
import { type Item, type ItemRule, rule } from './item.ts';
import { pattern } from './pattern.ts';
import type { OrderKey } from './schema.ts';
import { tableRules } from './table.ts';

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

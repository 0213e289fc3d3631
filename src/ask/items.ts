import { pattern } from './pattern.ts';
import type { Condition, Key, OrderKey, Vocabulary } from './schema.ts';
import { tableRules } from './table.ts';
import type { When } from './when.ts';

/** What a piece of a sentence says. */
export type Item =
  | { is: 'condition'; condition: Condition }
  | { is: 'when'; when: When }
  /** Something that happens on a day: `alone` is what it says where no day is said. */
  | { is: 'event'; key: Key; past: boolean; not?: boolean; alone?: Condition; noun?: boolean; vague?: boolean }
  | { is: 'join'; how: 'and' | 'or' | 'nor' | 'comma' | 'but' }
  | { is: 'not' }
  | { is: 'except' }
  | { is: 'order'; order: OrderKey; down?: boolean; event?: 'expiry' | 'exported'; ahead?: boolean; limit?: number }
  | { is: 'turn'; down: boolean }
  | { is: 'limit'; limit: number }
  | { is: 'next' }
  | { is: 'last' }
  | { is: 'count' }
  | { is: 'name'; text: string; sure: boolean }
  | { is: 'word'; text: string }
  | { is: 'skip' };

export interface ItemRule {
  at: RegExp;
  make(found: readonly (string | undefined)[], vocabulary: Vocabulary): Item | undefined;
}

const values = (key: Key, ...all: string[]): Item => ({ is: 'condition', condition: { key, values: all } });
const not = (key: Key, ...all: string[]): Item => ({ is: 'condition', condition: { not: { key, values: all } } });
const rule = (source: string, make: Item | ItemRule['make']): ItemRule => ({
  at: pattern(source),
  make: typeof make === 'function' ? make : () => make,
});

const some = '( no | some | one | the | all )? ( the | own | mine )?';
const lack = `( without | nor | not still? ( has | had | we-have | is with | is ) | has still? no | still? without ) ${some}`;
const have = `( that? already? ( with | has | we-have | had | is with ) ) ${some}`;
const renewing =
  '( ( renewal | renews ) ( is | of )? automatic | automatic ( renewal | renews ) | auto-renew | renews by? ( it | themselves )? automatic )';
const charging = '( charges ( of )? ca? )';
const us = '( us | me | the? a-gente | our? office | the? office | our | our account )';

const plans = (found: string, { plans: all }: Vocabulary): Item => {
  const [family, size] = found.split(':');
  const fit = all.filter((name) => fold(name).startsWith(`${family} `));
  const one = size === undefined ? fit : fit.filter((name) => name.endsWith(` ${'I'.repeat(Number(size))}`));
  return one.length > 0 ? values('onPlan', ...one) : { is: 'word', text: found };
};
const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const who = ([, index]: readonly (string | undefined)[], { members }: Vocabulary): Item =>
  values('analyst', members[Number(index)]!.first);

const people: ItemRule[] = [
  rule('( of | for | with | by | in | under )? the? ( analyst | responsible | owner )? ( is | of | , )? the? &', who),
  rule('( of | in | on | with )? the? ( portfolio | client | part | hand ) of ( the )? ( analyst )? &', who),
  rule("( of )? & 's ( portfolio | client | own )?", who),
  rule('( that )? ( the )? & ( is | go )? ( looks ) ( of | by | for | after )?', who),
  rule('( that )? ( is )? ( looks | assigned | portfolio ) ( after )? ( of | by | for | under )? the? &', who),
  rule('( of | in | only )? the? ( that )? ( is )? mine ( own )? ( portfolio | client )?', values('analyst', 'me')),
  rule('( that )? ( me )? i-look ( of | by | for )?', values('analyst', 'me')),
  rule('( that )? me ( looks ) ( after | of | by )?', values('analyst', 'me')),
  rule(
    '( that )? ( is )? ( looks | assigned | under ) ( after )? ( of | by | for )? ( me | my-own )',
    values('analyst', 'me'),
  ),
  rule('( that )? is ( with me | my-own )', values('analyst', 'me')),
  rule('my-own', values('analyst', 'me')),
  rule(`${lack} ( analyst | responsible | owner ) ( assigned | analyst | responsible )?`, values('analyst', 'none')),
  rule(
    '( that )? ( nobody | no analyst ) ( looks | assigned | is assigned ) ( after | of | by | for )?',
    values('analyst', 'none'),
  ),
  rule('( that )? ( is )? ( of | with | for )? nobody ( looks )?', values('analyst', 'none')),
  rule('( that )? ( is )? ( of | for | to | with ) nobody', values('analyst', 'none')),
  rule(
    '( that )? not ( has | is | with | there )+ ( nobody | somebody ) ( looks )? ( after | of | by )?',
    values('analyst', 'none'),
  ),
  rule('( that )? ( is )? ( unassigned | not assigned )', values('analyst', 'none')),
  rule('( without | nor ) somebody ( that )? ( looks )? ( after | of )?', values('analyst', 'none')),
  rule(`${have} ( analyst | responsible | owner ) ( assigned )?`, not('analyst', 'none')),
];

const payers: ItemRule[] = [
  rule('( plan )? ( is )? paid ( by | for ) the? ( own )? client ( own | same )?', values('tab', 'client')),
  rule(
    '( that | whose plan )? ( the )? ( own )? client ( own | same | that )? pays ( the plan )?',
    values('tab', 'client'),
  ),
  rule(
    '( that | who )? ( they )? pays ( for )? ( the | of )? ( their )? own ( plan | licence | account )?',
    values('tab', 'client'),
  ),
  rule('( that | who )? pays ( for )? their ( own )? ( plan | licence )', values('tab', 'client')),
  rule(
    '( that | who )? pays ( for | the )? ( plan | licence )? ( automatic | of own _bolso )',
    values('tab', 'client'),
  ),
  rule('( by | for | of ) ( the )? account ( of )? ( the )? ( own )? client', values('tab', 'client')),
  rule(
    '( by | for | of ) ( the )? ( account | ca ) ( of )? ( the )? ( office | us | a-gente | _casa )',
    values('tab', 'firm'),
  ),
  rule(`( plan )? ( is )? paid ( by | for ) ${us}`, values('tab', 'firm')),
  rule(`( that | whose plan )? ${us} pays ( for | the plan )?`, values('tab', 'firm')),
  rule('( that )? ( us )? we-pay ( for | the plan )?', values('tab', 'firm')),
  rule(`${lack} ( ( plan | licence ) ( contracted | active )? | subscription )`, values('tab', 'none')),
  rule('without ( nothing | _nada ) contracted', values('tab', 'none')),
  rule('not contracted ( plan | licence )', values('tab', 'none')),
  rule('( plan | licence ) no', values('tab', 'none')),
  rule(`${have} ( plan | licence ) ( contracted )?`, values('tab', 'client', 'firm')),
  rule(
    '( of | in | with | has | on | by | uses )? the? ( plan | licence | package )? ( of )? ( the )? ~ ( plan | licence )?',
    ([, found], vocabulary) => plans(found!, vocabulary),
  ),
];

const situations: ItemRule[] = [
  rule('( still )? not ( still | themselves )? connected', values('situation', 'not_connected')),
  rule('not-connected', values('situation', 'not_connected')),
  rule('( that )? ( is )? ( already )? connected', values('situation', 'connected')),
  rule('( that )? ( is )? ( already )? not ( is | if | still )+ connected', not('situation', 'connected')),
  rule('( still )? not if connected', not('situation', 'connected')),
  rule('( that )? ( is )? disconnected', values('situation', 'disconnected')),
  rule('( highly | many )? recommended', values('situation', 'highly_recommended')),
  rule('( the )? invitation ( already )? ( is )? ( sent | pending )', values('situation', 'invited')),
  rule(
    '( with | has | received )+ ( the | one | some )? invitation ( sent | pending | in pending | received )?',
    values('situation', 'invited'),
  ),
  rule('( that )? ( is )? ( already )? invited', values('situation', 'invited')),
  rule(
    '( with | has )? ( the | one | some )? ( request | connection ) ( of connection )? ( received | pending ) ( answer | of answer )?',
    values('situation', 'requested'),
  ),
  rule(
    '( with | has | sent ) ( the | one | some )? ( connection )? request ( of connection )?',
    values('situation', 'requested'),
  ),
  rule(
    '( that )? ( already )? requested ( for | to | the | a )? ( connection | connected ) ( and ( nobody | not | us )? ( still )? ( not )? ( answer | answer them ) )?',
    values('situation', 'requested'),
  ),
];

const renewals: ItemRule[] = [
  rule(`${lack} ${renewing} ( on | active )?`, values('renewal', 'no')),
  rule(`( ${have} | that )? ( of | in | the )? ${renewing} ( on | active )?`, values('renewal', 'yes')),
  rule(`( ${have} )? ( the )? ${renewing} ( is )? ( off | inactive )`, values('renewal', 'no')),
  rule('( that )? not ( go )? renews ( automatic | by themselves )?', values('renewal', 'no')),
  rule(`( that )? not ( go )? ${renewing}`, values('renewal', 'no')),
  rule('( that )? ( go )? renews', values('renewal', 'yes')),
];

const charged: ItemRule[] = [
  rule(`( ${have} | with | uses | in )? ( the )? ${charging} ( is )? ( active | on )`, values('charges', 'active')),
  rule(`( that )? ( already )? uses ( the )? ${charging}`, values('charges', 'active')),
  rule(`${have} ${charging}`, values('charges', 'active')),
  rule(`( ${have} | with | in )? ( the )? ${charging} ( is )? ( inactive | off )`, values('charges', 'inactive')),
  rule(`( active | on ) ${charging}`, values('charges', 'active')),
  rule(`( inactive | off ) ${charging}`, values('charges', 'inactive')),
  rule(`( that )? ( not )? ( uses )? ${charging} ( of )? never uses`, values('charges', 'never_used')),
  rule(
    `( that )? ( has )? never ( has )? ( used-it | uses | had | used | active ) ( the )? ${charging}`,
    values('charges', 'never_used'),
  ),
  rule(`${charging} never ( used-it | used | uses )`, values('charges', 'never_used')),
  rule(`( that )? not ( uses | used-it | has ) ( the )? ${charging}`, not('charges', 'active')),
  rule(`( without | nor ) ( the )? ${charging} ( active | on )?`, not('charges', 'active')),
];

const licence = '( the? ( plan | licence ) )?';
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

const event = (key: 'expiry' | 'exported', past: boolean, more: object = {}): Item => ({
  is: 'event',
  key,
  past,
  ...more,
});
const overdue: Condition = { key: 'expiry', values: ['overdue'] };
const never: Condition = { key: 'exported', values: ['never'] };
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

const by = (order: OrderKey, more: object = {}): Item => ({ is: 'order', order, ...more });
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

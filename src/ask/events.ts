import { type Item, type ItemRule, not, rule, values } from './item.ts';
import type { Condition } from './schema.ts';

export const licence = '( the? ( plan | licence ) )?';
const was = '( that | whose )? ( already | the )*' + ' ( has | had | is | already )? ( already | is )?';
const happenings = {
  renewed: 'renewed',
  cancelled: 'cancelled',
  blocked: 'blocked',
  transferred: 'transferred',
  trial: 'trial',
} as const;
export const pasts: ItemRule[] = [
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
export const overdue: Condition = { key: 'expiry', values: ['overdue'] };
export const never: Condition = { key: 'exported', values: ['never'] };
export const docs = '( the? ( documents | of documents | nothing | some documents ) )?';
export const events: ItemRule[] = [
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

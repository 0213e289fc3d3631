import { pattern } from './pattern.ts';
import { type Fact, factOfField } from './schema.ts';
import { tableNouns } from './table.ts';

interface FactRule {
  at: RegExp;
  field: Fact;
  /** A yes or no, asked of one: a word that is nobody's must be in the name. */
  yesNo?: boolean;
}
const anchored = (source: string): RegExp => new RegExp(pattern(source).source, 'dy');
const rule = (field: Fact, source: string, yesNo = false): FactRule => ({ at: anchored(`${source} $`), field, yesNo });

export const is = '( is | the | of | that | has | go | already | it )*';

const nouns: readonly [Fact, string][] = [
  ['expiresOn', '( ( time | day ) of )? ( expire | venc ) ( time | day )? ( of ( the )? ( plan | licence ) )?'],
  ['lastExport', '( the )? last ( time of )? ( export | exported ) ( time | of documents )?'],
  ['phone', '( number of )? ( the )? phone ( number )?'],
  ['email', '( address of )? ( the )? email ( address )?'],
  ['document', '( number of )? ( the )? document ( number )?'],
  ['contact', '( the )? ( name of )? ( the )? ( people of )? contact'],
  ['analyst', '( the )? ( analyst | responsible )'],
  ['situation', '( the )? situation'],
  ['charges', '( the )? ( situation of )? ( the )? charges ( ca )?'],
  ['autoRenew', '( the )? ( renewal automatic | auto-renew | automatic renewal )'],
  ['plan', '( the )? ( plan | licence ) ( contracted | active )?'],
  ['payer', '( the )? payer ( of ( the )? ( plan | licence ) )?'],
  ['card', '( the )? record'],
  ...tableNouns.map(([name, source]): [Fact, string] => [factOfField(name), `( the )? ${source}`]),
];

export const factRules: readonly FactRule[] = [
  rule(
    'expiresOn',
    `( until )? ( when | which day | in which day | the that day ) ${is} ( plan | licence )? ( of )? ( the )? ( expire | expired ) ( the | plan | licence | of | subscription )* *`,
  ),
  rule(
    'expiresOn',
    `( until )? when ( go | is | has ) ( the | plan | licence | of )* * ( 's )? ( plan | licence )? ( expire | expired )`,
  ),
  rule('expiresOn', `until when ( go | is | has ) ( the | plan | licence | of )* *`),
  rule(
    'expiresOn',
    `how-many ( day | time ) ( _faltam | _falta | left | free | for | the | of | until | plan | licence )* * ( expire )?`,
  ),
  rule(
    'expiresOn',
    `( the | plan | licence | of )* * ( go )? ( expire | expired ) ( when | in? which day | until when | the? that day )`,
  ),
  rule(
    'analyst',
    `( who | which analyst | the that ) ( is | that )* looks ( after | of | by | for | the | client )* *`,
  ),
  rule(
    'analyst',
    `( who | which ) ( is )? ( the )? ( analyst | responsible | owner ) ( that looks )? ( of | by | for | in | the | client )* *`,
  ),
  rule('analyst', `( who | which ) ( is )? ( the )? * 's ( analyst | responsible )`),
  rule('analyst', `( of | with ) ( who | which analyst ) ${is} ( portfolio )? ( the )? *`),
  rule('analyst', `the? * is ( in | with | of | the )* ( who | portfolio of who | which analyst | which portfolio )`),
  rule(
    'contact',
    `with who ( me | us | go | should )? ( show | _falo | _fala | _conversar | _converso | _falamos | _trato | _tratar ) ( in | of | the | about | with )* *`,
  ),
  rule('contact', `( who | which ) is ( the )? contact ( of | in | the | for | client )* *`),
  rule('contact', `who ( is | me | go )* ( show | _falar ) ( with | to | in | for )* ( in | at | the )* *`),
  rule('payer', `who ( is | that )* pays ( the | for | of | by | plan | licence | 's )* *`),
  rule('payer', `( the )? ( plan | licence )? ( of )? ( the )? * is paid by who`),
  rule(
    'lastExport',
    `when ( is | has | was | the | that | us | last )* ( export | exported ) ( the | of | documents | for | us | last | by last )* *`,
  ),
  rule(
    'lastExport',
    `when ( is | has | was | had )* ( the )? * ( last )? ( is )? ( export | exported ) ( by last | documents )?`,
  ),
  ...nouns.flatMap(([field, noun]) => [
    rule(field, `( which | the | is | has | know )* ${noun} ( is )? ( that )? ( of | in | for | the | client )+ *`),
    rule(field, `( which | the | is )* ( the )? * 's ${noun}`),
    rule(
      field,
      `( in | with | of )? which ( is )? ( the )? ${noun} ( that | has | is | the | of )* * ( has | is | in | with | uses )*`,
    ),
    rule(field, `( the )? * ( is | has | uses ) ( in | with | of )? which ( the )? ${noun}`),
    rule(field, `( is | has ) ( the )? * ( has | with | in | on )+ ( some | one | the )? ${noun}`, true),
  ]),
  ...nouns.map(([field, noun]) => rule(field, `( which | the | is )* ${noun} *`)),
  rule(
    'situation',
    `( the )? * ( is | has | already | still )+ ( not | if )* ( connected | disconnected | not-connected | invited )`,
    true,
  ),
  rule('situation', `( is ) ( the )? * ( already | still | not )* ( connected | disconnected | invited )`, true),
  rule(
    'situation',
    `( the )? * ( already | not | has )* ( connected | _aceitou | accepted ) ( the )? ( invitation )?`,
    true,
  ),
  rule(
    'autoRenew',
    `( the )? * ( has | is | with | in | uses | already )+ ( the )? ( renewal automatic | auto-renew | automatic renewal ) ( on | active | off )?`,
    true,
  ),
  rule(
    'autoRenew',
    `( the )? ( plan | licence | of )* * ( go )? ( renews | auto-renew ) ( automatic | by themselves )?`,
    true,
  ),
  rule(
    'autoRenew',
    `( is | has ) ( the )? * ( renews | auto-renew | has auto-renew | has automatic renewal | in auto-renew | automatic renews ) ( automatic )?`,
    true,
  ),
  rule('charges', `( the )? * ( uses | has | is with | already uses ) ( the )? charges ( ca )? ( active | on )?`, true),
  rule('charges', `( has | is ) ( the )? * ( uses | has ) ( the )? charges ( ca )?`, true),
  rule('expiresOn', `( the )? ( plan | licence | of )* * ( is | already | has )* ( overdue | expired )`, true),
  rule('expiresOn', `( is ) ( the )? * ( overdue | expired )`, true),
  rule('expiresOn', `the? * ( go )? expire ( when )?`, true),
  rule(
    'lastExport',
    `( the )? * ( already | is | has | not | still )* exported ( documents | this month | something | when )?`,
    true,
  ),
  rule(
    'plan',
    `( the )? * ( is | has | uses )+ ( in | with | on )? ( the | one | some )? ( ~ | plan ~ | plan | licence )`,
    true,
  ),
  rule('plan', `( is | has ) ( the )? * ( has | in | on | with )+ ( the | one | some )? ( ~ | plan | licence )`, true),
  rule(
    'analyst',
    `( the )? * ( is | has )+ ( of | with | in )* ( the | some )* ( & | analyst | responsible | portfolio of &| mine )`,
    true,
  ),
  ...nouns.map(([field, noun]) => rule(field, `( the )? ( which )? * ${noun}`, true)),
  rule('card', `( all | everything | the )* ( about | _sobre ) ( the )? *`),
  rule('card', `( how )? is ( the )? ( situation of )? *`),
  rule('card', `how ( is | go ) ( the )? *`),
];

/** What no name has, as far as a question is concerned that is read by its end. */

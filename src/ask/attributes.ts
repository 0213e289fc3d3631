import { fold } from '../kit/text.ts';
import { type Item, type ItemRule, not, rule, values } from './item.ts';
import type { Vocabulary } from './schema.ts';

export const some = '( no | some | one | the | all )? ( the | own | mine )?';
const lack = `( without | nor | not still? ( has | had | we-have | is with | is ) | has still? no | still? without ) ${some}`;
export const have = `( that? already? ( with | has | we-have | had | is with ) ) ${some}`;
const renewing =
  '( ( renewal | renews ) ( is | of )? automatic | automatic ( renewal | renews ) | auto-renew | renews by? ( it | themselves )? automatic )';
const charging = '( charges ( of )? ca? )';
export const us = '( us | me | the? a-gente | our? office | the? office | our | our account )';

const plans = (found: string, { plans: all }: Vocabulary): Item => {
  const [family, size] = found.split(':');
  const fit = all.filter((name) => fold(name).startsWith(`${family} `));
  const one = size === undefined ? fit : fit.filter((name) => name.endsWith(` ${'I'.repeat(Number(size))}`));
  return one.length > 0 ? values('onPlan', ...one) : { is: 'word', text: found };
};

export const who = ([, index]: readonly (string | undefined)[], { members }: Vocabulary): Item =>
  values('analyst', members[Number(index)]!.first);

export const people: ItemRule[] = [
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

export const payers: ItemRule[] = [
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

export const situations: ItemRule[] = [
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

export const renewals: ItemRule[] = [
  rule(`${lack} ${renewing} ( on | active )?`, values('renewal', 'no')),
  rule(`( ${have} | that )? ( of | in | the )? ${renewing} ( on | active )?`, values('renewal', 'yes')),
  rule(`( ${have} )? ( the )? ${renewing} ( is )? ( off | inactive )`, values('renewal', 'no')),
  rule('( that )? not ( go )? renews ( automatic | by themselves )?', values('renewal', 'no')),
  rule(`( that )? not ( go )? ${renewing}`, values('renewal', 'no')),
  rule('( that )? ( go )? renews', values('renewal', 'yes')),
];

export const charged: ItemRule[] = [
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

import { addDays, addMonths, type Day, daysBetween } from '../kit/days.ts';
import { noPlan } from './client.ts';
import { type Kind, type LicenseState, monthsOf, type Recurrence, type Terms } from './licence.ts';

/** Days of trial when the client pays (the first day counts). */
export const trialDays = 3;
/** An active licence that does not renew itself is expiring during its last so many days. */
export const expiringDays = 30;

/** The end of the period behind the one that ends on `day`. A 31st is the last day of a shorter month, and the 31st again afterwards. */
export function nextEnd(day: Day, recurrence: Recurrence, anchorDay: number): Day {
  const anchor = anchorDay || Number(day.slice(8));
  return addMonths(`${day.slice(0, 7)}-${String(anchor).padStart(2, '0')}`, monthsOf[recurrence]);
}

/** The end of a first period. */
export const firstEnd = (startsOn: Day, recurrence: Recurrence): Day => nextEnd(startsOn, recurrence, 0);

/** Renews a licence that runs out until its end is not behind `today`. */
export function roll<T extends Pick<Terms, 'expiresOn' | 'recurrence' | 'anchorDay'>>(terms: T, today: Day): T {
  const anchorDay = terms.anchorDay || Number(terms.expiresOn.slice(8));
  let { expiresOn } = terms;
  while (expiresOn < today) expiresOn = nextEnd(expiresOn, terms.recurrence, anchorDay);
  return { ...terms, expiresOn, anchorDay };
}

/** At the renewal at which the client takes over: a licence of a package leaves it, and goes on as the client's own. */
function clientPays(terms: Terms, today: Day): Terms {
  const own: Terms = { ...terms, payer: 'client', nextPayer: '', packageId: null, autoRenew: true };
  return own.state === 'active' ? roll(own, today) : own;
}

export interface LicenseTransition {
  kind: Kind;
  after: Terms;
}

/**
 * What has become of a licence by itself up to today, in order: its trial is over, the client pays now, it was renewed, or it ran out. Nothing for a licence
 * that is as it was stored. The clock writes down what this says; who reads before the clock has come round gets the same from it.
 */
export function due(terms: Terms, today: Day): LicenseTransition[] {
  const steps: LicenseTransition[] = [];
  let now = terms;
  if (now.state === 'trial' && (today >= now.trialEndsOn || today > now.expiresOn)) {
    now = { ...now, state: 'active' };
    steps.push({ kind: 'active', after: now });
  }
  if (now.nextPayer && today > now.expiresOn && (now.state === 'active' || now.state === 'blocked')) {
    now = clientPays(now, today);
    steps.push({ kind: 'payer', after: now });
  }
  if (now.state === 'active' && today > now.expiresOn)
    steps.push(
      now.autoRenew
        ? { kind: 'renewed', after: roll(now, today) }
        : { kind: 'expired', after: { ...now, state: 'expired' } },
    );
  return steps;
}

/** A licence as it is today, whether or not the clock has written it down. */
export const current = (terms: Terms, today: Day): Terms => due(terms, today).at(-1)?.after ?? terms;

/** THE rule: what a licence is today. Everything that shows or counts licences asks this. */
export function stateOf(terms: Terms | null | undefined, today: Day): LicenseState {
  if (!terms) return 'none';
  const now = current(terms, today);
  if (now.state !== 'active' || now.autoRenew || now.expiresOn === noPlan) return now.state;
  return daysBetween(today, now.expiresOn) <= expiringDays ? 'expiring' : 'active';
}

/** The last day of what a licence is now; `noPlan` when nothing will happen to it by itself. */
export function dueOn(terms: Terms): Day {
  if (terms.state === 'active' || (terms.state === 'blocked' && terms.nextPayer)) return terms.expiresOn;
  if (terms.state !== 'trial') return noPlan;
  const last = addDays(terms.trialEndsOn, -1);
  return [last, terms.expiresOn].sort()[0]!;
}

/** The licence that a history of events leaves. Events hold the whole licence, so the last one says it. */
export const replay = (events: readonly Terms[]): Terms | null => events.at(-1) ?? null;

import { addDays, type Day } from '../kit/days.ts';
import { noPlan } from './client.ts';
import type { LicenseState, Paying, Recurrence, Terms } from './licence.ts';
import { firstEnd, type LicenseTransition, nextEnd, trialDays } from './state.ts';

/** What people do to a licence. */
export const deeds = [
  'contract',
  'renew',
  'payer',
  'renewal',
  'block',
  'unblock',
  'cancel',
  'transfer',
  'move',
] as const;
export type LicenseAct = (typeof deeds)[number];

const running: readonly LicenseState[] = ['trial', 'active', 'expiring'];
const over: readonly LicenseState[] = ['none', 'expired', 'cancelled', 'transferred'];

/** In which states each deed makes sense. */
const open: Readonly<Record<LicenseAct, readonly LicenseState[]>> = {
  contract: over,
  renew: ['active', 'expiring', 'expired'],
  payer: running,
  renewal: running,
  block: [...running, 'expired'],
  unblock: ['blocked'],
  cancel: [...running, 'expired', 'blocked'],
  // The portal wants its term signed even for a licence that is cancelled or blocked.
  transfer: [...running, 'expired', 'blocked', 'cancelled'],
  move: [...running, 'blocked'],
};

/** `lot`: what a licence of a package does not decide for itself, its package does. */
export function may(
  deed: LicenseAct,
  state: LicenseState,
  packageId: string | null,
): 'yes' | 'state' | 'lot' | 'no-lot' {
  if (!open[deed].includes(state)) return 'state';
  if (packageId && (deed === 'renew' || deed === 'renewal')) return 'lot';
  return deed === 'move' && !packageId ? 'no-lot' : 'yes';
}

/** The purchase a licence is taken from, as far as the licence takes its terms from it. */
export interface Lot {
  id: string;
  plan: string;
  recurrence: Recurrence;
  renewsOn: Day;
  anchorDay: number;
  autoRenew: boolean;
}

export interface LicenseWish {
  plan: string;
  recurrence: Recurrence;
  startsOn: Day;
  autoRenew: boolean;
}

const dayOf = (day: Day) => Number(day.slice(8));

/** A new licence that the client pays: it begins with its trial. */
export const contractByClient = ({ plan, recurrence, startsOn, autoRenew }: LicenseWish): LicenseTransition => ({
  kind: 'trial',
  after: {
    plan,
    payer: 'client',
    nextPayer: '',
    recurrence,
    startsOn,
    expiresOn: firstEnd(startsOn, recurrence),
    autoRenew,
    trialEndsOn: addDays(startsOn, trialDays),
    anchorDay: dayOf(startsOn),
    packageId: null,
    state: 'trial',
  },
});

/** A plan that the client has and pays already, as somebody puts it down. */
export interface Registration {
  plan: string;
  recurrence: Recurrence;
  expiresOn: Day;
  autoRenew: boolean;
}

export const registerOwn = ({ plan, recurrence, expiresOn, autoRenew }: Registration): LicenseTransition => ({
  kind: 'registered',
  after: {
    plan,
    payer: 'client',
    nextPayer: '',
    recurrence,
    startsOn: '',
    expiresOn,
    autoRenew,
    trialEndsOn: '',
    anchorDay: dayOf(expiresOn),
    packageId: null,
    state: 'active',
  },
});

const ofLot = ({ id, plan, recurrence, renewsOn, anchorDay, autoRenew }: Lot) => ({
  plan,
  payer: 'firm' as Paying,
  nextPayer: '' as const,
  recurrence,
  expiresOn: renewsOn,
  autoRenew,
  trialEndsOn: '',
  anchorDay: anchorDay || dayOf(renewsOn),
  packageId: id,
});

/** A new licence out of a package: what the package says holds. */
export const contractFromLot = (lot: Lot, startsOn: Day): LicenseTransition => ({
  kind: 'active',
  after: { ...ofLot(lot), startsOn, state: 'active' },
});

/** The next period; after the end, or with another recurrence, it begins today. */
export function renew(
  terms: Terms,
  { plan, recurrence, autoRenew }: Omit<LicenseWish, 'startsOn'>,
  today: Day,
): LicenseTransition {
  const afresh = terms.expiresOn < today || terms.expiresOn === noPlan || recurrence !== terms.recurrence;
  const period = afresh
    ? { startsOn: today, expiresOn: firstEnd(today, recurrence), anchorDay: dayOf(today) }
    : {
        expiresOn: nextEnd(terms.expiresOn, recurrence, terms.anchorDay),
        anchorDay: terms.anchorDay || dayOf(terms.expiresOn),
      };
  return {
    kind: 'renewed',
    after: { ...terms, ...period, plan, recurrence, autoRenew, packageId: null, trialEndsOn: '', state: 'active' },
  };
}

/** From now on the firm pays, out of a package; what runs, runs on until the package is renewed. */
export const payByFirm = (terms: Terms, lot: Lot): LicenseTransition => ({
  kind: 'payer',
  after: { ...terms, ...ofLot(lot), state: 'active' },
});

/**
 * The client pays from the next renewal on: the period that is paid runs to its end, and the licence of a package with it. Where nobody
 * knows when that is, the client pays at once.
 */
export const payByClient = (terms: Terms): LicenseTransition =>
  terms.expiresOn === noPlan
    ? { kind: 'payer', after: { ...terms, payer: 'client', nextPayer: '', packageId: null } }
    : { kind: 'payer_next', after: { ...terms, nextPayer: 'client' } };

/** Takes that back before it has come. */
export const keepPaying = (terms: Terms): LicenseTransition => ({
  kind: 'payer_kept',
  after: { ...terms, nextPayer: '' },
});

export const setRenewal = (terms: Terms, on: boolean): LicenseTransition => ({
  kind: on ? 'renewal_on' : 'renewal_off',
  after: { ...terms, autoRenew: on },
});

export const block = (terms: Terms): LicenseTransition => ({ kind: 'blocked', after: { ...terms, state: 'blocked' } });
export const unblock = (terms: Terms): LicenseTransition => ({
  kind: 'unblocked',
  after: { ...terms, state: 'active' },
});

/** Ends at once; a licence of a package is free again. */
const end = (terms: Terms, state: 'cancelled' | 'transferred'): LicenseTransition => ({
  kind: state,
  after: { ...terms, state, nextPayer: '', autoRenew: false, packageId: null },
});
export const cancel = (terms: Terms): LicenseTransition => end(terms, 'cancelled');
/** Leaves the portfolio, or goes to another client of it. */
export const transfer = (terms: Terms): LicenseTransition => end(terms, 'transferred');

/** What arrives at the other client of a licence that moves: the same licence of the same package. */
export const arrive = (terms: Terms, today: Day): LicenseTransition => ({
  kind: 'active',
  after: { ...terms, nextPayer: '', startsOn: today, trialEndsOn: '', state: 'active' },
});

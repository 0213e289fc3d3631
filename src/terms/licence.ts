import type { Day } from '../kit/days.ts';
import { noPlan } from './client.ts';

export const recurrences = ['monthly', 'quarterly', 'yearly'] as const;
export type Recurrence = (typeof recurrences)[number];
/** Months from one renewal to the next. */
export const monthsOf: Readonly<Record<Recurrence, number>> = { monthly: 1, quarterly: 3, yearly: 12 };

export const paying = ['client', 'firm'] as const;
export type Paying = (typeof paying)[number];

/** How a licence is stored. */
export const stored = ['trial', 'active', 'expired', 'blocked', 'cancelled', 'transferred'] as const;
export type Stored = (typeof stored)[number];

/** What people are told of it: `expiring` is an active one that ends soon and does not renew itself; `none`: there never was one. */
export type LicenseState = 'none' | 'expiring' | Stored;

/** What can happen to a licence; each is an event that is kept. */
export const kinds = [
  'trial',
  'active',
  'renewed',
  'expired',
  'blocked',
  'unblocked',
  'cancelled',
  'transferred',
  'payer',
  'payer_next',
  'payer_kept',
  'registered',
  'terms',
  'renewal_on',
  'renewal_off',
] as const;
export type Kind = (typeof kinds)[number];

/** A whole licence. Every event holds one, as it was from then on. */
export interface Terms {
  plan: string;
  payer: Paying;
  /** Who pays from the next renewal on, where that is agreed; until then the licence stays as it is. */
  nextPayer: '' | 'client';
  recurrence: Recurrence;
  /** The first day of the current agreement; "" when an import did not say it. */
  startsOn: Day;
  /** The last day it is good for; `noPlan` when nobody knows. */
  expiresOn: Day;
  autoRenew: boolean;
  /** The first day after the trial; "" without one. */
  trialEndsOn: Day;
  /** The day of the month its periods end on; 0 is that of expiresOn. */
  anchorDay: number;
  packageId: string | null;
  state: Stored;
}

export const termKeys = [
  'plan',
  'payer',
  'nextPayer',
  'recurrence',
  'startsOn',
  'expiresOn',
  'autoRenew',
  'trialEndsOn',
  'anchorDay',
  'packageId',
  'state',
] as const satisfies readonly (keyof Terms)[];

/** The terms of a row that holds more. */
export const termsOf = (row: { [K in keyof Terms]: unknown }): Terms =>
  Object.fromEntries(
    termKeys.map((key) => [key, key === 'autoRenew' ? Boolean(row[key]) : row[key]]),
  ) as unknown as Terms;

/** Whether a client has this licence, good or not: one that was cancelled or given away is history. */
export const held = (terms: { state: string } | null | undefined): boolean =>
  Boolean(terms) && terms!.state !== 'cancelled' && terms!.state !== 'transferred';

/** The package a client has a licence of. */
export const slotOf = (terms: Terms | null): string | null => (terms && held(terms) ? terms.packageId : null);

/** The packages that a licence has left on its way through what happened to it, one by one. */
export const leftOn = (before: Terms | null, after: readonly Terms[]): string[] =>
  after.flatMap((terms, i) => {
    const slot = slotOf(i === 0 ? before : after[i - 1]!);
    return slot && slot !== slotOf(terms) ? [slot] : [];
  });

/** What the client's own row shows of its licence. */
export const shownOf = (terms: Terms | null) =>
  terms && held(terms)
    ? { plan: terms.plan, payer: terms.payer, expiresOn: terms.expiresOn, autoRenew: terms.autoRenew }
    : { plan: '', payer: 'none', expiresOn: noPlan, autoRenew: false };

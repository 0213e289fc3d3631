import { slotOf, termsOf } from '../../terms/licence.ts';
import { stateOf } from '../../terms/state.ts';
import { type ClientStatus, waitingAt, waitingOf } from '../gates.ts';

/** A licence's row, as far as it says what the licence is. */
export const licenseSelect = {
  plan: true,
  payer: true,
  nextPayer: true,
  recurrence: true,
  startsOn: true,
  expiresOn: true,
  autoRenew: true,
  trialEndsOn: true,
  anchorDay: true,
  packageId: true,
  state: true,
} as const;

/** What is read of a client to know what can be done; inside a write as well as outside. */
export const standingSelect = (now: Date) => ({
  situation: true,
  license: { select: licenseSelect },
  grant: { select: { state: true } },
  requests: { where: waitingAt(now), select: { id: true, direction: true, state: true, expiresAt: true } },
});

interface Row {
  situation: string;
  license: Parameters<typeof termsOf>[0] | null;
  grant: { state: string } | null;
  requests: Parameters<typeof waitingOf>[0];
}

export function standingOf({ situation, license, grant, requests }: Row, now: Date, today: string): ClientStatus {
  const terms = license ? termsOf(license) : null;
  const waiting = waitingOf(requests, now);
  return {
    situation,
    ...(waiting ? { waiting } : {}),
    license: stateOf(terms, today),
    packageId: slotOf(terms),
    access: grant?.state ?? 'none',
  };
}

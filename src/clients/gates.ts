import type { LicenseState } from '../terms/licence.ts';
import { type LicenseAct, may } from '../terms/license-acts.ts';

/** A request between the firm and a client that somebody has still to answer. */
export interface Waiting {
  id: string;
  direction: string;
}

/** Whose move it is with a client. A label alone says nothing: an imported "Convite enviado" has no invitation behind it. */
export const stages = ['open', 'invited', 'requested', 'connected'] as const;
export type Stage = (typeof stages)[number];

export const stageOf = ({ situation, waiting }: { situation: string; waiting?: Waiting }): Stage => {
  if (situation === 'connected') return 'connected';
  if (!waiting) return 'open';
  return waiting.direction === 'client_to_firm' ? 'requested' : 'invited';
};

/** Which requests wait, as a database is asked. An invitation whose time is over can still be sent again; a client's request is over. */
export const waitingAt = (now: Date) => ({
  state: 'pending',
  OR: [{ direction: 'firm_to_client' }, { expiresAt: { gt: now } }],
});

/** The one that waits among the requests of a client: what the client asked comes first. */
export const waitingOf = (
  requests: readonly { id: string; direction: string; state: string; expiresAt: Date }[],
  now: Date,
): Waiting | undefined => {
  const waiting = requests.filter(
    (each) => each.state === 'pending' && (each.direction === 'firm_to_client' || each.expiresAt > now),
  );
  return waiting.find((each) => each.direction === 'client_to_firm') ?? waiting[0];
};

/** What a client is, as far as it decides what can be done. */
export interface ClientStatus {
  situation: string;
  waiting?: Waiting;
  license: LicenseState;
  packageId: string | null;
  /** How the authorisation of the client's own account stands; "none" without one. */
  access: string;
}

export type Act =
  | 'invite'
  | 'resend'
  | 'correct'
  | 'withdraw'
  | 'accept'
  | 'decline'
  | 'disconnect'
  | 'edit'
  | 'remove'
  | 'erase'
  | 'authorize'
  | 'finances'
  | 'documents'
  | 'received'
  | 'register'
  | LicenseAct;

interface Gate {
  stages: readonly Stage[];
  /** The rule of the licence that holds besides. */
  license?: LicenseAct;
  /** How the client's own account must stand to the firm. */
  access?: readonly string[];
}

const whenOpen: Gate = { stages: ['open'] };
const whenConnected: Gate = { stages: ['connected'] };
const deed = (license: LicenseAct): Gate => ({ stages, license });

/** THE table: what is offered for a client and what is refused both come from here. */
const gates: Readonly<Record<Act, Gate>> = {
  invite: whenOpen,
  resend: { stages: ['invited'] },
  correct: { stages: ['invited'] },
  withdraw: { stages: ['invited'] },
  accept: { stages: ['requested'] },
  decline: { stages: ['requested'] },
  disconnect: whenConnected,
  // As in the portal: a client who is connected, or about to be, is not changed or removed under the other side's hands.
  edit: whenOpen,
  remove: whenOpen,
  erase: whenOpen,
  authorize: { stages: ['connected'], access: ['none', 'revoked', 'expired'] },
  finances: whenConnected,
  // What is blocked may be free again by the time it is asked.
  documents: { stages: ['connected'], access: ['active', 'blocked'] },
  received: whenConnected,
  // A connected client without a plan gets a licence of the firm, or has one of their own that nobody has put down yet.
  contract: { stages: ['open', 'connected'], license: 'contract' },
  register: { stages: ['connected'], license: 'contract' },
  renew: deed('renew'),
  payer: deed('payer'),
  renewal: deed('renewal'),
  block: deed('block'),
  unblock: deed('unblock'),
  cancel: deed('cancel'),
  transfer: deed('transfer'),
  move: deed('move'),
};

/** Who was asked by letter to authorise their account is not asked again for so many days. */
export const quietDays = 7;

/** Why something cannot be done: where the client stands, or what the licence is. */
export type Reason = Stage | 'access' | 'state' | 'lot' | 'no-lot';

export function reasonAgainst(act: Act, standing: ClientStatus): Reason | undefined {
  const { stages: allowed, license, access } = gates[act];
  const stage = stageOf(standing);
  if (!allowed.includes(stage)) return stage;
  if (access && !access.includes(standing.access)) return 'access';
  if (!license) return undefined;
  const verdict = may(license, standing.license, standing.packageId);
  return verdict === 'yes' ? undefined : verdict;
}

export const allows = (standing: ClientStatus, act: Act): boolean => reasonAgainst(act, standing) === undefined;

/** How a request to connect stands, and what can happen to it. */
export const states = ['pending', 'accepted', 'declined', 'cancelled', 'expired'] as const;
export type State = (typeof states)[number];
export const directions = ['firm_to_client', 'client_to_firm'] as const;
export type Direction = (typeof directions)[number];
export const events = ['accept', 'decline', 'cancel', 'expire', 'resend', 'correct', 'remind'] as const;
export type Event = (typeof events)[number];
/** Which side something comes from: the firm's member, the client, or the clock. */
export type Side = 'firm' | 'client' | 'system';

/** A request as everybody reads it. */
export interface Request {
  id: string;
  firmId: string;
  clientId: string | null;
  accountId: string | null;
  direction: Direction;
  state: State;
  email: string;
  companyName: string;
  document: string | null;
  contactName: string;
  phone: string;
  service: string;
  /** What a client typed of the firm they look for; empty in an invitation. */
  firmName: string;
  firmPhone: string;
  firmDocument: string;
  payer: string;
  locale: string;
  createdById: string | null;
  reminders: number;
  createdAt: Date;
  sentAt: Date | null;
  expiresAt: Date;
  decidedAt: Date | null;
  decidedBy: string | null;
  decidedFrom: string | null;
  reason: string;
  /** What the portfolio showed of the client before anybody was asked. */
  before: string;
  /** Whether the client connected by another e-mail was asked to pass the record on, which one that is, and who chose it. */
  handover: '' | 'asked' | 'refused';
  handoverOf: string | null;
  handoverBy: string | null;
  /** When the connection that it made ended, and by whom. */
  endedAt: Date | null;
  endedBy: string | null;
}

/** For how many days the link of a letter works that asks for an authorisation. */
export const accessDays = 30;

import type { Direction, Event, Side, State } from './schema.ts';

/** What an event does to a request; 'refused' when this side may not, 'over' when the request has been decided. */
export type Transition = { to: State } | 'refused' | 'over';

/** Whoever was asked decides; whoever asked may take it back, send it again or correct its address; the clock ends and reminds. */
const asked: Readonly<Record<Direction, 'firm' | 'client'>> = { firm_to_client: 'client', client_to_firm: 'firm' };
const outcomes: Readonly<Record<Event, { to: State; by: 'asked' | 'asking' | 'system' }>> = {
  accept: { to: 'accepted', by: 'asked' },
  decline: { to: 'declined', by: 'asked' },
  cancel: { to: 'cancelled', by: 'asking' },
  resend: { to: 'pending', by: 'asking' },
  correct: { to: 'pending', by: 'asking' },
  expire: { to: 'expired', by: 'system' },
  remind: { to: 'pending', by: 'system' },
};

/** The whole state machine. Only a pending request can change. */
export function step(state: State, direction: Direction, event: Event, side: Side): Transition {
  const { to, by } = outcomes[event];
  const may =
    by === 'system' ? 'system' : by === 'asked' ? asked[direction] : asked[direction] === 'client' ? 'firm' : 'client';
  if (side !== may) return 'refused';
  return state === 'pending' ? { to } : 'over';
}

/** Days after sending at which a client is reminded. */
export const reminderDays = [3, 7, 21] as const;

/** When the clock must look at a request again: its next reminder, or its end. Requests of clients are not reminded by mail. */
export function nextLook(direction: Direction, sentAt: Date, reminders: number, expiresAt: Date): Date {
  const days = direction === 'firm_to_client' ? reminderDays[reminders] : undefined;
  if (days === undefined) return expiresAt;
  const at = new Date(sentAt.getTime() + days * 86_400_000);
  return at < expiresAt ? at : expiresAt;
}

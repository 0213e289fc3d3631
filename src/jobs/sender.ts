import type { Tx } from '../data/client.ts';
import type { OutboxKind } from '../data/write.ts';
import type { Delivered, Once } from '../kit/incoming.ts';

/** How rows of one kind leave the process. */
export interface Sender {
  /** `once` is the same however often a row is tried, but that it says whether an earlier try may have arrived. */
  send(payload: unknown, once: Once): Promise<Delivered>;
  /** Milliseconds from one message of a lane to its next. */
  pace?: number;
  /** Whether a sent row keeps its payload. Otherwise nothing of it stays at rest. */
  keep?: boolean;
  /** Runs in the transaction that marks the row as sent: for what must be known exactly when it is (where a card stands). */
  sent?(tx: Tx, payload: unknown, message: string): Promise<void>;
}

/** Senders by the kind of what they send. */
export type Senders = Readonly<Partial<Record<OutboxKind, Sender>>>;

/** What to do with a row after a try. */
export type Verdict =
  | { state: 'sent'; message: string }
  | { state: 'dead'; reason: string }
  /**
   * `counted`: this was one of the row's tries. `holds`: the row keeps its place, and its lane waits behind it. `claims`: how many of the
   * times it was taken came to no end that anybody knows.
   */
  | { state: 'pending'; reason: string; at: Date; counted: boolean; holds: boolean; claims: number };

/** A row as far as the verdict needs it; `attempts` counts the tries that failed before this one. */
export interface Tried {
  lane: string;
  attempts: number;
  claims: number;
  createdAt: Date;
}

const maxTries = 10;
const first = 5000;
const longest = 2 * 3_600_000;
export const day = 24 * 3_600_000;
/** So many failures hold up a lane, to keep its order over a short outage; then one bad message must not stop all others. */
const holdingTries = 4;

/** 5 s, 15 s, 45 s … up to 2 hours, each a quarter shorter or longer: ten tries take about five hours. */
export const backOff = (failed: number, random: () => number): number =>
  Math.round(Math.min(first * 3 ** failed, longest) * (0.75 + random() / 2));

/** Fit for a list of dead letters: one line, and nobody's address in it. */
const oneLine = (reason: string): string =>
  reason
    .replace(/[^\s<>"'(),:;]+@[^\s<>"'(),:;]+/g, '…')
    .replace(/[\x00-\x1f\x7f\s]+/g, ' ')
    .trim()
    .slice(0, 300);

export function judge(row: Tried, delivered: Delivered, now: Date, random: () => number): Verdict {
  if (delivered.ok) return { state: 'sent', message: delivered.message };
  const reason = oneLine(delivered.reason);
  if (delivered.gone || delivered.final) return { state: 'dead', reason };
  const asked = delivered.wait !== undefined && delivered.wait >= 0;
  // Being asked to wait is no failure; but nobody waits for ever.
  const counted = !asked || now.getTime() - row.createdAt.getTime() > day;
  if (counted && row.attempts + 1 >= maxTries) return { state: 'dead', reason };
  const wait = asked ? Math.min(delivered.wait!, day) : backOff(row.attempts, random);
  const holds = row.lane !== '' && (asked || row.attempts < holdingTries);
  // A doubt stays until the message is known to stand: what refuses this try says nothing about the one before.
  const claims = delivered.unsure || row.claims > 1 ? 1 : 0;
  return { state: 'pending', reason, at: new Date(now.getTime() + wait), counted, holds, claims };
}

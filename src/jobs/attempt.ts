import { readPayload } from '../data/payload.ts';
import type { Secret } from '../data/secret.ts';
import type { Delivered, Once } from '../kit/incoming.ts';
import { backOff, day, judge, type Sender } from './sender.ts';
import type { Claimed, Settled } from './service/queue.ts';

export interface AttemptParts {
  senders: Readonly<Record<string, Sender>>;
  secret: Secret;
  clock(): Date;
  /** How long a sender may take, in milliseconds. */
  timeout: number;
  random(): number;
}

/**
 * Taken so often without an end, a row may be what ends the process. Kills at random can do that too: it is tried less and less often, and
 * put aside when it is a day old.
 */
const mostClaims = 30;

const no = (reason: string): Delivered => ({ ok: false, reason, unsure: true });

/** The sender's answer, whatever happens; after `timeout` we go on without it. */
async function ask(sender: Sender, payload: unknown, once: Once, timeout: number): Promise<Delivered> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Delivered>((resolve) => {
    timer = setTimeout(() => resolve(no(`no answer within ${timeout} ms`)), timeout);
  });
  try {
    return await Promise.race([sender.send(payload, once), late]);
  } catch (error) {
    return no(error instanceof Error ? error.message : String(error));
  } finally {
    clearTimeout(timer);
  }
}

/** Tries a row once, and says what is to be done with it now. Never throws. */
export async function attempt(
  { senders, secret, clock, timeout, random }: AttemptParts,
  row: Claimed,
): Promise<Settled> {
  const sender = senders[row.kind];
  const payload = readPayload(row.payload, secret);
  // What is begun must end while the row is ours; otherwise another process may send it beside us. It keeps its place, and loses no try.
  if (clock().getTime() + timeout > row.leaseUntil.getTime())
    return {
      row,
      verdict: {
        state: 'pending',
        reason: 'not begun in time',
        at: clock(),
        counted: false,
        holds: true,
        claims: row.claims - 1,
      },
    };
  if (row.claims > mostClaims) {
    const reason = `taken ${row.claims} times, and no try came to an end: sending it may end the process`;
    const now = clock().getTime();
    if (now - row.createdAt.getTime() > day) return { row, verdict: { state: 'dead', reason } };
    // Every other time it only waits.
    const waits = row.claims - mostClaims;
    if (waits % 2 === 1) {
      const at = new Date(now + backOff((waits - 1) / 2, random));
      return {
        row,
        verdict: { state: 'pending', reason, at, counted: false, holds: row.lane !== '', claims: row.claims },
      };
    }
  }
  const why = !sender ? `nobody sends ${row.kind}` : payload === undefined ? 'the payload cannot be read' : undefined;
  const unable: Delivered | undefined = why === undefined ? undefined : { ok: false, reason: why };
  const held = () => {
    if (clock() >= row.leaseUntil) throw new Error('the lease has run out');
  };
  const once: Once = { key: row.key, held, ...(row.claims > 1 ? { since: row.createdAt } : {}) };
  const verdict = judge(row, unable ?? (await ask(sender!, payload, once, timeout)), clock(), random);
  if (verdict.state !== 'sent' || !sender) return { row, verdict };
  const { message } = verdict;
  return { row, verdict, keep: sender.keep, record: sender.sent && ((tx) => sender.sent!(tx, payload, message)) };
}

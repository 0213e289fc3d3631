import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../src/kit/ctx.ts';
import type { Asking, Fail } from './port.ts';

/** An answer, read to its end. */
export interface Got {
  status: number;
  bytes: Uint8Array;
  type: string;
  /** How long to wait before the next try, in milliseconds, when it was said. */
  retryAfter?: number;
}

export interface Tries {
  fail: Fail;
  log: Log;
  /** How long one try may take, in milliseconds. */
  timeout: number;
  /** The first wait between two tries, in milliseconds; each that follows is twice as long. */
  step: number;
  random(): number;
}

/** So often is tried what may get better; being told to wait does not count until it has been often enough. */
const mostTries = 4;
const mostWaits = 8;
const longest = 30_000;

function retryAfterOf(header: string | null): number | undefined {
  if (!header) return undefined;
  if (/^\d+(\.\d+)?$/.test(header.trim())) return Math.min(Number(header) * 1000, 60_000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.min(Math.max(0, at - Date.parse(new Date().toUTCString())), 60_000);
}

/** One request and its whole answer. Throws the signal's reason when it was called off, and whatever the wire says otherwise. */
export async function ask(url: string, init: RequestInit, timeout: number, { signal }: Asking): Promise<Got> {
  signal?.throwIfAborted();
  const over = AbortSignal.timeout(timeout);
  const response = await fetch(url, { ...init, redirect: 'error', signal: signal ? AbortSignal.any([signal, over]) : over });
  return {
    status: response.status,
    bytes: new Uint8Array(await response.arrayBuffer()),
    type: response.headers.get('content-type') ?? '',
    retryAfter: retryAfterOf(response.headers.get('retry-after')),
  };
}

/** Twice as long each time, each up to a half shorter; what was said is kept to, and a little more. */
export const backOff = (failed: number, said: number | undefined, { step, random }: Pick<Tries, 'step' | 'random'>): number =>
  said === undefined ? Math.min(longest, step * 2 ** failed) * (0.5 + random() / 2) : said + (random() * step) / 4;

/** What came of one try. `again`: it may get better. */
export type Try<T> = { done: T } | { again: Error; wait?: number };

/**
 * Tries until it is done, or is not going to get better. `what` names the request in the log: never its address, for that may have a
 * document in it.
 */
export async function persist<T>(parts: Tries, what: string, asking: Asking, once: () => Promise<Try<T>>): Promise<T> {
  const { fail, log } = parts;
  let failed = 0;
  let waited = 0;
  for (;;) {
    let outcome: Try<T>;
    try {
      outcome = await once();
    } catch (error) {
      asking.signal?.throwIfAborted();
      // What fetch throws has a name of its own; what we throw is final.
      if (!(error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError'))) throw error;
      outcome = { again: fail('unavailable', {}) };
    }
    if ('done' in outcome) return outcome.done;
    const said = outcome.wait !== undefined;
    if (said) waited++;
    else failed++;
    if (failed >= mostTries || waited >= mostWaits) throw outcome.again;
    const ms = backOff(said ? waited - 1 : failed - 1, outcome.wait, parts);
    log.warn({ what, failed, waited, ms: Math.round(ms) }, 'Conta Azul did not answer as it should; it is asked again');
    try {
      await sleep(ms, undefined, { signal: asking.signal });
    } catch {
      asking.signal?.throwIfAborted();
    }
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../src/kit/ctx.ts';
import type { Fail, RequestOptions } from './port.ts';

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

function retryAfterOf(header: string): number | undefined {
  if (!header) return undefined;
  if (/^\d+(\.\d+)?$/.test(header.trim())) return Math.min(Number(header) * 1000, 60_000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.min(Math.max(0, at - Date.parse(new Date().toUTCString())), 60_000);
}

/** What the wire said, or that it said nothing in time: it may be better another time. */
const wireError = 'WireError';

export interface Sending {
  method: 'GET' | 'POST' | 'DELETE';
  headers: Record<string, string>;
  body?: string | Uint8Array;
}

const one = (header: string | string[] | undefined): string => (Array.isArray(header) ? header[0] : header) ?? '';

/**
 * One request and its whole answer; to be sent elsewhere is an answer too. Throws the signal's reason when it was called off, and a wire's
 * error otherwise.
 */
export async function ask(url: string, sending: Sending, timeout: number, { signal }: RequestOptions): Promise<Got> {
  signal?.throwIfAborted();
  // A quarter of what fetch costs; loaded with the first request.
  const { request } = await import('undici');
  const stop = new AbortController();
  const callOff = () => stop.abort();
  const over = setTimeout(callOff, timeout);
  signal?.addEventListener('abort', callOff, { once: true });
  try {
    const { statusCode, headers, body } = await request(url, { ...sending, signal: stop.signal });
    return {
      status: statusCode,
      bytes: new Uint8Array(await body.arrayBuffer()),
      type: one(headers['content-type']),
      retryAfter: retryAfterOf(one(headers['retry-after'])),
    };
  } catch (cause) {
    signal?.throwIfAborted();
    throw Object.assign(new Error('no whole answer came', { cause }), { name: wireError });
  } finally {
    clearTimeout(over);
    signal?.removeEventListener('abort', callOff);
  }
}

/** Twice as long each time, each up to a half shorter; what was said is kept to, and a little more. */
export const backOff = (
  failed: number,
  said: number | undefined,
  { step, random }: Pick<Tries, 'step' | 'random'>,
): number =>
  said === undefined ? Math.min(longest, step * 2 ** failed) * (0.5 + random() / 2) : said + (random() * step) / 4;

/** What came of one try. `again`: it may get better. */
export type Try<T> = { done: T } | { again: Error; wait?: number };

/**
 * Tries until it is done, or is not going to get better. `what` names the request in the log: never its address, for that may have a
 * document in it.
 */
export async function persist<T>(
  parts: Tries,
  what: string,
  asking: RequestOptions,
  once: () => Promise<Try<T>>,
): Promise<T> {
  const { fail, log } = parts;
  let failed = 0;
  let waited = 0;
  for (;;) {
    let outcome: Try<T>;
    try {
      outcome = await once();
    } catch (error) {
      asking.signal?.throwIfAborted();
      // What we throw is final.
      if (!(error instanceof Error && error.name === wireError)) throw error;
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

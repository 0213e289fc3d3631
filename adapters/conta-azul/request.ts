import type { z } from 'zod';
import type { Budget } from './budget.ts';
import { ask, type Got, persist, type Sending, type Tries, type Try } from './http.ts';
import { jsonOf } from './oauth.ts';
import type { Of, RequestOptions } from './port.ts';
import { isPassing, planProblem, readRefusal, refusalError } from './refusal.ts';

export interface Requests extends Tries {
  apiUrl: string;
  budget: Budget;
}

export interface Question {
  /** What it is called in the log. */
  what: string;
  path: string;
  query?: readonly (readonly [string, string])[];
  /** A body makes it a POST, which is not sent again when nobody knows whether it arrived. */
  body?(): FormData;
}

/**
 * What an answer of success turned out to be. `broken`: no answer of theirs but a gateway's page or a piece; it may be better another time.
 * `odd`: an answer, and not of a shape that is known; it is not going to be better.
 */
export type Read<T> = { value: T } | { broken: true } | { odd: string };

/** Where it is not as it should be, for the log: never what stands there. */
export const oddity = (error: z.ZodError): string =>
  error.issues
    .slice(0, 5)
    .map(({ path, code }) => `${path.join('.') || '(all of it)'}: ${code}`)
    .join(', ');

/** Asks one thing of a company's account, in its turn, until there is an answer; `read` makes of it what was wanted. */
export async function request<T>(
  parts: Requests,
  of: Of,
  { what, path, query = [], body }: Question,
  read: (got: Got) => Read<T>,
  { signal }: RequestOptions,
): Promise<T> {
  const asked = new URLSearchParams();
  for (const [name, value] of query) asked.append(name, value);
  const url = `${parts.apiUrl.replace(/\/+$/, '')}${path}${query.length > 0 ? `?${asked}` : ''}`;
  let refused: string | undefined;
  const once = async (): Promise<Try<T>> => {
    const token = await of.access(refused, { signal });
    const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
    const form = body && new Response(body());
    const init: Sending = form
      ? {
          method: 'POST',
          headers: { ...headers, 'content-type': form.headers.get('content-type') ?? '' },
          body: new Uint8Array(await form.arrayBuffer()),
        }
      : { method: 'GET', headers };
    const arrived = await parts.budget.take(of.companyId, { urgent: of.urgent, signal });
    let got: Got;
    try {
      got = await ask(url, init, parts.timeout, { signal });
    } catch (error) {
      signal?.throwIfAborted();
      if (body) throw parts.fail('unavailable');
      throw error;
    } finally {
      arrived();
    }
    if (got.status >= 200 && got.status < 300) {
      const outcome = read(got);
      if ('odd' in outcome) {
        parts.log.error({ what, where: outcome.odd }, 'an answer of Conta Azul is not of a shape that is known');
        throw parts.fail('not_understood');
      }
      if ('broken' in outcome) {
        if (body) throw parts.fail('unavailable');
        return { again: parts.fail('unavailable') };
      }
      await of.plan?.('');
      return { done: outcome.value };
    }
    const refusal = readRefusal(Buffer.from(got.bytes).toString('utf8'));
    const error = refusalError(parts.fail, got.status, refusal, got.retryAfter);
    if (got.status === 403 && refusal.plan !== undefined) await of.plan?.(refusal.plan, planProblem(refusal.plan));
    // Once: a token may have run out a moment too early. What is refused again is refused.
    if (got.status === 401 && refused === undefined) {
      refused = token;
      return once();
    }
    if (got.status === 429) {
      const wait = got.retryAfter ?? parts.step;
      parts.budget.pause(of.companyId, wait);
      return { again: error, wait };
    }
    if (!isPassing(got.status) || body) throw error;
    return { again: error };
  };
  return persist(parts, what, { signal }, once);
}

/** Reads JSON by a shape. */
export const asJson =
  <T>(shape: z.ZodType<T>) =>
  (got: Got): Read<T> => {
    const value = jsonOf(Buffer.from(got.bytes).toString('utf8'));
    if (value === undefined) return { broken: true };
    const read = shape.safeParse(value);
    return read.success ? { value: read.data } : { odd: oddity(read.error) };
  };

import { createHmac } from 'node:crypto';
import type { FakeSlack } from './server.ts';
import type { Json } from './state.ts';

export const signingSecret = '8f742231b10e8888abcd99yyyzzz85a5';

/** What came back: nothing within three seconds is what people see as an error. */
export interface Acknowledged {
  status: number | 'timeout';
  body?: Json;
}

type Kind = 'slash_commands' | 'interactive' | 'events_api';

export interface Transport {
  send(kind: Kind, payload: Json): Promise<Acknowledged>;
}

export interface Signing {
  secret?: string;
  /** Seconds added to the time of signing. */
  skew?: number;
  headers?: Record<string, string>;
}

/** One request, signed as Slack signs. */
export async function post(
  url: string,
  body: string | Uint8Array,
  { secret = signingSecret, skew = 0, headers }: Signing = {},
): Promise<Response> {
  const timestamp = String(Math.floor(Date.now() / 1000) + skew);
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex');
  return fetch(url, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
      ...headers,
    },
    signal: AbortSignal.timeout(3000),
  });
}

export const written = (kind: Kind, payload: Json): string =>
  kind === 'events_api'
    ? JSON.stringify(payload)
    : new URLSearchParams(kind === 'interactive' ? { payload: JSON.stringify(payload) } : payload).toString();

/** `clock`: what time it is where the bot runs. */
export const overHttp = (url: string, clock = () => new Date()): Transport => ({
  send: async (kind, payload) => {
    const skew = Math.round((clock().getTime() - Date.now()) / 1000);
    const headers = kind === 'events_api' ? { 'content-type': 'application/json' } : undefined;
    const response = await post(url, written(kind, payload), { headers, skew }).catch(() => undefined);
    if (!response) return { status: 'timeout' };
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : undefined };
  },
});

export const overSocket = (fake: FakeSlack): Transport => ({
  send: async (kind, payload) => {
    const body = await fake.envelope(kind, payload);
    return body === undefined
      ? { status: 'timeout' }
      : { status: 200, body: Object.keys(body).length > 0 ? body : undefined };
  },
});

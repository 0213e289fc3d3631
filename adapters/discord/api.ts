import { setTimeout as sleep } from 'node:timers/promises';
import {
  type APIInteractionResponse,
  DiscordAPIError,
  HTTPError,
  RateLimitError,
  REST,
  type RESTOptions,
  Routes,
} from 'discord.js';
import type { OutFile } from './attachments.ts';
import type { Rendered } from './render.ts';

/** What went wrong with a request, in the few ways that matter. */
export interface Failure {
  reason: string;
  /** Discord's own code. */
  code?: number;
  status?: number;
  /** Milliseconds Discord wants us to wait. */
  wait?: number;
  /** Worth trying again. */
  passing: boolean;
}

export const codes = {
  unknownChannel: 10003,
  unknownGuild: 10004,
  unknownMessage: 10008,
  unknownWebhook: 10015,
  unknownInteraction: 10062,
  alreadyAcknowledged: 40060,
  missingAccess: 50001,
  cannotMessageUser: 50007,
  noCommonServer: 50278,
  invalidBody: 50035,
} as const;

/** What is known of a failure. Never its request: that holds names of clients and tokens. */
export function failureOf(error: unknown): Failure {
  if (error instanceof RateLimitError)
    return { reason: 'rate limited', status: 429, wait: Math.ceil(error.retryAfter), passing: true };
  if (error instanceof DiscordAPIError) {
    const code = Number(error.code);
    return { reason: `${code}: ${error.message}`, code, status: error.status, passing: false };
  }
  if (error instanceof HTTPError) return { reason: `HTTP ${error.status}`, status: error.status, passing: true };
  const named = error instanceof Error ? error : new Error(String(error));
  const passing = named.name === 'AbortError' || named.name === 'TimeoutError' || 'code' in named || 'cause' in named;
  return { reason: passing ? 'no answer from Discord' : named.message, passing };
}

/** Waits of at most this long are waited out by the client itself; longer ones come back as failures. */
const shortWait = 3000;

/**
 * Node's own fetch. The library's way shares one dispatcher with every other copy of undici in the process: where another one (Slack's
 * library brings it) was there first, no file could be sent.
 */
const makeRequest = ((url: string, init: RequestInit) => fetch(url, init)) as unknown as RESTOptions['makeRequest'];

export function createRest(apiUrl: string, token: string, { timeout = 10_000, retries = 2 } = {}): REST {
  const api = apiUrl.replace(/\/+$/, '') as `https://${string}`;
  const rejectOnRateLimit: RESTOptions['rejectOnRateLimit'] = (limit) => limit.retryAfter > shortWait;
  return new REST({ api, version: '10', timeout, retries, rejectOnRateLimit, makeRequest }).setToken(token);
}

/** Resolves as the promise does, but never later than this. */
export async function within<T>(milliseconds: number, request: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const late = sleep(milliseconds, undefined, { signal: stop.signal, ref: false }).then(() => {
    throw Object.assign(new Error('no answer in time'), { name: 'TimeoutError' });
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([request(AbortSignal.timeout(milliseconds)), late]);
  } finally {
    stop.abort();
  }
}

/** Waits before the second and the third try of what may be tried again. */
const pauses = [500, 2500] as const;

async function patiently<T>(milliseconds: number, request: (signal: AbortSignal) => Promise<T>): Promise<T> {
  for (const pause of pauses) {
    try {
      return await within(milliseconds, request);
    } catch (error) {
      const { passing, wait = 0, code } = failureOf(error);
      // An answer given inside the HTTP response may reach Discord after what follows it.
      const early = code === codes.unknownWebhook || code === codes.unknownMessage;
      if (!(passing || early) || wait > 15_000) throw error;
      await sleep(Math.max(pause, wait), undefined, { ref: false });
    }
  }
  return within(milliseconds, request);
}

/** What can be done with an interaction over REST. None of it needs the bot's token. */
export interface Api {
  callback(
    interaction: { id: string; token: string },
    response: APIInteractionResponse,
    files: OutFile[],
  ): Promise<void>;
  edit(token: string, message: { body: object; files: OutFile[] }): Promise<void>;
  /** An edit that is not worth trying again. */
  tryEdit(token: string, message: Rendered): Promise<void>;
  followup(token: string, message: Rendered, flags: number): Promise<void>;
  remove(token: string): Promise<void>;
}

export function createApi(rest: REST, applicationId: string): Api {
  const original = (token: string) => Routes.webhookMessage(applicationId, token, '@original');
  return {
    async callback({ id, token }, body, files) {
      await within(6000, (signal) =>
        rest.post(Routes.interactionCallback(id, token), { body, files, auth: false, signal }),
      );
    },
    async edit(token, { body, files }) {
      await patiently(30_000, (signal) => rest.patch(original(token), { body, files, auth: false, signal }));
    },
    async tryEdit(token, { body, files }) {
      await within(5000, (signal) => rest.patch(original(token), { body, files, auth: false, signal }));
    },
    async followup(token, { body, files }, flags) {
      const message = { ...body, flags: body.flags | flags };
      await patiently(30_000, (signal) =>
        rest.post(Routes.webhook(applicationId, token), { body: message, files, auth: false, signal }),
      );
    },
    async remove(token) {
      await patiently(15_000, (signal) => rest.delete(original(token), { auth: false, signal }));
    },
  };
}

import { webApi } from '@slack/bolt';
import type { Log } from '../../src/kit/ctx.ts';

type Logger = NonNullable<webApi.WebClientOptions['logger']>;

/**
 * The libraries' own log lines, where the project's go. Their debug lines hold what people wrote, and are dropped; what they call an
 * error is mostly a connection that comes back.
 */
export function slackLogger(log: Log): Logger {
  const line = (messages: unknown[]) =>
    messages.map((each) => (each instanceof Error ? each.message : String(each))).join(' ');
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...messages) => log.warn({ from: 'bolt' }, line(messages)),
    error: (...messages) => log.warn({ from: 'bolt' }, line(messages)),
    setLevel: () => undefined,
    getLevel: () => 'warn' as ReturnType<Logger['getLevel']>,
    setName: () => undefined,
  };
}

export interface ClientOptions {
  apiUrl: string;
  log: Log;
  timeoutMs?: number;
}

/** What one call may take, unless it is said otherwise. */
export const callMs = 4000;

/** The library's own patience is ten tries in half an hour; an answer has seconds. */
export const clientOptions = (
  { apiUrl, log, timeoutMs = callMs }: ClientOptions,
  timeout = timeoutMs,
  retries = 1,
): webApi.WebClientOptions => ({
  slackApiUrl: apiUrl,
  logger: slackLogger(log),
  timeout,
  retryConfig: { retries, minTimeout: 250, maxTimeout: 500, factor: 1 },
  rejectRateLimitedCalls: true,
});

/** What the app speaks with: a token for good, or whatever is the one at the moment; none where the app was taken out. */
export type Token = string | (() => Promise<string | undefined>);

/** Each request has the token of its moment: whoever holds a client need not know that tokens end. */
const speaking =
  (token: () => Promise<string | undefined>, apiUrl: string): typeof fetch =>
  async (input, init) => {
    if (!String(input).startsWith(apiUrl)) return fetch(input, init);
    const access = await token();
    if (access === undefined) return Response.json({ ok: false, error: 'app_uninstalled' });
    const headers = new Headers(init?.headers);
    headers.set('authorization', `Bearer ${access}`);
    return fetch(input, { ...init, headers });
  };

export const createClient = (
  token: Token,
  options: ClientOptions,
  timeout?: number,
  retries?: number,
  teamId?: string,
): webApi.WebClient => {
  const how = { ...clientOptions(options, timeout, retries), teamId };
  return typeof token === 'string'
    ? new webApi.WebClient(token, how)
    : new webApi.WebClient(undefined, { ...how, fetch: speaking(token, options.apiUrl) });
};

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits out a short rate limit, twice at most; a long one is for the caller. */
export async function patiently<T>(call: () => Promise<T>, longest = 5): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof webApi.WebAPIRateLimitedError) || error.retryAfter > longest || tries >= 2) throw error;
      await rest(error.retryAfter * 1000);
    }
  }
}

/** Slack's words for not knowing itself whether it did what it was asked. */
const unknown: ReadonlySet<string> = new Set([
  'fatal_error',
  'internal_error',
  'service_unavailable',
  'request_timeout',
]);
/** Its words for a token that is none any more: the app was taken out of the workspace, or the token back. */
const noToken: ReadonlySet<string> = new Set([
  ...['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired', 'team_access_not_granted'],
  ...['org_login_required', 'app_uninstalled'],
]);
export const isNoToken = (reason: string): boolean => noToken.has(reason);
/** One that ended by itself says nothing about the app. */
export const isGone = (reason: string): boolean => noToken.has(reason) && reason !== 'token_expired';
/** Its words for a message that it does not take as it is. */
const noBlocks: ReadonlySet<string> = new Set([
  ...[
    'invalid_blocks',
    'invalid_blocks_format',
    'msg_blocks_too_long',
    'msg_too_long',
    'invalid_arguments',
    'markdown_text_conflict',
  ],
]);

/** What an error is about: all of Slack for the moment, our token, the message as it is, or what was asked for. */
export type About = 'slack' | 'token' | 'message' | 'this';

export function aboutWhat(error: unknown): About {
  if (!(error instanceof webApi.WebAPIPlatformError))
    return error instanceof webApi.WebAPIHTTPError && error.statusCode < 500 && error.statusCode !== 429
      ? 'this'
      : 'slack';
  const word = error.data.error;
  if (unknown.has(word) || word === 'ratelimited') return 'slack';
  return noToken.has(word) ? 'token' : noBlocks.has(word) ? 'message' : 'this';
}

/** What went wrong, in a word that holds no content. */
export function reasonOf(error: unknown): string {
  if (error instanceof webApi.WebAPIPlatformError) return error.data.error.slice(0, 80);
  if (error instanceof webApi.WebAPIRateLimitedError) return 'ratelimited';
  if (error instanceof webApi.WebAPIHTTPError) return `http ${error.statusCode}`;
  return error instanceof Error ? error.name : 'unknown';
}

export const nullLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

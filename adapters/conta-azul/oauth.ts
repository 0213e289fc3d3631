import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { ask, persist, type Sending, type Tries } from './http.ts';
import type { RequestOptions } from './port.ts';
import { isPassing, readRefusal, refusalError } from './refusal.ts';
import { tokens } from './shapes.ts';

export interface App {
  clientId: string;
  clientSecret: string;
  authorizeUrl: string;
  tokenUrl: string;
  apiUrl: string;
  /** Where consent comes back to; as registered, to the letter. */
  redirectUri: string;
  /** Whether consent is bound to who asked for it by PKCE (S256). */
  pkce: boolean;
}

const scope = 'openid profile aws.cognito.signin.user.admin';

/** By putting strings together: the address has its path behind a #, where a URL object would put the question in front of it. */
export function authorizeUrl(
  { authorizeUrl: base, clientId, redirectUri, pkce }: App,
  state: string,
  verifier: string,
): string {
  const challenge = {
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  };
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    state,
    scope,
    ...(pkce ? challenge : {}),
  });
  return `${base}${base.includes('?') ? '&' : '?'}${query}`;
}

/** Asks for tokens: both grants, and whoever wants to know whether the application is known there. */
export const tokenRequest = (
  { clientId, clientSecret }: Pick<App, 'clientId' | 'clientSecret'>,
  grant: Record<string, string>,
): Sending => ({
  method: 'POST',
  headers: {
    authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
    'content-type': 'application/x-www-form-urlencoded',
    accept: 'application/json',
  },
  body: new URLSearchParams(grant).toString(),
});

/** Both grants. `revoked` and `expired` are told apart: the first was taken back, the second has to be had anew. */
async function tokensFor(app: App, parts: Tries, what: string, grant: Record<string, string>, asking: RequestOptions) {
  return persist<z.infer<typeof tokens>>(parts, what, asking, async () => {
    const got = await ask(app.tokenUrl, tokenRequest(app, grant), parts.timeout, asking);
    const text = Buffer.from(got.bytes).toString('utf8');
    if (got.status === 200) {
      const value = jsonOf(text);
      if (value === undefined) return { again: parts.fail('unavailable') };
      const read = tokens.safeParse(value);
      if (read.success) return { done: read.data };
      // A refresh token works once: to ask again with it would only lose it in another way.
      parts.log.error({ what }, 'tokens of Conta Azul are not of a shape that is known');
      throw parts.fail('not_understood');
    }
    const refusal = readRefusal(text);
    if (refusal.subtype === 'access_revoked') throw parts.fail('revoked', { said: refusal.said });
    // The app's own name or password is wrong: nothing a client could help.
    if (refusal.subtype === 'invalid_client') throw parts.fail('bad_request', { said: refusal.said });
    if (refusal.subtype !== undefined) throw parts.fail('expired', { said: refusal.said });
    const error = refusalError(parts.fail, got.status, refusal, got.retryAfter);
    if (!isPassing(got.status)) throw error;
    return { again: error, wait: got.status === 429 ? (got.retryAfter ?? parts.step) : undefined };
  });
}

export const exchange = (
  app: App,
  parts: Tries,
  { code, verifier }: { code: string; verifier: string },
  asking: RequestOptions = {},
) => {
  const grant = { grant_type: 'authorization_code', code, redirect_uri: app.redirectUri };
  return tokensFor(app, parts, 'token', { ...grant, ...(app.pkce ? { code_verifier: verifier } : {}) }, asking);
};

export const refresh = (app: App, parts: Tries, refreshToken: string, asking: RequestOptions = {}) =>
  tokensFor(app, parts, 'refresh', { grant_type: 'refresh_token', refresh_token: refreshToken }, asking);

/** Takes the app's access to a company back; done also when there is nothing to take back. */
export function revoke(
  app: App,
  parts: Tries,
  access: string,
  companyId: string,
  asking: RequestOptions = {},
): Promise<void> {
  const url = `${app.apiUrl.replace(/\/+$/, '')}/oauth/connections/${encodeURIComponent(companyId)}`;
  return persist<void>(parts, 'revoke', asking, async () => {
    const got = await ask(
      url,
      { method: 'DELETE', headers: { authorization: `Bearer ${access}` } },
      parts.timeout,
      asking,
    );
    if (got.status < 300 || got.status === 404) return { done: undefined };
    const error = refusalError(
      parts.fail,
      got.status,
      readRefusal(Buffer.from(got.bytes).toString('utf8')),
      got.retryAfter,
    );
    if (!isPassing(got.status)) throw error;
    return { again: error, wait: got.status === 429 ? (got.retryAfter ?? parts.step) : undefined };
  });
}

/** Undefined when it is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

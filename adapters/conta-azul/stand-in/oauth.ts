import { createHash, randomBytes } from 'node:crypto';
import { type Answer, noRoute, ok, refusals } from './answers.ts';
import type { Company } from './company.ts';
import type { Connection, State } from './state.ts';

/** How long a code works, in milliseconds. */
const codeLife = 3 * 60_000;

const wrong = (error_subtype: string, error = 'invalid_grant'): Answer => ({
  status: 400,
  body: { error, error_subtype, error_description: 'stand-in: no' },
});

interface Wanted {
  redirectUri: string;
  returns: string;
  /** Of PKCE, which is not required. */
  challenge: string | null;
}

/** What an authorize address asks for; it has no `client_id` of ours when it is none. */
export function readAuthorize(state: State, query: URLSearchParams): Wanted | string {
  if (query.get('response_type') !== 'code') return 'response_type';
  if (query.get('client_id') !== state.clientId) return 'client_id';
  if (!(query.get('scope') ?? '').split(/[ +]/).includes('openid')) return 'scope';
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!URL.canParse(redirectUri)) return 'redirect_mismatch';
  const challenge = query.get('code_challenge');
  if (challenge !== null && (query.get('code_challenge_method') !== 'S256' || challenge.length !== 43))
    return 'code_challenge';
  return { redirectUri, returns: query.get('state') ?? '', challenge };
}

/** A person of the company says yes: where their browser goes next. */
export function consent(state: State, asked: Wanted, company: Company, now: number): string {
  const code = randomBytes(24).toString('base64url');
  for (const [each, { until }] of state.codes) if (until <= now) state.codes.delete(each);
  state.codes.set(code, {
    companyId: company.id,
    redirectUri: asked.redirectUri,
    until: now + codeLife,
    challenge: asked.challenge,
  });
  const back = new URL(asked.redirectUri);
  back.searchParams.set('code', code);
  back.searchParams.set('state', asked.returns);
  return back.href;
}

/** The token endpoint: both grants, with the app's own name and password in the header and nowhere else. */
export function token(
  state: State,
  authorization: string | undefined,
  body: URLSearchParams,
  now: number,
  reuseKills: boolean,
): Answer {
  const basic = `Basic ${Buffer.from(`${state.clientId}:${state.clientSecret}`).toString('base64')}`;
  if (authorization !== basic) return wrong('invalid_client', 'invalid_client');
  if (body.get('grant_type') === 'authorization_code') {
    const code = body.get('code') ?? '';
    const found = state.codes.get(code);
    state.codes.delete(code);
    const proof = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url');
    const proven = found?.challenge == null || found.challenge === proof;
    if (!found || !proven || found.until <= now || found.redirectUri !== body.get('redirect_uri'))
      return wrong('invalid_refresh_token');
    return ok(state.issue(state.connect(found.companyId), now));
  }
  if (body.get('grant_type') !== 'refresh_token') return { status: 400, body: { error: 'unsupported_grant_type' } };
  const refresh = body.get('refresh_token') ?? '';
  for (const connection of state.connections.values()) {
    if (connection.refresh === refresh)
      return connection.revoked ? wrong('access_revoked') : ok(state.issue(connection, now));
    if (connection.used.includes(refresh) && reuseKills) connection.refresh = '';
  }
  return wrong('invalid_refresh_token');
}

/** Who asks, by their access token. One that was issued goes on working until its hour is over, revoked or not. */
export function bearer(
  state: State,
  authorization: string | undefined,
  now: number,
): { connection: Connection; company: Company } | undefined {
  const found = state.access.get(/^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? '');
  const connection = found && found.until > now ? state.connections.get(found.connectionId) : undefined;
  const company = connection && state.companies.get(connection.companyId);
  return connection && company ? { connection, company } : undefined;
}

/** Takes back every consent of a company to the app; also when there is none left to take back. */
export function revoke(state: State, asking: Company, companyId: string): Answer {
  const mine = [...state.connections.values()].filter((each) => each.companyId === companyId);
  if (asking.id !== companyId || mine.length === 0) return refusals.plain(404, 'Nenhuma conexão ativa encontrada');
  for (const each of mine) each.revoked = true;
  state.save();
  return { status: 204 };
}

export function wellKnown(path: string, base: string): Answer {
  if (!/^\/\.well-known\/(openid-configuration|oauth-authorization-server)$/.test(path)) return noRoute;
  return ok({
    issuer: base,
    authorization_endpoint: `${base}/oauth/authorize`,
    token_endpoint: `${base}/oauth/token`,
    userinfo_endpoint: `${base}/v1/pessoas/conta-conectada`,
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['client_secret_basic'],
  });
}

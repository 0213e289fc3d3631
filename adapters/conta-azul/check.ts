import { ask, type Sending } from './http.ts';
import { type App, tokenRequest } from './oauth.ts';
import { readRefusal } from './refusal.ts';

/** What did not answer, or that the application is not known there. */
export type CheckProblem = 'authorize' | 'token' | 'api' | 'client';

/**
 * Whether the three addresses answer, and the application is known. A renewal with a token that never was is refused in one way for a known
 * application and in another for an unknown one: nothing is changed by it.
 */
export async function checkContaAzul(
  app: Omit<App, 'redirectUri' | 'pkce'>,
  timeout = 5000,
): Promise<readonly CheckProblem[]> {
  const answers = async (url: string, sending: Sending) => {
    try {
      return await ask(url, sending, timeout, {});
    } catch {
      return undefined;
    }
  };
  const page: Sending = { method: 'GET', headers: {} };
  const [authorize, token, api] = await Promise.all([
    answers(app.authorizeUrl, page),
    answers(app.tokenUrl, tokenRequest(app, { grant_type: 'refresh_token', refresh_token: 'none' })),
    answers(`${app.apiUrl.replace(/\/+$/, '')}/v1/pessoas/conta-conectada`, page),
  ]);
  const said = token && readRefusal(Buffer.from(token.bytes).toString('utf8')).subtype;
  const passes = (got: typeof api) => got !== undefined && got.status < 500;
  return [
    ...(passes(authorize) ? [] : (['authorize'] as const)),
    ...(passes(token) ? [] : (['token'] as const)),
    ...(passes(api) ? [] : (['api'] as const)),
    ...(token?.status === 401 || said === 'invalid_client' ? (['client'] as const) : []),
  ];
}

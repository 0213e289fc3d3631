import { webApi } from '@slack/bolt';
import { createClient, nullLog } from './client.ts';

/**
 * Who we are there, no team where only the link is set up; or Slack's own word for what is wrong, 'unreachable', 'app_token' when only the
 * app token is refused, 'client' when the link's secret is. Never a token.
 */
export type SlackCheck = { ok: true; team: string; user: string } | { ok: false; code: string };

const codeOf = (error: unknown): string =>
  error instanceof webApi.WebAPIPlatformError
    ? error.data.error.slice(0, 80)
    : error instanceof webApi.WebAPIHTTPError
      ? `HTTP ${error.statusCode}`
      : 'unreachable';

/** Whether Slack knows the tokens. Asks for a Socket Mode address, too, when there is an app token; nothing is connected. */
export async function checkSlack({
  botToken,
  appToken,
  client: link,
  apiUrl,
  timeoutMs = 5000,
}: {
  botToken?: string;
  appToken?: string;
  client?: { id: string; secret: string };
  apiUrl: string;
  timeoutMs?: number;
}): Promise<SlackCheck> {
  const client = (token: string) => createClient(token, { apiUrl, log: nullLog }, timeoutMs, 0);
  try {
    const { team = '', user = '' } = botToken ? await client(botToken).auth.test() : {};
    if (link) {
      // Of a code that is none Slack says so only to whoever knows the secret.
      const none = { client_id: link.id, client_secret: link.secret, code: 'none' };
      const said = await client('')
        .oauth.v2.access(none)
        .then(() => undefined, codeOf);
      if (said === 'bad_client_secret' || said === 'invalid_client_id') return { ok: false, code: 'client' };
      if (said === 'unreachable') return { ok: false, code: said };
    }
    const refused = appToken
      ? await client(appToken)
          .apps.connections.open({})
          .then(() => undefined, codeOf)
      : undefined;
    return refused ? { ok: false, code: refused === 'unreachable' ? refused : 'app_token' } : { ok: true, team, user };
  } catch (error) {
    return { ok: false, code: codeOf(error) };
  }
}

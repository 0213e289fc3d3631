import { webApi } from '@slack/bolt';
import { createClient, nullLog } from './client.ts';

/** Who we are there; or Slack's own word for what is wrong, 'unreachable', or 'app_token' when only the app token is refused. Never a token. */
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
  apiUrl,
  timeoutMs = 5000,
}: {
  botToken: string;
  appToken?: string;
  apiUrl: string;
  timeoutMs?: number;
}): Promise<SlackCheck> {
  const client = (token: string) => createClient(token, { apiUrl, log: nullLog }, timeoutMs, 0);
  try {
    const { team = '', user = '' } = await client(botToken).auth.test();
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

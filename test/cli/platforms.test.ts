import { createServer, type IncomingMessage, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { doctorVerb } from '../../src/cli/doctor.ts';
import { typed } from './terminal.ts';

const botToken = 'xoxb-right';
const appToken = 'xapp-right';
const secret = 's'.repeat(32);

/** The few routes of both platforms that a doctor asks. */
function answer(request: IncomingMessage, body: string): [number, object] {
  const authorization = request.headers.authorization ?? '';
  if (request.url === '/slack/auth.test')
    return [
      200,
      authorization === `Bearer ${botToken}`
        ? { ok: true, team: 'Horizonte', user: 'carteira' }
        : { ok: false, error: 'invalid_auth' },
    ];
  if (request.url === '/slack/apps.connections.open')
    return [
      200,
      authorization === `Bearer ${appToken}`
        ? { ok: true, url: 'wss://127.0.0.1/' }
        : { ok: false, error: 'not_allowed_token_type' },
    ];
  if (request.url === '/slack/oauth.v2.access')
    return [200, { ok: false, error: body.includes('client_secret=right') ? 'invalid_code' : 'bad_client_secret' }];
  if (request.url === '/discord/v10/oauth2/token')
    return body.includes('client_secret=right')
      ? [400, { error: 'invalid_grant' }]
      : [401, { error: 'invalid_client' }];
  if (authorization !== 'Bot right') return [401, { code: 0, message: '401: Unauthorized' }];
  if (request.url === '/discord/v10/applications/@me') return [200, { id: '77', name: 'Carteira' }];
  if (request.url === '/discord/v10/guilds/5') return [200, { id: '5' }];
  return [404, { code: 10004, message: 'Unknown Guild' }];
}

describe('doctor before the platforms', () => {
  let server: Server | undefined;
  const up = async (silent = false): Promise<Record<string, string>> => {
    server = createServer(async (request, response) => {
      if (silent) return;
      const [status, body] = answer(request, await text(request));
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
    return {
      APP_SECRET: secret,
      DATABASE_URL: 'file:./data/none.db',
      SLACK_API_URL: `${base}/slack/`,
      DISCORD_API_URL: `${base}/discord`,
    };
  };
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });
  const check = async (name: string, env: Record<string, string>) => {
    const printed = await typed(['doctor', '--json'], [doctorVerb], env);
    expect(printed.out).not.toMatch(/xoxb-|xapp-|wrong-|ssss/);
    const { says, status } = printed.json().checks.find((each: { name: string }) => each.name === name);
    return { code: printed.code, status, says };
  };

  it('knows the workspace, by HTTP and by Socket Mode', async () => {
    const env = await up();
    const http = await check('slack', { ...env, SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: 'x' });
    expect(http).toEqual({ code: 0, status: 'ok', says: 'Conectado a Horizonte, por HTTP.' });
    const socket = await check('slack', { ...env, SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken });
    expect(socket.says).toContain('Socket Mode');
    const mail = await check('mail', { ...env, SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: 'x' });
    expect(mail).toMatchObject({ code: 0, status: 'warn', says: expect.stringContaining('SMTP_URL') });
  });

  it('knows the application that workspaces add by the link', async () => {
    const link = { SLACK_CLIENT_ID: '1.2', SLACK_SIGNING_SECRET: 'x' };
    const env = await up();
    const right = await check('slack', { ...env, ...link, SLACK_CLIENT_SECRET: 'right' });
    expect(right).toEqual({ code: 0, status: 'ok', says: expect.stringContaining('/slack/install') });
    const wrong = await check('slack', { ...env, ...link, SLACK_CLIENT_SECRET: 'wrong-3' });
    expect(wrong).toMatchObject({ status: 'problem', says: expect.stringContaining('SLACK_CLIENT_SECRET') });
  });

  it.each([
    [{ SLACK_BOT_TOKEN: 'xoxb-wrong-1', SLACK_SIGNING_SECRET: 'x' }, 'SLACK_BOT_TOKEN'],
    [{ SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: 'xapp-wrong-1' }, 'SLACK_APP_TOKEN'],
  ])('says which Slack token is wrong', async (tokens, name) => {
    const found = await check('slack', { ...(await up()), ...tokens });
    expect(found).toMatchObject({ code: 1, status: 'problem', says: expect.stringContaining(name) });
  });

  it('knows the application and the server on Discord', async () => {
    const env = await up();
    const found = await check('discord', {
      ...env,
      DISCORD_TOKEN: 'right',
      DISCORD_APPLICATION_ID: '77',
      DISCORD_GUILD_ID: '5',
      DISCORD_CLIENT_SECRET: 'right',
    });
    expect(found).toEqual({ code: 0, status: 'ok', says: 'Conectado como Carteira.' });
  });

  it.each([
    [{ DISCORD_TOKEN: 'wrong-1', DISCORD_APPLICATION_ID: '77' }, 'DISCORD_TOKEN'],
    [{ DISCORD_TOKEN: 'right', DISCORD_APPLICATION_ID: '78' }, 'DISCORD_APPLICATION_ID'],
    [{ DISCORD_TOKEN: 'right', DISCORD_APPLICATION_ID: '77', DISCORD_GUILD_ID: '6' }, 'DISCORD_GUILD_ID'],
    [
      { DISCORD_TOKEN: 'right', DISCORD_APPLICATION_ID: '77', DISCORD_CLIENT_SECRET: 'wrong-2' },
      'DISCORD_CLIENT_SECRET',
    ],
  ])('says what is wrong with Discord: %j', async (tokens, name) => {
    const found = await check('discord', { ...(await up()), ...tokens });
    expect(found).toMatchObject({ code: 1, status: 'problem', says: expect.stringContaining(name) });
  });

  it('gives up on platforms that stay silent, both at once', { timeout: 15_000 }, async () => {
    const env = await up(true);
    const started = Date.now();
    const slack = await check('slack', {
      ...env,
      SLACK_BOT_TOKEN: botToken,
      SLACK_SIGNING_SECRET: 'x',
      DISCORD_TOKEN: 'right',
      DISCORD_APPLICATION_ID: '77',
    });
    expect(Date.now() - started).toBeLessThan(8000);
    expect(slack.says).toContain('Sem resposta');
  });
});

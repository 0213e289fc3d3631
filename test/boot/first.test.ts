import fs, { mkdtempSync, rmSync } from 'node:fs';
import { Session } from 'node:inspector';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { signed as signedBySlack, slashCommand } from '../../bench/load.ts';
import { slackStub } from '../../bench/slack-stub.ts';
import { start } from '../../src/boot.ts';
import { readConfig } from '../../src/config.ts';
import { openData } from '../../src/data/client.ts';
import { newId } from '../../src/data/id.ts';
import { migrate } from '../../src/data/migrate.ts';
import { words } from '../../src/words/index.ts';
import { seedClients } from '../clients/seed.ts';
import { publicKey, signed as signedByDiscord } from '../fakes/discord/person.ts';
import { applicationId, createFakeDiscord, fakeToken, home } from '../fakes/discord/server.ts';

const errors: string[] = [];
const log = {
  info: () => undefined,
  warn: () => undefined,
  error: (_: object, said: string) => void errors.push(said),
};
const [guild, user] = ['1100000000000000001', '1000000000000000001'];

it('the first command after ready loads and compiles nothing, in Slack, in Discord and in the console', {
  timeout: 120_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'carteira-first-'));
  const url = `file:${join(folder, 'first.db')}`;
  await migrate(url);
  const data = openData(url);
  const [firmId, memberId, createdAt] = [newId(), newId(), new Date()];
  await data.db.firm.create({ data: { id: firmId, name: 'Horizonte', createdAt } });
  await data.db.member.create({
    data: { id: memberId, firmId, name: 'Ana', email: 'ana@horizonte.com.br', role: 'admin', createdAt },
  });
  const places = [
    ['slack', 'T0', 'U0'],
    ['discord', guild, user],
    ['console', 'console', memberId],
  ] as const;
  for (const [platform, workspace, user] of places) {
    await data.db.workspace.create({ data: { id: newId(), firmId, platform, workspace, createdAt } });
    await data.db.chatIdentity.create({
      data: { id: newId(), firmId, memberId, platform, workspace, user, createdAt },
    });
  }
  await seedClients(data, firmId, [{ name: 'Padaria Aurora' }], createdAt);
  // The process before it has seen what the workspace takes.
  const expiresAt = new Date(Date.now() + 86_400_000);
  await data.db.learnt.create({ data: { name: 'slack/T0/acts', value: 'taken', expiresAt } });
  await data.close();

  const [slack, discord] = [await slackStub(), await createFakeDiscord()];
  const config = readConfig({
    DATABASE_URL: url,
    APP_SECRET: 's'.repeat(32),
    PORT: '0',
    CONSOLE: 'on',
    SLACK_BOT_TOKEN: 'xoxb-first',
    SLACK_SIGNING_SECRET: 'first',
    SLACK_API_URL: slack.url,
    DISCORD_TOKEN: fakeToken,
    DISCORD_APPLICATION_ID: applicationId,
    DISCORD_PUBLIC_KEY: publicKey,
    DISCORD_API_URL: discord.apiUrl,
  });
  const bot = (await start(config, { log, w: words['pt-BR'], say: () => undefined }))!;
  // What is tried at start, nobody hears of.
  expect(errors).toEqual([]);
  const at = `http://127.0.0.1:${bot.port}`;
  const post = async (path: string, body: string, headers: Record<string, string>) =>
    (await fetch(at + path, { method: 'POST', headers, body })).text();
  const entered = await fetch(bot.open!.replace(/^.*\/console/, `${at}/console`), { redirect: 'manual' });
  const cookie = entered.headers.get('set-cookie')!.split(';')[0]!;
  let n = 0;
  const asked: Readonly<Record<string, () => Promise<string>>> = {
    slack: () => {
      const body = slashCommand('', n++, 'U0', 'T0');
      return post('/slack/events', body, signedBySlack('first', body));
    },
    discord: () => {
      const interaction = discord.state.open(2, home);
      const member = { user: { id: user, username: 'ana' }, permissions: '0', roles: [] };
      const data = { id: '1', name: 'clientes', type: 1, options: [] };
      const { id, token } = interaction;
      const place = {
        guild_id: guild,
        channel_id: home,
        channel: { id: home, type: 0 },
        locale: 'pt-BR',
        guild_locale: 'pt-BR',
      };
      const body = JSON.stringify({
        ...place,
        id,
        token,
        application_id: applicationId,
        type: 2,
        version: 1,
        data,
        member,
      });
      return post('/discord/interactions', body, signedByDiscord(body));
    },
    console: () => {
      const body = JSON.stringify({
        person: memberId,
        key: `k${n++}-0000-0000`,
        lang: 'pt-BR',
        asked: { kind: 'typed', text: '/clientes' },
      });
      return post('/console/api/ask', body, { origin: at, cookie, 'content-type': 'application/json' });
    },
  };

  const inspector = new Session();
  inspector.connect();
  const loaded: string[] = [];
  inspector.on('Debugger.scriptParsed', ({ params }) => loaded.push(params.url));
  inspector.post('Debugger.enable');
  const opened = vi.spyOn(fs, 'readFileSync');
  // What asks loads its own things at its first time; these are the test's, and not the bot's.
  await fetch(`${at}/readyz`);
  signedBySlack('x', 'x');
  signedByDiscord('x');
  try {
    for (const [platform, ask] of Object.entries(asked)) {
      loaded.length = 0;
      opened.mockClear();
      expect(await ask(), platform).toMatch(/Padaria Aurora|"type":5|"kind":"done"/);
      const first = { platform, scripts: [...loaded], files: opened.mock.calls.map(([path]) => String(path)) };
      expect(first).toEqual({ platform, scripts: [], files: [] });
    }
  } finally {
    inspector.disconnect();
    vi.restoreAllMocks();
    await bot.stop();
    await Promise.all([slack.stop(), discord.stop()]);
    rmSync(folder, { recursive: true, force: true });
  }
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { start } from '../../src/boot.ts';
import { readConfig } from '../../src/config.ts';
import { words } from '../../src/words/index.ts';
import { clientSecret as discordSecret } from '../fakes/discord/guilds.ts';
import { publicKey } from '../fakes/discord/person.ts';
import { applicationId, createFakeDiscord, fakeToken } from '../fakes/discord/server.ts';
import { clientId, clientSecret } from '../fakes/slack/oauth.ts';
import { startFakeSlack } from '../fakes/slack/server.ts';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

it('where the link is set up, the start page leads to it, and it to Slack', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'carteira-link-'));
  const slack = await startFakeSlack();
  const config = readConfig({
    DATABASE_URL: `file:${join(folder, 'link.db')}`,
    APP_SECRET: 's'.repeat(32),
    PORT: '0',
    PUBLIC_URL: 'https://carteira.example.com',
    SLACK_SIGNING_SECRET: 'x',
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: clientSecret,
    SLACK_API_URL: slack.apiUrl,
  });
  const bot = (await start(config, { log, w: words.en, say: () => undefined }))!;
  try {
    const base = `http://127.0.0.1:${bot.port}`;
    expect(await (await fetch(base)).text()).toContain('href="/slack/install"');
    const install = await fetch(`${base}/slack/install`, { redirect: 'manual' });
    const there = new URL(install.headers.get('location')!);
    expect([install.status, there.pathname]).toEqual([302, '/oauth/v2/authorize']);
    expect(there.searchParams.get('redirect_uri')).toBe('https://carteira.example.com/slack/oauth_redirect');
    expect(there.searchParams.get('scope')).toContain('links:write');
    expect(install.headers.get('set-cookie')).toMatch(/HttpOnly/);
    expect((await fetch(`${base}/slack/oauth_redirect?code=1&state=2`)).status).toBe(400);
    expect((await fetch(`${base}/slack/install`, { method: 'POST' })).status).toBe(405);
    expect(await (await fetch(`${base}/healthz`)).json()).toMatchObject({ ok: true });
  } finally {
    await bot.stop();
    await slack.stop();
    rmSync(folder, { recursive: true });
  }
});

it('the same for Discord', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'carteira-link-'));
  const discord = await createFakeDiscord();
  const config = readConfig({
    DATABASE_URL: `file:${join(folder, 'link.db')}`,
    APP_SECRET: 's'.repeat(32),
    PORT: '0',
    PUBLIC_URL: 'https://carteira.example.com',
    DISCORD_TOKEN: fakeToken,
    DISCORD_APPLICATION_ID: applicationId,
    DISCORD_PUBLIC_KEY: publicKey,
    DISCORD_CLIENT_SECRET: discordSecret,
    DISCORD_API_URL: discord.apiUrl,
  });
  const bot = (await start(config, { log, w: words.en, say: () => undefined }))!;
  try {
    const base = `http://127.0.0.1:${bot.port}`;
    const page = await (await fetch(base, { headers: { 'accept-language': 'pt-BR' } })).text();
    expect(page).toContain('href="/discord/install"');
    expect(page).toContain('Adicionar ao Discord');
    const install = await fetch(`${base}/discord/install`, { redirect: 'manual' });
    const there = new URL(install.headers.get('location')!);
    expect([install.status, there.pathname]).toEqual([302, '/oauth2/authorize']);
    expect(there.searchParams.get('redirect_uri')).toBe('https://carteira.example.com/discord/oauth_redirect');
    expect(install.headers.get('set-cookie')).toMatch(/HttpOnly.*Secure/);
    expect((await fetch(`${base}/discord/oauth_redirect?code=1&state=2`)).status).toBe(400);
    expect((await fetch(`${base}/discord/install`, { method: 'POST' })).status).toBe(405);
  } finally {
    await bot.stop();
    await discord.stop();
    rmSync(folder, { recursive: true });
  }
});

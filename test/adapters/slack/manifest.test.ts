import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { scopesAsked, slackManifest } from '../../../adapters/slack/manifest.ts';
import { registry } from '../../../src/core.ts';
import { shortcutList } from '../../../src/derive/commands.ts';
import { words } from '../../../src/words/index.ts';

const commands = [
  { name: 'clientes', description: 'Lista a carteira.', usage: 'vencimento:30d padaria' },
  { name: 'ajuda', description: 'Explica cada comando.' },
];

test('over HTTP every address is the same', () => {
  const manifest = slackManifest(commands, { url: 'https://carteira.example.com/' });
  const url = 'https://carteira.example.com/slack/events';
  expect(manifest).toMatchObject({
    features: {
      slash_commands: [
        {
          command: '/clientes',
          description: 'Lista a carteira.',
          usage_hint: 'vencimento:30d padaria',
          url,
          should_escape: true,
        },
        { command: '/ajuda', description: 'Explica cada comando.', url },
      ],
    },
    settings: {
      interactivity: { is_enabled: true, request_url: url, message_menu_options_url: url },
      socket_mode_enabled: false,
    },
  });
});

test('without an address it is Socket Mode, and no address stands in it', () => {
  const manifest = slackManifest(commands);
  expect(manifest).toMatchObject({ settings: { socket_mode_enabled: true, interactivity: { is_enabled: true } } });
  expect(JSON.stringify(manifest)).not.toMatch(/https?:|_url"/);
});

test('what it may do is little, and reading is optional', () => {
  const { oauth_config } = slackManifest(commands) as {
    oauth_config: { scopes: { bot: string[]; bot_optional: string[] } };
  };
  expect(oauth_config.scopes.bot.filter((scope) => /history|:read/.test(scope))).toEqual([
    'app_mentions:read',
    'files:read',
    'im:history',
    'users:read',
  ]);
  expect(oauth_config.scopes.bot_optional).toEqual([
    'channels:history',
    'groups:history',
    'channels:read',
    'groups:read',
  ]);
});

test('it is an agent to write to, which says what it is for', () => {
  const { features, oauth_config } = slackManifest(commands, { description: 'c'.repeat(400) }) as {
    features: { agent_view: { agent_description: string } };
    oauth_config: { scopes: { bot: string[] } };
  };
  expect(features.agent_view.agent_description.length).toBeLessThanOrEqual(300);
  expect(oauth_config.scopes.bot).toContain('assistant:write');
});

test('it keeps to what Slack takes', () => {
  const many = Array.from({ length: 60 }, (_, i) => ({
    name: `comando${i}`,
    description: 'a'.repeat(3000),
    usage: 'b'.repeat(3000),
  }));
  const { features } = slackManifest(many, { description: 'c'.repeat(200) }) as {
    features: { slash_commands: Record<string, string>[] };
  };
  expect(features.slash_commands).toHaveLength(50);
  for (const command of features.slash_commands) {
    expect(command.command).toMatch(/^\/\S{1,31}$/);
    expect(command.description!.length).toBeLessThanOrEqual(2000);
    expect(command.usage_hint!.length).toBeLessThanOrEqual(1000);
  }
});

test('has the shortcuts of messages and from anywhere, as Slack takes them', () => {
  const listed = shortcutList(registry);
  const { features } = slackManifest(commands, { shortcuts: listed }) as {
    features: { shortcuts: Record<string, string>[] };
  };
  expect(features.shortcuts).toContainEqual({
    name: 'Convidar este cliente',
    type: 'message',
    callback_id: 'invite.message',
    description: words['pt-BR'].shortcuts.inviteFromMessage.summary,
  });
  // What Slack's schema of manifests says of each, and the five that its prose allows.
  expect(features.shortcuts.length).toBeLessThanOrEqual(5);
  for (const each of features.shortcuts) {
    expect(Object.keys(each).sort()).toEqual(['callback_id', 'description', 'name', 'type']);
    expect(each.name!.length).toBeLessThanOrEqual(24);
    expect(each.description!.length).toBeLessThanOrEqual(150);
    expect(each.type).toMatch(/^(message|global)$/);
  }
  expect(new Set(features.shortcuts.map((each) => each.callback_id)).size).toBe(features.shortcuts.length);
  expect(slackManifest(commands)).not.toHaveProperty('features.shortcuts');
});

test('hears of links to its own pages only where others reach them safely', () => {
  expect(slackManifest(commands, { url: 'https://carteira.example.com/base/' })).toMatchObject({
    features: { unfurl_domains: ['carteira.example.com'] },
    oauth_config: { scopes: { bot: expect.arrayContaining(['links:read', 'links:write']) } },
    settings: { event_subscriptions: { bot_events: expect.arrayContaining(['link_shared']) } },
  });
  for (const url of [undefined, 'http://carteira.example.com', 'https://localhost:3000', 'https://10.0.0.7'])
    expect(JSON.stringify(slackManifest(commands, { url })), url).not.toMatch(/link_shared|unfurl|links:/);
});

test('lets Slackbot ask only where that is wanted, and has an address', () => {
  const url = 'https://carteira.example.com/';
  expect(slackManifest(commands, { url, slackbot: true })).toMatchObject({
    oauth_config: { scopes: { bot: expect.arrayContaining(['mcp:connect']) } },
    mcp_servers: { carteira: { url: 'https://carteira.example.com/mcp', auth_type: 'slack_identity_auth' } },
  });
  expect(JSON.stringify(slackManifest(commands, { url }))).not.toContain('mcp');
  expect(slackManifest(commands, { slackbot: true })).toEqual(slackManifest(commands));
});

test('that anybody may add says where Slack sends them back, that tokens end, and that an organisation may have it', () => {
  const made = (how: object) => slackManifest(commands, { url: 'https://carteira.example.com', ...how }) as Made;
  type Made = {
    oauth_config: { redirect_urls?: string[]; scopes: { bot: string[]; bot_optional: string[] } };
    settings: {
      org_deploy_enabled: boolean;
      token_rotation_enabled: boolean;
      socket_mode_enabled: boolean;
      event_subscriptions: { bot_events: string[]; request_url?: string };
    };
  };
  const { oauth_config, settings } = made({ link: true });
  expect(oauth_config.redirect_urls).toEqual(['https://carteira.example.com/slack/oauth_redirect']);
  expect(settings).toMatchObject({
    org_deploy_enabled: true,
    token_rotation_enabled: true,
    socket_mode_enabled: false,
  });
  expect(settings.event_subscriptions.bot_events).toContain('team_access_revoked');
  // What the link asks for is what the manifest says.
  const { bot, bot_optional } = oauth_config.scopes;
  expect(scopesAsked('https://carteira.example.com')).toEqual([...bot, ...bot_optional]);
  expect(made({ link: true, socket: true }).settings).toMatchObject({
    socket_mode_enabled: true,
    event_subscriptions: expect.not.objectContaining({ request_url: expect.anything() }),
  });
  expect(made({}).oauth_config.redirect_urls).toBeUndefined();
});

test.each(Object.entries(words))('every scope has its reason, in %s and in docs/slack.md', (_, { platforms }) => {
  const asked = scopesAsked('https://carteira.example.com');
  expect(Object.keys(platforms.slack.says.install.reasons).sort()).toEqual([...asked].sort());
  const table = readFileSync('docs/slack.md', 'utf8');
  expect(asked.filter((scope) => !table.includes(`\`${scope}\``))).toEqual([]);
});

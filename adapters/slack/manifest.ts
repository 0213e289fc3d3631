import type { ShortcutEntry } from '../../src/kit/platform.ts';
import { manifestShortcuts } from './shortcuts.ts';
import { fitRaw } from './text.ts';
import { unfurlDomain } from './unfurl.ts';

export interface ManifestCommand {
  name: string;
  description: string;
  usage?: string;
}

/** What the app may do in a workspace, each for a reason: docs/slack.md has them. */
const botScopes = [
  'app_mentions:read',
  'assistant:write',
  'chat:write',
  'chat:write.public',
  'commands',
  'files:read',
  'files:write',
  'im:history',
  'im:write',
  'users:read',
];
/** Where others reach the pages of this server: to say below a link to one what it leads to. */
const linkScopes = ['links:read', 'links:write'];
/**
 * What whoever installs it may leave out: to see whether a message stands there already, after a break that left it open; and to know what a
 * channel is called and who reads it.
 */
const optionalScopes = ['channels:history', 'groups:history', 'channels:read', 'groups:read'];

/** What every workspace must allow, where others reach the pages at `url`. */
export const needed = (url: string | undefined): readonly string[] =>
  unfurlDomain(url) ? [...botScopes, ...linkScopes] : botScopes;
/** What the link asks for; Slack lets whoever installs it leave the optional ones out. */
export const scopesAsked = (url: string): readonly string[] => [...needed(url), ...optionalScopes];
/** Where a browser begins to add the app, and where Slack sends it back. */
export const installPath = '/slack/install';
export const redirectPath = '/slack/oauth_redirect';

/**
 * The app manifest, made of the commands. With a `url` Slack calls us there; without one, or by `socket`, the app uses Socket Mode.
 * `slackbot`: Slack's own assistant may ask us, too; only where somebody wants that, and where Slack has it already. `link`: anybody may
 * add it, from the pages at the url.
 */
export function slackManifest(
  commands: readonly ManifestCommand[],
  {
    url,
    description,
    slackbot = false,
    link = false,
    socket = false,
    shortcuts = [],
  }: {
    url?: string;
    description?: string;
    slackbot?: boolean;
    link?: boolean;
    socket?: boolean;
    shortcuts?: readonly ShortcutEntry[];
  } = {},
): object {
  const listed = manifestShortcuts(shortcuts);
  const base = url?.replace(/\/+$/, '');
  const request = base === undefined || socket ? undefined : `${base}/slack/events`;
  const distributed = link && base !== undefined;
  const domain = unfurlDomain(url);
  const scopes = [...needed(url), ...(slackbot && url ? ['mcp:connect'] : [])];
  return {
    _metadata: { major_version: 2 },
    display_information: {
      name: 'Carteira',
      ...(description ? { description: fitRaw(description, 140) } : {}),
      background_color: '#1b3a4b',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      ...(description ? { agent_view: { agent_description: fitRaw(description, 300) } } : {}),
      bot_user: { display_name: 'Carteira', always_online: true },
      ...(listed.length > 0 ? { shortcuts: listed } : {}),
      slash_commands: commands.slice(0, 50).map((command) => ({
        command: `/${command.name}`,
        ...(request ? { url: request } : {}),
        description: fitRaw(command.description, 2000),
        ...(command.usage ? { usage_hint: fitRaw(command.usage, 1000) } : {}),
        // So that a person or a channel named in a command comes as its id.
        should_escape: true,
      })),
      ...(domain ? { unfurl_domains: [domain] } : {}),
    },
    oauth_config: {
      ...(distributed ? { redirect_urls: [`${base}${redirectPath}`] } : {}),
      scopes: { bot: scopes, bot_optional: optionalScopes },
    },
    ...(slackbot && url ? { mcp_servers: { carteira: { url: `${base}/mcp`, auth_type: 'slack_identity_auth' } } } : {}),
    settings: {
      event_subscriptions: {
        ...(request ? { request_url: request } : {}),
        bot_events: [
          ...['app_home_opened', 'app_mention', 'app_uninstalled'],
          ...(domain ? ['link_shared'] : []),
          ...['message.im', 'tokens_revoked'],
          ...(distributed ? ['team_access_granted', 'team_access_revoked'] : []),
        ],
      },
      interactivity: {
        is_enabled: true,
        ...(request ? { request_url: request, message_menu_options_url: request } : {}),
      },
      org_deploy_enabled: distributed,
      socket_mode_enabled: request === undefined,
      token_rotation_enabled: distributed,
    },
  };
}

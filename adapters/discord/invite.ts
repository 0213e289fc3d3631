import { ApplicationIntegrationType, OAuth2Scopes, PermissionFlagsBits } from 'discord.js';

/** What the bot does in a server, and nothing else: docs/discord.md says why of each. */
export const permissions = {
  ViewChannel: PermissionFlagsBits.ViewChannel,
  SendMessages: PermissionFlagsBits.SendMessages,
  SendMessagesInThreads: PermissionFlagsBits.SendMessagesInThreads,
  AttachFiles: PermissionFlagsBits.AttachFiles,
  ReadMessageHistory: PermissionFlagsBits.ReadMessageHistory,
} as const;

export const permissionBits = String(Object.values(permissions).reduce((all, each) => all | each, 0n));

/** Of whoever adds it only who they are is asked for. */
export const scopes = [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands, OAuth2Scopes.Identify] as const;

export const installPath = '/discord/install';
export const redirectPath = '/discord/oauth_redirect';

/** Discord's page on which somebody chooses a server and says yes. */
export function invitation(parts: {
  apiUrl: string;
  applicationId: string;
  redirectUri: string;
  state: string;
}): string {
  const url = new URL('/oauth2/authorize', parts.apiUrl);
  url.search = new URLSearchParams({
    client_id: parts.applicationId,
    response_type: 'code',
    redirect_uri: parts.redirectUri,
    scope: scopes.join(' '),
    permissions: permissionBits,
    // Into a server; nobody has it for themselves alone.
    integration_type: String(ApplicationIntegrationType.GuildInstall),
    state: parts.state,
  }).toString();
  return url.href;
}

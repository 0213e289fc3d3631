import { z } from 'zod';
import { platform, variable } from '../../src/kit/platform.ts';
import { shortcutsOn } from './menus.ts';

declare module '../../src/kit/incoming.ts' {
  interface Platforms {
    discord: true;
  }
}

export const discord = platform({
  name: 'discord',
  chat: true,
  can: {
    forms: true,
    filesInForms: true,
    privateInChannel: true,
    edits: true,
    typingAhead: true,
    files: true,
    buttons: 25,
    shortcuts: shortcutsOn,
  },
  variables: {
    DISCORD_TOKEN: variable.text.describe('Discord: bot token.'),
    DISCORD_APPLICATION_ID: variable.number.describe('Discord: application id.'),
    DISCORD_GUILD_ID: variable.number.describe('Discord: with it the commands are registered in this server at once.'),
    DISCORD_PUBLIC_KEY: z
      .string()
      .regex(/^[0-9a-f]{64}$/i, 'hex')
      .optional()
      .describe(
        'Discord: with it interactions come over HTTP at POST /discord/interactions; messages come over the gateway all the same.',
      ),
    DISCORD_CLIENT_SECRET: variable.text.describe(
      'Discord: Client Secret of the application, for adding the bot by the link at /discord/install.',
    ),
    DISCORD_API_URL: variable.url
      .default('https://discord.com/api')
      .describe('Discord: REST API. Only tests change it.'),
  },
  isConfigured: ({ given }) => given.DISCORD_TOKEN !== undefined,
  problems: ({ given }) => {
    const {
      DISCORD_TOKEN: token,
      DISCORD_APPLICATION_ID: application,
      DISCORD_PUBLIC_KEY: key,
      DISCORD_GUILD_ID: guild,
      DISCORD_CLIENT_SECRET: secret,
    } = given;
    return [
      ...(token && !application ? [{ variable: 'DISCORD_APPLICATION_ID', wrong: 'commandsMissing' }] : []),
      ...(secret && !token && !application ? [{ variable: 'DISCORD_CLIENT_SECRET', wrong: 'linkAlone' }] : []),
      ...((application || key || guild) && !token ? [{ variable: 'DISCORD_TOKEN', wrong: 'discordMissing' }] : []),
    ];
  },
  load: async (values, { core, drafts, duty, words, commands, shortcuts, installs, page, publicUrl, log }) => {
    const { createDiscord } = await import('./surface.ts');
    return createDiscord({
      token: values.DISCORD_TOKEN!,
      applicationId: values.DISCORD_APPLICATION_ID!,
      guildId: values.DISCORD_GUILD_ID,
      publicKey: values.DISCORD_PUBLIC_KEY,
      link: values.DISCORD_CLIENT_SECRET
        ? { clientSecret: values.DISCORD_CLIENT_SECRET, publicUrl, installs: installs('discord'), page }
        : undefined,
      apiUrl: values.DISCORD_API_URL,
      commands,
      shortcuts,
      core,
      duty: duty('discord'),
      drafts,
      words: (said) => words(said).platforms.discord.says,
      log,
    });
  },
  installAt: ({ DISCORD_TOKEN, DISCORD_CLIENT_SECRET }) =>
    DISCORD_TOKEN && DISCORD_CLIENT_SECRET ? '/discord/install' : undefined,
  check: async ({
    DISCORD_TOKEN: token,
    DISCORD_APPLICATION_ID: applicationId,
    DISCORD_GUILD_ID: guildId,
    DISCORD_CLIENT_SECRET: clientSecret,
    DISCORD_API_URL: apiUrl,
  }) => {
    if (!token) return { off: 'DISCORD_TOKEN' };
    const { checkDiscord } = await import('./check.ts');
    const found = await checkDiscord({ token, applicationId, clientSecret, guildId, apiUrl });
    return found.ok ? { ok: true, as: found.name } : found;
  },
  seat: { value: 'GUILD:USER', pattern: /^(\d{5,20}):(\d{5,20})$/ },
});

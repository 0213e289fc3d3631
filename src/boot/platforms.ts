import type { Config } from '../config.ts';
import { registry } from '../core.ts';
import type { Data } from '../data/client.ts';
import { commandList } from '../derive/commands.ts';
import { consolePeople } from '../firms/reads/people.ts';
import type { Log } from '../kit/ctx.ts';
import type { Core, Surface } from '../kit/incoming.ts';
import type { LocalKey } from '../kit/local.ts';
import type { Locale, Words } from '../kit/words.ts';
import { localeOf } from '../words/index.ts';

export interface PlatformParts {
  config: Config;
  core: Core;
  data: Data;
  publicUrl: string;
  /** What opens the pages of this machine. */
  localKey: LocalKey;
  /** The words for a language as a platform calls it. */
  say(said: string | undefined): Words;
  log: Log;
}

/** The platforms that are configured. Their libraries are loaded only where they are used: they are most of what a start costs. */
export async function openPlatforms({ config, core, data, publicUrl, localKey, say, log }: PlatformParts): Promise<Surface[]> {
  const surfaces: Surface[] = [];
  if (config.slack) {
    const { createSlack } = await import('../../adapters/slack/surface.ts');
    surfaces.push(
      createSlack({
        botToken: config.SLACK_BOT_TOKEN!,
        signingSecret: config.SLACK_SIGNING_SECRET,
        appToken: config.SLACK_APP_TOKEN,
        apiUrl: config.SLACK_API_URL,
        core,
        words: (said) => say(said).slack,
        log,
      }),
    );
  }
  if (config.discord) {
    const { createDiscord } = await import('../../adapters/discord/surface.ts');
    surfaces.push(
      createDiscord({
        token: config.DISCORD_TOKEN!,
        applicationId: config.DISCORD_APPLICATION_ID!,
        guildId: config.DISCORD_GUILD_ID,
        publicKey: config.DISCORD_PUBLIC_KEY,
        apiUrl: config.DISCORD_API_URL,
        commands: commandList(registry),
        core,
        words: (said) => say(said).discord,
        log,
      }),
    );
  }
  if (config.console) {
    const { createConsole } = await import('../../adapters/console/surface.ts');
    surfaces.push(
      createConsole({
        core,
        words: (said) => say(said).console,
        people: () => consolePeople(data),
        commands: (lang) => typedCommands(localeOf(lang) ?? 'pt-BR'),
        key: localKey,
        link: `${publicUrl}/console`,
        log,
      }),
    );
  }
  return surfaces;
}

/** The commands in one language. */
const typedCommands = (locale: Locale) =>
  commandList(registry).map((command) => ({
    name: command.name,
    summary: command.description[locale],
    options: command.options.map((option) => ({
      name: option.field,
      typed: option.name[locale],
      label: option.description[locale],
      kind: option.autocomplete ? ('search' as const) : option.kind,
      choices: option.choices?.map((choice) => ({ value: choice.value, label: choice.label[locale] })),
      rest: option.rest,
    })),
  }));

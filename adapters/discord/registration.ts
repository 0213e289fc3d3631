import { type APIApplicationCommand, ApplicationIntegrationType, type REST, Routes } from 'discord.js';
import { within } from './api.ts';
import type { CommandRegistration } from './commands.ts';
import type { MenuEntry } from './shortcuts.ts';

type Loose = Readonly<Record<string, unknown>>;

const sorted = (map: unknown): unknown =>
  Object.entries((map ?? {}) as Loose)
    .filter(([, value]) => value !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1));

const sortedNumbers = (list: unknown): unknown => (Array.isArray(list) ? [...list].sort() : []);

/** What matters of a command, an option or a choice, with Discord's defaults filled in. */
const essence = (each: Loose): unknown => ({
  type: each.type ?? 1,
  name: each.name,
  names: sorted(each.name_localizations),
  description: each.description ?? '',
  descriptions: sorted(each.description_localizations),
  required: each.required ?? false,
  autocomplete: each.autocomplete ?? false,
  value: each.value,
  channels: each.channel_types ?? [],
  contexts: sortedNumbers(each.contexts),
  integrations: sortedNumbers(each.integration_types ?? [ApplicationIntegrationType.GuildInstall]),
  permissions: each.default_member_permissions == null ? '' : String(each.default_member_permissions),
  choices: ((each.choices ?? []) as Loose[]).map(essence),
  options: ((each.options ?? []) as Loose[]).map(essence),
});

const signature = (commands: readonly object[]): string =>
  JSON.stringify(
    commands
      .map((command) => essence(command as Loose))
      .map((command) => JSON.stringify(command))
      .sort(),
  );

/** Makes Discord know exactly these commands; writes only when something is different. Tells whether it wrote. */
export async function register(
  rest: REST,
  {
    applicationId,
    guildId,
    wanted,
  }: { applicationId: string; guildId?: string; wanted: readonly (CommandRegistration | MenuEntry)[] },
): Promise<boolean> {
  const route = guildId
    ? Routes.applicationGuildCommands(applicationId, guildId)
    : Routes.applicationCommands(applicationId);
  const query = new URLSearchParams({ with_localizations: 'true' });
  const standing = await within(20_000, (signal) => rest.get(route, { query, signal }));
  if (signature(standing as APIApplicationCommand[]) === signature(wanted)) return false;
  await within(20_000, (signal) => rest.put(route, { body: wanted, signal }));
  return true;
}

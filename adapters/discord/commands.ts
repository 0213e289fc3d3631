import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type LocalizationMap,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { FieldKind } from '../../src/kit/incoming.ts';
import { cut } from '../../src/kit/text.ts';
import type { Locale } from '../../src/kit/words.ts';
import { limits, writableChannels } from './limits.ts';
import { oneLine } from './markdown.ts';

type Said = Readonly<Record<Locale, string>>;

/** An option of a command, as the core defines it: `field` is its code name, `name` what people type. */
export interface DiscordOption {
  field: string;
  name: Said;
  description: Said;
  kind: FieldKind;
  required: boolean;
  choices?: readonly { value: string; label: Said }[];
  /** The core suggests while typing. */
  autocomplete: boolean;
}

/** A command, free of any platform. `name` is what the core calls it; `title` is what people see. */
export interface DiscordCommand {
  name: string;
  /** Only for who administers the firm. */
  admins?: boolean;
  title: Said;
  description: Said;
  options: readonly DiscordOption[];
}

export type CommandRegistration = RESTPostAPIChatInputApplicationCommandsJSONBody;

export const localized = (said: Said): LocalizationMap => ({
  'pt-BR': said['pt-BR'],
  'en-US': said.en,
  'en-GB': said.en,
});
const describe = (said: Said): Said => ({ 'pt-BR': described(said['pt-BR']), en: described(said.en) });
const described = (text: string): string => cut(oneLine(text), limits.commandDescription) || '…';

/** Whether an option's choices are suggested while typing, because Discord cannot show them as a list. */
export const suggestsChoices = (option: DiscordOption): boolean =>
  option.choices !== undefined && (option.kind === 'choices' || option.choices.length > limits.options);

function optionBody(option: DiscordOption): APIApplicationCommandBasicOption {
  const description = describe(option.description);
  const base = {
    name: option.name['pt-BR'],
    name_localizations: localized(option.name),
    description: description['pt-BR'],
    description_localizations: localized(description),
    required: option.required,
  };
  if (option.kind === 'channel')
    return { ...base, type: ApplicationCommandOptionType.Channel, channel_types: [...writableChannels] };
  if (option.kind === 'user') return { ...base, type: ApplicationCommandOptionType.User };
  if (option.kind === 'file') return { ...base, type: ApplicationCommandOptionType.Attachment };
  if (option.kind === 'choice' && option.choices && !suggestsChoices(option) && option.choices.length > 0) {
    const choices = option.choices.map((choice) => ({
      name: cut(oneLine(choice.label['pt-BR']), limits.optionText),
      name_localizations: localized({
        'pt-BR': cut(oneLine(choice.label['pt-BR']), limits.optionText),
        en: cut(oneLine(choice.label.en), limits.optionText),
      }),
      value: choice.value,
    }));
    return { ...base, type: ApplicationCommandOptionType.String, choices };
  }
  return {
    ...base,
    type: ApplicationCommandOptionType.String,
    autocomplete: option.autocomplete || suggestsChoices(option),
  };
}

/** What Discord counts: of every text the longest translation. */
function characters(command: CommandRegistration): number {
  const longest = (text: string, map?: LocalizationMap | null) =>
    Math.max(text.length, ...Object.values(map ?? {}).map((each) => each?.length ?? 0));
  const count = (each: {
    name: string;
    name_localizations?: LocalizationMap | null;
    description?: string;
    description_localizations?: LocalizationMap | null;
  }) => longest(each.name, each.name_localizations) + longest(each.description ?? '', each.description_localizations);
  return (command.options ?? []).reduce((sum, option) => {
    const choices = 'choices' in option ? (option.choices ?? []) : [];
    return sum + count(option) + choices.reduce((all, choice) => all + count(choice) + String(choice.value).length, 0);
  }, count(command));
}

const wellNamed = (said: Said): boolean =>
  Object.values(said).every(
    (name) => /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u.test(name) && name === name.toLowerCase(),
  );

function commandBody(command: DiscordCommand): CommandRegistration {
  const description = describe(command.description);
  const name = { 'pt-BR': command.title['pt-BR'] || command.name, en: command.title.en || command.name };
  for (const said of [
    name,
    { 'pt-BR': command.name, en: command.name },
    ...command.options.map((option) => option.name),
  ])
    if (!wellNamed(said)) throw new Error(`/${command.name}: ${said['pt-BR']} or ${said.en} is no name Discord takes`);
  for (const locale of ['pt-BR', 'en'] as const)
    if (new Set(command.options.map((option) => option.name[locale])).size < command.options.length)
      throw new Error(`/${command.name}: two options are called the same in ${locale}`);
  if (command.options.length > limits.commandOptions)
    throw new Error(`/${command.name} has more than ${limits.commandOptions} options`);
  const options = [
    ...command.options.filter((option) => option.required),
    ...command.options.filter((option) => !option.required),
  ];
  const body: CommandRegistration = {
    type: ApplicationCommandType.ChatInput,
    name: command.name,
    name_localizations: localized(name),
    description: description['pt-BR'],
    description_localizations: localized(description),
    options: options.map(optionBody),
  };
  if (characters(body) > limits.commandCharacters)
    throw new Error(`/${command.name} has more text than ${limits.commandCharacters} characters`);
  return body;
}

/** Where commands stand: in one server; in all that the operator has invited the bot to; or in those that anybody adds it to. */
export type Reach = 'server' | 'invited' | 'anybody';

/** In servers, and in private with the bot; nobody has it for themselves. Discord takes it only of commands that stand everywhere. */
export const where = (reach: Reach) =>
  reach === 'server'
    ? {}
    : {
        contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
        integration_types: [ApplicationIntegrationType.GuildInstall],
      };

/**
 * In a server of somebody else's, what only administrators of a firm may do is shown to those who manage the server, until these say otherwise in
 * its settings; in private with the bot it is shown to everybody.
 */
const managers = String(PermissionFlagsBits.ManageGuild);

/** The registration of all commands. Throws, at start, what Discord would refuse. */
export const registrationOf = (commands: readonly DiscordCommand[], reach: Reach = 'invited'): CommandRegistration[] =>
  commands.map((command) => ({
    ...commandBody(command),
    ...where(reach),
    ...(reach === 'anybody' && command.admins ? { default_member_permissions: managers } : {}),
  }));

import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteraction,
  type APIAttachment,
  type APIInteraction,
  type APIInteractionDataResolved,
  type APIMessage,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  type APIPingInteraction,
  InteractionType,
  PermissionFlagsBits,
} from 'discord.js';
import type { Asked, FileIn, Place, Raw } from '../../src/kit/incoming.ts';
import type { ShortcutEntry } from '../../src/kit/platform.ts';
import type { DiscordCommand } from './commands.ts';
import { fileIn } from './download.ts';
import { shortcutsOn } from './menus.ts';
import { readInput } from './modal.ts';
import { readForm, readSentFor } from './sent.ts';
import { askedByMenu } from './shortcuts.ts';
import { originalId } from './twins.ts';
import type { DiscordWords } from './words.ts';

/** Everything that asks for an answer of the core. */
export type Interaction = Exclude<APIInteraction, APIPingInteraction>;

/** The message a press or a form came from. */
export const messageOf = (interaction: Interaction): APIMessage | undefined =>
  'message' in interaction ? interaction.message : undefined;

/** For which workspace somebody acts in private, as far as what they act on says so. */
function actsFor(interaction: Interaction): Pick<Place, 'sentFor'> {
  const form =
    interaction.type === InteractionType.ModalSubmit ? readForm(interaction.data.custom_id).workspace : undefined;
  const sentFor = form === undefined ? readSentFor(messageOf(interaction)) : (workspace: string) => workspace === form;
  return sentFor ? { sentFor } : {};
}

/** What Discord calls a channel that it speaks of: the one somebody is in, or one that they chose. */
function channelNameOf({ channel, data }: Interaction, id: string): string | undefined {
  const chosen =
    data && 'resolved' in data ? (data.resolved as APIInteractionDataResolved | undefined)?.channels?.[id] : undefined;
  const here = channel?.id === id && 'name' in channel ? channel.name : undefined;
  return chosen?.name ?? here ?? undefined;
}

export function placeOf(interaction: Interaction): Place {
  const { member, guild_id } = interaction;
  const user = member?.user ?? interaction.user;
  return {
    platform: 'discord',
    workspace: guild_id ?? '',
    user: user!.id,
    userName: member?.nick ?? user?.global_name ?? user?.username,
    channel: guild_id ? (interaction.channel?.id ?? interaction.channel_id) : undefined,
    channelName: (channel) => channelNameOf(interaction, channel),
    locale: interaction.locale,
    shortcuts: shortcutsOn,
    ...(guild_id ? {} : actsFor(interaction)),
    isAdmin: async () => {
      const held = BigInt(member?.permissions ?? 0);
      return (held & (PermissionFlagsBits.Administrator | PermissionFlagsBits.ManageGuild)) !== 0n;
    },
  };
}

const attachmentsOf = (data: object): Record<string, APIAttachment> =>
  ('resolved' in data && (data.resolved as APIInteractionDataResolved | undefined)?.attachments) || {};

type Given = { name: string; value: unknown; focused?: boolean };

/** The options people filled in; commands here have no subcommands. */
const givenOf = (data: object): readonly Given[] =>
  (('options' in data && Array.isArray(data.options) ? data.options : []) as Given[]).filter(
    (option) => 'value' in option,
  );

const fieldNamed = (commands: readonly DiscordCommand[], command: string, option: string) =>
  commands.find((each) => each.name === command)?.options.find((each) => each.name['pt-BR'] === option);

function askedByCommand(
  interaction: APIApplicationCommandInteraction,
  commands: readonly DiscordCommand[],
  words: DiscordWords,
): Asked {
  const { data } = interaction;
  const attachments = attachmentsOf(data);
  const options: Record<string, Raw> = {};
  for (const { name, value } of givenOf(data)) {
    const option = fieldNamed(commands, data.name, name);
    const attachment = option?.kind === 'file' ? attachments[String(value)] : undefined;
    options[option?.field ?? name] = option?.kind === 'file' ? attachment && fileIn(attachment, words) : String(value);
  }
  return { kind: 'command', command: data.name, options };
}

function askedByTyping(
  interaction: APIApplicationCommandAutocompleteInteraction,
  commands: readonly DiscordCommand[],
): Asked {
  const { data } = interaction;
  const typing = givenOf(data).find((option) => option.focused);
  const field = fieldNamed(commands, data.name, typing?.name ?? '')?.field ?? typing?.name;
  return { kind: 'search', command: data.name, field, typed: String(typing?.value ?? '') };
}

function askedByPress({ data, message }: APIMessageComponentInteraction): Asked {
  const id = originalId(data.custom_id, message.components);
  return 'values' in data && data.values ? { kind: 'press', id, picked: data.values } : { kind: 'press', id };
}

function askedBySubmit({ data }: APIModalSubmitInteraction, words: DiscordWords): Asked {
  const attachments = attachmentsOf(data);
  const file = (id: string | undefined): FileIn | undefined => {
    const attachment = id === undefined ? undefined : attachments[id];
    return attachment && fileIn(attachment, words);
  };
  const fields: Record<string, Raw> = {};
  for (const row of data.components) {
    const inputs =
      'component' in row && row.component ? [row.component] : 'components' in row ? (row.components ?? []) : [];
    for (const input of inputs) fields[input.custom_id] = readInput(input, file);
  }
  return { kind: 'submit', id: readForm(data.custom_id).id, fields };
}

/** What is registered, to be found again by what Discord calls it. */
interface Known {
  commands: readonly DiscordCommand[];
  shortcuts: readonly ShortcutEntry[];
}

/** What somebody asks for with an interaction. */
export function askedOf(interaction: Interaction, { commands, shortcuts }: Known, words: DiscordWords): Asked {
  if (interaction.type === InteractionType.ApplicationCommand)
    return askedByMenu(interaction, shortcuts, words) ?? askedByCommand(interaction, commands, words);
  if (interaction.type === InteractionType.ApplicationCommandAutocomplete) return askedByTyping(interaction, commands);
  if (interaction.type === InteractionType.MessageComponent) return askedByPress(interaction);
  return askedBySubmit(interaction, words);
}

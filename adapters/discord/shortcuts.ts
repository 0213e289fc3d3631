import {
  type APIApplicationCommandInteraction,
  type APIAttachment,
  ApplicationCommandType,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from 'discord.js';
import type { Asked, Pointed } from '../../src/kit/incoming.ts';
import type { ShortcutEntry } from '../../src/kit/platform.ts';
import { localized, type Reach, where } from './commands.ts';
import { fileIn } from './download.ts';
import { limits } from './limits.ts';
import type { DiscordWords } from './words.ts';

export type MenuEntry = RESTPostAPIContextMenuApplicationCommandsJSONBody;

const types = { message: ApplicationCommandType.Message, person: ApplicationCommandType.User } as const;
type Menu = keyof typeof types;

const inMenu = (shortcut: ShortcutEntry): shortcut is ShortcutEntry & { on: Menu } => shortcut.on in types;

/** The shortcuts as Discord registers them; from anywhere one types a command. Throws, at start, what Discord would refuse. */
export function menuEntries(shortcuts: readonly ShortcutEntry[], reach: Reach = 'invited'): MenuEntry[] {
  const entries = shortcuts.filter(inMenu).map(
    ({ on, title }): MenuEntry => ({
      type: types[on],
      name: title['pt-BR'],
      name_localizations: localized(title),
      ...where(reach),
    }),
  );
  for (const type of Object.values(types))
    if (entries.filter((each) => each.type === type).length > limits.menuEntries)
      throw new Error(`more than ${limits.menuEntries} entries of one menu`);
  const long = entries.find(({ name }) => name.length > limits.menuEntryName);
  if (long) throw new Error(`${long.name} is too long for a menu`);
  return entries;
}

type Person = { id: string; username?: string; global_name?: string | null };
const authorOf = ({ id, username, global_name: name }: Person): Pointed['author'] => {
  const called = name ?? username;
  return { id, ...(called ? { name: called } : {}) };
};

/** As much of a message as a menu's entry is given; what is passed on from another stands in a snapshot. */
interface Said {
  id: string;
  channel_id?: string;
  content?: string;
  author?: Person;
  attachments?: APIAttachment[];
  message_snapshots?: { message?: { content?: string; attachments?: APIAttachment[] } }[];
}

function pointedAt(message: Said, { guild_id: guild, channel }: APIApplicationCommandInteraction, words: DiscordWords) {
  const all = [message, ...(message.message_snapshots ?? []).flatMap(({ message: passedOn }) => passedOn ?? [])];
  const where = message.channel_id ?? channel?.id;
  return {
    text: all
      .map(({ content }) => content ?? '')
      .filter(Boolean)
      .join('\n'),
    files: all.flatMap(({ attachments }) => attachments ?? []).map((each) => fileIn(each, words)),
    ...(message.author ? { author: authorOf(message.author) } : {}),
    ...(where ? { link: `https://discord.com/channels/${guild ?? '@me'}/${where}/${message.id}` } : {}),
  };
}

/** What somebody asks for in the menu of a message or of a person; undefined for a command that is typed. */
export function askedByMenu(
  interaction: APIApplicationCommandInteraction,
  shortcuts: readonly ShortcutEntry[],
  words: DiscordWords,
): Asked | undefined {
  const { data } = interaction;
  const kind = (Object.keys(types) as Menu[]).find((each) => types[each] === data.type);
  if (!kind || !('target_id' in data)) return undefined;
  const name = shortcuts.find(({ on, title }) => on === kind && title['pt-BR'] === data.name)?.name ?? data.name;
  const resolved = 'resolved' in data ? data.resolved : undefined;
  const message = resolved && 'messages' in resolved ? (resolved.messages[data.target_id] as Said) : undefined;
  const person = resolved && 'users' in resolved ? resolved.users[data.target_id] : undefined;
  const nick = resolved && 'members' in resolved ? resolved.members?.[data.target_id]?.nick : undefined;
  const pointed: Pointed = message
    ? pointedAt(message, interaction, words)
    : {
        text: '',
        files: [],
        author: person ? authorOf(nick ? { ...person, global_name: nick } : person) : { id: data.target_id },
      };
  return { kind: 'shortcut', name, pointed };
}

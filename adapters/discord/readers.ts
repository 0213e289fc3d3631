import {
  type APIChannel,
  type APIGuild,
  type APIGuildMember,
  type APIOverwrite,
  ChannelType,
  OverwriteType,
  PermissionFlagsBits,
  type REST,
  Routes,
} from 'discord.js';
import { failureOf, within } from './api.ts';

const waitMs = 5000;
/** Each costs a request, one after the other, and somebody waits; of more, nothing is said. */
const most = 15;

const see = PermissionFlagsBits.ViewChannel;
const bits = (text: string | undefined): bigint => BigInt(text ?? '0');

/** Whether a member sees a channel, by Discord's own order: roles, then what the channel says of everybody, of roles, of the person. */
export function sees(
  guild: Pick<APIGuild, 'id' | 'owner_id' | 'roles'>,
  overwrites: readonly APIOverwrite[],
  member: APIGuildMember,
) {
  const { id } = member.user;
  if (id === guild.owner_id) return true;
  const mine = new Set([guild.id, ...member.roles]);
  let held = 0n;
  for (const role of guild.roles) if (mine.has(role.id)) held |= bits(role.permissions);
  if (held & PermissionFlagsBits.Administrator) return true;
  const apply = (some: readonly APIOverwrite[]) => {
    let [deny, allow] = [0n, 0n];
    for (const each of some) {
      deny |= bits(each.deny);
      allow |= bits(each.allow);
    }
    held = (held & ~deny) | allow;
  };
  const roles = overwrites.filter((each) => each.type === OverwriteType.Role && mine.has(each.id));
  apply(roles.filter((each) => each.id === guild.id));
  apply(roles.filter((each) => each.id !== guild.id));
  apply(overwrites.filter((each) => each.type === OverwriteType.Member && each.id === id));
  return (held & see) !== 0n;
}

/** Who of these sees a channel, asked person by person: a list of all members needs an intent that the bot does not have. */
export async function readers(
  rest: REST,
  { workspace, channel }: { workspace: string; channel: string },
  among: readonly string[],
): Promise<readonly string[] | undefined> {
  if (among.length > most) return undefined;
  const get = async <T>(route: `/${string}`): Promise<T> =>
    (await within(waitMs, (signal) => rest.get(route, { signal }))) as T;
  /** Whoever has left the server reads nothing. */
  const memberOf = (user: string) =>
    get<APIGuildMember>(Routes.guildMember(workspace, user)).catch((error) => {
      if (failureOf(error).status === 404) return undefined;
      throw error;
    });
  const [guild, asked, members] = await Promise.all([
    get<APIGuild>(Routes.guild(workspace)),
    get<APIChannel>(Routes.channel(channel)),
    Promise.all(among.map(memberOf)),
  ]);
  // Its members are told only with an intent, or not at all.
  if (asked.type === ChannelType.PrivateThread) return undefined;
  const parent =
    asked.type === ChannelType.PublicThread || asked.type === ChannelType.AnnouncementThread
      ? asked.parent_id
      : undefined;
  const where = parent ? await get<APIChannel>(Routes.channel(parent)) : asked;
  const overwrites = 'permission_overwrites' in where ? (where.permission_overwrites ?? []) : [];
  return among.filter((_, i) => members[i] && sees(guild, overwrites, members[i]));
}

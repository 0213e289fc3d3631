import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Events, GatewayDispatchEvents, GatewayIntentBits, Options, Status } from 'discord.js';
import type { Log } from '../../src/kit/ctx.ts';
import { failureOf } from './api.ts';
import { readInteraction } from './edge.ts';
import type { Interaction } from './translate.ts';

/** Pauses between tries to be let in at all; once in, discord.js connects again by itself. */
const pauses = [5_000, 15_000, 60_000];

const stopWithin = 2_000;

const none = Object.fromEntries(
  [
    'ApplicationCommandManager',
    'ApplicationEmojiManager',
    'AutoModerationRuleManager',
    'BaseGuildEmojiManager',
    'DMMessageManager',
    'EntitlementManager',
    'GuildBanManager',
    'GuildEmojiManager',
    'GuildForumThreadManager',
    'GuildInviteManager',
    'GuildMemberManager',
    'GuildMessageManager',
    'GuildScheduledEventManager',
    'GuildStickerManager',
    'GuildTextThreadManager',
    'MessageManager',
    'PresenceManager',
    'ReactionManager',
    'ReactionUserManager',
    'StageInstanceManager',
    'ThreadManager',
    'ThreadMemberManager',
    'UserManager',
    'VoiceStateManager',
  ].map((name) => [name, 0]),
);

/** The server that somebody took the bot into, or out of. */
function guildOf({ d }: { d: unknown }): string | undefined {
  const { id, unavailable } = (typeof d === 'object' && d !== null ? d : {}) as { id?: unknown; unavailable?: unknown };
  return typeof id === 'string' && unavailable !== true ? id : undefined;
}

/** Who the bot is as a person. */
function userOf({ d }: { d: unknown }): string | undefined {
  const { user } = (typeof d === 'object' && d !== null ? d : {}) as { user?: { id?: unknown } };
  return typeof user?.id === 'string' ? user.id : undefined;
}

const messages: ReadonlySet<string> = new Set([
  GatewayDispatchEvents.MessageCreate,
  GatewayDispatchEvents.MessageUpdate,
]);

/** A connection that listens for interactions and messages, and keeps nothing else. `out`: whether the bot has been taken out of a server. */
export function createGateway(parts: {
  apiUrl: string;
  token: string;
  log: Log;
  take(interaction: Interaction): void;
  /** A message that somebody wrote or changed, wherever the bot reads along; and who we are there. */
  hear?(message: unknown, me: string): void;
  out?(guild: string, isOut: boolean): void;
}) {
  const { apiUrl, token, log } = parts;
  let client: Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let tries = 0;
  let stopped = false;
  let lost: string | undefined;
  let me = '';

  const connect = async (): Promise<void> => {
    const next = new Client({
      // None of them is privileged: of messages that are not for the bot, Discord leaves the words out.
      intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
      makeCache: Options.cacheWithLimits(none),
      rest: {
        api: apiUrl.replace(/\/+$/, ''),
        version: '10',
        timeout: 8_000,
        retries: 1,
        rejectOnRateLimit: () => true,
      },
    });
    client = next;
    next.on('error', (error) => log.error({ reason: failureOf(error).reason }, 'discord client'));
    next.on('shardError', (error) => log.warn({ reason: failureOf(error).reason }, 'discord connection'));
    next.on('shardDisconnect', ({ code }) => {
      lost = `closed by Discord with ${code}`;
      log.error({ code }, 'Discord closed the connection for good');
    });
    next.on(Events.Raw as never, (packet: { t: string; d: unknown }) => {
      const guild = guildOf(packet);
      if (guild && packet.t === GatewayDispatchEvents.GuildCreate) parts.out?.(guild, false);
      // What is only unavailable is an outage of Discord's.
      if (guild && packet.t === GatewayDispatchEvents.GuildDelete) parts.out?.(guild, true);
      if (packet.t === GatewayDispatchEvents.Ready) me = userOf(packet) ?? me;
      if (messages.has(packet.t)) {
        packet.t = 'TAKEN';
        if (!stopped) parts.hear?.(packet.d, me);
        return;
      }
      if (packet.t !== GatewayDispatchEvents.InteractionCreate) return;
      // Hidden from discord.js itself: it would make objects nobody uses, and one it cannot make would end the process.
      packet.t = 'TAKEN';
      const arrived = readInteraction(packet.d);
      if (typeof arrived === 'string') return;
      if ('lacks' in arrived)
        log.warn({ platform: 'discord', lacks: arrived.lacks }, 'an interaction lacks what is needed to answer it');
      else if (!stopped) parts.take(arrived.interaction);
    });
    await next.login(token);
    lost = undefined;
    tries = 0;
  };

  const again = (error: unknown): void => {
    lost = failureOf(error).reason;
    log.warn({ reason: lost }, 'no connection to Discord yet');
    if (stopped) return;
    retry = setTimeout(() => connect().catch(again), pauses[Math.min(tries++, pauses.length - 1)]);
    retry.unref();
  };

  return {
    /** Throws only when the token is refused; an unreachable Discord is tried again. */
    async start(): Promise<void> {
      try {
        await connect();
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'TokenInvalid') throw error;
        again(error);
      }
    },
    async stop(): Promise<void> {
      stopped = true;
      clearTimeout(retry);
      // A connection that is just being made may never say that it is closed.
      await Promise.race([client?.destroy().catch(() => undefined), sleep(stopWithin, undefined, { ref: false })]);
    },
    health(): { ok: boolean; detail: string } {
      if (lost) return { ok: false, detail: lost };
      const shards = [...(client?.ws.shards.values() ?? [])];
      const up =
        shards.length > 0 &&
        shards.every((shard) => shard.status === Status.Ready || shard.status === Status.WaitingForGuilds);
      return { ok: up, detail: up ? 'connected' : 'connecting' };
    },
  };
}

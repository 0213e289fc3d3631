import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Events, GatewayDispatchEvents, GatewayIntentBits, Options, Status } from 'discord.js';
import { z } from 'zod';
import type { Log } from '../../src/kit/ctx.ts';
import { failureOf } from './api.ts';
import { readInteraction } from './edge.ts';
import type { GuildNews } from './guilds.ts';
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

const guild = z.looseObject({ id: z.string(), name: z.string().catch(''), unavailable: z.boolean().optional() });
const readiness = z.looseObject({
  guilds: z.array(z.looseObject({ id: z.string() })),
  shard: z.tuple([z.number(), z.number()]).catch([0, 1]),
});

/** Tells what a packet says of servers. What is only unavailable is an outage of Discord's. */
function tellOf({ t, d }: { t: string; d: unknown }, news: GuildNews): void {
  if (t === GatewayDispatchEvents.Ready) {
    const ready = readiness.safeParse(d);
    const [shard, shards] = ready.data?.shard ?? [0, 1];
    if (ready.success)
      void news.present(
        ready.data.guilds.map(({ id }) => id),
        shard,
        shards,
      );
    return;
  }
  if (t !== GatewayDispatchEvents.GuildCreate && t !== GatewayDispatchEvents.GuildDelete) return;
  const told = guild.safeParse(d);
  if (!told.success || told.data.unavailable) return;
  if (t === GatewayDispatchEvents.GuildCreate) void news.joined(told.data.id, told.data.name);
  else void news.left(told.data.id);
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

/** A connection that listens for interactions and messages, and keeps nothing else. */
export function createGateway(parts: {
  apiUrl: string;
  token: string;
  log: Log;
  take(interaction: Interaction): void;
  /** A message that somebody wrote or changed, wherever the bot reads along; and who we are there. */
  hear?(message: unknown, me: string): void;
  news: GuildNews;
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
      tellOf(packet, parts.news);
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

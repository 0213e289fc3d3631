import { GatewayCloseCodes, GatewayDispatchEvents, Routes } from 'discord.js';
import { z } from 'zod';
import type { Log } from '../../src/kit/ctx.ts';
import type { Duty } from '../../src/kit/duty.ts';
import { createRest, failureOf, within } from './api.ts';
import { type Connection, openConnection, type Packet, readKept } from './connection.ts';
import { readInteraction } from './edge.ts';
import type { GuildNews } from './guilds.ts';
import { saidAt } from './idempotency.ts';
import type { Interaction } from './translate.ts';

/** Pauses between tries to be let in at all; once in, the library connects again by itself. */
const pauses = [5_000, 15_000, 60_000];
const askMs = 8_000;
/** Discord waits so long for the first answer: what nobody answered until then is answered no more. */
const firstMs = 3_000;

const guild = z.looseObject({ id: z.string(), name: z.string().catch(''), unavailable: z.boolean().optional() });
const readiness = z.looseObject({
  guilds: z.array(z.looseObject({ id: z.string() })),
  shard: z.tuple([z.number(), z.number()]).catch([0, 1]),
});

/** Tells what a packet says of servers. What is only unavailable is an outage of Discord's. */
function tellOf({ t, d }: Packet, news: GuildNews): Promise<void> | undefined {
  if (t === GatewayDispatchEvents.Ready) {
    const { data: ready } = readiness.safeParse(d);
    const ids = ready?.guilds.map(({ id }) => id);
    return ready && ids && news.present(ids, ...ready.shard);
  }
  if (t !== GatewayDispatchEvents.GuildCreate && t !== GatewayDispatchEvents.GuildDelete) return undefined;
  const { data: told } = guild.safeParse(d);
  if (!told || told.unavailable) return undefined;
  return t === GatewayDispatchEvents.GuildCreate ? news.joined(told.id, told.name) : news.left(told.id);
}

const messages: ReadonlySet<string> = new Set([
  GatewayDispatchEvents.MessageCreate,
  GatewayDispatchEvents.MessageUpdate,
]);

/**
 * Listens for interactions and messages, and keeps nothing else. Of all processes one does: what it has not done yet when it is heard of no more,
 * Discord says again to the one that goes on.
 */
export function createGateway(parts: {
  apiUrl: string;
  token: string;
  duty: Duty;
  log: Log;
  clock(): Date;
  take(interaction: Interaction): void;
  /** A message that somebody wrote or changed, wherever the bot reads along; who we are there; whether another process may have answered it. */
  hear(message: unknown, me: string, again: boolean): Promise<void> | undefined;
  news: GuildNews;
}) {
  const { apiUrl, token, duty, log, clock } = parts;
  const rest = createRest(apiUrl, token, { timeout: askMs, retries: 1 });
  let connection: Connection | undefined;
  let left: Promise<void> | undefined;
  let retry: NodeJS.Timeout | undefined;
  let tries = 0;
  let lost: string | undefined;
  /** What was kept when there was no connection yet. */
  let last = '';

  function heard(packet: Packet, { me, again }: { me: string; again: boolean }): Promise<unknown> | undefined {
    if (!duty.isOurs()) return undefined;
    if (messages.has(packet.t)) return parts.hear(packet.d, me, again);
    if (packet.t !== GatewayDispatchEvents.InteractionCreate) return tellOf(packet, parts.news);
    const arrived = readInteraction(packet.d);
    if (typeof arrived === 'string') return undefined;
    if ('lacks' in arrived) {
      log.warn({ platform: 'discord', lacks: arrived.lacks }, 'an interaction lacks what is needed to answer it');
      return undefined;
    }
    const late = again && clock().getTime() - saidAt(arrived.interaction.id) > firstMs;
    if (late) log.warn({ platform: 'discord', interaction: arrived.interaction.id }, 'an interaction came too late');
    else parts.take(arrived.interaction);
    return undefined;
  }

  async function connect(): Promise<void> {
    await left;
    const mine = openConnection({
      rest,
      token,
      from: readKept(last),
      heard,
      begun: () => void duty.keep(),
      closed: (code) => ended(mine, code),
      log,
    });
    connection = mine;
    await mine.connect();
    if (connection !== mine) return;
    lost = undefined;
    tries = 0;
  }

  function ended(mine: Connection, code: number): void {
    if (connection !== mine) return;
    if (code === GatewayCloseCodes.ShardingRequired) {
      log.info({ platform: 'discord' }, 'Discord wants more connections');
      leave();
      last = '';
      void connect().catch(again);
      return;
    }
    lost = `closed by Discord with ${code}`;
    log.error({ code }, 'Discord closed the connection for good');
  }

  function leave(): void {
    clearTimeout(retry);
    const mine = connection;
    connection = undefined;
    if (!mine) return;
    last = JSON.stringify(mine.kept());
    left = mine.leave();
  }

  function again(error: unknown): void {
    if (!duty.isOurs()) return;
    leave();
    lost = failureOf(error).reason;
    log.warn({ reason: lost }, 'no connection to Discord yet');
    retry = setTimeout(() => connect().catch(again), pauses[Math.min(tries++, pauses.length - 1)]);
    retry.unref();
  }

  async function stop(): Promise<void> {
    await duty.stop().catch((error) => log.warn({ err: error }, 'the connection to Discord could not be handed over'));
    leave();
    await left;
  }

  return {
    /** Throws only when the token is refused; an unreachable Discord is tried again. */
    async start(): Promise<void> {
      let first: Promise<void> | undefined;
      await duty.start({
        begin: (state) => {
          last = state ?? '';
          first = connect();
          first.catch(again);
        },
        end: leave,
        state: () => (connection ? JSON.stringify(connection.kept()) : last),
      });
      try {
        await (first ?? within(askMs, (signal) => rest.setToken(token).get(Routes.gatewayBot(), { signal })));
      } catch (error) {
        if (failureOf(error).status !== 401) return;
        await stop();
        throw new Error('Discord was given an invalid token');
      }
    },
    stop,
    health(): { ok: boolean; detail: string } {
      if (!duty.isOurs() && duty.isHeld()) return { ok: true, detail: 'another process is connected' };
      if (lost) return { ok: false, detail: lost };
      const up = connection?.isUp() ?? false;
      return { ok: up, detail: up ? 'connected' : 'connecting' };
    },
  };
}

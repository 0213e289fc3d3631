import { setTimeout as sleep } from 'node:timers/promises';
import { type SessionInfo, SimpleShardingStrategy, WebSocketManager, WebSocketShardEvents } from '@discordjs/ws';
import {
  type APIGatewayBotInfo,
  GatewayCloseCodes,
  GatewayDispatchEvents,
  GatewayIntentBits,
  type REST,
} from 'discord.js';
import { z } from 'zod';
import type { Log } from '../../src/kit/ctx.ts';
import { failureOf, within } from './api.ts';

/** What Discord sends: its kind and its content. */
export interface Packet {
  t: string;
  d: unknown;
}

const session = z.object({
  resumeURL: z.string(),
  sequence: z.number(),
  sessionId: z.string(),
  shardCount: z.number(),
  shardId: z.number(),
});
/** All that another process needs to go on: who the bot is as a person, and where each connection stands. */
const kept = z.object({ me: z.string(), sessions: z.array(session) });
export type Kept = z.infer<typeof kept>;

export function readKept(state: string | undefined): Kept {
  try {
    return kept.parse(JSON.parse(state ?? ''));
  } catch {
    return { me: '', sessions: [] };
  }
}

/** Of a host that says nothing, another connection is soon tried. */
const answerMs = 8_000;
/** The handshake comes first: it must have failed before somebody stops waiting for what follows it. */
const handshakeMs = 6_000;
const stopWithin = 2_000;
/** Any code but that of a goodbye leaves a session for whoever goes on with it. */
const toBeContinued = 4200;
/** With these Discord says that another try would come to the same. */
const forGood: ReadonlySet<number> = new Set([
  GatewayCloseCodes.AuthenticationFailed,
  GatewayCloseCodes.InvalidShard,
  GatewayCloseCodes.InvalidIntents,
  GatewayCloseCodes.DisallowedIntents,
]);

/**
 * As many connections as before, where Discord still takes that: to have others is to begin anew. It recommends one for a thousand servers, and refuses one
 * for more than 2,500.
 */
const countOf = (before: readonly SessionInfo[], { shards }: APIGatewayBotInfo): number => {
  const count = before[0]?.shardCount ?? 0;
  return count > 0 && shards <= 2 * count ? count : shards;
};

interface Socket {
  readyState: number;
  on(event: 'error', hear: () => void): void;
  terminate(): void;
}
const connecting = 0;
const never = new Promise<SessionInfo>(() => undefined);
const heardOut = new WeakSet<Socket>();

/**
 * The library leaves a connection that is still being made with nobody to hear how that ends, and an error that nobody hears ends the process: here
 * somebody does. It has no other door to its sockets.
 */
function socketsOf(strategy: SimpleShardingStrategy | undefined): Socket[] {
  const { shards } = (strategy ?? {}) as unknown as { shards?: ReadonlyMap<number, { connection: Socket | null }> };
  const sockets = [...(shards?.values() ?? [])].flatMap(({ connection }) => connection ?? []);
  for (const socket of sockets) {
    if (heardOut.has(socket)) continue;
    heardOut.add(socket);
    socket.on('error', () => undefined);
  }
  return sockets;
}

export interface ConnectionParts {
  rest: REST;
  token: string;
  from: Kept;
  /** Resolves when nothing of it would be lost with this process. `again`: others may have seen it before. */
  heard(packet: Packet, about: { me: string; again: boolean }): Promise<unknown> | undefined;
  /** A session has begun that another process can go on with. */
  begun(): void;
  /** Discord has closed it for good, or wants more connections than there are. */
  closed(code: number): void;
  log: Log;
}

/** Discord's gateway, as it was left by whoever was connected before. None of its intents is privileged. */
export function openConnection({ rest, token, from, heard, begun, closed, log }: ConnectionParts) {
  const sessions = new Map(from.sessions.map((each) => [each.shardId, each]));
  /** By shard: what is being done, and how far all is done. */
  const underWay = new Map<number, Set<number>>();
  const ready = new Set<number>();
  /** Whose missed events are being said again. */
  const catchingUp = new Set(sessions.keys());
  let me = from.me;
  let count = 0;
  let manager: WebSocketManager | undefined;
  let strategy: SimpleShardingStrategy | undefined;
  let over = false;

  function take(shard: number, { s, t, d }: Packet & { s: number }): void {
    if (over) return;
    // In their order: the library's own news of it may overtake what came before.
    if (t === GatewayDispatchEvents.Ready || t === GatewayDispatchEvents.Resumed) catchingUp.delete(shard);
    if (t === GatewayDispatchEvents.Ready) me = (d as { user?: { id?: string } }).user?.id ?? me;
    const work = heard({ t, d }, { me, again: catchingUp.has(shard) });
    if (!work) return;
    const mine = underWay.get(shard) ?? new Set();
    underWay.set(shard, mine.add(s));
    void work.finally(() => mine.delete(s));
  }

  return {
    async connect(): Promise<void> {
      const next = new WebSocketManager({
        token,
        rest,
        // Of messages that are not for the bot, Discord leaves the words out.
        intents: GatewayIntentBits.Guilds | GatewayIntentBits.GuildMessages | GatewayIntentBits.DirectMessages,
        // What is left while it is being made would be made once more by the library, in a session that is another's by then.
        retrieveSessionInfo: (shard) => (over ? never : (sessions.get(shard) ?? null)),
        updateSessionInfo: (shard, info) => {
          // A connection that is left is not ended.
          if (over) return;
          if (info) sessions.set(shard, info);
          else sessions.delete(shard);
        },
        buildStrategy: (mine) => {
          strategy = new SimpleShardingStrategy(mine);
          return strategy;
        },
        handshakeTimeout: handshakeMs,
        helloTimeout: answerMs,
      });
      manager = next;
      next.on(WebSocketShardEvents.Debug, () => queueMicrotask(() => socketsOf(strategy)));
      next.on(WebSocketShardEvents.Dispatch, ({ data, shardId }) => take(shardId, data as Packet & { s: number }));
      next.on(WebSocketShardEvents.Hello, ({ shardId }) => {
        if (sessions.has(shardId)) catchingUp.add(shardId);
        else catchingUp.delete(shardId);
      });
      const isReady = ({ shardId }: { shardId: number }) => {
        ready.add(shardId);
      };
      next.on(WebSocketShardEvents.Ready, ({ shardId }) => {
        isReady({ shardId });
        begun();
      });
      next.on(WebSocketShardEvents.Resumed, isReady);
      next.on(WebSocketShardEvents.Closed, ({ code, shardId }) => {
        ready.delete(shardId);
        if (over) return;
        if (code === GatewayCloseCodes.ShardingRequired || forGood.has(code)) closed(code);
      });
      next.on(WebSocketShardEvents.Error, ({ error }) =>
        log.warn({ platform: 'discord', reason: failureOf(error).reason }, 'discord connection'),
      );
      // A refusal makes the client forget its token.
      rest.setToken(token);
      const advice = await within(answerMs, () => next.fetchGatewayInformation());
      if (over) return;
      count = countOf(from.sessions, advice);
      await next.updateShardCount(count);
      await next.connect();
    },
    /** Leaves it, for another to go on. Nothing that still comes in is heard. */
    async leave(): Promise<void> {
      over = true;
      const unmade = socketsOf(strategy).filter(({ readyState }) => readyState === connecting);
      // A connection that is just being made may never say that it is closed.
      await Promise.race([
        Promise.resolve(manager?.destroy({ code: toBeContinued })).catch(() => undefined),
        sleep(stopWithin, undefined, { ref: false }),
      ]);
      for (const socket of unmade) socket.terminate();
    },
    /** What is behind this is done; what is not is said again to whoever goes on. */
    kept: (): Kept => ({
      me,
      sessions: [...sessions.values()].map((each) => {
        const first = Math.min(...(underWay.get(each.shardId) ?? []));
        return { ...each, sequence: Math.min(each.sequence, first - 1) };
      }),
    }),
    isUp: () => count > 0 && ready.size === count,
  };
}
export type Connection = ReturnType<typeof openConnection>;

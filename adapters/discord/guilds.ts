import { setImmediate as turn } from 'node:timers/promises';
import type { Log } from '../../src/kit/ctx.ts';
import { failureOf } from './api.ts';
import type { Link } from './link.ts';

/** What Discord says of the servers that the bot is in. */
export interface GuildNews {
  /** It is in this one, whether it has just come or a connection was just made. */
  joined(guild: string, name: string): Promise<void>;
  /** It was taken out. */
  left(guild: string): Promise<void>;
  /** Those of a new connection, which is the n-th of so many; what happened before it is not told. */
  present(guilds: readonly string[], shard: number, shards: number): Promise<void>;
}

/** Which of several connections hears of a server. */
const shardOf = (guild: string, shards: number): number => Number((BigInt(guild) >> 22n) % BigInt(shards));

/** News of so many servers are kept at once: the database has others to serve. */
const atOnce = 8;

/**
 * `own`: the server of the environment, which is there without the link, and whose absence only health tells. `may`: whether it is for this process to keep
 * what is told.
 */
export function createGuilds({ own, link, may, log }: { own?: string; link?: Link; may(): boolean; log: Log }) {
  let lacksOwn = false;
  const lines = Array.from({ length: atOnce }, () => Promise.resolve());

  /** As they happened for each server; a new connection tells of all of them in one breath. Never throws. */
  const inTurn = (guild: string, work: () => Promise<void>): Promise<void> => {
    const line = shardOf(guild, atOnce);
    // SQLite answers without a pause: everybody else has their turn in between.
    const before = lines[line]!;
    lines[line] = before
      .then(() => turn())
      // What is not begun when it is another's turn is said again to that one.
      .then(() => (may() ? work() : undefined))
      .catch((error) => {
        const { reason } = failureOf(error);
        log.error({ platform: 'discord', guild, reason }, 'news of a server could not be kept');
      });
    return lines[line];
  };

  const news: GuildNews = {
    joined: async (guild, name) => {
      if (guild === own) lacksOwn = false;
      else if (link) await inTurn(guild, () => link.joined(guild, name));
    },
    left: async (guild) => {
      if (guild === own || !link) log.warn({ platform: 'discord', guild }, 'the bot was taken out of a server');
      if (guild === own) lacksOwn = true;
      else if (link) await inTurn(guild, () => link.left(guild));
    },
    present: async (guilds, shard, shards) => {
      if (!link) return;
      const mine = (guild: string) => guild !== own && shardOf(guild, shards) === shard;
      await inTurn('0', () => link.present(new Set(guilds), mine));
    },
  };
  return {
    news,
    lacksOwn: () => lacksOwn,
    settled: () => Promise.all(lines),
  };
}

import type { webApi } from '@slack/bolt';
import { within } from './people.ts';

/** A channel is seldom renamed, and whoever may not look now may not look in a moment. */
const keepNameMs = 10 * 60_000;
const keepReadersMs = 60_000;
const most = 1000;
/** Whoever asks is being answered meanwhile. */
const waitMs = 1200;
const page = 1000;
/** Of a larger channel nothing is said. */
const mostPages = 5;

/** What Slack calls a channel instead of its name: private ones in commands, and conversations without any. */
const noName = /^(privategroup|directmessage|mpdm-.*)$/;

export const realName = (name: string | undefined): string | undefined =>
  !name || noName.test(name) ? undefined : name;

/** What it may say of channels, where the workspace lets it look (channels:read, groups:read); undefined where it does not, or not soon. */
export interface Channels {
  name(channel: string): Promise<string | undefined>;
  /** Who of these reads it. */
  readers(channel: string, among: readonly string[]): Promise<readonly string[] | undefined>;
}

/** Remembers for a while what was heard, a refusal too. */
function remembering<T>(ms: number, now: () => number, ask: (channel: string) => Promise<T | undefined>) {
  const known = new Map<string, { at: number; heard: Promise<T | undefined> }>();
  return (channel: string): Promise<T | undefined> => {
    const before = known.get(channel);
    if (before && now() - before.at < ms) return within(before.heard, waitMs);
    const heard = ask(channel).catch(() => undefined);
    known.delete(channel);
    known.set(channel, { at: now(), heard });
    if (known.size > most) known.delete(known.keys().next().value!);
    return within(heard, waitMs);
  };
}

export function createChannels(client: webApi.WebClient, now: () => number): Channels {
  const name = remembering(keepNameMs, now, async (channel) =>
    realName((await client.conversations.info({ channel })).channel?.name),
  );
  const members = remembering(keepReadersMs, now, async (channel) => {
    const all = new Set<string>();
    let cursor: string | undefined;
    for (let n = 0; n < mostPages; n++) {
      const part = await client.conversations.members({ channel, limit: page, cursor });
      for (const member of part.members ?? []) all.add(member);
      cursor = part.response_metadata?.next_cursor;
      if (!cursor) return all;
    }
    return undefined;
  });
  return {
    name,
    readers: async (channel, among) => {
      const all = await members(channel);
      return all && among.filter((user) => all.has(user));
    },
  };
}

import { createHash } from 'node:crypto';
import { type APIMessage, type REST, Routes } from 'discord.js';
import type { Once } from '../../src/kit/incoming.ts';
import { within } from './api.ts';
import type { MessageBody } from './render.ts';

const digest = (key: string): Buffer => createHash('sha256').update(key).digest();

/** Discord gives back the message it has under it instead of making another, but forgets it after some minutes. */
export const nonceOf = ({ key }: Once): string => digest(key).toString('base64url').slice(0, 25);

/** A number that the message's frame is called by, unseen: far above those that Discord gives to components by itself. */
const markOf = ({ key }: Once): number => 0x40000000 + (digest(key).readUInt32BE() >>> 2);

/** The message, recognisable later. */
export function marked(body: MessageBody, once: Once): MessageBody {
  const [frame, ...others] = body.components;
  return frame ? { ...body, components: [{ ...frame, id: markOf(once) }, ...others] } : body;
}

const epoch = 1_420_070_400_000n;
/** Clocks differ. */
const apartMs = 60_000;
const page = 100;
/** A channel in which more was said meanwhile is not read any further. */
const mostPages = 5;

/** Message ids are times: behind this one stands what came since. */
const idAt = (at: Date): string => String((BigInt(Math.max(0, at.getTime() - apartMs)) - epoch) << 22n);

/** When something was made, by its id. */
export const saidAt = (id: string): number => Number((BigInt(id) >> 22n) + epoch);

/** The id of the message that an earlier try has left in a channel without our hearing of it. */
export async function lookFor(rest: REST, channel: string, once: Once & { since: Date }): Promise<string | undefined> {
  const mark = markOf(once);
  let after = idAt(once.since);
  for (let n = 0; n < mostPages; n++) {
    const query = new URLSearchParams({ after, limit: String(page) });
    const said = (await within(10_000, (signal) =>
      rest.get(Routes.channelMessages(channel), { query, signal }),
    )) as APIMessage[];
    const ours = said.find(({ components }) => components?.[0]?.id === mark);
    if (ours) return ours.id;
    if (said.length < page) return undefined;
    // The latest first, also where it is the oldest that were asked for.
    after = said.reduce((last, { id }) => (BigInt(id) > BigInt(last) ? id : last), after);
  }
  return undefined;
}

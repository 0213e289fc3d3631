import { createHash } from 'node:crypto';
import type { types, webApi } from '@slack/bolt';
import type { Once } from '../../src/kit/incoming.ts';

const label = 'carteira_message';
/** Clocks differ. */
const slackMs = 60_000;
const page = 200;
/** A conversation in which more was said meanwhile is not read any further. */
const mostPages = 5;

const keyOf = (key: string): string => createHash('sha256').update(key).digest('base64url').slice(0, 32);

/** What a message of ours carries unseen, so that it can be recognised. */
export const metadataOf = ({ key }: Once): types.MessageMetadata => ({
  event_type: label,
  event_payload: { key: keyOf(key) },
});

/** A message of ours that stands in a conversation. */
export interface SentMessage {
  channel: string;
  ts: string;
  /** Whether anything stands under it: where its files go. */
  answered: boolean;
}

/** People are written to by their own id; what is said with them stands in a conversation that has another. */
async function conversation(client: webApi.WebClient, channel: string): Promise<string> {
  if (!/^[UW]/.test(channel)) return channel;
  return (await client.conversations.open({ users: channel })).channel?.id ?? channel;
}

/**
 * The message that an earlier try has left behind without our hearing of it; Slack has no key by which it would know a second one itself.
 * Throws what Slack says where we may not read.
 */
export async function lookFor(
  client: webApi.WebClient,
  where: string,
  once: Once & { since: Date },
): Promise<SentMessage | undefined> {
  const channel = await conversation(client, where);
  const oldest = String((once.since.getTime() - slackMs) / 1000);
  let cursor: string | undefined;
  for (let n = 0; n < mostPages; n++) {
    const said = await client.conversations.history({
      channel,
      oldest,
      limit: page,
      include_all_metadata: true,
      cursor,
    });
    const ours = said.messages?.find(
      ({ metadata }) =>
        metadata?.event_type === label &&
        (metadata.event_payload as { key?: unknown } | undefined)?.key === keyOf(once.key),
    );
    if (ours?.ts) return { channel, ts: ours.ts, answered: (ours.reply_count ?? 0) > 0 };
    cursor = said.response_metadata?.next_cursor;
    if (!cursor) return undefined;
  }
  return undefined;
}

import { webApi } from '@slack/bolt';
import type { Log } from '../../src/kit/ctx.ts';
import type { Address, Delivered } from '../../src/kit/incoming.ts';
import type { SealedView } from '../../src/kit/view.ts';
import { reasonOf } from './client.ts';
import { filesOf, share } from './files.ts';
import { renderSlack } from './render.ts';
import type { SlackWords } from './words.ts';

/** Errors that will be the same tomorrow. */
const gone = new Set([
  'channel_not_found',
  'is_archived',
  'not_in_channel',
  'account_inactive',
  'user_not_found',
  'user_disabled',
  'cannot_dm_bot',
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
]);

export interface Delivering {
  /** Without tries of its own: the outbox tries again, and knows when. */
  client: webApi.WebClient;
  uploads: webApi.WebClient;
  words: SlackWords;
  log: Log;
}

/** Messages that nobody asked for just now. What stands in direct messages is known by its own channel, so that it can be replaced. */
export async function deliver({ client, uploads, words, log }: Delivering, address: Address, view: SealedView): Promise<Delivered> {
  const message = renderSlack(view, words);
  const [channel, ts] = address.message?.includes('/') ? address.message.split('/') : [address.channel, address.message];
  let sent: { channel?: string; ts?: string };
  try {
    sent = ts
      ? await client.chat.update({ channel: channel!, ts, ...message })
      : await client.chat.postMessage({ channel: channel!, ...message });
  } catch (error) {
    const reason = reasonOf(error);
    if (error instanceof webApi.WebAPIRateLimitedError) return { ok: false, reason, wait: error.retryAfter * 1000 };
    return gone.has(reason) ? { ok: false, reason, gone: true } : { ok: false, reason };
  }
  const files = ts ? [] : filesOf(view);
  const there = sent.channel ?? channel!;
  if (files.length > 0) {
    // The message stands already: trying all of it again would send it twice.
    await share(uploads, there, files, sent.ts).catch((error) => {
      log.error({ reason: reasonOf(error) }, 'the files of a message could not be sent');
    });
  }
  const id = sent.ts ?? ts ?? '';
  return { ok: true, message: there === address.channel ? id : `${there}/${id}` };
}

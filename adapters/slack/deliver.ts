import { webApi } from '@slack/bolt';
import type { Log } from '../../src/kit/ctx.ts';
import type { Address, Delivered, Once } from '../../src/kit/incoming.ts';
import type { SealedView } from '../../src/kit/view.ts';
import { lookFor, metadataOf, type Standing } from './again.ts';
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

/** Slack's words for not knowing itself whether it did what it was asked. */
const unknown = new Set(['fatal_error', 'internal_error', 'service_unavailable', 'request_timeout']);

export interface Delivering {
  /** Without tries of its own: the outbox tries again, and knows when. */
  client: webApi.WebClient;
  uploads: webApi.WebClient;
  words: SlackWords;
  log: Log;
}

const isUnsure = (error: unknown): boolean =>
  error instanceof webApi.WebAPIPlatformError ? unknown.has(error.data.error) : !(error instanceof webApi.WebAPIRateLimitedError);

/** What an earlier try has left there. Without the right to look the message is sent all the same: rather twice than never. */
async function left({ client, log }: Delivering, channel: string, { key, since }: Once): Promise<Standing | undefined> {
  if (!since) return undefined;
  try {
    return await lookFor(client, channel, { key, since });
  } catch (error) {
    // What holds for a moment only is waited out: the outbox comes again.
    if (!(error instanceof webApi.WebAPIPlatformError) || unknown.has(error.data.error)) throw error;
    log.warn({ reason: reasonOf(error) }, 'whether a message stands in Slack already could not be seen');
    return undefined;
  }
}

/** Messages that nobody asked for just now. What stands in direct messages is known by its own channel, so that it can be replaced. */
export async function deliver(parts: Delivering, address: Address, view: SealedView, once: Once): Promise<Delivered> {
  const { client, uploads, words, log } = parts;
  const message = renderSlack(view, words);
  const [channel, ts] = address.message?.includes('/') ? address.message.split('/') : [address.channel, address.message];
  let sent: { channel?: string; ts?: string; answered?: boolean };
  try {
    sent = ts
      ? await client.chat.update({ channel: channel!, ts, ...message })
      : ((await left(parts, channel!, once)) ??
        (await client.chat.postMessage({ channel: channel!, ...message, metadata: metadataOf(once) })));
  } catch (error) {
    const reason = reasonOf(error);
    if (error instanceof webApi.WebAPIRateLimitedError) return { ok: false, reason, wait: error.retryAfter * 1000 };
    if (gone.has(reason)) return { ok: false, reason, gone: true };
    return { ok: false, reason, ...(isUnsure(error) ? { unsure: true } : {}) };
  }
  const files = ts || sent.answered ? [] : filesOf(view);
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

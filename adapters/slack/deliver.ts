import { type types, webApi } from '@slack/bolt';
import type { Log } from '../../src/kit/ctx.ts';
import type { Address, Delivered, Once } from '../../src/kit/incoming.ts';
import { type FileOut, note, type SealedView } from '../../src/kit/view.ts';
import { aboutWhat, reasonOf } from './client.ts';
import { share, unshare } from './files.ts';
import { lookFor, metadataOf, type SentMessage } from './idempotency.ts';
import type { Natives } from './natives.ts';
import type { Pictures } from './pictures.ts';
import { plainer } from './plainer.ts';
import { renderSlack } from './render.ts';
import type { SlackWords } from './words.ts';

/** Errors that will be the same tomorrow. */
const gone = new Set([
  'channel_not_found',
  'is_archived',
  'not_in_channel',
  'user_not_found',
  'user_disabled',
  'cannot_dm_bot',
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
]);

/** A token that is refused says nothing about the place: it is an outage until somebody sets a new one. */
const refusedTokenWait = 5 * 60_000;

export interface Delivering {
  /** Without tries of its own: the outbox tries again, and knows when. */
  client: webApi.WebClient;
  uploads: webApi.WebClient;
  natives: Natives;
  pictures: Pictures;
  words: SlackWords;
  log: Log;
}

function failed(error: unknown): Extract<Delivered, { ok: false }> {
  const reason = reasonOf(error);
  if (error instanceof webApi.WebAPIRateLimitedError) return { ok: false, reason, wait: error.retryAfter * 1000 };
  const about = aboutWhat(error);
  if (about === 'token') return { ok: false, reason, wait: refusedTokenWait };
  return { ok: false, reason, ...(gone.has(reason) ? { gone: true } : about === 'slack' ? { unsure: true } : {}) };
}

/**
 * So long after a message was written its delivery waits for Slack to let us look. An app that is not in the Marketplace may look once a
 * minute, at 15 messages: nothing may depend on it.
 */
const lookingMs = 3 * 60_000;

/** What an earlier try has left there. Without the right to look the message is sent all the same: rather twice than never. */
async function left(
  { client, log }: Delivering,
  channel: string,
  { key, since }: Once,
): Promise<SentMessage | undefined> {
  if (!since) return undefined;
  try {
    return await lookFor(client, channel, { key, since });
  } catch (error) {
    // What holds for a moment only is waited out: the outbox comes again.
    const limited = error instanceof webApi.WebAPIRateLimitedError && Date.now() - since.getTime() > lookingMs;
    if (aboutWhat(error) === 'slack' && !limited) throw error;
    log.warn({ reason: reasonOf(error) }, 'whether a message stands in Slack already could not be seen');
    return undefined;
  }
}

/**
 * How a message is known from then on: its time; before it the channel, where that is another than was asked for; and behind it the files
 * that were shown in it or below it, which Slack does not take along when a message is replaced.
 */
const nameOf = (ts: string, channel: string | undefined, files: readonly string[]): string =>
  `${channel ? `${channel}/` : ''}${ts}${files.length > 0 ? `#${files.join(',')}` : ''}`;

function standingAt({ channel, message = '' }: Address): { channel: string; ts?: string; files: string[] } {
  const [place = '', files = ''] = message.split('#');
  const [ts, own] = place.split('/').reverse();
  return { channel: own ?? channel, ts: ts || undefined, files: files.split(',').filter(Boolean) };
}

/** The files that stand inside of a message. */
const picturesIn = (blocks: readonly types.KnownBlock[]): string[] =>
  blocks.flatMap((block) =>
    block.type === 'image' && 'slack_file' in block && 'id' in block.slack_file && block.slack_file.id
      ? [block.slack_file.id]
      : [],
  );

/** Messages that nobody asked for just now. What stands in direct messages is known by its own channel, so that it can be replaced. */
export async function deliver(parts: Delivering, address: Address, view: SealedView, once: Once): Promise<Delivered> {
  const { client, uploads, natives, pictures, words, log } = parts;
  const { workspace } = address;
  const { files = [] } = view;
  const { channel, ts, files: shown } = standingAt(address);
  // First, for the message itself may be gone while its files are not.
  if (shown.length > 0 && files.length === 0) {
    try {
      await unshare(uploads, shown, (reason) =>
        log.warn({ reason }, 'a file that was shown in Slack could not be taken back'),
      );
    } catch (error) {
      return failed(error);
    }
    shown.length = 0;
  }
  let sent: { channel?: string; ts?: string; answered?: boolean } | undefined;
  let refused: Delivered = { ok: false, reason: 'refused', final: true };
  const may = natives.can(workspace);
  // Nobody waits for it: its picture comes first.
  if (may.picture) await pictures.ready(workspace, view, ({ plot }) => !(may.chart && plot));
  const tries = plainer(view, may, (step, can) => renderSlack(step, words, can));
  for (const { message, ...what } of tries) {
    try {
      const found = ts ? undefined : await left(parts, channel, once);
      once.held?.();
      sent = ts
        ? await client.chat.update({ channel, ts, ...message })
        : (found ?? (await client.chat.postMessage({ channel, ...message, metadata: metadataOf(once) })));
      if (!sent.answered) natives.heard(workspace, view, what);
      if (what.used.includes('picture')) {
        pictures.give(workspace, view);
        shown.push(...picturesIn(message.blocks));
      }
      break;
    } catch (error) {
      if (aboutWhat(error) !== 'message') return failed(error);
      refused = { ok: false, reason: reasonOf(error), final: true };
    }
  }
  if (!sent) return refused;
  const there = sent.channel ?? channel;
  const id = sent.ts ?? ts ?? '';
  if (files.length > 0 && !sent.answered) {
    try {
      shown.push(...(await share(uploads, there, files, id)));
    } catch (error) {
      log.warn({ reason: reasonOf(error) }, 'the files of a message could not be sent');
      return withoutFiles(parts, { channel: there, ts: id, isNew: !ts }, view, files, error);
    }
  }
  return { ok: true, message: nameOf(id, there === address.channel ? undefined : there, shown) };
}

/**
 * A message that says "here it is" without what it speaks of is not left standing: for the moment it is taken back, to be sent again as a
 * whole; what Slack will not take tomorrow either is said in it.
 */
async function withoutFiles(
  { client, words }: Delivering,
  at: { channel: string; ts: string; isNew: boolean },
  view: SealedView,
  files: readonly FileOut[],
  error: unknown,
): Promise<Delivered> {
  const { channel, ts, isNew } = at;
  const why = failed(error);
  const passing = why.wait !== undefined || why.unsure;
  if (passing && isNew) {
    const back = await client.chat.delete({ channel, ts }).then(
      () => true,
      () => false,
    );
    return { ok: false, reason: why.reason, wait: why.wait, ...(back ? {} : { unsure: true }) };
  }
  const names = files.map((file) => file.name).join(', ');
  const said: SealedView = { ...view, tone: 'bad', blocks: [...view.blocks, note(words.filesFailed(names))] };
  await client.chat.update({ channel, ts, ...renderSlack(said, words) }).catch(() => undefined);
  return { ok: false, reason: why.reason, ...(passing ? { wait: why.wait } : { final: true }) };
}

import { type APIChannel, type APIMessage, type REST, Routes } from 'discord.js';
import type { Log } from '../../src/kit/ctx.ts';
import type { Address, Delivered, Once } from '../../src/kit/incoming.ts';
import { steps } from '../../src/kit/steps.ts';
import type { SealedView } from '../../src/kit/view.ts';
import { codes, failureOf, within } from './api.ts';
import { lookFor, marked, nonceOf } from './idempotency.ts';
import { renderMessage } from './render.ts';
import { sentFor } from './sent.ts';
import type { DiscordWords } from './words.ts';

export interface Delivering {
  rest: REST;
  words: DiscordWords;
  log: Log;
}

/** What is known of the place besides: the channel of somebody's direct messages, or the message that is answered. */
export interface Beside {
  own?: string;
  replyTo?: string;
}

/** After these, no further try can help. */
const gone: readonly (number | undefined)[] = [codes.missingAccess, codes.cannotMessageUser, codes.noCommonServer];

/** A token that is refused says nothing about the place: it is an outage until somebody sets a new one. */
const refusedTokenWait = 5 * 60_000;

/** What cannot be handed over whole is not handed over: the core knows another way, or says that there is none. */
const tooLarge = Symbol('a file is larger than Discord takes');

/** Where it really stands: a direct message has a channel of its own, which is opened first and kept with the message. */
async function standing(
  rest: REST,
  { channel, direct, message }: Address,
  known?: string,
): Promise<{ channel: string; message?: string }> {
  if (!direct) return { channel, message };
  if (known) return { channel: known };
  const [own, id] = message?.split('/') ?? [];
  if (own && id) return { channel: own, message: id };
  const opened = await within(10_000, (signal) =>
    rest.post(Routes.userChannels(), { body: { recipient_id: channel }, signal }),
  );
  return { channel: (opened as APIChannel).id };
}

/** What an earlier try has left there. Without the right to look the message is sent all the same: rather twice than never. */
async function left({ rest, log }: Delivering, channel: string, { key, since }: Once): Promise<string | undefined> {
  if (!since) return undefined;
  try {
    return await lookFor(rest, channel, { key, since });
  } catch (error) {
    const { status, reason } = failureOf(error);
    if (status !== 403) throw error;
    log.warn({ platform: 'discord', reason }, 'whether a message stands in Discord already could not be seen');
    return undefined;
  }
}

/** Sends or replaces a message in a channel, or in private. */
export async function deliver(
  parts: Delivering,
  address: Address,
  view: SealedView,
  once: Once,
  { own, replyTo }: Beside = {},
): Promise<Delivered> {
  // What was taken back meanwhile is answered all the same.
  const answers = replyTo ? { message_reference: { message_id: replyTo, fail_if_not_exists: false } } : {};
  const { rest, words } = parts;
  const send = async (shown: SealedView): Promise<string> => {
    const { channel, message: before } = await standing(rest, address, own);
    const { body: bare, files, left: lost } = renderMessage(shown, words);
    if (lost.length > 0) throw tooLarge;
    const body = address.direct ? sentFor(bare, address.workspace) : bare;
    const post = () => {
      const unique = { ...marked(body, once), ...answers, nonce: nonceOf(once), enforce_nonce: true };
      return within(25_000, (signal) => rest.post(Routes.channelMessages(channel), { files, body: unique, signal }));
    };
    const change = (id: string) =>
      within(25_000, (signal) => rest.patch(Routes.channelMessage(channel, id), { files, body, signal }));
    const found = before ? undefined : await left(parts, channel, once);
    once.held?.();
    const id = found ?? ((await (before ? change(before) : post())) as APIMessage).id;
    return address.direct ? `${channel}/${id}` : id;
  };
  let refused = 'refused';
  for (const shown of steps(view)) {
    try {
      return { ok: true, message: await send(shown) };
    } catch (error) {
      if (error === tooLarge) return { ok: false, reason: 'a file is larger than Discord takes', final: true };
      const { code, status, wait, reason, passing } = failureOf(error);
      refused = reason;
      if (code === codes.invalidBody) continue;
      if (wait !== undefined) return { ok: false, reason, wait };
      if (status === 401) return { ok: false, reason, wait: refusedTokenWait };
      if (status === 404 || gone.includes(code)) return { ok: false, reason, gone: true };
      return { ok: false, reason, ...(passing ? { unsure: true } : {}) };
    }
  }
  return { ok: false, reason: refused, final: true };
}

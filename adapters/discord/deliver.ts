import { createHash } from 'node:crypto';
import { type APIChannel, type APIMessage, type REST, Routes } from 'discord.js';
import type { Address, Delivered } from '../../src/kit/incoming.ts';
import { plainText, type SealedView } from '../../src/kit/view.ts';
import { codes, failureOf, within } from './api.ts';
import { renderMessage } from './render.ts';
import type { DiscordWords } from './words.ts';

/** After these, no further try can help. */
const gone: readonly (number | undefined)[] = [codes.missingAccess, codes.cannotMessageUser];

/** The same for the same key: Discord then gives back the message it has instead of making another. */
const nonceOf = (key: string): string => createHash('sha256').update(key).digest('base64url').slice(0, 25);

/** Where it really stands: a direct message has a channel of its own, which is opened first and kept with the message. */
async function standing(rest: REST, { channel, direct, message }: Address): Promise<{ channel: string; message?: string }> {
  if (!direct) return { channel, message };
  const [own, id] = message?.split('/') ?? [];
  if (own && id) return { channel: own, message: id };
  const opened = await within(10_000, (signal) => rest.post(Routes.userChannels(), { body: { recipient_id: channel }, signal }));
  return { channel: (opened as APIChannel).id };
}

/** Sends or replaces a message in a channel, or in private. */
export async function deliver(rest: REST, address: Address, view: SealedView, key: string, words: DiscordWords): Promise<Delivered> {
  const send = async (shown: SealedView): Promise<string> => {
    const { channel, message: before } = await standing(rest, address);
    const { body, files } = renderMessage(shown, words);
    const once = { ...body, nonce: nonceOf(key), enforce_nonce: true };
    const message = await within(25_000, (signal) =>
      before
        ? rest.patch(Routes.channelMessage(channel, before), { files, body, signal })
        : rest.post(Routes.channelMessages(channel), { files, body: once, signal }),
    );
    const { id } = message as APIMessage;
    return address.direct ? `${channel}/${id}` : id;
  };
  const plain: SealedView = { tone: view.tone, blocks: [{ kind: 'text', text: plainText(view) }] };
  for (const shown of [view, plain]) {
    try {
      return { ok: true, message: await send(shown) };
    } catch (error) {
      const { code, status, wait, reason } = failureOf(error);
      if (code === codes.invalidBody && shown === view) continue;
      return { ok: false, reason, ...(wait !== undefined && { wait }), ...((status === 404 || gone.includes(code)) && { gone: true }) };
    }
  }
  return { ok: false, reason: 'refused' };
}

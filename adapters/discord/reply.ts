import {
  type APIApplicationCommandOptionChoice,
  type APIInteractionResponse,
  InteractionResponseType,
  MessageFlags,
} from 'discord.js';
import type { Answers, SealedForm } from '../../src/kit/incoming.ts';
import { steps } from '../../src/kit/steps.ts';
import { note, plainText, type SealedView, text } from '../../src/kit/view.ts';
import { type Api, codes, failureOf } from './api.ts';
import type { OutFile } from './attachments.ts';
import { renderModal } from './modal.ts';
import { type Rendered, renderMessage } from './render.ts';
import { sentFor } from './sent.ts';
import { type Interaction, messageOf } from './translate.ts';
import type { DiscordWords } from './words.ts';

/** How a message stands; a form is no message. */
export type Visibility = Exclude<Answers, 'form'>;

/** Gives the first response, which decides privacy and everything after it. */
export type Respond = (response: APIInteractionResponse, files: OutFile[]) => Promise<void>;

/** Uploads that would not surely be through within Discord's three seconds are sent after a first sign of life. */
const quickUpload = 256 * 1024;

/** Progress is shown at most so often: an interaction's message takes few edits. */
const progressPause = 1000;

/**
 * The answering of one interaction, as Discord's rules allow it. `@original` is either the message that was pressed (`card`) or a
 * message of our own. Everything is sent in the order it was asked for.
 */
export function createReply(parts: {
  interaction: Interaction;
  respond: Respond;
  api: Api;
  words: DiscordWords;
  trouble(error: unknown): void;
}) {
  const { interaction, respond, api, words, trouble } = parts;
  const { token } = interaction;
  const pressed = messageOf(interaction);
  let original: 'nothing' | 'own' | 'card' = 'nothing';
  let hidden = false;
  let workspace: string | undefined;
  let shownOnCard = false;
  let lastProgress = 0;
  let finished = false;
  let queue: Promise<unknown> = Promise.resolve();
  const inOrder = <T>(work: () => Promise<T>): Promise<T> => {
    const next = queue.then(work, work);
    queue = next.catch(() => undefined);
    return next;
  };

  const defer = async (how: Visibility) => {
    if (original !== 'nothing') return;
    if (how === 'update' && pressed) {
      await respond({ type: InteractionResponseType.DeferredMessageUpdate }, []);
      original = 'card';
      return;
    }
    hidden = how !== 'channel';
    const data = hidden ? { flags: MessageFlags.Ephemeral as const } : {};
    await respond({ type: InteractionResponseType.DeferredChannelMessageWithSource, data }, []);
    original = 'own';
  };

  /** A card that showed progress and is not replaced by the answer gets back what it showed. */
  const restoreCard = async () => {
    if (!shownOnCard || !pressed) return;
    shownOnCard = false;
    const attachments = pressed.attachments.map(({ id }) => ({ id }));
    const body = {
      flags: MessageFlags.IsComponentsV2,
      components: pressed.components,
      attachments,
      allowed_mentions: { parse: [] },
    };
    await api.edit(token, { body, files: [] }).catch(trouble);
  };

  const put = async ({ body, files, left }: Rendered, how: Visibility) => {
    const message: Rendered = { body: sentFor(body, workspace), files, left };
    const upload = message.files.reduce((sum, file) => sum + file.data.byteLength, 0);
    if (original === 'nothing' && upload > quickUpload) await defer(how);
    const flags = how === 'channel' ? 0 : MessageFlags.Ephemeral;
    const onCard = how === 'update' && pressed !== undefined;
    if (original === 'nothing') {
      const type = onCard ? InteractionResponseType.UpdateMessage : InteractionResponseType.ChannelMessageWithSource;
      const data = onCard ? message.body : { ...message.body, flags: message.body.flags | flags };
      await respond({ type, data } as APIInteractionResponse, message.files);
      original = onCard ? 'card' : 'own';
      hidden = how !== 'channel';
    } else if (original === 'card') {
      if (onCard) return api.edit(token, message);
      await restoreCard();
      await api.followup(token, message, flags);
    } else {
      // Who may see a message is fixed once it stands there, even as "thinking".
      if (how === 'update' || (how === 'private') === hidden) return api.edit(token, message);
      await api.remove(token);
      await api.followup(token, message, flags);
      hidden = how === 'private';
    }
  };

  /** What Discord refuses to show is shown ever plainer: an answer there must be, and it says what it lacks. */
  const show = async (view: SealedView, how: Visibility) => {
    const rendered = renderMessage(view, words);
    const lines = rendered.left.length > 0 ? [note(words.filesLeft(rendered.left.join(', ')))] : [];
    for (const step of steps({ ...view, blocks: [...view.blocks, ...lines] })) {
      try {
        return await put(renderMessage(step, words), how);
      } catch (error) {
        if (failureOf(error).code !== codes.invalidBody) throw error;
        trouble(error);
      }
    }
    await put(renderMessage({ tone: view.tone, blocks: [text(plainText(view)), note(words.incomplete)] }, words), how);
  };

  return {
    /** In private: for which workspace the answer is. */
    answersFor(known: string | undefined): void {
      workspace = known;
    },
    /** A sign of life. When it fails, the answer itself may still come through. */
    defer: (how: Visibility) => inOrder(() => defer(how)).catch(trouble),
    show: (view: SealedView, how: Visibility) => {
      finished = true;
      return inOrder(() => show(view, how));
    },
    /** Only as the very first response. Tells whether there was still room for one. */
    modal: (form: SealedForm) =>
      inOrder(async () => {
        if (original !== 'nothing') return false;
        try {
          await respond({ type: InteractionResponseType.Modal, data: renderModal(form, workspace) }, []);
        } catch (error) {
          if (failureOf(error).code !== codes.invalidBody) throw error;
          trouble(error);
          await put(
            renderMessage({ title: form.title, tone: 'bad', blocks: [{ kind: 'text', text: words.notShown }] }, words),
            'private',
          );
        }
        return true;
      }),
    choices: (choices: APIApplicationCommandOptionChoice<string>[]) =>
      inOrder(() =>
        respond({ type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } }, []),
      ),
    /** Takes `@original` away. */
    remove: () => inOrder(() => api.remove(token)),
    /** Shows how far work has come; returns at once, and drops what comes too fast. */
    progress(view: SealedView, how: Visibility, mayDefer: boolean): void {
      if (finished || Date.now() - lastProgress < progressPause || (original === 'nothing' && !mayDefer)) return;
      lastProgress = Date.now();
      const work = async () => {
        if (finished) return;
        await defer(how);
        shownOnCard ||= original === 'card';
        await api.tryEdit(token, renderMessage(view, words));
      };
      inOrder(work).catch(trouble);
    },
  };
}

export type Reply = ReturnType<typeof createReply>;

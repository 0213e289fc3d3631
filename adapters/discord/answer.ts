import { setTimeout as sleep } from 'node:timers/promises';
import { InteractionType } from 'discord.js';
import type { Log } from '../../src/kit/ctx.ts';
import type { Answers, Asked, Core, Drafts, Outcome, Place, SealedForm } from '../../src/kit/incoming.ts';
import type { ShortcutEntry } from '../../src/kit/platform.ts';
import type { SealedView } from '../../src/kit/view.ts';
import { type Api, codes, failureOf } from './api.ts';
import type { DiscordCommand } from './commands.ts';
import { createCorrections, formButtonIn, formMessage, readFormButton, type Waiting } from './corrections.ts';
import { renderMessage } from './render.ts';
import { createReply, type Reply, type Respond, type Visibility } from './reply.ts';
import { readSaidButton } from './said.ts';
import { sentFor } from './sent.ts';
import { choicesOf, suggestChoices } from './suggest.ts';
import { askedOf, type Interaction, messageOf, placeOf } from './translate.ts';
import { type DiscordWords, localeFor } from './words.ts';

/** Discord waits three seconds for a first answer. A form must be the first answer, so there we wait nearly as long ourselves. */
const deferAfter = 1500;
const formDeferAfter = 2300;
const suggestWithin = 2300;
const recallWithin = 2300;

export interface AnsweringParts {
  core: Core;
  drafts: Drafts;
  api: Api;
  commands: readonly DiscordCommand[];
  shortcuts: readonly ShortcutEntry[];
  words(locale: string | undefined): DiscordWords;
  /** The words of a message that the bot was asked in; undefined when they cannot be had any more. */
  recall(channel: string, message: string): Promise<string | undefined>;
  log: Log;
}

/** What is known of one interaction while it is answered. */
interface Delivery {
  interaction: Interaction;
  asked: Asked;
  planned: Answers;
  reply: Reply;
  words: DiscordWords;
  /** A form that was sent from a message which held it waiting: its token there, and the card that its answer belongs in. */
  correcting?: { token: string; card: Promise<string | undefined> };
}

const pending = Symbol('pending');
const waitFor = <T>(work: Promise<T>, milliseconds: number): Promise<T | typeof pending> => {
  const stop = new AbortController();
  const late = sleep(milliseconds, pending, { signal: stop.signal }).catch(() => pending);
  return Promise.race([work, late]).finally(() => stop.abort()) as Promise<T | typeof pending>;
};

/** Answers interactions through the core. The returned function never throws. */
export function createAnswering(parts: AnsweringParts) {
  const { core, api, commands, log } = parts;
  const corrections = createCorrections(parts.drafts);

  const suggest = async (interaction: Interaction, reply: Reply) => {
    const asked = askedOf(interaction, parts, parts.words(interaction.locale)) as Extract<Asked, { kind: 'search' }>;
    const option = commands
      .find((each) => each.name === asked.command)
      ?.options.find((each) => each.field === asked.field);
    const known = suggestChoices(option, asked.typed, localeFor(interaction.locale));
    if (known) return reply.choices(choicesOf(known));
    const outcome = await waitFor(
      core.handle({ key: `discord:${interaction.id}`, place: placeOf(interaction), asked }),
      suggestWithin,
    );
    await reply.choices(outcome !== pending && outcome.kind === 'options' ? choicesOf(outcome.options) : []);
  };

  const ask = async (delivery: Delivery): Promise<Outcome> => {
    const { interaction, asked, planned, reply, correcting } = delivery;
    const how: Visibility = correcting ? 'update' : planned === 'form' ? 'private' : planned;
    const formFirst = planned === 'form' && asked.kind !== 'submit';
    // The list of errors must not stay behind a form that was corrected, so there it is always the list that is answered in.
    if (correcting) await reply.defer('update');
    const outcome = core.handle({
      key: `discord:${interaction.id}`,
      place: placeOf(interaction),
      asked,
      progress: async (view) => reply.progress(view, how, !formFirst),
    });
    if ((await waitFor(outcome, formFirst ? formDeferAfter : deferAfter)) === pending) await reply.defer(how);
    return outcome;
  };

  /** A form as a message with a button, where it cannot be opened by itself. */
  const offer = async (
    delivery: Delivery,
    outcome: Outcome & { workspace?: string },
    form: SealedForm,
    refusal?: SealedView,
  ) => {
    const { interaction, planned, reply, words, correcting } = delivery;
    let card = await correcting?.card;
    if (!correcting && planned === 'update' && messageOf(interaction)) {
      await reply.defer('update');
      card = interaction.token;
    }
    const there = placeOf(interaction);
    const id = await corrections.keep({ ...there, workspace: outcome.workspace ?? there.workspace }, { form, card });
    await reply.show(formMessage(form, id, words, refusal), correcting ? 'update' : 'private');
    if (correcting) await dropped(there, correcting.token);
  };

  const finish = async (delivery: Delivery, outcome: Outcome) => {
    const { asked, reply, words, correcting } = delivery;
    if (outcome.kind === 'options') throw new Error('the core suggested where it should have answered');
    reply.answersFor(outcome.workspace);
    if (outcome.kind === 'form') {
      if (asked.kind === 'submit' || !(await reply.modal(outcome.form))) await offer(delivery, outcome, outcome.form);
      return;
    }
    if (asked.kind === 'submit' && outcome.refused?.form)
      return offer(delivery, outcome, outcome.refused.form, outcome.view);
    if (!correcting) return reply.show(outcome.view, outcome.answers);
    const card = await correcting.card;
    if (outcome.answers === 'channel') {
      await reply.show(outcome.view, 'channel');
      await reply.remove();
    } else if (outcome.answers === 'update' && card && (await replaced(card, outcome.view, words, outcome.workspace)))
      await reply.remove();
    else await reply.show(outcome.view, 'update');
    await dropped(placeOf(delivery.interaction), correcting.token);
  };

  const tell = (reply: Reply, text: string) =>
    reply.show({ tone: 'warn', blocks: [{ kind: 'text', text }] }, 'private');

  /** What was sent need not be kept; if it cannot be thrown away now, its time will come. */
  const dropped = (place: Place, token: string): Promise<void> => corrections.drop(place, token).catch(() => undefined);

  /** Opens a form that waits; tells whether there is anything to tell of it. */
  const reopen = async (
    interaction: Interaction,
    token: string,
    reply: Reply,
    words: DiscordWords,
  ): Promise<boolean> => {
    const found = await waitFor(
      corrections.find(placeOf(interaction), token).catch(() => pending),
      recallWithin,
    );
    if (found === undefined) return false;
    // The button stays where it is: it can be pressed again.
    if (found === pending) await tell(reply, words.formAway);
    else await reply.modal((found as Waiting).form);
    return true;
  };

  const replaced = (
    card: string,
    view: SealedView,
    words: DiscordWords,
    workspace: string | undefined,
  ): Promise<boolean> => {
    const { body, files } = renderMessage(view, words);
    return api.edit(card, { body: sentFor(body, workspace), files }).then(
      () => true,
      () => false,
    );
  };

  const plan = (asked: Asked): Answers => {
    try {
      return core.plan(asked);
    } catch {
      return 'private';
    }
  };

  const cardOf = (interaction: Interaction, token: string): Promise<string | undefined> =>
    corrections.find(placeOf(interaction), token).then(
      (found) => found?.card,
      () => undefined,
    );

  /** What the button under a question comes to: the question itself, if it is the presser's own. */
  const question = async (
    interaction: Interaction,
    id: string,
    reply: Reply,
    words: DiscordWords,
  ): Promise<Asked | 'told' | undefined> => {
    const said = readSaidButton(id);
    if (!said) return undefined;
    const { user, channel } = placeOf(interaction);
    if (user !== said.user) {
      await tell(reply, words.askYourself);
      return 'told';
    }
    const recalled = parts.recall(channel ?? interaction.channel_id ?? interaction.channel?.id ?? '', said.message);
    if ((await waitFor(recalled, deferAfter)) === pending) await reply.defer('private');
    const text = await recalled;
    if (text !== undefined) return { kind: 'words', text };
    await tell(reply, words.questionGone);
    return 'told';
  };

  const answer = async (interaction: Interaction, reply: Reply) => {
    const words = parts.words(interaction.locale);
    if (interaction.type === InteractionType.ApplicationCommandAutocomplete) return suggest(interaction, reply);
    let asked = askedOf(interaction, parts, words);
    const wanted = asked.kind === 'press' ? await question(interaction, asked.id, reply, words) : undefined;
    if (wanted === 'told') return;
    asked = wanted ?? asked;
    const button = asked.kind === 'press' ? readFormButton(asked.id) : undefined;
    if (button) {
      if (await reopen(interaction, button.token, reply, words)) return;
      // Nothing waits any more: the core tells what to type instead.
      asked = { kind: 'press', id: button.name };
    }
    const waits = asked.kind === 'submit' ? formButtonIn(messageOf(interaction)) : undefined;
    const correcting = waits === undefined ? undefined : { token: waits, card: cardOf(interaction, waits) };
    const delivery = { interaction, asked, planned: plan(asked), reply, words, correcting };
    await finish(delivery, await ask(delivery));
  };

  return async (interaction: Interaction, respond: Respond): Promise<void> => {
    const about = { platform: 'discord', interaction: interaction.id, type: interaction.type };
    const once: Respond = async (response, files) => {
      try {
        await respond(response, files);
      } catch (error) {
        // Somebody answered already: another copy of this process, or we ourselves before the connection broke.
        if (failureOf(error).code !== codes.alreadyAcknowledged) throw error;
      }
    };
    const trouble = (error: unknown) =>
      log.warn({ ...about, reason: failureOf(error).reason }, 'Discord refused part of an answer');
    const reply = createReply({ interaction, respond: once, api, words: parts.words(interaction.locale), trouble });
    try {
      await answer(interaction, reply);
    } catch (error) {
      const { reason, code } = failureOf(error);
      log[code === codes.unknownInteraction ? 'warn' : 'error'](
        { ...about, reason },
        'an interaction was not answered',
      );
    }
  };
}

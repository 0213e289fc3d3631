import type { types } from '@slack/bolt';
import type { z } from 'zod';
import type { Place, SealedForm } from '../../src/kit/incoming.ts';
import { plainText, type SealedView } from '../../src/kit/view.ts';
import { createAhead } from './ahead.ts';
import type { Delivery } from './asked.ts';
import { patiently, reasonOf } from './client.ts';
import type { Desk } from './context.ts';
import type { homeBody } from './edge.ts';
import { formErrors, renderForm, renderNotice } from './form.ts';
import { createHome } from './home.ts';
import { limits } from './limits.ts';
import { shortcutsOn } from './menus.ts';
import { type Can, type Native, nativesIn } from './natives.ts';
import { within } from './people.ts';
import { createProgress } from './progress.ts';
import { renderSlack, selectOption, usable } from './render.ts';
import { respond } from './respond.ts';
import { createSending, messageOf, type ShownView, say } from './send.ts';
import { fitRaw } from './text.ts';
import type { SlackWords } from './words.ts';

/** Whether the acknowledgement arrived. What it may carry depends on what is acknowledged. */
export type Ack = (body?: object) => Promise<boolean>;

/** Slack gives three seconds; what is not ready by then is acknowledged, and answered when it is. */
const soonMs = 2000;

interface Drawn {
  words: SlackWords;
  key: string;
  used: readonly Native[];
  body: object;
}
/** A view that is the same one as before looks as it did. */
const drawn = new WeakMap<SealedView, Drawn>();

/** A view as an acknowledgement carries it, and what of it not every workspace takes. */
function bodyOf(outcome: ShownView, words: SlackWords, can: Can): Pick<Drawn, 'used' | 'body'> {
  const { view, answers } = outcome;
  const key = `${answers} ${can.table} ${can.acts} ${can.chart}`;
  const before = drawn.get(view);
  if (before?.words === words && before.key === key) return before;
  const message = messageOf(outcome, words, can);
  const response_type = answers === 'channel' ? 'in_channel' : 'ephemeral';
  const made = { words, key, used: nativesIn(message.blocks), body: { response_type, ...message } };
  // A picture may be there the next time.
  if (!view.blocks.some(({ kind }) => kind === 'image')) drawn.set(view, made);
  return made;
}

export function createAnswering(desk: Desk) {
  const { core, client, natives, log, timeoutMs } = desk;
  const { send, sendFiles, show } = createSending(desk);

  const placeOf = async (delivery: Delivery): Promise<Place> => ({
    platform: 'slack',
    workspace: delivery.team,
    ...(delivery.organisation ? { organisation: delivery.organisation } : {}),
    user: delivery.user,
    userName: delivery.userName,
    // Direct messages are nobody else's: what is said there is said in private.
    channel: delivery.channel?.startsWith('D') ? undefined : delivery.channel,
    channelName: (channel) =>
      (channel === delivery.channel ? delivery.channelName : undefined) ?? desk.channels.name(channel),
    locale: await desk.people.locale(delivery.user),
    shortcuts: shortcutsOn,
    isAdmin: () => desk.people.isAdmin(delivery.user, delivery.team),
  });
  const home = createHome(desk, placeOf);
  const ahead = createAhead(desk, placeOf);
  type Way = (delivery: Delivery, ack: Ack) => Promise<void>;
  /** Answered first; then what may be asked next is made ready. */
  const andAhead =
    (way: Way): Way =>
    async (delivery, ack) => {
      await way(delivery, ack);
      await ahead(delivery);
    };

  const begin = async (delivery: Delivery) => {
    const started = performance.now();
    const place = await placeOf(delivery);
    const progress = createProgress();
    const outcome = core.handle({ key: delivery.key, place, asked: delivery.asked, progress: progress.show });
    const soon = await within(outcome, soonMs - (performance.now() - started));
    return { words: desk.words(place.locale), progress, outcome, soon };
  };

  /**
   * The answer travels in the acknowledgement itself if it is ready: no second request. Unless nobody knows yet whether the workspace takes
   * all of it: of a refusal only a call is told.
   */
  async function command(delivery: Delivery, ack: Ack): Promise<void> {
    const { words, progress, outcome, soon } = await begin(delivery);
    if (soon?.kind === 'view') {
      const { used, body } = bodyOf(soon, words, natives.can(delivery.team));
      const told = natives.sure(delivery.team, used) ? await ack(body) : await ack().then(() => false);
      if (!told) return show(delivery, soon, words);
      return sendFiles(delivery, soon, words);
    }
    if (soon) {
      await ack();
      return show(delivery, soon, words);
    }
    const sofar = progress.take();
    const standing = await ack({
      response_type: 'ephemeral',
      ...(sofar ? renderSlack(sofar, words) : say(words.working, words)),
    });
    const url = delivery.responseUrl;
    if (url)
      progress.begin(
        async (view) => void (await respond(url, { replace_original: true, ...renderSlack(view, words) }, timeoutMs)),
      );
    const final = await outcome;
    await progress.end();
    await show(delivery, final, words, standing);
  }

  /** On one's own page the answer takes the place of what stands there, however long it takes; forms and files go their own way. */
  async function pressHome(delivery: Delivery, ack: Ack): Promise<void> {
    if (delivery.asked.kind === 'home') {
      await ack();
      return home.show(delivery);
    }
    const { words, outcome, soon } = await begin(delivery);
    await ack();
    const final = soon ?? (await outcome);
    if (final.kind !== 'view') return show(delivery, final, words);
    await home.turnTo(delivery, final.view, words);
    await sendFiles(delivery, final, words);
  }

  /** What somebody says in their own words: there is nothing to acknowledge, and nothing that a form could open from. */
  async function said(delivery: Delivery): Promise<void> {
    const { words, progress, outcome, soon } = await begin(delivery);
    if (soon) return show(delivery, soon, words);
    await send(delivery, 'private', say(words.working, words));
    const final = await outcome;
    await progress.end();
    await show(delivery, final, words);
  }

  async function press(delivery: Delivery, ack: Ack): Promise<void> {
    if (delivery.home) return pressHome(delivery, ack);
    const { words, progress, outcome, soon } = await begin(delivery);
    await ack();
    if (soon) return show(delivery, soon, words);
    // A card is given up for progress only where its answer takes its place anyway.
    let replaced = false;
    const url = delivery.responseUrl;
    if (url && core.plan(delivery.asked) === 'update') {
      progress.begin(async (view) => {
        replaced = true;
        await respond(url, { replace_original: true, ...renderSlack(view, words) }, timeoutMs);
      });
    }
    if (!replaced) await send(delivery, 'private', say(words.working, words));
    const final = await outcome;
    await progress.end();
    const here = replaced && final.kind === 'view' && final.answers === 'private';
    await show(delivery, here ? { ...final, answers: 'update' } : final, words);
  }

  const sentence = ({ view }: ShownView) => plainText(view);
  const leadsOn = ({ view }: ShownView) =>
    view.blocks.some(({ kind }) => kind === 'buttons' || kind === 'choice' || kind === 'search');

  /** A form that was refused as a whole stays open, with the sentence in it and all that was typed. */
  async function refuse(delivery: Delivery, outcome: ShownView, words: SlackWords, ack: Ack): Promise<void> {
    const { memory = {}, fields = [], files = [] } = delivery.view ?? {};
    const form = outcome.refused?.form;
    // Files cannot be put into a form that is drawn anew; an error at a field leaves all as it is.
    const place = files[0] ?? (form ? undefined : fields.at(-1));
    if (place === undefined && !form) {
      await ack();
      return show(delivery, outcome, words);
    }
    await ack(
      place === undefined
        ? { response_action: 'update', view: renderForm(form!, memory, words, sentence(outcome)) }
        : { response_action: 'errors', errors: { [place]: fitRaw(sentence(outcome), limits.input.hint) } },
    );
    if (leadsOn(outcome)) await show(delivery, outcome, words);
  }

  /** A form closes only with its acknowledgement: one that must wait says so itself, and then what came of it. */
  async function submit(delivery: Delivery, ack: Ack): Promise<void> {
    const { words, progress, outcome, soon } = await begin(delivery);
    const again = (form: SealedForm, problem?: string) => renderForm(form, delivery.view?.memory ?? {}, words, problem);
    if (soon?.kind === 'form') {
      const errors = formErrors(soon.form);
      const blocks = Object.keys(errors);
      const inPlace = blocks.length > 0 && blocks.every((block) => delivery.view?.fields.includes(block));
      await ack(
        inPlace ? { response_action: 'errors', errors } : { response_action: 'update', view: again(soon.form) },
      );
      return;
    }
    if (soon?.kind === 'view' && soon.refused) return refuse(delivery, soon, words, ack);
    if (soon) {
      await ack();
      return show(delivery, soon, words);
    }
    const title = delivery.view?.title || words.working;
    await ack({ response_action: 'update', view: renderNotice(title, words.working, words) });
    const update = async (view: types.ModalView) => {
      if (delivery.view) await patiently(() => client.views.update({ view_id: delivery.view!.id, view }));
    };
    progress.begin((view) => update(renderNotice(title, plainText(view), words)));
    const final = await outcome;
    await progress.end();
    const refused = final.kind === 'view' ? final.refused?.form : undefined;
    try {
      if (refused && final.kind === 'view') await update(again(refused, sentence(final)));
      else await update(final.kind === 'form' ? again(final.form) : renderNotice(title, words.answered, words));
    } catch (error) {
      log.warn({ reason: reasonOf(error), key: delivery.key }, 'a form could not be updated');
      if (final.kind === 'form')
        await send(delivery, 'private', say(Object.values(formErrors(final.form)).join('\n'), words));
      else if (refused) return show(delivery, final, words);
    }
    if (final.kind === 'view' && (!refused || leadsOn(final))) await show(delivery, final, words);
  }

  async function search(delivery: Delivery, ack: Ack): Promise<void> {
    const { soon } = await begin(delivery);
    await ack({ options: soon?.kind === 'options' ? usable(soon.options).map(selectOption) : [] });
  }

  /** Somebody opens the conversation: what they may want to ask stands there. Where a plan or a permission lacks it, they just write. */
  async function prompt(
    { team_id: team, event: { user, channel } }: z.infer<typeof homeBody>,
    key: string,
  ): Promise<void> {
    if (!channel?.startsWith('D')) return;
    try {
      const place = await placeOf({ key, asked: { kind: 'search', typed: '' }, team, user, channel });
      const outcome = await core.handle({ key, place, asked: { kind: 'search', typed: '' } });
      if (outcome.kind !== 'options' || outcome.options.length === 0) return;
      const prompts = outcome.options
        .slice(0, limits.prompts)
        .map(({ label, value }) => ({ title: label, message: value }));
      // An agent's conversation has no thread that they would stand in.
      const call = { channel_id: channel, prompts } as Parameters<
        typeof client.assistant.threads.setSuggestedPrompts
      >[0];
      await client.assistant.threads.setSuggestedPrompts(call);
    } catch (error) {
      log.info({ reason: reasonOf(error) }, 'Slack took no suggestions');
    }
  }

  return { command: andAhead(command), press: andAhead(press), said, submit, search, prompt, home };
}

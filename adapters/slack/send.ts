import type { Answers, Outcome, SealedForm } from '../../src/kit/incoming.ts';
import { plainText, type SealedView } from '../../src/kit/view.ts';
import type { Delivery } from './asked.ts';
import { aboutWhat, patiently, reasonOf } from './client.ts';
import type { Desk } from './context.ts';
import { share } from './files.ts';
import { type Memory, renderForm } from './form.ts';
import { limits } from './limits.ts';
import type { Can } from './natives.ts';
import { plainer } from './plainer.ts';
import { renderSlack, type SlackMessage } from './render.ts';
import { type Response, respond } from './respond.ts';
import type { SlackWords } from './words.ts';

export type ShownView = Extract<Outcome, { kind: 'view' }>;

export const say = (text: string, words: SlackWords): SlackMessage =>
  renderSlack({ blocks: [{ kind: 'text', text }] }, words);

/** The view, and where its files are if they do not come with it. */
export function messageOf(outcome: ShownView, words: SlackWords, can: Can = {}): SlackMessage {
  const files = outcome.answers === 'channel' ? [] : (outcome.view.files ?? []);
  if (files.length === 0) return renderSlack(outcome.view, words, can);
  const text = words.filesSent(files.map((file) => file.name).join(', '));
  return renderSlack({ ...outcome.view, blocks: [...outcome.view.blocks, { kind: 'note', text }] }, words, can);
}

/** Answers that go their own way: through the response_url if there is one that still works, else by a call. None of this throws. */
export function createSending({ client, uploads, people, natives, log, now, timeoutMs }: Desk) {
  const responseUrl = ({ responseUrl, view }: Delivery): string | undefined => {
    const opened = view?.memory.openedAt;
    return opened === undefined || now() - opened < (limits.responseUrl.minutes - 1) * 60_000 ? responseUrl : undefined;
  };

  /** `standing`: a message of ours says that the answer will come, and gives its place to it. */
  async function send(delivery: Delivery, answers: Answers, message: SlackMessage, standing = false): Promise<void> {
    if ((await tried(delivery, answers, message, standing)) !== true)
      log.error({ key: delivery.key }, 'an answer could not be given');
  }

  /** Whether it stands there; 'refused' when Slack does not take the message as it is. */
  async function tried(
    delivery: Delivery,
    answers: Answers,
    message: SlackMessage,
    standing: boolean,
  ): Promise<boolean | 'refused'> {
    const { channel, user, thread } = delivery;
    const thread_ts = thread ? { thread_ts: thread } : {};
    const url = responseUrl(delivery);
    if (url) {
      if (standing && answers === 'channel') await respond(url, { delete_original: true }, timeoutMs);
      const anew: Response = {
        response_type: answers === 'channel' ? 'in_channel' : 'ephemeral',
        replace_original: false,
      };
      const replace = answers === 'update' || (standing && answers === 'private');
      const took = await respond(url, { ...(replace ? { replace_original: true } : anew), ...message }, timeoutMs);
      if (took) return took;
    }
    // From the best place to the last.
    const ways: (() => Promise<unknown>)[] = [];
    const ts = delivery.message?.ts;
    if (channel) {
      if (answers === 'update' && ts && !delivery.message?.ephemeral)
        ways.push(() => client.chat.update({ channel, ts, ...message }));
      // Direct messages are nobody else's: there an answer stays.
      if (channel.startsWith('D') && delivery.asked.kind === 'words')
        ways.push(() => client.chat.postMessage({ channel, ...thread_ts, ...message }));
      else if (answers === 'channel') ways.push(() => client.chat.postMessage({ channel, ...message }));
      else ways.push(() => client.chat.postEphemeral({ channel, user, ...thread_ts, ...message }));
    }
    ways.push(() => client.chat.postMessage({ channel: user, ...message }));
    for (const way of ways) {
      try {
        await patiently(way);
        return true;
      } catch (error) {
        log.warn({ reason: reasonOf(error), key: delivery.key }, 'Slack did not take an answer');
        if (aboutWhat(error) === 'message') return 'refused';
      }
    }
    return false;
  }

  /** What Slack refuses to show is shown ever plainer: an answer there must be, and it says what it lacks. */
  async function sendView(delivery: Delivery, outcome: ShownView, words: SlackWords, standing: boolean): Promise<void> {
    // What was typed has no message to take the place of.
    const nothing = outcome.answers === 'update' && !delivery.message;
    const answers = nothing || delivery.alone ? 'private' : outcome.answers;
    const { team } = delivery;
    const make = (view: SealedView, can: Can) => messageOf({ ...outcome, view }, words, can);
    for (const { message, ...what } of plainer(outcome.view, natives.can(team), make)) {
      const took = await tried(delivery, answers, message, standing);
      if (took === true) return natives.heard(team, outcome.view, what);
      if (took === false) return log.error({ key: delivery.key }, 'an answer could not be given');
    }
    await send(delivery, answers, say(`${plainText(outcome.view)}\n\n${words.incomplete}`, words), standing);
  }

  /** Private answers cannot carry files: those go to the person's direct messages. */
  async function sendFiles(delivery: Delivery, outcome: ShownView, words: SlackWords): Promise<void> {
    const { files = [] } = outcome.view;
    if (files.length === 0) return;
    const names = files.map((file) => file.name).join(', ');
    try {
      if (outcome.answers === 'channel' && delivery.channel) {
        try {
          await share(uploads, delivery.channel, files);
          return;
        } catch (error) {
          log.warn(
            { reason: reasonOf(error), key: delivery.key },
            'the channel takes no files: they go to direct messages',
          );
          await send(delivery, 'private', say(words.filesSent(names), words));
        }
      }
      await share(uploads, await people.direct(delivery.user), files);
    } catch (error) {
      log.warn({ reason: reasonOf(error), key: delivery.key }, 'files could not be sent');
      await send(
        delivery,
        'private',
        renderSlack({ tone: 'bad', blocks: [{ kind: 'text', text: words.filesFailed(names) }] }, words),
      );
    }
  }

  async function open(delivery: Delivery, form: SealedForm, words: SlackWords, standing: boolean): Promise<void> {
    const url = delivery.responseUrl;
    const memory: Omit<Memory, 'form'> = {
      channel: delivery.channel,
      channelName: delivery.channelName,
      responseUrl: url,
      openedAt: url ? now() : undefined,
      message: delivery.message?.ts,
      ephemeral: delivery.message?.ephemeral,
    };
    try {
      const view = renderForm(form, memory, words);
      // The trigger is good for three seconds: no longer wait is of use.
      await patiently(() => client.views.open({ trigger_id: delivery.trigger ?? '', view }), 1);
    } catch (error) {
      log.warn({ reason: reasonOf(error), key: delivery.key }, 'a form could not be opened');
      // Only Slack's own word for it is a reason that we know.
      const late = /_trigger_id$|^trigger_/.test(reasonOf(error));
      return send(delivery, 'private', say(late ? words.formLate : words.formNotOpened, words), standing);
    }
    if (standing && url) await respond(url, { delete_original: true }, timeoutMs);
  }

  async function show(delivery: Delivery, outcome: Outcome, words: SlackWords, standing = false): Promise<void> {
    if (outcome.kind === 'form') return open(delivery, outcome.form, words, standing);
    if (outcome.kind !== 'view') return;
    await sendView(delivery, outcome, words, standing);
    await sendFiles(delivery, outcome, words);
  }

  return { send, sendFiles, show };
}

import { createHash } from 'node:crypto';
import { App, type Receiver } from '@slack/bolt';
import type { Log } from '../../src/kit/ctx.ts';
import type { Core, Surface } from '../../src/kit/incoming.ts';
import type { Learnt } from '../../src/kit/platform.ts';
import { type Ack, createAnswering } from './answer.ts';
import type { Delivery, SlackFile } from './asked.ts';
import { fromAction, fromCommand, fromHome, fromOptions, fromSubmit } from './asked.ts';
import { createChannels } from './channels.ts';
import { aboutWhat, callMs, clientOptions, createClient, isNoToken, reasonOf, slackLogger } from './client.ts';
import { deliver } from './deliver.ts';
import { actionsBody, commandBody, guarded, homeBody, linkBody, optionsBody, saidBody, submitBody } from './edge.ts';
import { fileIn } from './files.ts';
import { createNatives } from './natives.ts';
import { createPeople, within } from './people.ts';
import { createPictures } from './pictures.ts';
import { createReceiver } from './receiver.ts';
import { renderSlack } from './render.ts';
import { createHeard, fromSaid } from './said.ts';
import { createSlackbot } from './slackbot.ts';
import { createSocket } from './socket.ts';
import { unfurl } from './unfurl.ts';
import type { SlackWords } from './words.ts';

export interface SlackOptions {
  botToken: string;
  /** Needed over HTTP. */
  signingSecret?: string;
  /** With it: Socket Mode, and nothing over HTTP. */
  appToken?: string;
  apiUrl: string;
  core: Core;
  /** Where others reach the pages of this server. */
  publicUrl?: string;
  /** What outlives the process; nothing does without it. */
  learnt?: Learnt;
  words(locale: string | undefined): SlackWords;
  log: Log;
  clock?(): Date;
  /** How long Slack may take for one call: 4 s. */
  timeoutMs?: number;
  /** How long a socket may be silent before it counts as dead: 5 s. */
  silentMs?: number;
}

const checkEveryMs = 5 * 60_000;
/** Slack may be slow to say who we are: the rest of the house does not wait for it. */
const startMs = 1500;
const stopMs = 5000;
const uploadMs = 60_000;

const wordOf = ({ detail }: { detail: string }): string => detail.replace(/^auth\.test: /, '');

/** Slack, through Bolt: HTTP or Socket Mode by what it is given. */
export function createSlack(options: SlackOptions): Surface {
  const { botToken, apiUrl, core, words, log } = options;
  const now = () => options.clock?.().getTime() ?? Date.now();
  const client = createClient(botToken, options);
  const uploads = createClient(botToken, options, uploadMs, 0);
  const direct = createClient(botToken, options, undefined, 0);
  const pictures = createPictures(uploads, options.learnt, now, log);
  const natives = createNatives(options.learnt, pictures, now);
  const delivering = { client: direct, uploads, natives, pictures, words: words(undefined), log };
  const people = createPeople(client, now);
  const channels = createChannels(direct, now);
  const timeoutMs = options.timeoutMs ?? callMs;
  const answering = createAnswering({ core, client, uploads, people, channels, natives, words, log, now, timeoutMs });

  const socket = options.appToken ? createSocket({ ...options, appToken: options.appToken }) : undefined;
  if (!socket && !options.signingSecret) throw new Error('Slack over HTTP needs a signing secret');
  const http = socket ? undefined : createReceiver({ signingSecret: options.signingSecret!, now, log });
  const app = new App({
    receiver: http ?? guarded(socket!.receiver as Receiver, log),
    // No question per request: the token is the one we have. Bolt writes into what it gets.
    authorize: async () => ({}),
    clientOptions: clientOptions(options),
    logger: slackLogger(log),
    convoStore: false,
    ignoreSelf: false,
  });

  const isNew = createHeard();
  const running = new Set<Promise<void>>();
  type Way = (delivery: Delivery, ack: Ack) => Promise<void>;
  /** Whatever happens, nothing reaches Bolt or the process: the worst is an answer that is not given, in the log. */
  const answer = (way: Way, delivery: Delivery, ack: (body?: never) => Promise<void>): Promise<void> => {
    const safely: Ack = (body) =>
      ack(body as never).then(
        () => true,
        (error) => {
          log.warn({ reason: reasonOf(error), key: delivery.key }, 'Slack did not take an acknowledgement');
          return false;
        },
      );
    const done = way(delivery, safely)
      .catch((error) => log.error({ err: error, key: delivery.key }, 'a delivery of Slack failed'))
      .finally(() => running.delete(done));
    running.add(done);
    return done;
  };

  /** For what carries no trigger: the envelope, or what it says. */
  const fallback = (body: unknown, context: object) => () =>
    'envelope' in context && typeof context.envelope === 'string'
      ? context.envelope
      : createHash('sha256').update(JSON.stringify(body)).digest('base64url');
  let searches = 0;

  // One way in for each kind, whatever its name: what nobody matches would hang until Slack gives up. Commands go first, because they
  // are the busiest, and Bolt tries every listener on everything.
  app.use(async (given) => {
    if (!('command' in given)) return given.next();
    const { body, ack, context } = given;
    return answer(answering.command, fromCommand(commandBody.parse(body), fallback(body, context)), ack);
  });
  app.action(/.*/, async ({ body, ack, context }) => {
    const pressed = actionsBody.parse(body);
    const delivery = fromAction(pressed, pressed.actions[0]!, fallback(body, context));
    if (delivery) return answer(answering.press, delivery, ack);
    await ack();
  });
  app.view({ type: 'view_submission' }, async ({ body, ack, context }) => {
    const submitted = submitBody.parse(body);
    const said = () => words(people.known(submitted.user.id));
    const open = (file: SlackFile) => fileIn(file, { token: botToken, apiUrl, words: said, client });
    const delivery = fromSubmit(submitted, open, fallback(body, context));
    return answer(answering.submit, delivery, ack);
  });
  app.options(/.*/, ({ body, ack }) => {
    searches++;
    return answer(answering.search, fromOptions(optionsBody.parse(body), `search:${process.pid}:${searches}`), ack);
  });
  app.event('app_home_opened', async ({ event, body, context }) => {
    if (event.tab === 'messages') return answering.prompt(homeBody.parse(body), `prompts:${process.pid}:${++searches}`);
    if (event.tab !== 'home') return;
    const delivery = fromHome(homeBody.parse(body), fallback(body, context));
    // Bolt has acknowledged it.
    return answer(
      (opened) => answering.home.show(opened),
      delivery,
      async () => undefined,
    );
  });
  for (const event of ['message', 'app_mention'] as const) {
    app.event(event, async ({ body }) => {
      const delivery = fromSaid(saidBody.parse(body));
      if (!delivery || !isNew(delivery.key)) return;
      return answer(
        (words) => answering.said(words),
        delivery,
        async () => undefined,
      );
    });
  }
  app.event('link_shared', ({ body }) =>
    unfurl(linkBody.parse(body), { client, publicUrl: options.publicUrl, words, log }),
  );
  app.error(async (error) => log.error({ err: error }, 'Bolt could not handle a delivery'));

  let checked: { ok: boolean; detail: string } = { ok: false, detail: 'not started' };
  let timer: NodeJS.Timeout | undefined;
  const check = async () => {
    try {
      const { team } = await client.auth.test();
      checked = { ok: true, detail: `team ${team ?? ''}` };
    } catch (error) {
      const detail = `auth.test: ${reasonOf(error)}`;
      // A token that is none any more is told once; a Slack that does not answer, each time.
      const told = checked.detail === detail && aboutWhat(error) === 'token';
      checked = { ok: false, detail };
      if (!told)
        log[aboutWhat(error) === 'token' ? 'error' : 'warn'](
          { reason: reasonOf(error) },
          'Slack did not accept the bot token',
        );
    }
  };
  // Taken out of the workspace, or its tokens taken back: what Slack says of the token then is what health says.
  for (const event of ['app_uninstalled', 'tokens_revoked'] as const) app.event(event, check);

  return {
    platform: 'slack',
    ...(options.signingSecret
      ? { assistant: createSlackbot({ signingSecret: options.signingSecret, words: words(undefined), now }) }
      : {}),
    mounts: http ? [{ path: http.path, handle: http.handle }] : [],
    warm: async (views) => {
      for (const view of views)
        for (const can of [{}, { table: true, acts: true, chart: true }]) renderSlack(view, words(undefined), can);
      // Through Bolt as a command of nobody's, whom Slack is not asked about.
      const nobody = {
        team_id: '',
        channel_id: '',
        user_id: '',
        user_name: '',
        trigger_id: 'start',
        response_url: '',
        token: '',
        api_app_id: '',
      };
      await within(
        app.processEvent({ body: { ...nobody, command: '/ajuda', text: '' }, ack: async () => undefined }),
        startMs,
      );
    },
    start: async () => {
      answering.home.start();
      await natives.load().catch((error) => log.warn({ err: error }, 'what workspaces take could not be read'));
      timer = setInterval(check, checkEveryMs);
      timer.unref();
      await Promise.all([socket?.start(), within(check(), startMs)]);
    },
    stop: async () => {
      clearInterval(timer);
      answering.home.stop();
      await within(Promise.allSettled(running), stopMs);
      await socket?.stop();
    },
    readers: ({ channel }, among) => channels.readers(channel, among),
    linkTo: ({ workspace, channel, message }) =>
      channel
        ? `https://slack.com/app_redirect?team=${workspace}&channel=${channel}${message ? `&message_ts=${message}` : ''}`
        : `https://app.slack.com/client/${workspace}`,
    deliver: async (address, view, once) => {
      const delivered = await deliver(delivering, address, view, once);
      // What a delivery hears of the token, health need not wait five minutes for.
      if (delivered.ok ? isNoToken(wordOf(checked)) : isNoToken(delivered.reason) && checked.ok) void check();
      return delivered;
    },
    health: () => {
      if (!socket) return checked;
      if (!socket.connected()) return { ok: false, detail: 'socket not connected' };
      // Slack keeps the socket of an app whose bot may say nothing any more.
      return isNoToken(wordOf(checked)) ? checked : { ok: true, detail: 'socket connected' };
    },
  };
}

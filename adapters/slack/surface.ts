import { App, type Receiver } from '@slack/bolt';
import type { Log } from '../../src/kit/ctx.ts';
import type { Core, Surface } from '../../src/kit/incoming.ts';
import type { Learnt } from '../../src/kit/platform.ts';
import { callMs, clientOptions, isGone, isNoToken, slackLogger } from './client.ts';
import { deliver } from './deliver.ts';
import { guarded } from './edge.ts';
import type { LinkOptions } from './install.ts';
import { createLink } from './link.ts';
import { listen } from './listen.ts';
import { installPath } from './manifest.ts';
import { createNatives } from './natives.ts';
import { within } from './people.ts';
import { createPictures } from './pictures.ts';
import { createReceiver } from './receiver.ts';
import { renderSlack } from './render.ts';
import { createSlackbot } from './slackbot.ts';
import { createSocket } from './socket.ts';
import { createTokenCheck } from './token-check.ts';
import type { SlackWords } from './words.ts';
import { openWorkspace, type WorkspaceParts } from './workspaces.ts';

export interface SlackOptions {
  /** Of one workspace; not needed where each adds the app by the link. */
  botToken?: string;
  /** For adding the app by the link. */
  link?: LinkOptions;
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

const warmMs = 1500;
const stopMs = 5000;

/** Slack, through Bolt: HTTP or Socket Mode by what it is given. */
export function createSlack(options: SlackOptions): Surface {
  const { botToken, apiUrl, words, log } = options;
  const now = () => options.clock?.().getTime() ?? Date.now();
  const pictures = createPictures(async (team) => (await at(team))?.delivering.uploads, options.learnt, now, log);
  const natives = createNatives(options.learnt, pictures, now);
  const parts: WorkspaceParts = { ...options, natives, pictures, now };
  const own = botToken ? openWorkspace(parts, botToken) : undefined;
  const checked = own && createTokenCheck(own.client, log);
  const link = options.link && createLink(parts, options.link, own && { space: own, team: () => checked?.team() });
  if (!own && !link) throw new Error('Slack needs a bot token, or the link by which it is added');
  const spaces = link?.spaces ?? { at: () => own, stop: () => undefined };
  const at = (workspace: string) => spaces.at({ workspace });

  const socket = options.appToken ? createSocket({ ...options, appToken: options.appToken }) : undefined;
  if (!socket && !options.signingSecret) throw new Error('Slack over HTTP needs a signing secret');
  const http = socket ? undefined : createReceiver({ signingSecret: options.signingSecret!, now, log });
  const app = new App({
    receiver: http ?? guarded(socket!.receiver as Receiver, log),
    // No question per request: whose token it takes is known where it is needed. Bolt writes into what it gets.
    authorize: async () => ({}),
    clientOptions: clientOptions(options),
    logger: slackLogger(log),
    convoStore: false,
    ignoreSelf: false,
  });
  const listening = listen(app, {
    spaces,
    apiUrl,
    words,
    log,
    publicUrl: options.publicUrl,
    timeoutMs: options.timeoutMs ?? callMs,
    notHere: () => words(undefined).install.notHere(`${options.link?.publicUrl ?? ''}${installPath}`),
    // What Slack says of the token of the environment then is what health says.
    out: async (body) => void (await Promise.all([checked?.check(), link?.heard(body)])),
  });

  return {
    platform: 'slack',
    ...(options.signingSecret
      ? { assistant: createSlackbot({ signingSecret: options.signingSecret, words: words(undefined), now }) }
      : {}),
    mounts: [...(http ? [{ path: http.path, handle: http.handle }] : []), ...(link?.mounts ?? [])],
    warm: async (views) => {
      for (const view of views)
        for (const can of [{}, { table: true, acts: true, chart: true }]) renderSlack(view, words(undefined), can);
      // Through Bolt as a command of nobody's, whom Slack is not asked about.
      const nobody = {
        team_id: ' ',
        channel_id: '',
        user_id: ' ',
        user_name: '',
        trigger_id: 'start',
        response_url: '',
        token: '',
        api_app_id: '',
      };
      await within(
        app.processEvent({ body: { ...nobody, command: '/ajuda', text: '' }, ack: async () => undefined }),
        warmMs,
      );
    },
    start: async () => {
      await natives.load().catch((error) => log.warn({ err: error }, 'what workspaces take could not be read'));
      pictures.start();
      link?.start();
      await Promise.all([socket?.start(), checked?.start()]);
    },
    stop: async () => {
      checked?.stop();
      pictures.stop();
      link?.stop();
      own?.answering.home.stop();
      await within(listening.settled(), stopMs);
      await socket?.stop();
    },
    readers: async ({ workspace, channel }, among) => (await at(workspace))?.channels.readers(channel, among),
    linkTo: ({ workspace, channel, message }) =>
      channel
        ? `https://slack.com/app_redirect?team=${workspace}&channel=${channel}${message ? `&message_ts=${message}` : ''}`
        : `https://app.slack.com/client/${workspace}`,
    deliver: async (address, view, once) => {
      const { workspace } = address;
      const space = await at(workspace);
      const gone = { ok: false, gone: true, reason: 'app_uninstalled' } as const;
      if (!space) return gone;
      const delivered = await deliver(space.delivering, address, view, once);
      if (space !== own) {
        const suspect = !delivered.ok && isGone(delivered.reason);
        return suspect && (await link?.suspected({ workspace })) ? gone : delivered;
      }
      // What a delivery hears of the token, health need not wait five minutes for.
      const news = delivered.ok ? checked?.isRefused() : isNoToken(delivered.reason) && checked?.health().ok;
      if (news) void checked?.check();
      return delivered;
    },
    ...(link ? { leave: (place) => link.leave(place) } : {}),
    health: () => {
      const token = checked?.health() ?? { ok: true, detail: 'added by the link' };
      if (!socket) return token;
      if (!socket.connected()) return { ok: false, detail: 'socket not connected' };
      // Slack keeps the socket of an app whose bot may say nothing any more.
      return checked?.isRefused() ? token : { ok: true, detail: 'socket connected' };
    },
  };
}

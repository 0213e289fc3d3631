import { createHash } from 'node:crypto';
import type { App } from '@slack/bolt';
import type { Log } from '../../src/kit/ctx.ts';
import type { Ack } from './answer.ts';
import { type Delivery, fromAction, fromCommand, fromHome, fromOptions, fromSubmit, type SlackFile } from './asked.ts';
import { reasonOf } from './client.ts';
import {
  actionsBody,
  commandBody,
  homeBody,
  linkBody,
  optionsBody,
  outBody,
  saidBody,
  shortcutBody,
  submitBody,
} from './edge.ts';
import { fileIn } from './files.ts';
import { respond } from './respond.ts';
import { createHeard, fromSaid } from './said.ts';
import { say } from './send.ts';
import { fromShortcut } from './shortcuts.ts';
import { unfurl } from './unfurl.ts';
import type { SlackWords } from './words.ts';
import type { Workspace, Workspaces } from './workspaces.ts';

export interface ListenParts {
  spaces: Workspaces;
  apiUrl: string;
  publicUrl: string | undefined;
  words(locale: string | undefined): SlackWords;
  log: Log;
  timeoutMs: number;
  /** What is said where the app was taken out. */
  notHere(): string;
  /** The app was taken out, or its tokens taken back. */
  out(body: ReturnType<typeof outBody.parse>): Promise<void>;
}

const stays = async () => undefined;

/** For what carries no trigger: the envelope, or what it says. */
const fallback = (body: unknown, context: object) => () =>
  'envelope' in context && typeof context.envelope === 'string'
    ? context.envelope
    : createHash('sha256').update(JSON.stringify(body)).digest('base64url');

/** One way in for each kind of delivery, whatever its name: what nobody matches would hang until Slack gives up. */
export function listen(app: App, { spaces, apiUrl, publicUrl, words, log, timeoutMs, notHere, out }: ListenParts) {
  const isNew = createHeard();
  const running = new Set<Promise<void>>();
  let searches = 0;
  type Way = (space: Workspace, delivery: Delivery, ack: Ack) => Promise<unknown>;

  /** Somebody writes from a workspace that the app is not in any more: there is no token, but what came with it takes an answer. */
  async function turnAway(delivery: Delivery, ack: Ack): Promise<void> {
    const message = say(notHere(), words(undefined));
    const { kind } = delivery.asked;
    if (kind === 'typed') return void (await ack({ response_type: 'ephemeral', ...message }));
    await ack(kind === 'search' ? { options: [] } : undefined);
    if (delivery.responseUrl && (kind === 'press' || kind === 'shortcut'))
      await respond(
        delivery.responseUrl,
        { response_type: 'ephemeral', replace_original: false, ...message },
        timeoutMs,
      );
  }

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
    const work = async () => {
      const there = spaces.at({ workspace: delivery.team, organisation: delivery.organisation });
      const space = there instanceof Promise ? await there : there;
      await (space ? way(space, delivery, safely) : turnAway(delivery, safely));
    };
    const done = work()
      .catch((error) => log.error({ err: error, key: delivery.key }, 'a delivery of Slack failed'))
      .finally(() => running.delete(done));
    running.add(done);
    return done;
  };

  /** Files that somebody sends or points at: of which workspace they are is known once it is answered for. */
  const filesOf = (user: string) => {
    let space: Workspace | undefined;
    const open = (file: SlackFile) =>
      fileIn(file, {
        token: async () => (typeof space?.token === 'function' ? space.token() : space?.token),
        apiUrl,
        words: () => words(space!.people.known(user)),
        client: () => space!.client,
      });
    const within =
      (way: Way): Way =>
      (there, ...given) => {
        space = there;
        return way(there, ...given);
      };
    return { open, within };
  };

  // Commands go first, because they are the busiest, and Bolt tries every listener on everything.
  app.use(async (given) => {
    if (!('command' in given)) return given.next();
    const { body, ack, context } = given;
    const delivery = fromCommand(commandBody.parse(body), fallback(body, context));
    return answer(({ answering }, asked, safely) => answering.command(asked, safely), delivery, ack);
  });
  app.action(/.*/, async ({ body, ack, context }) => {
    const pressed = actionsBody.parse(body);
    const delivery = fromAction(pressed, pressed.actions[0]!, fallback(body, context));
    if (delivery) return answer(({ answering }, asked, safely) => answering.press(asked, safely), delivery, ack);
    await ack();
  });
  app.view({ type: 'view_submission' }, async ({ body, ack, context }) => {
    const submitted = submitBody.parse(body);
    const { open, within } = filesOf(submitted.user.id);
    const way = within(({ answering }, asked, safely) => answering.submit(asked, safely));
    return answer(way, fromSubmit(submitted, open, fallback(body, context)), ack);
  });
  app.shortcut(/.*/, async ({ body, ack, context }) => {
    const used = shortcutBody.parse(body);
    const { open, within } = filesOf(used.user.id);
    const way = within(({ answering }, asked, safely) => answering.press(asked, safely));
    return answer(way, fromShortcut(used, open, fallback(body, context)), ack);
  });
  app.options(/.*/, ({ body, ack }) => {
    const delivery = fromOptions(optionsBody.parse(body), `search:${process.pid}:${++searches}`);
    return answer(({ answering }, asked, safely) => answering.search(asked, safely), delivery, ack);
  });
  // Bolt has acknowledged an event.
  app.event('app_home_opened', async ({ event, body, context }) => {
    const opened = homeBody.parse(body);
    const delivery = fromHome(opened, fallback(body, context));
    if (event.tab === 'messages')
      return answer(
        ({ answering }) => answering.prompt(opened, `prompts:${process.pid}:${++searches}`),
        delivery,
        stays,
      );
    if (event.tab !== 'home') return;
    return answer(({ answering }, asked) => answering.home.show(asked), delivery, stays);
  });
  for (const event of ['message', 'app_mention'] as const) {
    app.event(event, async ({ body }) => {
      const delivery = fromSaid(saidBody.parse(body));
      if (!delivery || !isNew(delivery.key)) return;
      return answer(({ answering }, asked) => answering.said(asked), delivery, stays);
    });
  }
  app.event('link_shared', async ({ body }) => {
    const shared = linkBody.parse(body);
    const space = await spaces.at({ workspace: shared.team_id, organisation: shared.enterprise_id || undefined });
    if (space) await unfurl(shared, { client: space.client, publicUrl, words, log });
  });
  for (const event of ['app_uninstalled', 'tokens_revoked', 'team_access_granted', 'team_access_revoked'])
    app.event(event, ({ body }) => out(outBody.parse(body)));
  app.error(async (error) => log.error({ err: error }, 'Bolt could not handle a delivery'));

  return { settled: () => Promise.allSettled(running) };
}

import type { types } from '@slack/bolt';
import type { Place } from '../../src/kit/incoming.ts';
import type { SealedView } from '../../src/kit/view.ts';
import type { Delivery } from './asked.ts';
import { aboutWhat, patiently, reasonOf } from './client.ts';
import type { Desk } from './context.ts';
import { limits } from './limits.ts';
import { renderSlack } from './render.ts';
import { plain } from './text.ts';
import type { SlackWords } from './words.ts';

/** What leads back to the beginning of somebody's page. No id of the core looks like it. */
export const homeAction = 'home';

/** How often pages that are open are looked at again. */
const everyMs = 60_000;
/** Nobody is taken to look at a page for longer than a working day. */
const openMs = 10 * 3_600_000;
const mostOpen = 500;

interface Open {
  place: Place;
  at: number;
  shown: string;
}

/** A picture that was refused stands as what it says. */
const inWords = (block: types.KnownBlock): types.KnownBlock =>
  block.type === 'image' ? { type: 'context', elements: [plain(block.alt_text, limits.context.text)] } : block;

/**
 * Everybody's own page, the App Home. It shows what stands there on being opened, follows what is pressed on it, and while its
 * beginning is to be seen it is made anew every minute and sent when it has changed.
 */
export function createHome(
  { core, client, people, natives, words, log, now }: Desk,
  placeOf: (delivery: Delivery) => Promise<Place>,
) {
  const open = new Map<string, Open>();
  let timer: NodeJS.Timeout | undefined;
  let turn = 0;

  const blocksOf = (team: string, view: SealedView, said: SlackWords): types.KnownBlock[] =>
    renderSlack(view, said, { picture: natives.can(team).picture }, 'home').blocks;
  const send = (user: string, blocks: types.KnownBlock[]) =>
    patiently(() => client.views.publish({ user_id: user, view: { type: 'home', blocks } }));
  const publish = async (user: string, blocks: types.KnownBlock[]): Promise<void> => {
    try {
      await send(user, blocks).catch((error) => {
        const worded = blocks.map(inWords);
        if (aboutWhat(error) !== 'message' || worded.every((block, i) => block === blocks[i])) throw error;
        return send(user, worded);
      });
    } catch (error) {
      log.warn({ reason: reasonOf(error) }, 'a home page could not be shown');
    }
  };

  /** The beginning of the page as it is now; undefined when there is none. */
  async function beginning(key: string, place: Place): Promise<types.KnownBlock[] | undefined> {
    const outcome = await core.handle({ key, place, asked: { kind: 'home' } });
    return outcome.kind === 'view'
      ? blocksOf(place.workspace, outcome.view, words(people.known(place.user)))
      : undefined;
  }

  async function show(delivery: Delivery): Promise<void> {
    const place = await placeOf(delivery);
    const blocks = await beginning(delivery.key, place);
    if (!blocks) return;
    const id = `${place.workspace}:${place.user}`;
    open.delete(id);
    open.set(id, { place, at: now(), shown: JSON.stringify(blocks) });
    if (open.size > mostOpen) open.delete(open.keys().next().value!);
    await publish(place.user, blocks);
  }

  /** What was pressed on the page takes its place, with the way back. */
  async function turnTo(delivery: Delivery, view: SealedView, said: SlackWords): Promise<void> {
    open.delete(`${delivery.team}:${delivery.user}`);
    const back: types.KnownBlock = {
      type: 'actions',
      elements: [{ type: 'button', action_id: homeAction, text: { type: 'plain_text', text: said.home, emoji: true } }],
    };
    await publish(delivery.user, [back, ...blocksOf(delivery.team, view, said)]);
  }

  /** Sends the pages that have changed since they were shown. One after the other: nobody waits for them. */
  async function refresh(): Promise<void> {
    turn++;
    for (const [id, each] of [...open]) {
      if (now() - each.at > openMs) open.delete(id);
      else {
        const blocks = await beginning(`slack:home:${process.pid}:${turn}:${id}`, each.place);
        const shown = JSON.stringify(blocks);
        if (!blocks || shown === each.shown || open.get(id) !== each) continue;
        each.shown = shown;
        await publish(each.place.user, blocks);
      }
    }
  }

  return {
    show,
    turnTo,
    refresh,
    start: () => {
      timer = setInterval(
        () => void refresh().catch((error) => log.error({ err: error }, 'home pages could not be renewed')),
        everyMs,
      );
      timer.unref();
    },
    stop: () => clearInterval(timer),
  };
}

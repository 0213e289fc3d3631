import type { Place } from '../../src/kit/incoming.ts';
import type { Delivery } from './asked.ts';
import { reasonOf } from './client.ts';
import type { Desk } from './context.ts';

/** How often it is looked whether somebody's picture is another by now. */
const everyMs = 10 * 60_000;
const mostPeople = 2000;

/**
 * Whoever works with the bot is likely to look at their portfolio: its picture is brought before they ask, where Slack draws no charts. Nobody
 * waits for it, and it is no answer.
 */
export function createAhead({ core, natives, log, now }: Desk, placeOf: (delivery: Delivery) => Promise<Place>) {
  const looked = new Map<string, number>();
  let turn = 0;
  return async (delivery: Delivery): Promise<void> => {
    const { team, user } = delivery;
    const id = `${team}:${user}`;
    if (!natives.needsPictures(team) || (looked.get(id) ?? 0) + everyMs > now()) return;
    looked.delete(id);
    looked.set(id, now());
    if (looked.size > mostPeople) looked.delete(looked.keys().next().value!);
    try {
      const key = `slack:ahead:${process.pid}:${++turn}:${id}`;
      const outcome = await core.handle({ key, place: await placeOf(delivery), asked: { kind: 'home' } });
      if (outcome.kind === 'view') natives.bring(team, outcome.view);
    } catch (error) {
      log.info({ reason: reasonOf(error) }, 'a picture could not be made ahead');
    }
  };
}

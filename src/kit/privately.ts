import type { Said } from './arrange.ts';
import type { DispatchParts } from './dispatch.ts';
import type { Incoming, Outcome, Place, Raw } from './incoming.ts';
import { cut } from './text.ts';
import { textsOf } from './typed.ts';
import type { SealedView } from './view.ts';
import type { Words } from './words.ts';

/** A workspace in which somebody belongs to a firm. */
export interface Seat {
  workspace: string;
  firmId: string;
  firm: string;
}

/** What was asked and where, once that is known; or the question for which firm. */
export type There = { place: Place; asked: Said } | { choose: SealedView };

/** A button of the question: for which workspace, and the token of what was asked. */
const answer = /^=for\|([^|]{1,64})\|([\w-]{10,64})$/;

/** Somebody's own words wait no longer than a conversation is remembered. */
const wordsLife = 10 * 60_000;

/** Files do not wait: they are to be sent again. */
function waiting(asked: Said): Said {
  if (asked.kind === 'submit') return { ...asked, fields: textsOf(asked.fields) as Record<string, Raw> };
  if (asked.kind === 'shortcut') return { ...asked, pointed: { ...asked.pointed, files: [] } };
  return asked.kind === 'command' ? { ...asked, options: textsOf(asked.options) as Record<string, Raw> } : asked;
}

/**
 * In private some platforms do not say for which workspace somebody speaks. The message that was pressed says it; or the person belongs
 * to one firm only; or they are asked, and what they wanted waits behind the buttons.
 */
export function createPrivately(
  parts: Pick<DispatchParts, 'seats' | 'identify' | 'drafts' | 'words'> & { defaultWords: Words },
) {
  const { seats, identify, drafts } = parts;

  return async (place: Place, asked: Said): Promise<There> => {
    const [, chosen, token] = (asked.kind === 'press' && answer.exec(asked.id)) || [];
    if (chosen !== undefined) {
      const there = { ...place, workspace: chosen, channel: undefined };
      return { place: there, asked: ((await drafts.find(place, token!)) as Said | undefined) ?? asked };
    }
    const all = await seats(place);
    const mine = place.sentFor ? all.filter(({ workspace }) => place.sentFor!(workspace)) : all;
    const firms = [...new Map(mine.map((seat) => [seat.firmId, seat])).values()];
    const [one, two] = firms;
    if (!two) return { place: { ...place, workspace: one?.workspace ?? '', channel: undefined }, asked };
    if (asked.kind === 'search') return { place, asked };
    const wanted = await drafts.keep(place, waiting(asked), asked.kind === 'words' ? wordsLife : undefined);
    const who = await identify({ ...place, workspace: one!.workspace });
    const buttons = firms.map(({ workspace, firm }) => ({
      label: cut(firm, 75),
      press: `=for|${workspace}|${wanted}`,
    }));
    const w = parts.words[who.locale] ?? parts.defaultWords;
    return { choose: { title: w.kit.whichFirm, blocks: [{ kind: 'buttons', buttons }] } };
  };
}

/** Says for which workspace an answer is, where the platform did not. */
export const forWorkspace = (outcome: Outcome, { place: { workspace } }: Incoming, place: Place): Outcome =>
  workspace === '' && place.workspace !== '' && outcome.kind !== 'options'
    ? { ...outcome, workspace: place.workspace }
    : outcome;

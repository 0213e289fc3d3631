import { newId } from '../../data/id.ts';
import type { Write } from '../../data/write.ts';
import { contextOf, type House } from '../../firms/context.ts';
import type { Sender } from '../../jobs/sender.ts';
import type { Address } from '../../kit/incoming.ts';
import type { Post } from '../../kit/post.ts';
import type { Locale } from '../../kit/words.ts';
import { laneOf } from '../../notices/service/posted.ts';

/** Brings the cards of requests that have been blanked up to date. */
export async function followCards({ tx, enqueue }: Write, requestIds: readonly string[]): Promise<void> {
  const cards = await tx.postedCard.findMany({ where: { requestId: { in: [...requestIds] } } });
  for (const card of cards)
    await enqueue({
      key: `card:${card.id}:${newId()}`,
      kind: 'card.update',
      lane: laneOf(card),
      payload: { cardId: card.id },
    });
}

/** Takes messages that name clients back: what they said is overwritten, and files that hung on them go. Before their rows go. */
export async function takeBack(
  { tx, enqueue }: Write,
  which: { firmId: string; clientId: object; kind?: string },
): Promise<void> {
  const rows = await tx.postedMessage.findMany({ where: which });
  const seen = new Set<string>();
  for (const { firmId, platform, workspace, channel, message, direct, kind } of rows) {
    const place = { platform, workspace, channel, direct, message };
    const key = `erased:${laneOf(place)}:${message}`;
    // One message may name several of them.
    if (seen.has(key)) continue;
    seen.add(key);
    await enqueue({
      key: `${key}:${newId()}`,
      kind: 'rights.blank',
      lane: laneOf(place),
      payload: { firmId, kind, ...place },
    });
  }
}

/** A Slack channel takes about a message a second. */
const pace = 1000;

/** How a message that named somebody is overwritten. */
export const blankSender = (house: House, post: Post, clock: () => Date): Sender => ({
  pace,
  send: async (payload, once) => {
    const { firmId, ...at } = payload as Address & { firmId: string; kind: string };
    const firm = await house.data.db.firm.findUnique({ where: { id: firmId } });
    if (!firm) return { ok: true, message: '' };
    const ctx = contextOf(house, {
      firm: { id: firm.id, name: firm.name, timeZone: firm.timeZone, version: firm.version },
      actor: { kind: 'system', id: 'outbox' },
      locale: firm.locale as Locale,
      from: 'outbox',
      now: clock(),
    });
    const { platform, workspace, channel, direct, message } = at;
    const address = { platform, workspace, channel, message, ...(direct ? { direct } : {}) };
    const sent = await post(ctx, address, { blocks: [{ kind: 'text', text: ctx.w.rights.takenBack }] }, once);
    // A message that is not there any more says nothing.
    return sent.ok || !sent.gone ? sent : { ok: true, message: '' };
  },
});

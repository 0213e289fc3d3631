import { newId } from '../../data/id.ts';
import { hashToken } from '../../data/secret.ts';
import type { Outgoing } from '../../data/write.ts';
import type { House } from '../../firms/context.ts';
import { cardChannels } from '../../firms/reads/channels.ts';
import type { Sender } from '../../jobs/sender.ts';
import type { Delivered } from '../../kit/incoming.ts';
import type { Locale } from '../../kit/words.ts';
import { askedMail, type Desk } from '../mails.ts';
import type { Request } from '../schema.ts';

interface Payload {
  requestId: string;
  to: string;
  locale: Locale;
}

const keyOf = ({ requestId, to }: Pick<Payload, 'requestId' | 'to'>): string =>
  `mail:asked:${requestId}:${hashToken(to)}`;

/** What leaves to an admin when a client asks: the letter, or, where its button can lead to the card, what writes it once the card stands. */
export function askedLetter(
  { to, locale }: Pick<Payload, 'to' | 'locale'>,
  request: Request,
  desk: Desk | undefined,
): Outgoing {
  const payload: Payload = { requestId: request.id, to, locale };
  const key = keyOf(payload);
  if (desk?.url) return { key: `${key}:card`, kind: 'request.asked', payload, sealed: true };
  return { key, kind: 'mail', payload: askedMail({ to, locale, desk }, request), sealed: true };
}

/** How long a letter waits for its card, and how often it looks, in milliseconds: who reads it is to be led there, but not late. */
const patience = 60_000;
const look = 5000;

const done: Delivered = { ok: true, message: '' };

/** The letter is a row of its own: sealed, tried again and kept as every letter is. */
export const askedSender = (house: House, clock: () => Date): Sender => ({
  send: async (payload) => {
    const { requestId, to, locale } = payload as Payload;
    const { db } = house.data;
    const now = clock();
    const request = (await db.connectionRequest.findUnique({ where: { id: requestId } })) as Request | null;
    // Taken back or answered already: there is nothing to open any more.
    if (request?.state !== 'pending') return done;
    const card = await db.postedCard.findFirst({ where: { requestId }, orderBy: { id: 'asc' } });
    if (!card && now.getTime() - request.createdAt.getTime() < patience)
      return { ok: false, reason: 'its card does not stand yet', wait: look };
    const [place] = card ? [card] : await cardChannels(db, request.firmId);
    const desk = place && { platform: place.platform, url: house.linkTo?.(place) };
    const key = keyOf({ requestId, to });
    const row = { id: newId(), key, firmId: request.firmId, kind: 'mail', dueAt: now, createdAt: now };
    const sealed = JSON.stringify({
      sealed: house.secret.seal(JSON.stringify(askedMail({ to, locale, desk }, request))),
    });
    await db.$transaction((tx) =>
      tx.outbox.upsert({ where: { key }, create: { ...row, payload: sealed }, update: {} }),
    );
    house.data.afterWrite?.();
    return done;
  },
});

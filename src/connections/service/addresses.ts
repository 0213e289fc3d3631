import type { Data } from '../../data/client.ts';
import { hashToken } from '../../data/secret.ts';
import { write } from '../../data/write.ts';
import { contextOf, type House } from '../../firms/context.ts';
import { claimants, firmBehindAddress } from '../../firms/reads/addresses.ts';
import { proveAddress } from '../../firms/service/addresses.ts';
import type { Locale } from '../../kit/words.ts';
import { bringAsks } from './asks.ts';
import { notFound } from './decide.ts';

/** What the page behind a letter to an accountant's address shows: the firms that say it is theirs, for its reader to choose. */
export type AddressPage =
  | { state: 'open'; email: string; firms: { id: string; name: string; current: boolean }[] }
  | { state: 'closed' };

export async function openAddress({ db }: Data, token: string, now: Date): Promise<AddressPage> {
  const link = await db.link.findUnique({ where: { hash: hashToken(token) } });
  if (link?.kind !== 'address' || link.usedAt || link.expiresAt <= now) return { state: 'closed' };
  const { email } = link;
  const [all, current] = await Promise.all([claimants(db, email), firmBehindAddress(db, email)]);
  if (all.length === 0) return { state: 'closed' };
  const firms = all.map((firm) => ({ ...firm, current: firm.id === current?.id }));
  return { state: 'open', email, firms };
}

/** The reader of the mailbox says which firm it is: clients find that firm by the address, and what waited for it arrives. */
export async function confirmAddress(
  house: House,
  token: string,
  firmId: string,
  now: Date,
): Promise<{ firm: string; requests: number }> {
  const { db } = house.data;
  const page = await openAddress(house.data, token, now);
  if (page.state === 'closed' || !page.firms.some(({ id }) => id === firmId)) throw notFound();
  const firm = await db.firm.findUniqueOrThrow({ where: { id: firmId } });
  const ctx = contextOf(house, {
    firm: { id: firm.id, name: firm.name, timeZone: firm.timeZone, version: firm.version },
    actor: { kind: 'system', id: 'address' },
    locale: firm.locale as Locale,
    from: 'portal',
    now,
  });
  return write(ctx, 'manage', async (door) => {
    const { count } = await door.tx.link.updateMany({
      where: { hash: hashToken(token), usedAt: null },
      data: { usedAt: now },
    });
    if (count === 0) throw notFound();
    await proveAddress(door, firmId, page.email);
    return { firm: firm.name, requests: await bringAsks(door, ctx, firm, page.email) };
  });
}

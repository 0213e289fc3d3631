import { write } from '../../data/write.ts';
import { closeDoors } from '../../documents/service/doors.ts';
import { contextOf, type House } from '../../firms/context.ts';
import { UserError } from '../../kit/errors.ts';
import type { Locale } from '../../kit/words.ts';
import { blankRequests } from '../../rights/service.ts';
import { leftMail } from '../mails.ts';
import { showBefore } from './bind.ts';
import { decide, followCards } from './decide.ts';
import { endConnection } from './end.ts';

/** Past its time, or decided at this moment: there is nothing left to answer. */
function late(error: unknown): undefined {
  if (!(error instanceof UserError)) throw error;
}

/**
 * A client leaves: every connection ends, open requests are withdrawn, what stood in requests is blanked and the account goes. Each
 * firm is told by letter that its own record of the client is for it to erase. Runs firm by firm; called again it finishes.
 */
export async function eraseAccount(house: House, email: string, now: Date): Promise<void> {
  const { db } = house.data;
  const account = await db.account.findUnique({ where: { email } });
  const mine = account ? [{ clients: { some: { accountId: account.id } } }] : [];
  const firms = await db.firm.findMany({ where: { OR: [{ requests: { some: { email } } }, ...mine] } });
  for (const firm of firms) {
    const ctx = contextOf(house, {
      firm: { id: firm.id, name: firm.name, timeZone: firm.timeZone, version: firm.version },
      actor: { kind: 'client', id: account?.id ?? '' },
      locale: firm.locale as Locale,
      from: 'portal',
      now,
    });
    await write(ctx, 'client', async (door) => {
      const { tx } = door;
      const pending = { firmId: firm.id, email, state: 'pending' };
      for (const each of await tx.connectionRequest.findMany({ where: pending, select: { id: true, direction: true } })) {
        // An invitation is declined, a request of one's own is taken back.
        const request = await decide(door, ctx, each.id, each.direction === 'firm_to_client' ? 'decline' : 'cancel').catch(late);
        if (request) await showBefore(door, ctx, request);
      }
      const clients = account ? await tx.client.findMany({ where: { firmId: firm.id, accountId: account.id } }) : [];
      for (const { id } of clients) await endConnection(door, ctx, id);
      // Also of those who never connected, and were asked at this address.
      await closeDoors(
        tx,
        firm.id,
        clients.map(({ id }) => id),
        email,
      );
      if (account) await tx.client.updateMany({ where: { firmId: firm.id, accountId: account.id }, data: { accountId: null } });
      const requests = await tx.connectionRequest.findMany({ where: { firmId: firm.id, email }, select: { id: true } });
      const ids = requests.map((each) => each.id);
      await tx.consent.updateMany({ where: { requestId: { in: ids }, revokedAt: null }, data: { revokedAt: now } });
      for (const id of ids) await followCards(door, id);
      await blankRequests(door, ids);
      await door.portfolioChanged();
      await door.audit('rights.leave', '', { requests: ids.length });
      if (firm.email && clients.length > 0) {
        await door.enqueue({
          key: `mail:left:${firm.id}:${account!.id}`,
          kind: 'mail',
          payload: leftMail({ firm, company: clients[0]!.name }),
          sealed: true,
        });
      }
    });
  }
  await db.$transaction(async (tx) => {
    await tx.link.deleteMany({ where: { email } });
    await tx.session.deleteMany({ where: { email } });
    if (account) await tx.account.deleteMany({ where: { id: account.id } });
  });
}

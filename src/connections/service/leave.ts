import { endGrant } from '../../accounts/service/end.ts';
import { recordFor } from '../../activity/service.ts';
import { write } from '../../data/write.ts';
import { contextOf, type House } from '../../firms/context.ts';
import type { Locale } from '../../kit/words.ts';
import { blankRequests } from '../../rights/service.ts';
import { leftMail } from '../mails.ts';
import { followCards } from './decide.ts';

/** Everything stored about an e-mail's account over all firms, for the client themselves. Undefined when there is nothing. */
export async function downloadAccount({ data: { db } }: House, email: string, now: Date): Promise<object | undefined> {
  const [account, requests] = await Promise.all([
    db.account.findUnique({ where: { email }, include: { consents: true, clients: { include: { firm: { select: { name: true } } } } } }),
    db.connectionRequest.findMany({ where: { email }, include: { firm: { select: { name: true } }, consents: true } }),
  ]);
  if (!account && requests.length === 0) return undefined;
  const clients = account?.clients.map(({ searchKey: _, nameKey: __, notes: ___, ...told }) => told) ?? [];
  return { at: now, email, account: account && { ...account, clients: undefined }, clients, requests };
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
      const decided = { decidedAt: now, decidedBy: `client:${ctx.actor.id}`, decidedFrom: 'portal', pendingKey: null, nextAt: null };
      const pending = { firmId: firm.id, email, state: 'pending' };
      await tx.connectionRequest.updateMany({
        where: { ...pending, direction: 'firm_to_client' },
        data: { ...decided, state: 'declined' },
      });
      await tx.connectionRequest.updateMany({
        where: { ...pending, direction: 'client_to_firm' },
        data: { ...decided, state: 'cancelled' },
      });
      const clients = account ? await tx.client.findMany({ where: { firmId: firm.id, accountId: account.id } }) : [];
      const requests = await tx.connectionRequest.findMany({ where: { firmId: firm.id, email }, select: { id: true } });
      const ids = requests.map((each) => each.id);
      await tx.consent.updateMany({ where: { requestId: { in: ids }, revokedAt: null }, data: { revokedAt: now } });
      for (const { id, situation } of clients) {
        await endGrant(door, firm.id, id);
        await tx.client.update({
          where: { id },
          data: { accountId: null, updatedAt: now, ...(situation === 'connected' ? { situation: 'disconnected' } : {}) },
        });
      }
      const ended = clients.filter(({ situation }) => situation === 'connected');
      const happened = ended.map(({ id }) => ({ clientId: id, kind: 'disconnected' as const }));
      await recordFor(tx, { firmId: firm.id, source: 'person', now }, happened);
      await tx.client.updateMany({
        where: { firmId: firm.id, email, situation: { in: ['invited', 'requested'] } },
        data: { situation: 'not_connected' },
      });
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

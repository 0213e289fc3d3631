import { write } from '../../data/write.ts';
import { closeDoors } from '../../documents/service/doors.ts';
import { contextOf, type House } from '../../firms/context.ts';
import { UserError } from '../../kit/errors.ts';
import type { Locale } from '../../kit/words.ts';
import { beginErasure, eraseOwn, eraseRest, sinceOf, unfinished } from '../../rights/service/account.ts';
import { leftMail } from '../mails.ts';
import { showBefore } from './bind.ts';
import { decide } from './decide.ts';
import { endConnection } from './end.ts';
import { tellAdmins } from './letters.ts';

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
  const accountId = await beginErasure(house, email, now);
  const ofAccount = { some: { accountId } };
  const firms = await db.firm.findMany({
    where: { OR: [{ requests: { some: { email } } }, { requests: ofAccount }, { clients: ofAccount }] },
  });
  for (const firm of firms) {
    const ctx = contextOf(house, {
      firm: { id: firm.id, name: firm.name, timeZone: firm.timeZone, version: firm.version },
      actor: { kind: 'client', id: accountId },
      locale: firm.locale as Locale,
      from: 'portal',
      now,
    });
    await write(ctx, 'client', async (door) => {
      const { tx } = door;
      const pending = { firmId: firm.id, email, state: 'pending' };
      for (const each of await tx.connectionRequest.findMany({
        where: pending,
        select: { id: true, direction: true },
      })) {
        // An invitation is declined, a request of one's own is taken back.
        const request = await decide(
          door,
          ctx,
          each.id,
          each.direction === 'firm_to_client' ? 'decline' : 'cancel',
        ).catch(late);
        if (request) await showBefore(door, ctx, request);
      }
      const clients = await tx.client.findMany({ where: { firmId: firm.id, accountId } });
      for (const { id } of clients) await endConnection(door, ctx, id);
      // Also of those who never connected, and were asked at this address.
      await closeDoors(
        tx,
        firm.id,
        clients.map(({ id }) => id),
        email,
      );
      const requests = await tx.connectionRequest.findMany({
        where: { firmId: firm.id, OR: [{ email }, { accountId }] },
        select: { id: true },
      });
      const ids = requests.map((each) => each.id);
      await tx.consent.updateMany({ where: { requestId: { in: ids }, revokedAt: null }, data: { revokedAt: now } });
      const clientIds = clients.map((each) => each.id);
      const since = await sinceOf(tx, { email, accountId }, clientIds);
      await eraseOwn(door, ctx, { accountId, email, clientIds, requestIds: ids, since });
      await door.portfolioChanged();
      await door.audit('rights.leave', '', { requests: ids.length });
      const [left] = clients;
      if (left) await tellAdmins(door, ctx, `left:${firm.id}:${accountId}`, (reader) => leftMail(reader, left.name));
    });
  }
  await eraseRest(house, { accountId, email });
  await house.data.truncateLog();
}

/** Goes on with what a kill cut short; the clock calls it. */
export async function resumeErasures(house: House, now: Date): Promise<void> {
  for (const email of await unfinished(house)) await eraseAccount(house, email, now);
}

import { endGrant } from '../../accounts/service/end.ts';
import { recordFor } from '../../activity/service.ts';
import type { Write } from '../../data/write.ts';
import { closeDoors } from '../../documents/service/doors.ts';
import { actorName, type Ctx } from '../../kit/ctx.ts';
import { tell } from '../../notices/service/tell.ts';
import { topics } from '../topics.ts';
import { followCards } from './decide.ts';

/** What an account had agreed to for a client is over: the consents, the authorisation, and what the cards say. */
export async function endConsents(write: Write, ctx: Ctx, clientId: string): Promise<void> {
  const { tx } = write;
  const made = await tx.connectionRequest.findMany({
    where: { clientId, firmId: ctx.firm.id, state: 'accepted', endedAt: null },
    select: { id: true },
  });
  const ids = made.map(({ id }) => id);
  await tx.consent.updateMany({ where: { requestId: { in: ids }, revokedAt: null }, data: { revokedAt: ctx.now } });
  await tx.connectionRequest.updateMany({
    where: { id: { in: ids } },
    data: { endedAt: ctx.now, endedBy: actorName(ctx.actor) },
  });
  await endGrant(write, ctx.firm.id, clientId);
  await tx.accessAsk.deleteMany({ where: { clientId, firmId: ctx.firm.id } });
  await closeDoors(write.tx, ctx.firm.id, [clientId]);
  for (const id of ids) await followCards(write, id);
}

/**
 * Ends the connection of a client that is still connected, whoever ends it: the one place that does. What was shared so far is the
 * firm's to keep or erase. False when there was no connection.
 */
export async function endConnection(
  write: Write,
  ctx: Ctx,
  clientId: string,
  account: { accountId?: string } = {},
): Promise<boolean> {
  const { tx } = write;
  const { count } = await tx.client.updateMany({
    where: { id: clientId, firmId: ctx.firm.id, deletedAt: null, situation: 'connected', ...account },
    data: { situation: 'disconnected', updatedAt: ctx.now },
  });
  if (count === 0) return false;
  await endConsents(write, ctx, clientId);
  await write.portfolioChanged();
  await recordFor(tx, { firmId: ctx.firm.id, source: 'person', now: ctx.now }, [{ clientId, kind: 'disconnected' }]);
  await write.audit('connection.disconnect', `client:${clientId}`, { by: actorName(ctx.actor) });
  await tell(write, ctx.firm.id, topics.disconnected, [{ clientId }], ctx.actor.kind === 'client');
  return true;
}

import { recordFor } from '../../activity/service.ts';
import type { Write } from '../../data/write.ts';
import { actorName, type Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import { searchKeyOf } from '../../terms/client.ts';
import type { Direction } from '../schema.ts';
import { followCards } from './decide.ts';

/** What the portfolio shows of a client while somebody has been asked. */
const asking: Readonly<Record<Direction, string>> = { firm_to_client: 'invited', client_to_firm: 'requested' };

/** One after the other: of two requests that end at once, the second knows that the first has. */
const hold = ({ tx }: Write, clientId: string) =>
  tx.$executeRaw`UPDATE "Client" SET "situation" = "situation" WHERE "id" = ${clientId}`;

/** A request begins to wait: the portfolio shows it. What was shown before anybody was asked is for the request to keep. */
export async function showWaiting(
  write: Write,
  ctx: Ctx,
  clientId: string,
  direction: Direction,
): Promise<{ before: string }> {
  const { tx } = write;
  await hold(write, clientId);
  const { situation } = await tx.client.findUniqueOrThrow({ where: { id: clientId }, select: { situation: true } });
  const other = await tx.connectionRequest.findFirst({
    where: { clientId, firmId: ctx.firm.id, state: 'pending', before: { not: '' } },
    select: { before: true },
  });
  await tx.client.updateMany({
    where: { id: clientId, firmId: ctx.firm.id, situation: { not: 'connected' } },
    data: { situation: asking[direction], updatedAt: ctx.now },
  });
  await write.portfolioChanged();
  return { before: other?.before ?? situation };
}

/** A request ended without a yes: the portfolio shows another that still waits, else what stood there before anybody was asked. */
export async function showBefore(
  write: Write,
  ctx: Ctx,
  request: { id: string; clientId: string | null; before: string },
): Promise<void> {
  const { tx } = write;
  const { clientId } = request;
  if (!clientId) return;
  await hold(write, clientId);
  const other = await tx.connectionRequest.findFirst({
    where: { clientId, firmId: ctx.firm.id, state: 'pending', id: { not: request.id } },
    orderBy: { id: 'desc' },
    select: { direction: true },
  });
  await tx.client.updateMany({
    // Whatever was written since then by other ways stays.
    where: { id: clientId, firmId: ctx.firm.id, situation: { in: Object.values(asking) } },
    data: {
      situation: other ? asking[other.direction as Direction] : request.before || 'not_connected',
      updatedAt: ctx.now,
    },
  });
  await write.portfolioChanged();
}

/**
 * A client is connected to the account that proved its e-mail, and known by that e-mail from here on. One that another account has
 * connected is not taken from it. Whatever else waited about this client has its answer.
 */
export async function connect(
  write: Write,
  ctx: Ctx,
  clientId: string,
  { accountId, email, requestId }: { accountId: string | null; email: string; requestId: string },
): Promise<void> {
  const { tx } = write;
  await hold(write, clientId);
  const client = await tx.client.findFirst({ where: { id: clientId, firmId: ctx.firm.id } });
  if (client?.situation === 'connected' && client.accountId !== null && client.accountId !== accountId)
    throw new UserError('other-account', (w) => w.connections.otherAccount);
  if (!client) return;
  await tx.client.update({
    where: { id: clientId },
    data: {
      situation: 'connected',
      accountId: accountId ?? client.accountId,
      email,
      searchKey: searchKeyOf({ ...client, email }),
      deletedAt: null,
      updatedAt: ctx.now,
    },
  });
  if (client.situation !== 'connected')
    await recordFor(tx, { firmId: ctx.firm.id, source: 'person', now: ctx.now }, [{ clientId, kind: 'connected' }]);
  const others = { clientId, firmId: ctx.firm.id, state: 'pending', id: { not: requestId } };
  for (const { id } of await tx.connectionRequest.findMany({ where: others, select: { id: true } })) {
    const { count } = await tx.connectionRequest.updateMany({
      where: { id, state: 'pending' },
      data: {
        state: 'cancelled',
        decidedAt: ctx.now,
        decidedBy: actorName(ctx.actor),
        decidedFrom: ctx.place.platform,
        pendingKey: null,
        nextAt: null,
      },
    });
    if (count === 0) continue;
    await tx.link.updateMany({ where: { requestId: id, usedAt: null }, data: { usedAt: ctx.now } });
    await followCards(write, id);
  }
  await write.portfolioChanged();
}

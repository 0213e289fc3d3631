import type { Tx } from '../../data/client.ts';
import { newId } from '../../data/id.ts';
import type { Write } from '../../data/write.ts';
import { cardChannels } from '../../firms/reads/channels.ts';
import { actorName, type Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import { tell } from '../../notices/service/tell.ts';
import { whoDecided } from '../reads/requests.ts';
import type { Event, Request, Side, State } from '../schema.ts';
import { step } from '../state.ts';
import { topics } from '../topics.ts';

const news = {
  accept: topics.accepted,
  decline: topics.declined,
  expire: topics.expiredRequest,
  cancel: undefined,
} as const;

const sides: Readonly<Record<Ctx['actor']['kind'], Side>> = {
  member: 'firm',
  client: 'client',
  system: 'system',
  visitor: 'client',
};

/** Tells who was first: what everybody but the winner of a decision reads. */
export async function alreadyDecided({ tx }: Pick<Write, 'tx'>, ctx: Ctx, request: Request): Promise<UserError> {
  // Through the transaction: everybody who waits for a second connection while holding one would wait for each other.
  const who = await whoDecided(ctx, request, tx);
  return new UserError('decided', (w) =>
    w.connections.alreadyDecided(
      w.connections.stateNoun[request.state],
      who,
      request.decidedAt && w.connections.instant(request.decidedAt, ctx.firm.timeZone),
    ),
  );
}

export const notFound = (): UserError => new UserError('not-found', (w) => w.connections.notFound);

/**
 * Ends a pending request: one conditional update, so that of any number of people one wins and the others read who did. Brings
 * the cards that stand in channels up to date. What else follows from the decision is the caller's, in the same transaction.
 */
export async function decide(
  write: Write,
  ctx: Ctx,
  id: string,
  event: Extract<Event, 'accept' | 'decline' | 'cancel' | 'expire'>,
  reason = '',
): Promise<Request> {
  const { tx } = write;
  const request = (await tx.connectionRequest.findFirst({ where: { id, firmId: ctx.firm.id } })) as Request | null;
  if (!request) throw notFound();
  const to = step(request.state, request.direction, event, sides[ctx.actor.kind]);
  if (to === 'over') throw await alreadyDecided(write, ctx, request);
  if (to === 'refused') throw new UserError('not-yours', (w) => w.connections.notYours);
  const decision = {
    state: to.to as State,
    decidedAt: ctx.now,
    decidedBy: actorName(ctx.actor),
    decidedFrom: ctx.place.platform,
    reason: reason.slice(0, 500),
  };
  // What is over in time can no longer be answered; taken back it can be until the clock comes round.
  const open = event === 'expire' || event === 'cancel' ? {} : { expiresAt: { gt: ctx.now } };
  const { count } = await tx.connectionRequest.updateMany({
    where: { id, firmId: ctx.firm.id, state: 'pending', ...open },
    data: { ...decision, pendingKey: null, nextAt: null },
  });
  if (count === 0) {
    const now = (await tx.connectionRequest.findUniqueOrThrow({ where: { id } })) as Request;
    throw now.state === 'pending'
      ? new UserError('expired', (w) => w.connections.justExpired)
      : await alreadyDecided(write, ctx, now);
  }
  await tx.link.updateMany({ where: { requestId: id, usedAt: null }, data: { usedAt: ctx.now } });
  await write.audit(`connection.${event}`, `request:${id}`, {
    direction: request.direction,
    reason: reason ? 'given' : undefined,
  });
  await followCards(write, id);
  // What the client or the clock decided is news to the firm; what the firm decided itself is not.
  const topic = request.direction === 'firm_to_client' ? news[event] : undefined;
  if (topic) await tell(write, ctx.firm.id, topic, [{ requestId: id }]);
  return { ...request, ...decision };
}

/**
 * Holds a request until the transaction ends. Whoever changes one and whoever notes where a card of it stands both begin with this, so
 * that one always sees what the other wrote: on PostgreSQL two that only read would each see the request as it was before the other.
 */
export const holdRequest = async (tx: Tx, id: string): Promise<void> =>
  void (await tx.connectionRequest.updateMany({ where: { id }, data: { id } }));

/** Brings every card that stands in a channel up to date. */
export async function followCards(write: Write, requestId: string): Promise<void> {
  await holdRequest(write.tx, requestId);
  const cards = await write.tx.postedCard.findMany({ where: { requestId } });
  for (const card of cards) {
    await write.enqueue({
      key: `card:${card.id}:${newId()}`,
      kind: 'card.update',
      lane: `${card.platform}:${card.workspace}:${card.channel}`,
      payload: { cardId: card.id },
    });
  }
}

/** Posts a card about a request to every channel of the firm that takes cards. */
export async function postCards(write: Write, ctx: Ctx, requestId: string, dueAt = ctx.now): Promise<void> {
  for (const { id, platform, workspace, channel } of await cardChannels(write.tx, ctx.firm.id)) {
    const lane = `${platform}:${workspace}:${channel}`;
    await write.enqueue({
      key: `card:${requestId}:${id}`,
      kind: 'card.post',
      lane,
      payload: { requestId, workspaceId: id },
      dueAt,
    });
  }
}

import { newId } from '../../data/id.ts';
import { readPayload } from '../../data/payload.ts';
import { type OutboxKind, write } from '../../data/write.ts';
import type { House } from '../../firms/context.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import type { Event } from './tell.ts';

/** What the outbox says of a message that it has put aside. */
export interface Failure {
  firmId: string;
  kind: OutboxKind;
  key: string;
  reason: string;
}

const addressOf = (payload: unknown): string =>
  payload && typeof payload === 'object' && 'to' in payload && typeof payload.to === 'string' ? payload.to : '';

/** Who a letter was for, among those the firm knows. An invitation that waits is corrected where it waits. */
async function readerOf({ data: { db } }: House, firmId: string, email: string) {
  const waiting = { firmId, email, state: 'pending', direction: 'firm_to_client' };
  const request = await db.connectionRequest.findFirst({
    where: waiting,
    select: { id: true, companyName: true, clientId: true },
  });
  const client = await db.client.findFirst({
    where: { firmId, deletedAt: null, ...(request?.clientId ? { id: request.clientId } : { email }) },
    select: { id: true, name: true },
    orderBy: { id: 'asc' },
  });
  const member = (client ?? request) ? null : await db.member.findFirst({ where: { firmId, email, removedAt: null } });
  return { request, client, name: client?.name || request?.companyName || member?.name || '' };
}

/** A failure as it is told: what it was, for whom, at which address, and what the notice's buttons need. */
export async function failureEvent(house: House, ctx: Ctx, { firmId, kind, key, reason }: Failure): Promise<Event> {
  const { db } = house.data;
  const row = await db.outbox.findFirst({
    where: { key, firmId, state: 'dead' },
    select: { id: true, payload: true, lane: true },
  });
  const address = row && kind === 'mail' ? addressOf(readPayload(row.payload, house.secret)) : '';
  if (!address) {
    const [platform = ''] = row?.lane.split(':') ?? [];
    const where = platform && ctx.w.digests.where.elsewhere(ctx.w.firms.platform[platform] ?? platform);
    return { detail: ctx.w.notices.deliveryFailed(kind, reason, where), outboxId: row?.id };
  }
  const { request, client, name } = await readerOf(house, firmId, address);
  const detail = ctx.w.notices.deliveryFailed(kind, reason, name ? `${name} (${address})` : address);
  return { detail, clientId: client?.id, requestId: request?.id, outboxId: row!.id };
}

/** Letters whose address may be corrected: others hold a link that proves whose address it is. */
const readdressed = /^mail:(reminder|documents):/;

interface Again {
  /** The address of a letter; "" of anything else. */
  to: string;
  mayCorrect: boolean;
}

/** A message that was put aside and can be sent again; throws when there is none any more. */
export async function failedMessage(ctx: Ctx, id: string): Promise<Again> {
  const row = await ctx.data.db.outbox.findFirst({ where: { id, firmId: ctx.firm.id, state: 'dead' } });
  if (!row) throw new UserError('already', (w) => w.digests.againGone);
  const to = row.kind === 'mail' ? addressOf(readPayload(row.payload, ctx.secret)) : '';
  return { to, mayCorrect: to !== '' && readdressed.test(row.key) };
}

/** Sends a message again that was put aside, a letter to another address if one is given. Of two who press at once, one does. */
export const sendAgain = (ctx: Ctx, id: string, to?: string): Promise<void> =>
  write(ctx, 'digest', async ({ tx, now, audit }) => {
    const mine = { id, firmId: ctx.firm.id, state: 'dead' };
    const row = await tx.outbox.findFirst({ where: mine });
    if (!row || (to !== undefined && !readdressed.test(row.key)))
      throw new UserError('already', (w) => w.digests.againGone);
    const letter = to === undefined ? undefined : { ...(readPayload(row.payload, ctx.secret) as object), to };
    const payload = letter ? JSON.stringify({ sealed: ctx.secret.seal(JSON.stringify(letter)) }) : row.payload;
    const fresh = { state: 'pending', attempts: 0, claims: 0, lease: null, leaseUntil: null, dueAt: now, error: '' };
    const { count } = await tx.outbox.updateMany({ where: mine, data: { ...fresh, payload } });
    if (count === 0) throw new UserError('already', (w) => w.digests.againGone);
    // If it fails once more, that is news again.
    await tx.outbox.updateMany({ where: { key: `notice:${row.key}` }, data: { key: `notice:${row.key}:${newId()}` } });
    await audit('delivery.again', `outbox:${id}`, { corrected: to !== undefined });
  });

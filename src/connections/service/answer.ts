import { newId } from '../../data/id.ts';
import { type Write, write } from '../../data/write.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import { consentOf } from '../consent.ts';
import { disconnectedToFirmMail } from '../mails.ts';
import { standingOf } from '../reads/subject.ts';
import type { Request } from '../schema.ts';
import { nextLook } from '../state.ts';
import { connect, showBefore } from './bind.ts';
import { type Agreement, accountFor, putConsent } from './consent.ts';
import { decide, notFound } from './decide.ts';
import { endConnection } from './end.ts';
import { askHandover } from './handover.ts';
import { newClient, sendLink } from './invite.ts';
import { tellAdmins, tellClient, tellDisconnected, tellFirm } from './letters.ts';

/** The client says yes to an invitation. `ctx` is the client's own, made from a link that proved the e-mail. */
export const acceptInvitation = (ctx: Ctx, id: string, agreement: Agreement): Promise<Request> =>
  write(ctx, 'client', async (write) => {
    const asked = await write.tx.connectionRequest.findFirst({ where: { id, firmId: ctx.firm.id } });
    if (!asked) throw notFound();
    const accountId = await accountFor(write, ctx, asked.email, agreement.registration);
    write.become(ctx.firm.id, { kind: 'client', id: accountId });
    const request = await decide(write, ctx, id, 'accept');
    await write.tx.connectionRequest.update({ where: { id }, data: { accountId } });
    const { version, hash } = consentOf(ctx.locale, ctx.firm.name);
    await putConsent(write, ctx, id, accountId, { ...agreement, version, hash, at: ctx.now });
    if (request.clientId)
      await connect(write, ctx, request.clientId, { accountId, email: request.email, requestId: id });
    await tellFirm(write, ctx, request);
    return request;
  });

/** The client says no, with a reason if they like. */
export const declineInvitation = (ctx: Ctx, id: string, reason: string): Promise<Request> =>
  write(ctx, 'client', async (write) => {
    const request = await decide(write, ctx, id, 'decline', reason);
    await showBefore(write, ctx, request);
    await tellFirm(write, ctx, request);
    return request;
  });

/** The firm refuses a client's request. */
export const decline = (ctx: Ctx, id: string, reason: string): Promise<Request> =>
  write(ctx, 'decide', async (write) => {
    const request = await decide(write, ctx, id, 'decline', reason);
    await showBefore(write, ctx, request);
    await tellClient(write, ctx, request);
    return request;
  });

/** What an admin says a request is about, where only a number that anybody may know ties it to a client of the portfolio. */
export type Choice = { as: 'new' } | { as: 'this'; clientId: string };

/** `choose`: nothing was done, for nobody has said yet whether it is the client who has the number. */
export type Accepted = 'connected' | 'asked' | 'choose';

/**
 * The firm accepts a client's request. Only the e-mail that was proven binds it to a client of the portfolio by itself. Where another
 * has the number that was typed, the choice decides: a new client without the number; or that one, who is asked first while connected.
 */
export const accept = (ctx: Ctx, id: string, choice?: Choice): Promise<Accepted> =>
  write(ctx, 'decide', async (write) => {
    const { tx } = write;
    const asked = (await tx.connectionRequest.findFirst({ where: { id, firmId: ctx.firm.id } })) as Request | null;
    if (!asked) throw notFound();
    const { own, holder } = asked.state === 'pending' ? await standingOf(tx, asked) : {};
    if (holder && !choice) return 'choose';
    const chosen = choice?.as === 'this' ? holder : undefined;
    if (choice?.as === 'this' && !own && (chosen?.id !== choice.clientId || chosen.removed)) return 'choose';
    if (chosen?.situation === 'connected' && chosen.email) {
      if (asked.handover === 'refused')
        throw new UserError('not-theirs', (w) => w.connections.handoverRefused(chosen.email));
      await askHandover(write, ctx, asked, chosen);
      return 'asked';
    }
    const request = await decide(write, ctx, id, 'accept');
    const { accountId, email } = request;
    const number = holder ? null : request.document;
    const clientId = own?.id ?? chosen?.id ?? (await newClient(write, ctx, { ...request, document: number }));
    await connect(write, ctx, clientId, { accountId, email, requestId: id });
    await tx.connectionRequest.update({ where: { id }, data: { clientId } });
    await write.audit('connection.bound', `client:${clientId}`, {
      requestId: id,
      by: own ? 'email' : (choice?.as ?? 'new'),
    });
    await tellClient(write, ctx, request);
    return 'connected';
  });

/** Takes back what was asked: the firm its invitation, the client their request. */
export const cancel = (ctx: Ctx, id: string): Promise<Request> =>
  write(ctx, ctx.actor.kind === 'client' ? 'client' : 'invite', async (write) => {
    const request = await decide(write, ctx, id, 'cancel');
    await showBefore(write, ctx, request);
    return request;
  });

/** The clock's part in one request: its end, or a reminder. Does nothing when somebody was faster. */
export const look = (ctx: Ctx, id: string, expired: (write: Write, request: Request) => Promise<void>): Promise<void> =>
  write(ctx, 'invite', async (write) => {
    const request = (await write.tx.connectionRequest.findFirst({
      where: { id, state: 'pending', nextAt: { lte: ctx.now } },
    })) as Request | null;
    if (!request) return;
    if (request.expiresAt <= ctx.now) {
      await decide(write, ctx, id, 'expire');
      await showBefore(write, ctx, request);
      await expired(write, request);
      return;
    }
    const reminders = request.reminders + 1;
    const { count } = await write.tx.connectionRequest.updateMany({
      where: { id, state: 'pending', reminders: request.reminders },
      data: {
        reminders,
        nextAt: nextLook(request.direction, request.sentAt ?? request.createdAt, reminders, request.expiresAt),
      },
    });
    if (count === 0) return;
    await sendLink(write, ctx, request, 'reminder');
    await write.audit('connection.remind', `request:${id}`, { reminders });
  });

/** A letter to the other side: whose data stops flowing must not find out by accident. */
async function tellOtherSide(door: Write, ctx: Ctx, clientId: string): Promise<void> {
  const client = await door.tx.client.findUniqueOrThrow({ where: { id: clientId }, include: { account: true } });
  if (ctx.actor.kind !== 'client') return tellDisconnected(door, ctx.firm.id, client);
  const key = `disconnected:${clientId}:${newId()}`;
  await tellAdmins(door, ctx, key, (reader) => disconnectedToFirmMail(reader, client.name));
}

/** Ends a connection, from either side, and tells the other. */
export const disconnect = (ctx: Ctx, clientId: string): Promise<boolean> =>
  write(ctx, ctx.actor.kind === 'client' ? 'client' : 'decide', async (write) => {
    const mine = ctx.actor.kind === 'client' ? { accountId: ctx.actor.id } : {};
    if (!(await endConnection(write, ctx, clientId, mine))) return false;
    await tellOtherSide(write, ctx, clientId);
    return true;
  });

import { endGrant } from '../../accounts/service/end.ts';
import { recordFor } from '../../activity/service.ts';
import { newId } from '../../data/id.ts';
import { type Write, write } from '../../data/write.ts';
import { tell } from '../../digests/service/tell.ts';
import { actorName, type Ctx } from '../../kit/ctx.ts';
import type { Locale } from '../../kit/words.ts';
import { decidedToFirmMail, decisionMail, disconnectedMail, disconnectedToFirmMail } from '../mails.ts';
import type { Request } from '../schema.ts';
import { nextLook } from '../state.ts';
import { type Agreement, accountFor, recordConsent } from './agree.ts';
import { decide, followCards, notFound, setSituation } from './decide.ts';
import { clientFor, sendLink } from './invite.ts';

/** Tells the firm by letter; the cards tell its channels. */
async function tellFirm(write: Write, ctx: Ctx, request: Request): Promise<void> {
  const firm = await write.tx.firm.findUniqueOrThrow({ where: { id: ctx.firm.id } });
  if (!firm.email) return;
  await write.enqueue({ key: `mail:decided:${request.id}`, kind: 'mail', payload: decidedToFirmMail({ firm, request }), sealed: true });
}

/** The client says yes to an invitation. `ctx` is the client's own, made from a link that proved the e-mail. */
export const acceptInvitation = (ctx: Ctx, id: string, agreement: Agreement): Promise<Request> =>
  write(ctx, 'client', async (write) => {
    const asked = await write.tx.connectionRequest.findFirst({ where: { id, firmId: ctx.firm.id } });
    if (!asked) throw notFound();
    const accountId = await accountFor(write, ctx, asked.email, agreement.registration);
    write.become(ctx.firm.id, { kind: 'client', id: accountId });
    const request = await decide(write, ctx, id, 'accept');
    await write.tx.connectionRequest.update({ where: { id }, data: { accountId } });
    await recordConsent(write, ctx, request, accountId, agreement);
    if (request.clientId) await setSituation(write, ctx, request.clientId, 'connected', accountId);
    await tellFirm(write, ctx, request);
    return request;
  });

/** The client says no, with a reason if they like. */
export const declineInvitation = (ctx: Ctx, id: string, reason: string): Promise<Request> =>
  write(ctx, 'client', async (write) => {
    const request = await decide(write, ctx, id, 'decline', reason);
    if (request.clientId) await setSituation(write, ctx, request.clientId, 'not_connected');
    await tellFirm(write, ctx, request);
    return request;
  });

/** The firm answers a client's request: one letter to the client, whoever pressed first. */
export const answer = (ctx: Ctx, { id, accept, reason = '' }: { id: string; accept: boolean; reason?: string }): Promise<Request> =>
  write(ctx, 'decide', async (write) => {
    const request = await decide(write, ctx, id, accept ? 'accept' : 'decline', reason);
    if (accept) {
      const { phone, email, companyName } = request;
      const client = await clientFor(write, ctx, {
        name: companyName,
        email,
        document: request.document ?? undefined,
        phone,
        clientId: request.clientId ?? undefined,
      });
      await write.tx.connectionRequest.update({ where: { id }, data: { clientId: client.id } });
      await setSituation(write, ctx, client.id, 'connected', request.accountId ?? undefined);
    } else if (request.clientId) await setSituation(write, ctx, request.clientId, 'not_connected');
    const firm = await write.tx.firm.findUniqueOrThrow({ where: { id: ctx.firm.id } });
    await write.enqueue({
      key: `mail:decided:${id}`,
      kind: 'mail',
      payload: decisionMail({ firm, request, url: `${ctx.publicUrl}/my-accountant` }),
      sealed: true,
    });
    return request;
  });

/** Takes back what was asked: the firm its invitation, the client their request. */
export const cancel = (ctx: Ctx, id: string): Promise<Request> =>
  write(ctx, ctx.actor.kind === 'client' ? 'client' : 'invite', async (write) => {
    const request = await decide(write, ctx, id, 'cancel');
    if (request.clientId) await setSituation(write, ctx, request.clientId, 'not_connected');
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
      if (request.clientId) await setSituation(write, ctx, request.clientId, 'not_connected');
      await expired(write, request);
      return;
    }
    const reminders = request.reminders + 1;
    const { count } = await write.tx.connectionRequest.updateMany({
      where: { id, state: 'pending', reminders: request.reminders },
      data: { reminders, nextAt: nextLook(request.direction, request.sentAt ?? request.createdAt, reminders, request.expiresAt) },
    });
    if (count === 0) return;
    await sendLink(write, ctx, request, 'reminder');
    await write.audit('connection.remind', `request:${id}`, { reminders });
  });

/** A letter to the other side: whose data stops flowing must not find out by accident. */
async function tellOtherSide({ tx, enqueue }: Write, ctx: Ctx, clientId: string): Promise<void> {
  const { email: to, name: company } = await tx.client.findUniqueOrThrow({ where: { id: clientId } });
  const firm = await tx.firm.findUniqueOrThrow({ where: { id: ctx.firm.id } });
  const last = await tx.connectionRequest.findFirst({ where: { clientId, state: 'accepted' }, orderBy: { decidedAt: 'desc' } });
  const locale = (last?.locale ?? 'pt-BR') as Locale;
  const byClient = ctx.actor.kind === 'client';
  if (!(byClient ? firm.email : to)) return;
  const payload = byClient ? disconnectedToFirmMail({ firm, company }) : disconnectedMail({ firm, to, company, locale });
  await enqueue({ key: `mail:disconnected:${newId()}`, kind: 'mail', payload, sealed: true });
}

/** Ends a connection, from either side. The history stays; what was shared so far is the firm's to keep or erase. */
export const disconnect = (ctx: Ctx, clientId: string): Promise<boolean> =>
  write(ctx, ctx.actor.kind === 'client' ? 'client' : 'decide', async (write) => {
    const mine = ctx.actor.kind === 'client' ? { accountId: ctx.actor.id } : {};
    const { count } = await write.tx.client.updateMany({
      where: { id: clientId, firmId: ctx.firm.id, deletedAt: null, situation: 'connected', ...mine },
      data: { situation: 'disconnected', updatedAt: ctx.now },
    });
    if (count === 0) return false;
    const requests = await write.tx.connectionRequest.findMany({
      where: { clientId, firmId: ctx.firm.id, state: 'accepted' },
      select: { id: true },
    });
    const ids = requests.map((each) => each.id);
    await write.tx.consent.updateMany({ where: { requestId: { in: ids }, revokedAt: null }, data: { revokedAt: ctx.now } });
    await endGrant(write, ctx.firm.id, clientId);
    await write.portfolioChanged();
    await recordFor(write.tx, { firmId: ctx.firm.id, source: 'person', now: ctx.now }, [{ clientId, kind: 'disconnected' }]);
    await write.audit('connection.disconnect', `client:${clientId}`, { by: actorName(ctx.actor) });
    for (const id of ids) await followCards(write, id);
    await tellOtherSide(write, ctx, clientId);
    await tell(write, ctx.firm.id, 'disconnected', [{ clientId }]);
    return true;
  });

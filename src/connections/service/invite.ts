import { nameKeyOf, searchKeyOf } from '../../clients/schema.ts';
import { newId } from '../../data/id.ts';
import { hashToken, newToken } from '../../data/secret.ts';
import { isUnique } from '../../data/unique.ts';
import { type Write, write } from '../../data/write.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import type { Locale } from '../../kit/words.ts';
import { invitationMail } from '../mails.ts';
import type { Request } from '../schema.ts';
import { nextLook, step } from '../state.ts';
import { alreadyDecided, followCards, notFound, postCards, setSituation } from './decide.ts';

export interface Invitation {
  name: string;
  email: string;
  document?: string;
  contactName?: string;
  phone?: string;
  payer?: 'client' | 'firm';
  /** The client of the portfolio that is invited; found by document or e-mail, or made, when absent. */
  clientId?: string;
  locale?: Locale;
}

export const pendingKey = (firmId: string, direction: string, email: string): string => `${firmId}:${direction}:${email}`;

/** The client an invitation or a request is about: as named, by document, by e-mail, or a new row of the portfolio. */
export async function clientFor(write: Write, ctx: Ctx, input: Invitation): Promise<{ id: string; situation: string }> {
  const { tx } = write;
  const where = { firmId: ctx.firm.id, deletedAt: null };
  const found =
    (input.clientId && (await tx.client.findFirst({ where: { ...where, id: input.clientId } }))) ||
    (input.document && (await tx.client.findFirst({ where: { ...where, document: input.document } }))) ||
    (await tx.client.findFirst({ where: { ...where, email: input.email } }));
  if (found) return found;
  const id = newId();
  const client = { name: input.name, tradeName: '', document: input.document ?? null, email: input.email };
  const revived = input.document ? await tx.client.findFirst({ where: { firmId: ctx.firm.id, document: input.document } }) : null;
  const data = {
    ...client,
    phone: input.phone ?? '',
    contactName: input.contactName ?? '',
    situation: 'not_connected',
    nameKey: nameKeyOf(client),
    searchKey: searchKeyOf(client),
    deletedAt: null,
    updatedAt: ctx.now,
  };
  if (revived) await tx.client.update({ where: { id: revived.id }, data });
  else await tx.client.create({ data: { ...data, id, firmId: ctx.firm.id, createdAt: ctx.now } });
  return { id: revived?.id ?? id, situation: 'not_connected' };
}

/** A new link of a request, in a letter to the client. Older links go on working until one is used. */
export async function sendLink(write: Write, ctx: Ctx, request: Request, kind: 'invitation' | 'reminder'): Promise<void> {
  const token = newToken();
  const hash = hashToken(token);
  const { email, expiresAt } = request;
  const locale = request.locale as Locale;
  await write.tx.link.create({ data: { hash, kind: 'invitation', requestId: request.id, email, locale, expiresAt, createdAt: ctx.now } });
  const firm = await write.tx.firm.findUniqueOrThrow({ where: { id: ctx.firm.id } });
  const url = `${ctx.publicUrl}/connect/${token}`;
  await write.enqueue({ key: `mail:${kind}:${hash}`, kind: 'mail', payload: invitationMail({ firm, request, url, kind }), sealed: true });
}

/** Invites a client to connect. Refuses what is connected already, and a second invitation to the same address. */
export const invite = (ctx: Ctx, input: Invitation): Promise<Request> =>
  write(ctx, 'invite', async (write) => {
    const client = await clientFor(write, ctx, input);
    if (client.situation === 'connected') throw new UserError('connected', (w) => w.connections.alreadyConnected(input.name));
    const firm = await write.tx.firm.findUniqueOrThrow({ where: { id: ctx.firm.id } });
    const account = await write.tx.account.findUnique({ where: { email: input.email } });
    const expiresAt = new Date(ctx.now.getTime() + firm.requestDays * 86_400_000);
    const data = {
      id: newId(),
      firmId: ctx.firm.id,
      clientId: client.id,
      accountId: account?.id ?? null,
      direction: 'firm_to_client',
      state: 'pending',
      email: input.email,
      companyName: input.name,
      document: input.document ?? null,
      contactName: input.contactName ?? '',
      phone: input.phone ?? '',
      payer: input.payer ?? 'none',
      locale: input.locale ?? 'pt-BR',
      pendingKey: pendingKey(ctx.firm.id, 'firm_to_client', input.email),
      createdById: ctx.actor.id,
      sentAt: ctx.now,
      nextAt: nextLook('firm_to_client', ctx.now, 0, expiresAt),
      expiresAt,
      createdAt: ctx.now,
    };
    let request: Request;
    try {
      request = (await write.tx.connectionRequest.create({ data })) as Request;
    } catch (error) {
      if (isUnique(error)) throw new UserError('pending', (w) => w.connections.alreadyInvited(input.email));
      throw error;
    }
    await setSituation(write, ctx, client.id, 'invited');
    await sendLink(write, ctx, request, 'invitation');
    await postCards(write, ctx, request.id);
    await write.audit('connection.invite', `client:${client.id}`, { requestId: request.id });
    return request;
  });

/** Sends a pending invitation again, to a corrected address when one is given; its time starts anew. */
export const resend = (ctx: Ctx, { id, email }: { id: string; email?: string }): Promise<Request> =>
  write(ctx, 'invite', async (write) => {
    const before = (await write.tx.connectionRequest.findFirst({ where: { id, firmId: ctx.firm.id } })) as Request | null;
    if (!before) throw notFound();
    const to = step(before.state, before.direction, email ? 'correct' : 'resend', 'firm');
    if (to === 'over') throw await alreadyDecided(write, ctx, before);
    if (to === 'refused') throw new UserError('not-yours', (w) => w.connections.notYours);
    const firm = await write.tx.firm.findUniqueOrThrow({ where: { id: ctx.firm.id } });
    const address = email ?? before.email;
    const expiresAt = new Date(ctx.now.getTime() + firm.requestDays * 86_400_000);
    const change = {
      email: address,
      pendingKey: pendingKey(ctx.firm.id, 'firm_to_client', address),
      sentAt: ctx.now,
      reminders: 0,
      nextAt: nextLook('firm_to_client', ctx.now, 0, expiresAt),
      expiresAt,
    };
    try {
      const { count } = await write.tx.connectionRequest.updateMany({ where: { id, firmId: ctx.firm.id, state: 'pending' }, data: change });
      if (count === 0)
        throw await alreadyDecided(write, ctx, (await write.tx.connectionRequest.findUniqueOrThrow({ where: { id } })) as Request);
    } catch (error) {
      if (isUnique(error)) throw new UserError('pending', (w) => w.connections.alreadyInvited(address));
      throw error;
    }
    // A wrong address must not keep a link that works.
    if (address !== before.email) await write.tx.link.updateMany({ where: { requestId: id, usedAt: null }, data: { usedAt: ctx.now } });
    const request = { ...before, ...change };
    await sendLink(write, ctx, request, 'invitation');
    await write.audit(email ? 'connection.correct' : 'connection.resend', `request:${id}`);
    await followCards(write, id);
    return request;
  });

import { openClient } from '../../clients/presses.ts';
import { newId } from '../../data/id.ts';
import { hashToken, newToken } from '../../data/secret.ts';
import { isUnique } from '../../data/unique.ts';
import { type Write, write } from '../../data/write.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import type { Locale } from '../../kit/words.ts';
import { nameKeyOf, searchKeyOf } from '../../terms/client.ts';
import { invitationMail } from '../mails.ts';
import { openRequest } from '../presses.ts';
import { renewable } from '../reads/renewable.ts';
import { waitingFor } from '../reads/requests.ts';
import { byDocument, byEmail } from '../reads/subject.ts';
import type { Request } from '../schema.ts';
import { nextLook, step } from '../state.ts';
import { showWaiting } from './bind.ts';
import { alreadyDecided, followCards, notFound, postCards } from './decide.ts';

export interface NewInvitation {
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

export const pendingKey = (firmId: string, direction: string, email: string): string =>
  `${firmId}:${direction}:${email}`;

interface Newcomer {
  name?: string;
  companyName?: string;
  email: string;
  document?: string | null;
  contactName?: string;
  phone?: string;
}

/** What a client's row says of who is invited, or of who asked. */
const rowOf = (
  ctx: Ctx,
  { name = '', companyName, email, document = null, phone = '', contactName = '' }: Newcomer,
) => {
  const client = { name: companyName ?? name, tradeName: '', document, email };
  return {
    ...client,
    phone,
    contactName,
    situation: 'not_connected',
    nameKey: nameKeyOf(client),
    searchKey: searchKeyOf(client),
    deletedAt: null,
    updatedAt: ctx.now,
  };
};

/** A new row of the portfolio. */
export async function newClient({ tx }: Write, ctx: Ctx, of: Newcomer): Promise<string> {
  const id = newId();
  await tx.client.create({ data: { ...rowOf(ctx, of), id, firmId: ctx.firm.id, createdAt: ctx.now } });
  return id;
}

/** The client that a firm's own invitation is about: as named, by document, by e-mail, or a new row. What was removed comes back. */
async function clientFor(
  write: Write,
  ctx: Ctx,
  input: NewInvitation,
): Promise<{ id: string; situation: string; made?: true; revived?: Date }> {
  const { tx } = write;
  // Two who look for the same new client at once would each make one: nothing else keeps two rows from having one e-mail.
  if (ctx.data.provider === 'postgresql')
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`client:${ctx.firm.id}`}))`;
  const named =
    input.clientId &&
    (await tx.client.findFirst({ where: { firmId: ctx.firm.id, deletedAt: null, id: input.clientId } }));
  if (named) return named;
  const numbered = await byDocument(tx, ctx.firm.id, input.document);
  if (numbered?.removed) {
    const { deletedAt } = await tx.client.findUniqueOrThrow({
      where: { id: numbered.id },
      select: { deletedAt: true },
    });
    await tx.client.update({ where: { id: numbered.id }, data: rowOf(ctx, input) });
    return { id: numbered.id, situation: 'not_connected', ...(deletedAt ? { revived: deletedAt } : {}) };
  }
  const found = numbered ?? (await byEmail(tx, ctx.firm.id, input));
  return found ?? { id: await newClient(write, ctx, input), situation: 'not_connected', made: true };
}

/** A new link of a request, in a letter to the client. Older links go on working until one is used. */
export async function sendLink(
  write: Write,
  ctx: Ctx,
  request: Request,
  kind: 'invitation' | 'reminder',
  dueAt = ctx.now,
): Promise<void> {
  const token = newToken();
  const hash = hashToken(token);
  const { email, expiresAt } = request;
  const locale = request.locale as Locale;
  await write.tx.link.create({
    data: { hash, kind: 'invitation', requestId: request.id, email, locale, expiresAt, createdAt: ctx.now },
  });
  const firm = await write.tx.firm.findUniqueOrThrow({ where: { id: ctx.firm.id } });
  const url = `${ctx.publicUrl}/connect/${token}`;
  await write.enqueue({
    key: `mail:${kind}:${hash}`,
    kind: 'mail',
    payload: invitationMail({ firm, request, url, kind }),
    sealed: true,
    dueAt,
  });
}

const connected = (ctx: Ctx, id: string, name: string): UserError =>
  new UserError('connected', (w) => w.connections.alreadyConnected(name), {
    blocks: [
      {
        kind: 'buttons',
        buttons: [{ label: ctx.w.clients.card.open, style: 'primary', press: openClient.press({ id }) }],
      },
    ],
  });

/** Invites a client to connect, by a letter that leaves after `waits` milliseconds. Refuses what is connected already, and whom something waits for an answer of. */
export const invite = (ctx: Ctx, input: NewInvitation, waits = 0): Promise<Request> =>
  write(ctx, 'invite', async (write) => {
    const client = await clientFor(write, ctx, input);
    const waiting = await waitingFor(write.tx, ctx, { ...input, clientId: client.id });
    if (client.situation !== 'connected' && waiting)
      throw new UserError('pending', (w) => w.connections.alreadyInvited(waiting.email), {
        blocks: [
          {
            kind: 'buttons',
            buttons: [
              { label: ctx.w.connections.openOne, style: 'primary', press: openRequest.press({ id: waiting.id }) },
            ],
          },
        ],
      });
    const firm = await write.tx.firm.findUniqueOrThrow({ where: { id: ctx.firm.id } });
    const account = await write.tx.account.findUnique({
      where: { email: input.email },
      select: { id: true, locale: true, clients: { where: { firmId: ctx.firm.id }, select: { id: true }, take: 1 } },
    });
    // The card of an invitation tells its language: what was chosen on another firm's page is not this firm's to know.
    const chosen = account?.clients.length ? account.locale : null;
    const expiresAt = new Date(ctx.now.getTime() + firm.requestDays * 86_400_000);
    const { before } = await showWaiting(write, ctx, client.id, 'firm_to_client');
    // Held now: whoever connected the client in this very moment has won.
    if (before === 'connected') throw connected(ctx, client.id, input.name);
    const data = {
      id: newId(),
      firmId: ctx.firm.id,
      clientId: client.id,
      before,
      accountId: account?.id ?? null,
      direction: 'firm_to_client',
      state: 'pending',
      email: input.email,
      companyName: input.name,
      document: input.document ?? null,
      contactName: input.contactName ?? '',
      phone: input.phone ?? '',
      payer: input.payer ?? 'none',
      locale: input.locale ?? chosen ?? firm.locale,
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
    const dueAt = new Date(ctx.now.getTime() + waits);
    await sendLink(write, ctx, request, 'invitation', dueAt);
    await postCards(write, ctx, request.id, dueAt);
    await write.audit('connection.invite', `client:${client.id}`, {
      requestId: request.id,
      ...(client.made ? { made: true } : {}),
      ...(client.revived ? { revived: client.revived.getTime() } : {}),
    });
    return request;
  });

/** Invites once more whoever let an invitation run out, as they were invited then. */
export async function renew(ctx: Ctx, id: string): Promise<Request> {
  const before = (await ctx.data.db.connectionRequest.findFirst({
    where: { id, firmId: ctx.firm.id },
  })) as Request | null;
  if (!before) throw notFound();
  if (!(await renewable(ctx.data.db, before))) throw new UserError('over', (w) => w.connections.notRenewable);
  const { companyName: name, email, document, contactName, phone, payer, clientId } = before;
  return invite(ctx, {
    name,
    email,
    document: document ?? undefined,
    contactName,
    phone,
    payer: payer === 'client' || payer === 'firm' ? payer : undefined,
    clientId: clientId ?? undefined,
    locale: before.locale as Locale,
  });
}

/** Sends a pending invitation again, to a corrected address when one is given; its time starts anew. */
export const resend = (
  ctx: Ctx,
  { id, email, locale }: { id: string; email?: string; locale?: Locale },
): Promise<Request> =>
  write(ctx, 'invite', async (write) => {
    const before = (await write.tx.connectionRequest.findFirst({
      where: { id, firmId: ctx.firm.id },
    })) as Request | null;
    if (!before) throw notFound();
    const to = step(before.state, before.direction, email ? 'correct' : 'resend', 'firm');
    if (to === 'over') throw await alreadyDecided(write, ctx, before);
    if (to === 'refused') throw new UserError('not-yours', (w) => w.connections.notYours);
    const firm = await write.tx.firm.findUniqueOrThrow({ where: { id: ctx.firm.id } });
    const address = email ?? before.email;
    const expiresAt = new Date(ctx.now.getTime() + firm.requestDays * 86_400_000);
    // Of a corrected address it is another account.
    const account = await write.tx.account.findUnique({ where: { email: address }, select: { id: true } });
    const change = {
      email: address,
      locale: locale ?? before.locale,
      accountId: account?.id ?? null,
      pendingKey: pendingKey(ctx.firm.id, 'firm_to_client', address),
      sentAt: ctx.now,
      reminders: 0,
      nextAt: nextLook('firm_to_client', ctx.now, 0, expiresAt),
      expiresAt,
    };
    try {
      const { count } = await write.tx.connectionRequest.updateMany({
        where: { id, firmId: ctx.firm.id, state: 'pending' },
        data: change,
      });
      if (count === 0)
        throw await alreadyDecided(
          write,
          ctx,
          (await write.tx.connectionRequest.findUniqueOrThrow({ where: { id } })) as Request,
        );
    } catch (error) {
      if (isUnique(error)) throw new UserError('pending', (w) => w.connections.alreadyInvited(address));
      throw error;
    }
    // A wrong address must not keep a link that works.
    if (address !== before.email)
      await write.tx.link.updateMany({ where: { requestId: id, usedAt: null }, data: { usedAt: ctx.now } });
    const request = { ...before, ...change };
    await sendLink(write, ctx, request, 'invitation');
    await write.audit(email ? 'connection.correct' : 'connection.resend', `request:${id}`);
    await followCards(write, id);
    return request;
  });

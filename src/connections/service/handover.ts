import type { Data } from '../../data/client.ts';
import { hashToken, newToken } from '../../data/secret.ts';
import { type Write, write } from '../../data/write.ts';
import { contextOf, type House } from '../../firms/context.ts';
import type { Ctx, Firm } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import type { Locale } from '../../kit/words.ts';
import { handoverMail, handoverRefusedMail } from '../mails.ts';
import type { Whose } from '../reads/subject.ts';
import type { Request } from '../schema.ts';
import { connect } from './bind.ts';
import { alreadyDecided, decide, followCards, notFound } from './decide.ts';
import { endConsents } from './end.ts';
import { localeFor, tellClient } from './letters.ts';

/**
 * Somebody with another e-mail asks, and an admin says that it is the client who is connected already. Whoever connected it is asked by
 * letter; until they say yes nothing changes, and when the request's time is over it was a no.
 */
export async function askHandover(write: Write, ctx: Ctx, request: Request, client: Whose): Promise<void> {
  const { tx } = write;
  const { count } = await tx.connectionRequest.updateMany({
    where: { id: request.id, firmId: ctx.firm.id, state: 'pending', handover: '', expiresAt: { gt: ctx.now } },
    data: { handover: 'asked', handoverOf: client.id, handoverBy: ctx.actor.id },
  });
  if (count === 0) {
    const now = (await tx.connectionRequest.findUniqueOrThrow({ where: { id: request.id } })) as Request;
    if (now.state !== 'pending') throw await alreadyDecided(write, ctx, now);
    if (now.expiresAt <= ctx.now) throw new UserError('expired', (w) => w.connections.justExpired);
    return;
  }
  const token = newToken();
  const hash = hashToken(token);
  const firm = await tx.firm.findUniqueOrThrow({ where: { id: ctx.firm.id } });
  const { expiresAt } = request;
  const { email } = client;
  const locale = await localeFor(write, email, firm);
  await tx.link.create({
    data: { hash, kind: 'handover', requestId: request.id, email, locale, expiresAt, createdAt: ctx.now },
  });
  const payload = handoverMail({
    firm,
    to: email,
    locale,
    company: client.name,
    request,
    url: `${ctx.publicUrl}/handover/${token}`,
  });
  await write.enqueue({ key: `mail:handover:${hash}`, kind: 'mail', payload, sealed: true });
  await write.audit('connection.handover_ask', `client:${client.id}`, { requestId: request.id });
  await followCards(write, request.id);
}

/** What the page behind such a letter shows. */
export type Handover =
  | {
      state: 'open';
      firm: string;
      phone: string;
      company: string;
      email: string;
      asker: string;
      until: Date;
      timeZone: string;
    }
  | { state: 'closed' };

interface Opened {
  request: Request;
  firm: Firm & { phone: string; locale: string };
  client: { id: string; name: string; accountId: string | null };
  email: string;
}

async function opened({ db }: Data, token: string, now: Date): Promise<Opened | undefined> {
  const link = await db.link.findUnique({
    where: { hash: hashToken(token) },
    include: { request: { include: { firm: true } } },
  });
  if (link?.kind !== 'handover' || link.usedAt || link.expiresAt <= now || !link.request) return undefined;
  const { firm, ...row } = link.request;
  const request = row as Request;
  if (request.state !== 'pending' || request.handover !== 'asked' || request.expiresAt <= now) return undefined;
  const where = { id: request.handoverOf ?? '', firmId: firm.id, situation: 'connected', deletedAt: null };
  const client = await db.client.findFirst({ where, include: { account: { select: { email: true } } } });
  // The firm may have disconnected it, or somebody else may have been let in meanwhile: then there is nothing of theirs to pass on.
  if (!client || (client.account?.email ?? client.email) !== link.email) return undefined;
  return { request, firm, client, email: link.email };
}

export async function openHandover(data: Data, token: string, now: Date): Promise<Handover> {
  const found = await opened(data, token, now);
  if (!found) return { state: 'closed' };
  const { request, firm, client, email } = found;
  const { name, phone, timeZone } = firm;
  const { expiresAt: until } = request;
  return { state: 'open', firm: name, phone, company: client.name, email, asker: request.email, until, timeZone };
}

/** *Sim, passar* or *Não fui eu*. A yes ends what the old account had agreed to; the authorisation over there is for the new one to give. */
export async function answerHandover(house: House, token: string, yes: boolean, now: Date): Promise<'passed' | 'kept'> {
  const found = await opened(house.data, token, now);
  if (!found) throw notFound();
  const { request, firm, client } = found;
  const ctx: Ctx = contextOf(house, {
    firm: { id: firm.id, name: firm.name, timeZone: firm.timeZone, version: firm.version },
    actor: { kind: 'client', id: client.accountId ?? '' },
    locale: firm.locale as Locale,
    from: 'portal',
    now,
  });
  return write(ctx, 'client', async (door) => {
    const { tx } = door;
    const hash = hashToken(token);
    const { count } = await tx.link.updateMany({ where: { hash, usedAt: null }, data: { usedAt: now } });
    const still = { id: request.id, state: 'pending', handover: 'asked' };
    const refused = yes ? {} : { handover: 'refused' };
    const { count: waiting } = await tx.connectionRequest.updateMany({
      where: still,
      data: { handover: 'asked', ...refused },
    });
    if (count === 0 || waiting === 0) throw notFound();
    if (!yes) {
      await door.audit('connection.handover_refused', `client:${client.id}`, { requestId: request.id });
      await followCards(door, request.id);
      const told = await tx.firm.findUniqueOrThrow({ where: { id: firm.id } });
      const payload = told.email ? handoverRefusedMail({ firm: told, company: client.name, request }) : undefined;
      if (payload)
        await door.enqueue({ key: `mail:handover-refused:${request.id}`, kind: 'mail', payload, sealed: true });
      return 'kept';
    }
    // It is the firm that accepts: whoever chose this client. The yes is told in a line of its own.
    const chosenBy = { kind: 'member', id: request.handoverBy ?? '', name: '', role: 'admin' } as const;
    const chooser: Ctx = { ...ctx, actor: chosenBy, place: { ...ctx.place, platform: '' } };
    const accepted = await decide(door, chooser, request.id, 'accept');
    await endConsents(door, ctx, client.id);
    await tx.client.updateMany({
      where: { id: client.id, firmId: firm.id, accountId: client.accountId },
      data: { accountId: null },
    });
    await connect(door, ctx, client.id, {
      accountId: accepted.accountId,
      email: accepted.email,
      requestId: request.id,
    });
    await tx.connectionRequest.update({ where: { id: request.id }, data: { clientId: client.id } });
    await door.audit('connection.handover', `client:${client.id}`, { requestId: request.id, chosenBy: chosenBy.id });
    await tellClient(door, ctx, accepted);
    return 'passed';
  });
}

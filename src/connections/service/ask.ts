import { newId } from '../../data/id.ts';
import { hashToken, newToken } from '../../data/secret.ts';
import { isUnique } from '../../data/unique.ts';
import { write } from '../../data/write.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import { tell } from '../../notices/service/tell.ts';
import { askedMail, noFirmMail, signInMail } from '../mails.ts';
import { byEmail } from '../reads/whose.ts';
import type { Request } from '../schema.ts';
import { type Agreement, accountFor, recordConsent } from './agree.ts';
import { showWaiting } from './bind.ts';
import { postCards } from './decide.ts';
import { pendingKey } from './invite.ts';

/** How long a link to sign in works, in minutes. */
export const signInMinutes = 30;

export interface Wish {
  /** Of the accountant: an admin's of the firm. */
  accountantEmail: string;
  firmName: string;
  firmPhone: string;
  responsible: string;
  firmDocument: string;
  service: string;
  /** Of the client. */
  name: string;
  document?: string;
  phone: string;
}

/** The firm that an accountant's e-mail stands for: the firm's own address, or one of its admins'. */
async function firmOf(ctx: Ctx, email: string) {
  const firm = await ctx.data.db.firm.findFirst({ where: { email } });
  if (firm) return firm;
  const admin = await ctx.data.db.member.findFirst({ where: { email, role: 'admin', removedAt: null }, include: { firm: true } });
  return admin?.firm ?? null;
}

/**
 * A client asks to be connected. Whether a firm uses that address or not, the caller gets the same answer (nothing); the address
 * itself gets a letter in both cases. `ctx.firm` is nobody's yet.
 */
export async function ask(ctx: Ctx, email: string, wish: Wish, agreement: Agreement): Promise<void> {
  try {
    await askFirm(ctx, email, wish, agreement);
  } catch (error) {
    // Sent twice at the same moment: it is there, and the answer is the same.
    if (!(error instanceof UserError) || error.code !== 'pending') throw error;
  }
}

async function askFirm(ctx: Ctx, email: string, wish: Wish, agreement: Agreement): Promise<void> {
  const firm = await firmOf(ctx, wish.accountantEmail);
  if (!firm) {
    await write(ctx, 'client', async (write) => {
      await accountFor(write, ctx, email, { name: wish.name, document: wish.document });
      // Once a day for an address, however often it is tried: nobody is to be written to death.
      const key = `mail:no-firm:${hashToken(`${wish.accountantEmail}|${email}`)}:${ctx.today}`;
      if (await write.tx.outbox.findUnique({ where: { key } })) return;
      await write.enqueue({
        key,
        kind: 'mail',
        payload: noFirmMail({ to: wish.accountantEmail, company: wish.name, locale: ctx.locale }),
        sealed: true,
      });
    });
    return;
  }
  const scoped: Ctx = { ...ctx, firm: { id: firm.id, name: firm.name, timeZone: firm.timeZone, version: firm.version } };
  await write(scoped, 'client', async (write) => {
    const accountId = await accountFor(write, scoped, email, { name: wish.name, document: wish.document });
    const key = pendingKey(firm.id, 'client_to_firm', email);
    if (await write.tx.connectionRequest.findUnique({ where: { pendingKey: key } })) return;
    // Only the e-mail that was proven tells which client this is. What has nothing but the number changes nothing before an admin decides.
    const own = await byEmail(write.tx, firm.id, { email, document: wish.document });
    if (own?.situation === 'connected' && own.accountId === accountId) return;
    const { before } = own ? await showWaiting(write, scoped, own.id, 'client_to_firm') : { before: '' };
    const expiresAt = new Date(ctx.now.getTime() + firm.requestDays * 86_400_000);
    let request: Request;
    try {
      request = (await write.tx.connectionRequest.create({
        data: {
          id: newId(),
          firmId: firm.id,
          clientId: own?.id ?? null,
          before,
          accountId,
          direction: 'client_to_firm',
          state: 'pending',
          email,
          companyName: wish.name,
          document: wish.document ?? null,
          contactName: wish.responsible,
          phone: wish.phone,
          service: wish.service,
          firmName: wish.firmName,
          firmPhone: wish.firmPhone,
          firmDocument: wish.firmDocument,
          locale: ctx.locale,
          pendingKey: key,
          sentAt: ctx.now,
          nextAt: expiresAt,
          expiresAt,
          createdAt: ctx.now,
        },
      })) as Request;
    } catch (error) {
      if (isUnique(error)) throw new UserError('pending', (w) => w.connections.alreadyAsked);
      throw error;
    }
    await recordConsent(write, scoped, request, accountId, agreement);
    const admins = await write.tx.member.findMany({ where: { firmId: firm.id, role: 'admin', removedAt: null, email: { not: null } } });
    for (const to of new Set([firm.email, ...admins.map((each) => each.email ?? '')].filter(Boolean))) {
      await write.enqueue({
        key: `mail:asked:${request.id}:${hashToken(to)}`,
        kind: 'mail',
        payload: askedMail({ to, firm, request }),
        sealed: true,
      });
    }
    await postCards(write, scoped, request.id);
    await write.audit('connection.ask', `request:${request.id}`);
    await tell(write, firm.id, 'asked', [{ requestId: request.id }]);
  });
}

/** A link to sign in, sent to an address whether it is known or not: the caller learns nothing. */
export const sendSignIn = (ctx: Ctx, email: string): Promise<void> =>
  write(ctx, 'client', async (write) => {
    const token = newToken();
    const hash = hashToken(token);
    const expiresAt = new Date(ctx.now.getTime() + signInMinutes * 60_000);
    await write.tx.link.create({ data: { hash, kind: 'sign_in', email, locale: ctx.locale, expiresAt, createdAt: ctx.now } });
    const url = `${ctx.publicUrl}/my-accountant/enter/${token}`;
    await write.enqueue({
      key: `mail:sign-in:${hash}`,
      kind: 'mail',
      payload: signInMail({ to: email, url, minutes: signInMinutes, locale: ctx.locale }),
      sealed: true,
    });
  });

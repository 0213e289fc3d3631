import { hashToken, newToken } from '../../data/secret.ts';
import { isUnique } from '../../data/unique.ts';
import { type Write, write } from '../../data/write.ts';
import { claimants, firmBehindAddress } from '../../firms/reads/addresses.ts';
import { askToProve } from '../../firms/service/addresses.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import type { Locale, Say } from '../../kit/words.ts';
import { askConsentOf } from '../consent.ts';
import { noFirmMail, signInMail } from '../mails.ts';
import { type Asked, keepAsk, newAsked, place, roomFor } from './asks.ts';
import { type Agreed, type Agreement, accountFor } from './consent.ts';

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

/**
 * A client asks to be connected. Whether a firm uses that address or not, the caller gets the same answer (nothing) and the same traces: a
 * request, or a row that waits for the address to be proven. The address itself gets a letter. `ctx.firm` is nobody's yet.
 */
export async function ask(
  ctx: Ctx,
  email: string,
  wish: Wish,
  agreement: Omit<Agreement, 'registration'>,
): Promise<void> {
  const { name: companyName, document = null, responsible: contactName, ...typed } = wish;
  const asked = newAsked(email, ctx.locale, { ...typed, companyName, document, contactName });
  const agreed: Agreed = { ...askConsentOf(ctx.locale), ...agreement, at: ctx.now };
  const firm = await firmBehindAddress(ctx.data.db, asked.accountantEmail);
  const scoped: Ctx = firm
    ? { ...ctx, firm: { id: firm.id, name: firm.name, timeZone: firm.timeZone, version: firm.version } }
    : ctx;
  try {
    await write(scoped, 'client', async (write) => {
      const accountId = await accountFor(write, scoped, email, { name: companyName, document: wish.document });
      const room = firm && (await roomFor(write, firm.id, asked, accountId));
      if (room?.kind === 'connected')
        throw new UserError('connected', connectedSay, { fields: { accountantEmail: connectedSay } });
      if (firm && room?.kind === 'free') {
        await place(write, scoped, firm, asked, { accountId, agreed, since: ctx.now, ownId: room.own?.id });
        return;
      }
      // Asked through another address of the same firm: it is not told that the two are one.
      if (room?.kind === 'here' && room.accountantEmail === asked.accountantEmail) return;
      if ((await keepAsk(write, asked, agreed)) && !firm) await writeTo(write, scoped, asked);
    });
  } catch (error) {
    // Sent twice at the same moment: it is there, and the answer is the same.
    if (!isUnique(error)) throw error;
  }
}

const connectedSay: Say = (w) => w.portal.alreadyConnected;

/** To an address that stands for no firm: how to start; or, where a firm says that it is its own, the way to prove it. Once a day. */
async function writeTo(
  write: Write,
  ctx: Ctx,
  { accountantEmail: to, email, companyName: company }: Asked,
): Promise<void> {
  const key = `mail:no-firm:${hashToken(`${to}|${email}`)}:${ctx.today}`;
  if (await write.tx.outbox.findUnique({ where: { key } })) return;
  const [claimed] = await claimants(write.tx, to);
  if (claimed) {
    const { locale } = await write.tx.firm.findUniqueOrThrow({ where: { id: claimed.id } });
    await askToProve(write, ctx, { firm: null, email: to, locale: locale as Locale, asker: company });
    return;
  }
  await write.enqueue({ key, kind: 'mail', payload: noFirmMail({ to, company, locale: ctx.locale }), sealed: true });
}

/** A link to sign in, sent to an address whether it is known or not: the caller learns nothing. */
export const sendSignIn = (ctx: Ctx, email: string, requestId: string | null = null): Promise<void> =>
  write(ctx, 'client', async (write) => {
    const token = newToken();
    const hash = hashToken(token);
    const expiresAt = new Date(ctx.now.getTime() + signInMinutes * 60_000);
    await write.tx.link.create({
      data: { hash, kind: 'sign_in', email, requestId, locale: ctx.locale, expiresAt, createdAt: ctx.now },
    });
    const url = `${ctx.publicUrl}/my-accountant/enter/${token}`;
    await write.enqueue({
      key: `mail:sign-in:${hash}`,
      kind: 'mail',
      payload: signInMail({ to: email, url, minutes: signInMinutes, locale: ctx.locale }),
      sealed: true,
    });
  });

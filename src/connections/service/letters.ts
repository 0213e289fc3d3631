import { newId } from '../../data/id.ts';
import { hashToken } from '../../data/secret.ts';
import type { Write } from '../../data/write.ts';
import { provenOf } from '../../firms/reads/addresses.ts';
import { cardChannels } from '../../firms/reads/channels.ts';
import type { MailPayload } from '../../jobs/mail.ts';
import type { Ctx } from '../../kit/ctx.ts';
import type { Locale } from '../../kit/words.ts';
import { type Desk, decidedToFirmMail, decisionMail, disconnectedMail, grantMail, type Reader } from '../mails.ts';
import type { Request } from '../schema.ts';
import { languageOf } from './language.ts';

/** Tells the firm how a client has answered; the cards tell its channels. */
export async function tellFirm(write: Write, ctx: Ctx, request: Request): Promise<void> {
  const firm = await write.tx.firm.findUniqueOrThrow({ where: { id: ctx.firm.id } });
  if (!firm.email) return;
  await write.enqueue({
    key: `mail:decided:${request.id}`,
    kind: 'mail',
    payload: decidedToFirmMail({ firm, request }),
    sealed: true,
  });
}

/**
 * Whoever is to hear of what a client did: the admins whose address was proven, in their own language, and the firm's address, in the
 * firm's. A letter names the client.
 */
export async function readersOf({ tx }: Pick<Write, 'tx'>, firmId: string): Promise<{ to: string; locale: Locale }[]> {
  const firm = await tx.firm.findUniqueOrThrow({ where: { id: firmId } });
  const admins = await tx.member.findMany({
    where: { firmId, role: 'admin', removedAt: null, email: { not: null } },
    orderBy: { id: 'asc' },
  });
  const proven = await provenOf(
    tx,
    firmId,
    admins.map(({ email }) => email!),
  );
  const readers = new Map(
    admins.filter(({ email }) => proven.has(email!)).map(({ email, locale }) => [email!, locale ?? firm.locale]),
  );
  if (firm.email && !readers.has(firm.email)) readers.set(firm.email, firm.locale);
  return [...readers].map(([to, locale]) => ({ to, locale: locale as Locale }));
}

/** The first channel of the firm that takes notices, as whoever reads a letter is led there. */
export async function deskFor(
  tx: Write['tx'],
  { firm, linkTo }: Pick<Ctx, 'firm' | 'linkTo'>,
): Promise<Desk | undefined> {
  const [channel] = await cardChannels(tx, firm.id);
  return channel && { platform: channel.platform, url: linkTo?.(channel) };
}

/** One letter to each of them, which leads to where one acts. */
export async function tellAdmins(
  write: Write,
  ctx: Ctx,
  key: string,
  compose: (reader: Reader) => MailPayload,
): Promise<void> {
  const desk = await deskFor(write.tx, ctx);
  for (const reader of await readersOf(write, ctx.firm.id))
    await write.enqueue({
      key: `mail:${key}:${hashToken(reader.to)}`,
      kind: 'mail',
      payload: compose({ ...reader, desk }),
      sealed: true,
    });
}

/** Tells the admins that an authorisation is over that was not ended here. */
export async function tellAccess(
  write: Write,
  ctx: Ctx,
  clientId: string,
  state: 'revoked' | 'expired',
): Promise<void> {
  const { name } = await write.tx.client.findUniqueOrThrow({ where: { id: clientId }, select: { name: true } });
  await tellAdmins(write, ctx, `access:${clientId}:${newId()}`, (reader) => grantMail(reader, state, name));
}

/** The language that letters to a client speak: what they chose on a page, else the firm's. */
export const localeFor = async ({ tx }: Pick<Write, 'tx'>, email: string, firm: { locale: string }): Promise<Locale> =>
  (await languageOf(tx, email)) ?? (firm.locale as Locale);

/** Tells a client how the firm has answered: one letter, whoever pressed first. */
export async function tellClient(write: Write, ctx: Ctx, request: Request): Promise<void> {
  const firm = await write.tx.firm.findUniqueOrThrow({ where: { id: ctx.firm.id } });
  const locale = await localeFor(write, request.email, firm);
  const payload = decisionMail({
    firm,
    request: { ...request, locale },
    url: `${ctx.publicUrl}/my-accountant`,
    source: ctx.provider?.name,
  });
  await write.enqueue({ key: `mail:decided:${request.id}`, kind: 'mail', payload, sealed: true });
}

/** Tells a client that their connection has ended: whose data stops flowing must not find out by accident. */
export async function tellDisconnected(
  door: Write,
  firmId: string,
  { id, email, name, account }: { id: string; email: string; name: string; account: { email: string } | null },
): Promise<void> {
  const to = account?.email || email;
  if (!to) return;
  const firm = await door.tx.firm.findUniqueOrThrow({ where: { id: firmId } });
  const payload = disconnectedMail({ firm, to, company: name, locale: await localeFor(door, to, firm) });
  await door.enqueue({ key: `mail:disconnected:${id}:${newId()}`, kind: 'mail', payload, sealed: true });
}

import { hashToken, newToken } from '../../data/secret.ts';
import { type Write, write } from '../../data/write.ts';
import { mailFrame } from '../../jobs/mail.ts';
import type { Ctx } from '../../kit/ctx.ts';
import type { Locale } from '../../kit/words.ts';
import { words } from '../../words/index.ts';
import { provenOf } from '../reads/addresses.ts';

/** How long a letter that asks for it can be answered, in days. */
const days = 7;
/** Between two such letters to one address, in milliseconds. */
const pause = 10 * 60_000;

/**
 * A letter to an address that somebody typed as a firm's own: only when it was opened do clients find the firm by it. `asker`: the client
 * who is waiting for it. None when the address stands for this firm already, or has had a letter a moment ago.
 */
export async function askToProve(
  write: Write,
  ctx: Ctx,
  {
    firm,
    email,
    locale,
    asker,
  }: { firm: { id: string; name: string } | null; email: string; locale: Locale; asker?: string },
): Promise<boolean> {
  const { tx } = write;
  if (firm && (await provenOf(tx, firm.id, [email])).has(email)) return false;
  const recent = { kind: 'address', email, createdAt: { gt: new Date(ctx.now.getTime() - pause) } };
  if ((await tx.link.count({ where: recent })) > 0) return false;
  const token = newToken();
  const hash = hashToken(token);
  const expiresAt = new Date(ctx.now.getTime() + days * 86_400_000);
  await tx.link.create({ data: { hash, kind: 'address', email, locale, expiresAt, createdAt: ctx.now } });
  const { address: say } = words[locale].letters;
  const subject = asker ? say.subjectAsked(asker) : say.subject(firm?.name ?? '');
  const frame = mailFrame({
    locale,
    title: subject,
    paragraphs: asker ? say.paragraphsAsked(asker) : say.paragraphs(firm?.name ?? ''),
    button: { label: say.button, url: `${ctx.publicUrl}/address/${token}` },
    footer: say.footer(days),
  });
  await write.enqueue({
    key: `mail:address:${hash}`,
    kind: 'mail',
    payload: { to: email, subject, ...frame },
    sealed: true,
  });
  return true;
}

/** The same, asked for by an admin: of the firm's own address, or of a member's. */
export const sendProof = (ctx: Ctx, email: string): Promise<boolean> =>
  write(ctx, 'manage', (door) => askToProve(door, ctx, { firm: ctx.firm, email, locale: ctx.locale }));

/** Whoever reads that mailbox has said which firm the address is of: from here on it stands for this one, and for no other. */
export async function proveAddress({ tx, audit, now }: Write, firmId: string, email: string): Promise<void> {
  const proven = { firmId, provenAt: now };
  await tx.provenAddress.upsert({ where: { email }, create: { email, ...proven }, update: proven });
  await audit('address.proven', `firm:${firmId}`);
}

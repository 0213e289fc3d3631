import { newId } from '../../data/id.ts';
import type { Write } from '../../data/write.ts';
import type { Ctx } from '../../kit/ctx.ts';

/** How a client agreed: from where, with what. */
export interface Agreement {
  ip: string;
  userAgent: string;
  /** What a client without an account registers. */
  registration?: { name: string; document?: string };
}

/** What was agreed to, when and from where; the text by its version and hash, in the language that was shown. */
export interface Agreed {
  version: string;
  hash: string;
  ip: string;
  userAgent: string;
  at: Date;
}

/** Puts down what was agreed to, word for word by hash. */
export async function putConsent(
  write: Write,
  ctx: Ctx,
  requestId: string,
  accountId: string,
  agreed: Agreed,
): Promise<void> {
  const { version: textVersion, hash: textHash, at, ip, userAgent } = agreed;
  const from = { ip: ip.slice(0, 100), userAgent: userAgent.slice(0, 300) };
  await write.tx.consent.create({
    data: { id: newId(), firmId: ctx.firm.id, requestId, accountId, textVersion, textHash, at, ...from },
  });
}

/** The account behind an e-mail that a link has proven, made when there is none. */
export async function accountFor(
  write: Write,
  ctx: Ctx,
  email: string,
  registration: Agreement['registration'],
): Promise<string> {
  // Of two who prove the same address at the same moment one makes it, and the other finds it.
  await write.tx.$executeRaw`INSERT INTO "Account" ("id", "email", "name", "document", "createdAt")
    VALUES (${newId()}, ${email}, ${registration?.name ?? ''}, ${registration?.document ?? null}, ${ctx.now}) ON CONFLICT DO NOTHING`;
  return (await write.tx.account.findUniqueOrThrow({ where: { email }, select: { id: true } })).id;
}

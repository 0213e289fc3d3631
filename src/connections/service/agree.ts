import { newId } from '../../data/id.ts';
import type { Write } from '../../data/write.ts';
import type { Ctx } from '../../kit/ctx.ts';
import type { Locale } from '../../kit/words.ts';
import { consentOf } from '../consent.ts';
import type { Request } from '../schema.ts';

/** How a client agreed: from where, with what. */
export interface Agreement {
  ip: string;
  userAgent: string;
  /** What a client without an account registers. */
  registration?: { name: string; document?: string };
}

/** Puts down what was agreed to, word for word by hash. */
export async function recordConsent(
  write: Write,
  ctx: Ctx,
  request: Request,
  accountId: string,
  { ip, userAgent }: Omit<Agreement, 'registration'>,
): Promise<void> {
  const { version, hash } = consentOf(request.locale as Locale, ctx.firm.name);
  await write.tx.consent.create({
    data: {
      id: newId(),
      firmId: ctx.firm.id,
      requestId: request.id,
      accountId,
      textVersion: version,
      textHash: hash,
      at: ctx.now,
      ip: ip.slice(0, 100),
      userAgent: userAgent.slice(0, 300),
    },
  });
}

/** The account behind an e-mail that a link has proven, made when there is none. */
export async function accountFor(write: Write, ctx: Ctx, email: string, registration: Agreement['registration']): Promise<string> {
  // Of two who prove the same address at the same moment one makes it, and the other finds it.
  await write.tx.$executeRaw`INSERT INTO "Account" ("id", "email", "name", "document", "createdAt")
    VALUES (${newId()}, ${email}, ${registration?.name ?? ''}, ${registration?.document ?? null}, ${ctx.now}) ON CONFLICT DO NOTHING`;
  return (await write.tx.account.findUniqueOrThrow({ where: { email }, select: { id: true } })).id;
}

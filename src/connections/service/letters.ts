import type { Write } from '../../data/write.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { decidedToFirmMail, decisionMail } from '../mails.ts';
import type { Request } from '../schema.ts';

/** Tells the firm how a client has answered; the cards tell its channels. */
export async function tellFirm(write: Write, ctx: Ctx, request: Request): Promise<void> {
  const firm = await write.tx.firm.findUniqueOrThrow({ where: { id: ctx.firm.id } });
  if (!firm.email) return;
  await write.enqueue({ key: `mail:decided:${request.id}`, kind: 'mail', payload: decidedToFirmMail({ firm, request }), sealed: true });
}

/** Tells a client how the firm has answered: one letter, whoever pressed first. */
export async function tellClient(write: Write, ctx: Ctx, request: Request): Promise<void> {
  const firm = await write.tx.firm.findUniqueOrThrow({ where: { id: ctx.firm.id } });
  const payload = decisionMail({ firm, request, url: `${ctx.publicUrl}/my-accountant` });
  await write.enqueue({ key: `mail:decided:${request.id}`, kind: 'mail', payload, sealed: true });
}

import { write } from '../../data/write.ts';
import { contextOf, type House } from '../../firms/context.ts';
import { proofYears } from '../../firms/schema.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import { ofNobody } from '../subjects.ts';
import { applyFates } from './apply.ts';
import { rowsNaming } from './find.ts';

/**
 * Blanks who somebody was who has left the firm; what they did stays under their id. False when it was done already. Refuses for those who
 * are still there.
 */
export async function eraseMember(ctx: Ctx, id: string): Promise<boolean> {
  const erased = await write(ctx, 'manage', async ({ tx, audit, now }) => {
    const firmId = ctx.firm.id;
    const member = await tx.member.findFirst({ where: { id, firmId } });
    if (!member) throw new UserError('member-gone', (w) => w.firms.memberGone);
    if (!member.removedAt) throw new UserError('member-there', (w) => w.rights.memberThere(member.name));
    const { count } = await tx.member.updateMany({
      where: { id, firmId, erasedAt: null, removedAt: { not: null } },
      data: { erasedAt: now },
    });
    if (count === 0) return false;
    const email = member.email ?? '';
    const rows = await rowsNaming(tx, ctx.secret, [firmId], { ids: [id], exact: [email], names: [] });
    await applyFates(tx, 'member', ofNobody({ firmId, memberId: id, email, ...rows }));
    await audit('rights.eraseMember', `member:${id}`);
    return true;
  });
  if (erased) await ctx.data.truncateLog();
  return erased;
}

const atOnce = 100;

/** What is kept as a proof is kept until its term is over; the clock calls it. */
export async function endTerms(house: House, now: Date): Promise<void> {
  const { db } = house.data;
  const over = new Date(now);
  over.setUTCFullYear(over.getUTCFullYear() - proofYears);
  const members = await db.member.findMany({
    where: { removedAt: { lt: over }, erasedAt: null },
    select: { id: true, firm: { select: { id: true, name: true, timeZone: true, version: true } } },
    take: atOnce,
  });
  for (const { id, firm } of members)
    await eraseMember(contextOf(house, { firm, actor: { kind: 'system', id: 'clock' }, from: 'clock', now }), id);
  await db.$transaction(async (tx) => {
    await tx.consent.deleteMany({ where: { revokedAt: { lt: over } } });
    // Nobody's any more: blanked, and with no consent that still stands.
    const blanked = { email: '', clientId: null, accountId: null, state: { not: 'pending' }, createdAt: { lt: over } };
    await tx.connectionRequest.deleteMany({ where: { ...blanked, decidedAt: { lt: over }, consents: { none: {} } } });
  });
}

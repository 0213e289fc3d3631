import { write } from '../../data/write.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';

// Far below what either database takes as values of one statement.
const batch = 1000;

/**
 * Puts clients into a member's portfolio; null takes them out of whosever they are in, or, with `from`, out of that member's only.
 * How many really changed hands.
 */
export const assignClients = (
  ctx: Ctx,
  to: string | null,
  clientIds: readonly string[],
  from?: string,
): Promise<number> =>
  write(ctx, 'manage', async ({ tx, audit, portfolioChanged }) => {
    const firmId = ctx.firm.id;
    if (to) {
      // The firm's row is the team's lock: who is given clients here is not being removed meanwhile.
      await tx.$executeRaw`UPDATE "Firm" SET "version" = "version" WHERE "id" = ${firmId}`;
      const there = await tx.member.count({ where: { id: to, firmId, removedAt: null } });
      if (there === 0) throw new UserError('member-gone', (w) => w.firms.memberGone);
    }
    const others = from
      ? { analystId: from }
      : to
        ? { OR: [{ analystId: null }, { analystId: { not: to } }] }
        : { analystId: { not: null } };
    let changed = 0;
    for (let i = 0; i < clientIds.length; i += batch) {
      const id = { in: clientIds.slice(i, i + batch) };
      const { count } = await tx.client.updateMany({
        where: { firmId, deletedAt: null, id, ...others },
        data: { analystId: to, updatedAt: ctx.now },
      });
      changed += count;
    }
    if (changed === 0) return 0;
    await portfolioChanged();
    const only = clientIds.length === 1 ? `client:${clientIds[0]}` : '';
    await audit('clients.assigned', only || `member:${to ?? from ?? ''}`, {
      to,
      from,
      changed,
      clients: clientIds.slice(0, batch),
    });
    return changed;
  });

import type { Ctx } from '../../kit/ctx.ts';
import type { Day } from '../../kit/days.ts';

/** What digests leave out of a client today: nothing, or until which day, and for which expiry. */
export async function hushOf(ctx: Ctx, clientId: string): Promise<{ until: Day; doneFor: Day }> {
  const row = await ctx.data.db.hush.findFirst({ where: { clientId, firmId: ctx.firm.id } });
  return { until: row && row.until >= ctx.today ? row.until : '', doneFor: row?.doneFor ?? '' };
}

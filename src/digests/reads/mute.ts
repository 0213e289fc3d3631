import type { Ctx } from '../../kit/ctx.ts';
import type { Day } from '../../kit/days.ts';

/** Who has written to the client about the expiry today; "" for somebody of whom no name is left, undefined when nobody has. */
export async function remindedBy(ctx: Ctx, clientId: string): Promise<string | undefined> {
  const deed = await ctx.data.db.digestDeed.findUnique({
    where: { clientId_kind_about: { clientId, kind: 'reminded', about: ctx.today } },
    select: { firmId: true, member: { select: { name: true } } },
  });
  return deed?.firmId === ctx.firm.id ? (deed.member?.name ?? '') : undefined;
}

/** What digests leave out of a client today: nothing, or until which day, and for which expiry. */
export async function hushOf(ctx: Ctx, clientId: string): Promise<{ until: Day; doneFor: Day }> {
  const row = await ctx.data.db.hush.findFirst({ where: { clientId, firmId: ctx.firm.id } });
  return { until: row && row.until >= ctx.today ? row.until : '', doneFor: row?.doneFor ?? '' };
}

import type { Filter } from '../../clients/filter.ts';
import { everyClient } from '../../clients/reads/export.ts';
import type { Ctx } from '../../kit/ctx.ts';

/** Who is asked for: those whose account can be asked, and how many cannot. */
export interface Choice {
  ready: readonly string[];
  unauthorized: number;
}

/** What is blocked may be free again by the time it is asked. */
const open = ['active', 'blocked'];

/** Whom of a filter's clients, of those this person may see, the documents can be had. */
export async function choiceOf(ctx: Ctx, filter: Filter): Promise<Choice> {
  const ids: string[] = [];
  for await (const { id } of everyClient(ctx, filter)) ids.push(id);
  const grants = await ctx.data.db.grant.findMany({
    where: { firmId: ctx.firm.id, state: { in: open }, clientId: { not: null } },
    select: { clientId: true },
  });
  const granted = new Set(grants.map((each) => each.clientId));
  const ready = ids.filter((id) => granted.has(id));
  return { ready, unauthorized: ids.length - ready.length };
}

/** Whether one client's account can be asked. */
export async function isAuthorized(ctx: Ctx, clientId: string): Promise<boolean> {
  return (await ctx.data.db.grant.count({ where: { firmId: ctx.firm.id, clientId, state: { in: open } } })) > 0;
}

import { inScope, scopeOf } from '../../clients/reads/scope.ts';
import type { Ctx } from '../../kit/ctx.ts';
import type { GrantState } from '../schema.ts';

/** The authorisation of a client that this person may see; undefined when there is none. */
export async function grantOf(ctx: Ctx, clientId: string) {
  const row = await ctx.data.db.grant.findFirst({
    where: { clientId, firmId: ctx.firm.id, client: inScope(scopeOf(ctx)) },
    select: {
      id: true,
      companyId: true,
      state: true,
      status: true,
      authorizedAt: true,
      changedAt: true,
      figures: true,
    },
  });
  return row ? { ...row, state: row.state as GrantState } : undefined;
}
export type Grant = NonNullable<Awaited<ReturnType<typeof grantOf>>>;

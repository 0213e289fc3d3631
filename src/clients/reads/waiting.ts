import type { Ctx } from '../../kit/ctx.ts';
import { waitingAt } from '../gates.ts';

/** With whom of these clients an invitation or a request is open. */
export async function waitingAmong(ctx: Ctx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await ctx.data.db.connectionRequest.findMany({
    where: { firmId: ctx.firm.id, clientId: { in: [...ids] }, ...waitingAt(ctx.now) },
    select: { clientId: true },
  });
  return new Set(rows.flatMap((row) => row.clientId ?? []));
}

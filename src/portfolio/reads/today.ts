import { waitingOf } from '../../clients/gates.ts';
import type { Client } from '../../clients/reads/client.ts';
import { clientsOf } from '../../clients/reads/rows.ts';
import { scopeOf } from '../../clients/reads/scope.ts';
import { requestsPage } from '../../connections/reads/requests.ts';
import type { Request } from '../../connections/schema.ts';
import { soonestOf } from '../../digests/reads/expiring.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { addDays } from '../../kit/days.ts';

/** What waits for this person today. */
export interface Today {
  /** Of clients who ask to connect; for whoever may answer. */
  requests: readonly Request[];
  /** Whose plan is over or ends within a week, the soonest first; not those who were put off. */
  clients: readonly Client[];
}

/** So many stand there; the numbers lead to all of them. */
const most = 5;
const withinDays = 7;

export async function todayFor(ctx: Ctx): Promise<Today> {
  const { firmId, analystId } = scopeOf(ctx);
  const [asked, due] = await Promise.all([
    ctx.can('decide') ? requestsPage(ctx, 'received') : undefined,
    // As many more as requests may be about.
    soonestOf(ctx.data, { firmId, analystId, today: ctx.today, last: addDays(ctx.today, withinDays), most: 2 * most }),
  ]);
  const open = (asked?.requests ?? []).filter((request) => waitingOf([request], ctx.now));
  const ids = due.map(({ id }) => id).filter((id) => open.every(({ clientId }) => clientId !== id));
  // Somebody waits for an answer: those come first, and leave room for a plan or two.
  const requests = open.slice(0, Math.max(most - 2, most - ids.length));
  const found = await clientsOf(ctx, ids.slice(0, most - requests.length));
  return { requests, clients: ids.flatMap((id) => found.get(id) ?? []) };
}

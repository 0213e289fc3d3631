import type { Filter } from '../../clients/filter.ts';
import { listing } from '../../clients/reads/listing.ts';
import type { Ctx } from '../../kit/ctx.ts';
import type { Option } from '../../kit/view.ts';
import { planFor, planName } from '../../terms/plans.ts';
import { freeByPlan } from './packages.ts';

/** Whom a plan is to be contracted for: a filter's clients, or some of them. */
export interface Target {
  filter: Filter;
  ids?: readonly string[];
}

export type Verdict = 'open' | 'has' | 'pending';

// What the table of gates says of contracting, for many at once (a test holds the two together). A client without a plan has no licence
// or one that has ended; one with a plan can contract anew when it has run out.
const verdict = `CASE WHEN c."situation" <> 'connected' AND EXISTS (SELECT 1 FROM "ConnectionRequest" r WHERE r."clientId" = c."id"
    AND r."state" = 'pending' AND (r."direction" = 'firm_to_client' OR r."expiresAt" > ?)) THEN 'pending'
  WHEN c."plan" = '' THEN 'open'
  WHEN EXISTS (SELECT 1 FROM "License" l WHERE l."clientId" = c."id" AND (l."state" = 'expired' OR (l."state" IN ('trial', 'active')
    AND l."expiresOn" < ? AND l."autoRenew" = ?))) THEN 'open' ELSE 'has' END`;

/** The verdict's own parameters; an instant as the driver compares it. */
const asOf = (ctx: Ctx) => [
  ctx.data.provider === 'sqlite' ? ctx.now.getTime() : ctx.now.toISOString(),
  ctx.today,
  false,
];

async function asked(ctx: Ctx, { filter, ids }: Target) {
  if (!ids) return listing(ctx, filter);
  const { order } = filter;
  const base = await listing(ctx, order ? { order } : {});
  return {
    ...base,
    sql: `${base.sql} AND c."id" IN (${ids.map(() => '?').join(', ')})`,
    values: [...base.values, ...ids],
  };
}

/** How many of them can contract, and why the others cannot. */
export async function verdictsOf(ctx: Ctx, target: Target): Promise<Record<Verdict, number>> {
  const { sql, values } = await asked(ctx, target);
  const rows = await ctx.data.all<{ verdict: Verdict; n: number | string }>(
    `SELECT v."verdict", count(*) AS "n" FROM (SELECT ${verdict} AS "verdict"${sql}) AS v GROUP BY v."verdict"`,
    [...asOf(ctx), ...values],
  );
  const counts: Record<Verdict, number> = { open: 0, has: 0, pending: 0 };
  for (const row of rows) counts[row.verdict] = Number(row.n);
  return counts;
}

/** The ids of those who can contract, in the order of the list. */
export async function openIds(ctx: Ctx, target: Target): Promise<string[]> {
  const { sql, values, column, down } = await asked(ctx, target);
  const rows = await ctx.data.all<{ id: string }>(
    `SELECT v."id" FROM (SELECT c."id", c."${column}" AS "key", ${verdict} AS "verdict"${sql}) AS v
     WHERE v."verdict" = 'open' ORDER BY v."key"${down ? ' DESC' : ''}, v."id"${down ? ' DESC' : ''}`,
    [...asOf(ctx), ...values],
  );
  return rows.map((row) => row.id);
}

export interface Forecast {
  /** How many would get a plan. */
  get: number;
  /** Licences that are free, of those that would be taken. */
  free: number;
  /** Who would get none, and why. */
  without: readonly { name: string; why: 'noneFree' | 'noRevenue' }[];
}

/** What contracting for these clients would come to, in their order; without a plan, each gets the one that fits its revenue. */
export async function forecast(
  ctx: Ctx,
  ids: readonly string[],
  { plan, byFirm }: { plan?: string; byFirm: boolean },
): Promise<Forecast> {
  const free = new Map(byFirm ? await freeByPlan(ctx) : []);
  const wanted = new Map<string, number>();
  const without: Forecast['without'][number][] = [];
  for (let i = 0; i < ids.length; i += 500) {
    const some = ids.slice(i, i + 500);
    const rows = await ctx.data.db.client.findMany({
      where: { id: { in: some }, firmId: ctx.firm.id },
      select: { id: true, name: true, revenue: true },
    });
    const of = new Map(rows.map((row) => [row.id, row]));
    for (const row of some.flatMap((id) => of.get(id) ?? [])) {
      const fits = planFor(row.revenue);
      const name = plan ?? (fits && planName(fits));
      if (!name) without.push({ name: row.name, why: 'noRevenue' });
      else {
        const before = wanted.get(name) ?? 0;
        wanted.set(name, before + 1);
        if (byFirm && before >= (free.get(name) ?? 0)) without.push({ name: row.name, why: 'noneFree' });
      }
    }
  }
  const usable = [...wanted].reduce(
    (sum, [name, n]) => sum + (plan ? (free.get(name) ?? 0) : Math.min(n, free.get(name) ?? 0)),
    0,
  );
  return { get: ids.length - without.length, free: usable, without };
}

/** Those of the firm to whom a licence can go, while somebody types who it is. */
export async function receiverOptions(ctx: Ctx, typed: string): Promise<Option[]> {
  const { sql, values } = await asked(ctx, { filter: typed.trim() ? { name: typed } : {} });
  const rows = await ctx.data.all<{ id: string; name: string; document: string | null }>(
    `SELECT v."id", v."name", v."document" FROM (SELECT c."id", c."name", c."nameKey", c."document", ${verdict} AS "verdict"${sql}) AS v
     WHERE v."verdict" = 'open' ORDER BY v."nameKey", v."id" LIMIT 25`,
    [...asOf(ctx), ...values],
  );
  return rows.map(({ id, name, document }) => ({
    label: name,
    value: id,
    ...(document ? { description: document } : {}),
  }));
}

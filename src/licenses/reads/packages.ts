import { inScope, scopeOf } from '../../clients/reads/scope.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import { type Recurrence, type Terms, termsOf } from '../../terms/licence.ts';
import { current, roll } from '../../terms/state.ts';

export interface Package {
  id: string;
  name: string;
  notes: string;
  plan: string;
  quantity: number;
  used: number;
  /** What can still be taken: none of a purchase that was cancelled, or is over. */
  free: number;
  /** What was bought and nobody can take any more. */
  lapsed: number;
  recurrence: Recurrence;
  purchasedOn: string;
  /** As it is today, also before the clock has written its renewal down. */
  renewsOn: string;
  priceCents: number;
  autoRenew: boolean;
  state: 'active' | 'ends' | 'cancelled' | 'over';
}

type Row = Omit<Package, 'state' | 'recurrence' | 'free' | 'lapsed'> & {
  recurrence: string;
  anchorDay: number;
  cancelledAt: Date | null;
};

function read(row: Row, today: string): Package {
  const recurrence = row.recurrence as Recurrence;
  const renewsOn = row.autoRenew
    ? roll({ expiresOn: row.renewsOn, recurrence, anchorDay: row.anchorDay }, today).expiresOn
    : row.renewsOn;
  const state = renewsOn < today ? 'over' : row.cancelledAt ? 'cancelled' : row.autoRenew ? 'active' : 'ends';
  const rest = row.quantity - row.used;
  const open = state === 'active' || state === 'ends';
  return { ...row, recurrence, renewsOn, state, free: open ? rest : 0, lapsed: open ? 0 : rest };
}

export const packagesSize = 10;

/** The purchases of the firm, the latest first, a page at a time; `before` is the id it goes on behind. */
export async function packagesOf(
  ctx: Ctx,
  before?: string,
): Promise<{ packages: Package[]; next?: string; total: number }> {
  const where = { firmId: ctx.firm.id };
  const [rows, total] = await Promise.all([
    ctx.data.db.licensePackage.findMany({
      where: { ...where, ...(before ? { id: { lt: before } } : {}) },
      orderBy: { id: 'desc' },
      take: packagesSize + 1,
    }),
    ctx.data.db.licensePackage.count({ where }),
  ]);
  const packages = rows.slice(0, packagesSize).map((row) => read(row, ctx.today));
  return { packages, total, ...(rows.length > packagesSize ? { next: packages.at(-1)!.id } : {}) };
}

export interface Totals {
  /** Licences of purchases that are not over: the portal's total of active licences. */
  quantity: number;
  used: number;
  /** Of those in use, by clients who were removed and can still be brought back. */
  kept: number;
  /** What can still be taken; with what is in use and what has lapsed it makes the quantity. */
  free: number;
  lapsed: number;
  byClients: number;
  withoutLot: number;
}

export async function totalsOf(ctx: Ctx): Promise<Totals> {
  const firmId = ctx.firm.id;
  const [row] = await ctx.data.all<Record<'quantity' | 'used' | 'free', number | string | null>>(
    `SELECT sum("quantity") AS "quantity", sum("used") AS "used", sum(CASE WHEN "cancelledAt" IS NULL THEN "quantity" - "used" ELSE 0 END) AS "free"
     FROM "LicensePackage" WHERE "firmId" = ? AND ("autoRenew" = ? OR "renewsOn" >= ?)`,
    [firmId, true, ctx.today],
  );
  const paid = (payer: string) => ctx.data.db.client.count({ where: { firmId, deletedAt: null, payer } });
  const running = { OR: [{ autoRenew: true }, { renewsOn: { gte: ctx.today } }] };
  const [byClients, byFirm, inLots, kept] = await Promise.all([
    paid('client'),
    paid('firm'),
    ctx.data.db.license.count({ where: { firmId, packageId: { not: null }, client: { deletedAt: null } } }),
    ctx.data.db.license.count({ where: { firmId, package: running, client: { deletedAt: { not: null } } } }),
  ]);
  const number = (value: number | string | null | undefined) => Number(value ?? 0);
  const [quantity, used, free] = [number(row?.quantity), number(row?.used), number(row?.free)];
  return {
    quantity,
    used,
    kept,
    free,
    lapsed: quantity - used - free,
    byClients,
    withoutLot: Math.max(0, byFirm - inLots),
  };
}

/** A sum over what was bought and is not over, of every plan that has any. */
async function byPlan(ctx: Ctx, sum: string, only: string): Promise<ReadonlyMap<string, number>> {
  const rows = await ctx.data.all<{ plan: string; n: number | string }>(
    `SELECT "plan", sum(${sum}) AS "n" FROM "LicensePackage"
     WHERE "firmId" = ?${only} AND ("autoRenew" = ? OR "renewsOn" >= ?) GROUP BY "plan"`,
    [ctx.firm.id, true, ctx.today],
  );
  return new Map(rows.flatMap(({ plan, n }) => (Number(n) > 0 ? [[plan, Number(n)]] : [])));
}

/** How many licences can be taken now, of every plan that has any. */
export const freeByPlan = (ctx: Ctx) => byPlan(ctx, '"quantity" - "used"', ' AND "cancelledAt" IS NULL');
/** How many are in use. */
export const usedByPlan = (ctx: Ctx) => byPlan(ctx, '"used"', '');

export interface Holder {
  id: string;
  name: string;
  document: string | null;
  terms: Terms;
}

export const holdersSize = 10;

/** A purchase of this firm, as far as a form says what it is about; null when it is gone. */
export const packageNamed = (ctx: Ctx, id: string) =>
  ctx.data.db.licensePackage.findFirst({
    where: { id, firmId: ctx.firm.id },
    select: { plan: true, name: true, quantity: true, used: true },
  });

/** One purchase and a page of the clients on it, by id. Throws when there is no such purchase. */
export async function packageOf(
  ctx: Ctx,
  id: string,
  after?: string,
): Promise<{ lot: Package; holders: Holder[]; kept: number; next?: string }> {
  const row = await ctx.data.db.licensePackage.findFirst({ where: { id, firmId: ctx.firm.id } });
  if (!row) throw new UserError('package-gone', (w) => w.licenses.packageGone);
  const licenses = await ctx.data.db.license.findMany({
    where: { packageId: id, ...(after ? { clientId: { gt: after } } : {}), client: inScope(scopeOf(ctx)) },
    include: { client: { select: { id: true, name: true, document: true } } },
    orderBy: { clientId: 'asc' },
    take: holdersSize + 1,
  });
  const holders = licenses
    .slice(0, holdersSize)
    .map((each) => ({ ...each.client, terms: current(termsOf(each), ctx.today) }));
  const kept = await ctx.data.db.license.count({ where: { packageId: id, client: { deletedAt: { not: null } } } });
  return {
    lot: read(row, ctx.today),
    holders,
    kept,
    ...(licenses.length > holdersSize ? { next: holders.at(-1)!.id } : {}),
  };
}

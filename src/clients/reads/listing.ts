import type { Ctx } from '../../kit/ctx.ts';
import { addDays } from '../../kit/days.ts';
import { orderOf } from '../fields.ts';
import { type Filter, orderIn } from '../filter.ts';
import { scopeOf } from './scope.ts';
import { type Sql, where } from './where.ts';

/** A list as a statement: from FROM on, without its order, and how it is ordered. */
export interface Listing extends Sql {
  column: string;
  down: boolean;
}

/** A plan that ends within so many days comes before all that is merely there. */
const nearDays = 30;

/**
 * A list in the parts that it is walked through. By urgency these are three, each along an index of its own: whose plan is over or ends soon,
 * by that day; with whom a request waits; and the others. Every client is in one of them.
 */
export async function partsOf(ctx: Ctx, filter: Filter): Promise<Listing[]> {
  if (orderIn(filter) !== 'urgency') return [await listing(ctx, filter)];
  const scope = scopeOf(ctx);
  const near = addDays(ctx.today, nearDays);
  const pending = `(c."id" IN (SELECT r."clientId" FROM "ConnectionRequest" r WHERE r."firmId" = ? AND r."state" = 'pending' AND r."clientId" IS NOT NULL))`;
  const later = `${ctx.data.provider === 'sqlite' ? '+' : ''}c."expiresOn" > ?`;
  const along = (column: 'expiresOn' | 'nameKey', sql: string, values: Sql['values']): Listing => {
    const mine = where(ctx.data, scope, filter, ctx.today, column);
    return { sql: `${mine.sql} AND ${sql}`, values: [...mine.values, ...values], column, down: false };
  };
  return [
    along('expiresOn', 'c."expiresOn" <= ?', [near]),
    along('nameKey', `${later} AND ${pending}`, [near, scope.firmId]),
    along('nameKey', `${later} AND ${pending} IS NOT TRUE`, [near, scope.firmId]),
  ];
}

/** Which clients are in a list, and in which order. A limit is the last client it lets in: whatever pages through it ends there. */
export async function listing(ctx: Ctx, filter: Filter): Promise<Listing> {
  const { column, down } = orderOf(filter.order);
  const { sql, values } = where(ctx.data, scopeOf(ctx), filter, ctx.today, column);
  if (filter.limit === undefined) return { sql, values, column, down };
  const turned = down ? ' DESC' : '';
  const [last] = await ctx.data.all<{ key: string; id: string }>(
    `SELECT c."${column}" AS "key", c."id"${sql} ORDER BY c."${column}"${turned}, c."id"${turned} LIMIT 1 OFFSET ${filter.limit - 1}`,
    values,
  );
  if (!last) return { sql, values, column, down };
  return {
    sql: `${sql} AND (c."${column}", c."id") ${down ? '>=' : '<='} (?, ?)`,
    values: [...values, last.key, last.id],
    column,
    down,
  };
}

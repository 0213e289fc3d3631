import type { Ctx } from '../../kit/ctx.ts';
import { orderOf } from '../fields.ts';
import type { Filter } from '../filter.ts';
import { scopeOf } from './scope.ts';
import { type Sql, where } from './where.ts';

/** A list as a statement: from FROM on, without its order, and how it is ordered. */
export interface Listing extends Sql {
  column: string;
  down: boolean;
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
  return { sql: `${sql} AND (c."${column}", c."id") ${down ? '>=' : '<='} (?, ?)`, values: [...values, last.key, last.id], column, down };
}

import type { Data } from '../../data/client.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { type Filter, plain } from '../filter.ts';
import { scopeOf } from './scope.ts';
import { where } from './where.ts';

/** How many counts are remembered. */
const most = 1000;
const remembered = new WeakMap<Data, Map<string, number>>();

/**
 * How many clients a list has. Remembered under the portfolio's version, which every write to it moves: what is remembered is
 * never stale, and asking again costs nothing.
 */
export async function countOf(ctx: Ctx, filter: Filter): Promise<number> {
  const scope = scopeOf(ctx);
  const { limit = Number.POSITIVE_INFINITY, order: _, ...tidy } = plain(filter);
  const key = JSON.stringify([scope.firmId, ctx.firm.version, scope.analystId, ctx.today, tidy]);
  const known = remembered.get(ctx.data) ?? new Map<string, number>();
  remembered.set(ctx.data, known);
  const before = known.get(key);
  if (before !== undefined) {
    known.delete(key);
    known.set(key, before);
    return Math.min(before, limit);
  }
  const { sql, values } = where(ctx.data, scope, tidy, ctx.today);
  const [row] = await ctx.data.all<{ n: number | string }>(`SELECT count(*) AS "n"${sql}`, values);
  const count = Number(row!.n);
  known.set(key, count);
  if (known.size > most) known.delete(known.keys().next().value!);
  return Math.min(count, limit);
}

import type { Ctx } from '../../kit/ctx.ts';
import { type Condition, type Filter, nobody, plain } from '../filter.ts';
import { analystNamed, peopleNamed } from './analysts.ts';
import type { Names } from './filter-parts.ts';
import { situationsNamed } from './situations.ts';

async function lookedUp<C extends Condition>(ctx: Ctx, condition: C): Promise<C> {
  const all = async (list: Condition[] | undefined) => list && Promise.all(list.map((each) => lookedUp(ctx, each)));
  const { analyst, situation } = condition;
  return {
    ...condition,
    ...(analyst ? { analyst: await Promise.all(analyst.map((each) => analystNamed(ctx, each))) } : {}),
    ...(situation ? { situation: await situationsNamed(ctx, situation) } : {}),
    ...(condition.or ? { or: await all(condition.or) } : {}),
    ...(condition.not ? { not: await all(condition.not) } : {}),
  };
}

/** The filter with its defaults left out, and what only the firm knows looked up: its analysts, its own situations. */
export const settled = async (ctx: Ctx, filter: Filter): Promise<Filter> => plain(await lookedUp(ctx, filter));

const analystsIn = ({ analyst = [], or = [], not = [] }: Condition): string[] => [
  ...analyst,
  ...[...or, ...not].flatMap(analystsIn),
];

/** What the members are called whom a settled filter names. */
export const namesIn = (ctx: Ctx, filter: Condition): Promise<Names> =>
  peopleNamed(
    ctx,
    analystsIn(filter).filter((each) => each !== nobody),
  );

import type { Ctx } from '../../kit/ctx.ts';
import { type Filter, plain } from '../filter.ts';
import { analystNamed } from './analysts.ts';
import { situationNamed } from './situations.ts';

/** The filter with its defaults left out, and what only the firm knows looked up: its analyst, its own situations. */
export async function settled(ctx: Ctx, filter: Filter): Promise<Filter> {
  const tidy = plain(filter);
  return {
    ...tidy,
    ...(tidy.analyst ? { analyst: await analystNamed(ctx, tidy.analyst) } : {}),
    ...(tidy.situation ? { situation: await situationNamed(ctx, tidy.situation) } : {}),
  };
}

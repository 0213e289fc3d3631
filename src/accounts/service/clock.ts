import type { Ctx } from '../../kit/ctx.ts';

/** The time as it goes on from the moment a context was made: a job may run for longer than a token lasts. */
export function runningFrom({ now }: Pick<Ctx, 'now'>): () => Date {
  const started = performance.now();
  return () => new Date(now.getTime() + (performance.now() - started));
}

import type { Data } from '../../data/client.ts';
import type { Ctx } from '../../kit/ctx.ts';

/** Nothing that is remembered outlives a write of anybody's: `since` is another object then. */
const known = new WeakMap<Data, { since: object; answers: Map<string, object> }>();
const most = 500;

/** What was made, and whether it is the same for the rest of the day if nobody writes. */
interface Made<T> {
  value: T;
  lasting: boolean;
}

/**
 * What a read made the last time, if nobody has written since and it was asked for by the same words and the same kind of person: many of
 * a firm look at the same list. Where the database cannot tell for less than a read costs, it is made each time.
 */
export async function remembered<T extends object>(ctx: Ctx, asked: object, make: () => Promise<Made<T>>): Promise<T> {
  const { data, firm, actor, locale, place, today, provider } = ctx;
  const since = data.unchanged?.();
  if (!since) return (await make()).value;
  const before = known.get(data);
  const { answers } = before?.since === since ? before : { answers: new Map<string, object>() };
  known.set(data, { since, answers });
  const person = actor.kind === 'member' ? [actor.role, actor.role === 'analyst' && actor.id] : [actor.kind, actor.id];
  const key = JSON.stringify([firm.id, person, locale, place.platform, today, provider !== undefined, asked]);
  const found = answers.get(key);
  if (found) return found as T;
  const { value, lasting } = await make();
  if (lasting && data.unchanged?.() === since) {
    if (answers.size >= most) answers.clear();
    answers.set(key, value);
  }
  return value;
}

import type { Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import type { Say } from '../../kit/words.ts';
import { membersLike } from '../reads/team.ts';

/** The member that what is typed means; refuses none and several, at the form's field where there is one. */
export async function namedMember(ctx: Ctx, typed: string, at?: string): Promise<string> {
  const found = await membersLike(ctx, typed);
  if (found.length === 1) return found[0]!.id;
  const names = found.slice(0, 5).map(({ name, email }) => (email ? `${name} (${email})` : name));
  const say: Say = (w) => (found.length === 0 ? w.firms.noSuchMember(typed.slice(0, 60)) : w.firms.whichMember(names));
  throw new UserError('member', say, at ? { fields: { [at]: say } } : {});
}

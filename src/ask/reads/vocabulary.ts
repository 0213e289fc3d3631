import type { Ctx } from '../../kit/ctx.ts';
import { fold } from '../../kit/text.ts';
import { planName, plans } from '../../terms/plans.ts';
import type { Vocabulary } from '../schema.ts';

/** Whom and what this firm can speak of. */
export async function vocabularyOf(ctx: Ctx): Promise<Vocabulary> {
  const people = await ctx.data.db.member.findMany({
    where: { firmId: ctx.firm.id, removedAt: null },
    select: { id: true, name: true },
    orderBy: { id: 'asc' },
  });
  return {
    members: people
      .map(({ id, name }) => ({ id, name, first: fold(name).split(' ')[0] ?? '' }))
      .filter(({ first }) => first !== ''),
    plans: plans.map(planName),
  };
}

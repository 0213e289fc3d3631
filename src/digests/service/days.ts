import { newId } from '../../data/id.ts';
import { write } from '../../data/write.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { addDays, type Day, daysBetween } from '../../kit/days.ts';
import { UserError } from '../../kit/errors.ts';
import { lookAgain } from './again.ts';

/** A recess of more days than this is a mistake. */
const longest = 60;

/** The firm does not work on these days: both are included. Days that are there already get the new name. */
export async function addDaysOff(ctx: Ctx, { day, until = day, name }: { day: Day; until?: Day; name: string }): Promise<void> {
  const count = daysBetween(day, until) + 1;
  const badSpan = (w: Ctx['w']) => w.digests.badSpan;
  if (count < 1 || count > longest) throw new UserError('span', badSpan, { fields: { until: badSpan } });
  await write(ctx, 'manage', async ({ tx, now, audit }) => {
    for (let i = 0; i < count; i++) {
      const each = { firmId: ctx.firm.id, day: addDays(day, i) };
      await tx.firmHoliday.upsert({ where: { firmId_day: each }, create: { id: newId(), ...each, name }, update: { name } });
    }
    await lookAgain(tx, ctx.firm.id, now);
    await audit('firm.daysOff', `firm:${ctx.firm.id}`, { day, until });
  });
}

/** False when somebody was faster. */
export const removeDayOff = (ctx: Ctx, id: string): Promise<boolean> =>
  write(ctx, 'manage', async ({ tx, now, audit }) => {
    const { count } = await tx.firmHoliday.deleteMany({ where: { id, firmId: ctx.firm.id } });
    if (count === 0) return false;
    await lookAgain(tx, ctx.firm.id, now);
    await audit('firm.dayOn', `firm:${ctx.firm.id}`);
    return true;
  });

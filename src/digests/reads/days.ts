import type { Ctx } from '../../kit/ctx.ts';

/** The firm's own days off from today on, the nearest first, and how many there are. */
export async function daysOff(ctx: Ctx): Promise<{ days: { id: string; day: string; name: string }[]; total: number }> {
  const where = { firmId: ctx.firm.id, day: { gte: ctx.today } };
  const [days, total] = await Promise.all([
    ctx.data.db.firmHoliday.findMany({ where, select: { id: true, day: true, name: true }, orderBy: { day: 'asc' }, take: 25 }),
    ctx.data.db.firmHoliday.count({ where }),
  ]);
  return { days, total };
}

import type { Ctx } from '../../kit/ctx.ts';
import { addDays } from '../../kit/days.ts';
import { ruleOf } from '../when/rule.ts';
import { instantOf } from '../when/wall.ts';

/** A firm's morning where no digest of its own says otherwise, as the minute of the day. */
const usual = 8 * 60;

/** The morning of the firm's next day: when the first of its digests comes. */
export async function morningAfter(ctx: Ctx): Promise<Date> {
  const schedules = await ctx.data.db.schedule.findMany({
    where: { firmId: ctx.firm.id, paused: '' },
    select: { rule: true },
    take: 25,
  });
  const times = schedules.flatMap(({ rule }) => {
    const read = ruleOf(rule);
    return read.kind === 'cron' ? [] : [read.at];
  });
  const at = times.length > 0 ? Math.min(...times) : usual;
  const midnight = Date.parse(`${addDays(ctx.today, 1)}T00:00:00Z`);
  return new Date(instantOf(midnight + at * 60_000, ctx.firm.timeZone));
}

/** When this person is to be reminded of a client; undefined when they are not. */
export async function recalledAt(ctx: Ctx, clientId: string): Promise<Date | undefined> {
  if (ctx.actor.kind !== 'member') return undefined;
  const row = await ctx.data.db.recall.findFirst({
    where: { clientId, memberId: ctx.actor.id, firmId: ctx.firm.id, dueAt: { gt: ctx.now } },
    select: { dueAt: true },
  });
  return row?.dueAt;
}

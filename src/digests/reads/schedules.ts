import type { Ctx } from '../../kit/ctx.ts';
import type { Made, Placed, Schedule } from '../schema.ts';
import { calendars, type LastRun, nextOf, sinceRun } from './due.ts';
import { firstSince, gather } from './gather.ts';
import { peopleOf, recipientsOf } from './recipients.ts';

const isAnalyst = (ctx: Ctx) => ctx.actor.kind === 'member' && ctx.actor.role === 'analyst';

/** The schedules this person may see: an analyst those that go to themselves. */
const mine = (ctx: Ctx) => ({ firmId: ctx.firm.id, ...(isAnalyst(ctx) ? { memberId: ctx.actor.id } : {}) });

/** A schedule as of when: what was changed since is not overwritten. */
export interface NamedSchedule extends Placed {
  updatedAt: Date;
}

/** At most so many are listed. */
export const mostSchedules = 25;

const shape = { member: { select: { name: true } } } as const;
type Row = { member: { name: string } | null };
const named = ({ member, ...row }: Row): NamedSchedule => ({
  ...(row as unknown as NamedSchedule),
  person: member?.name ?? '',
});

export async function schedules(ctx: Ctx): Promise<NamedSchedule[]> {
  const rows = await ctx.data.db.schedule.findMany({
    where: mine(ctx),
    include: shape,
    orderBy: { id: 'asc' },
    take: mostSchedules,
  });
  return rows.map(named);
}

export async function scheduleOf(ctx: Ctx, id: string): Promise<NamedSchedule | undefined> {
  const row = await ctx.data.db.schedule.findFirst({ where: { id, ...mine(ctx) }, include: shape });
  return row ? named(row) : undefined;
}

/** When it last ran, however little it had to tell. */
async function lastRun(ctx: Ctx, scheduleId: string): Promise<LastRun | undefined> {
  const run = await ctx.data.db.digestRun.findFirst({
    where: { scheduleId, firmId: ctx.firm.id },
    orderBy: { createdAt: 'desc' },
    select: { createdAt: true, version: true },
  });
  return run ?? undefined;
}

/** When a message of it last arrived: a run that had nothing to tell is no sending. */
export async function lastSent(ctx: Ctx, scheduleId: string): Promise<Date | undefined> {
  const digest = await ctx.data.db.digest.findFirst({
    where: { firmId: ctx.firm.id, run: { scheduleId }, sentAt: { not: null } },
    orderBy: { sentAt: 'desc' },
    select: { sentAt: true },
  });
  return digest?.sentAt ?? undefined;
}

/** When a schedule would be due next from now on. */
export async function nextFrom(ctx: Ctx, schedule: Pick<Schedule, 'rule' | 'onHoliday'>): Promise<Date | null> {
  const calendar = await calendars(ctx.data.db, [ctx.firm]);
  return nextOf(schedule, calendar({ firmId: ctx.firm.id, onHoliday: schedule.onHoliday }), ctx.now);
}

/** What a digest would tell this person now: an analyst of their own clients, whoever it goes to. */
export async function previewOf(ctx: Ctx, schedule: Schedule): Promise<Made> {
  const last = await lastRun(ctx, schedule.id);
  const analystId = isAnalyst(ctx) ? ctx.actor.id : null;
  const since = last ? sinceRun(last, ctx.firm.timeZone) : firstSince(ctx.today, ctx.now);
  const { kind, steps } = schedule;
  const [made] = await gather(ctx.data, [{ kind, firmId: ctx.firm.id, analystId, today: ctx.today, steps, since }]);
  return made!;
}

/** Whether what it tells leaves the firm: it goes to an address of nobody in the team. */
export async function goesOutside(ctx: Ctx, { place, channel }: Pick<Schedule, 'place' | 'channel'>): Promise<boolean> {
  if (place !== 'mail') return false;
  const where = { firmId: ctx.firm.id, email: channel, removedAt: null };
  return (await ctx.data.db.member.count({ where })) === 0;
}

/** Whom a run of it would reach now. */
export const reachOf = async (ctx: Ctx, schedule: Schedule) =>
  recipientsOf(schedule, await peopleOf(ctx.data, [schedule]));

/** Where a member can be written to in private: here if they are here, else wherever they are. */
export async function seatOf(ctx: Ctx, memberId: string): Promise<{ platform: string; workspace: string } | undefined> {
  const seats = await ctx.data.db.chatIdentity.findMany({
    where: { memberId, firmId: ctx.firm.id },
    select: { platform: true, workspace: true },
  });
  const { platform, workspace } = ctx.place;
  return seats.find((seat) => seat.platform === platform && seat.workspace === workspace) ?? seats[0];
}

export async function memberOf(
  ctx: Ctx,
  id: string,
): Promise<{ id: string; name: string; email: string | null; role: string } | undefined> {
  const select = { id: true, name: true, email: true, role: true };
  return (
    (await ctx.data.db.member.findFirst({ where: { id, firmId: ctx.firm.id, removedAt: null }, select })) ?? undefined
  );
}

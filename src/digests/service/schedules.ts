import { newId } from '../../data/id.ts';
import { type Write, write } from '../../data/write.ts';
import { actorName, type Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import { asksOf } from '../reads/due.ts';
import { gather } from '../reads/gather.ts';
import { goesOutside, mostSchedules, type NamedSchedule, nextFrom, reachOf, scheduleOf } from '../reads/schedules.ts';
import type { Schedule } from '../schema.ts';
import { writeRuns } from './run.ts';

/** What people choose of a schedule. */
export type Wanted = Pick<
  Schedule,
  'kind' | 'rule' | 'place' | 'platform' | 'workspace' | 'channel' | 'channelName' | 'memberId'
>;
export type Tuning = Pick<Schedule, 'onHoliday' | 'steps' | 'sendEmpty'>;

const gone = () => new UserError('gone', (w) => w.digests.gone);
const isAnalyst = (ctx: Ctx) => ctx.actor.kind === 'member' && ctx.actor.role === 'analyst';

/** An analyst decides on what goes to themselves, and on nothing else. */
const ofMine = (ctx: Ctx) => ({ firmId: ctx.firm.id, ...(isAnalyst(ctx) ? { memberId: ctx.actor.id } : {}) });

function allowed(ctx: Ctx, { memberId }: Wanted): void {
  if (isAnalyst(ctx) && memberId !== ctx.actor.id) throw new UserError('not-allowed', (w) => w.kit.notAllowed);
}

/** What leaves the firm is an administrator's to decide; the trace says that it does, and not to whom. */
async function leaves(ctx: Ctx, wanted: Pick<Wanted, 'place' | 'channel'>): Promise<{ outside?: true }> {
  if (!(await goesOutside(ctx, wanted))) return {};
  if (!ctx.can('manage')) throw new UserError('not-allowed', (w) => w.kit.notAllowed);
  return { outside: true };
}

async function found(ctx: Ctx, id: string): Promise<NamedSchedule> {
  const schedule = await scheduleOf(ctx, id);
  if (!schedule) throw gone();
  return schedule;
}

/** Plans a new digest; answers its id. */
export async function createSchedule(ctx: Ctx, wanted: Wanted, tuning: Tuning): Promise<string> {
  allowed(ctx, wanted);
  const id = newId();
  const outside = await leaves(ctx, wanted);
  const nextAt = await nextFrom(ctx, { rule: wanted.rule, onHoliday: tuning.onHoliday });
  await write(ctx, 'digest', async ({ tx, now, audit }) => {
    const many = await tx.schedule.count({ where: { firmId: ctx.firm.id } });
    if (many >= mostSchedules) throw new UserError('too-many', (w) => w.digests.tooMany(mostSchedules));
    const createdById = ctx.actor.kind === 'member' ? ctx.actor.id : null;
    const stamps = { settledUntil: now, createdAt: now, updatedAt: now };
    await tx.schedule.create({
      data: { id, firmId: ctx.firm.id, ...wanted, ...tuning, nextAt, createdById, ...stamps },
    });
    await audit('digest.created', `schedule:${id}`, {
      kind: wanted.kind,
      rule: wanted.rule,
      place: wanted.place,
      ...outside,
    });
  });
  return id;
}

/** One conditional change of what was read a moment ago: who comes second is told to look again. */
async function change(door: Write, ctx: Ctx, { id, updatedAt }: NamedSchedule, data: Partial<Schedule>): Promise<void> {
  const at = new Date(Math.max(door.now.getTime(), updatedAt.getTime() + 1));
  const { count } = await door.tx.schedule.updateMany({
    where: { id, updatedAt, ...ofMine(ctx) },
    data: { ...data, updatedAt: at },
  });
  if (count === 0) throw new UserError('changed', (w) => w.digests.changed);
}

/** Changes what, when or where. From now on: what was due before is settled. A paused one that gets another place goes on. */
export async function editSchedule(ctx: Ctx, id: string, changes: Partial<Wanted & Tuning>): Promise<void> {
  const before = await found(ctx, id);
  const after = { ...before, ...changes };
  allowed(ctx, after);
  const outside = changes.place === undefined ? {} : await leaves(ctx, after);
  const moved = changes.place !== undefined && before.paused !== 'asked';
  const paused = moved ? '' : before.paused;
  const nextAt = paused ? null : await nextFrom(ctx, after);
  await write(ctx, 'digest', async (door) => {
    await change(door, ctx, before, { ...changes, paused, nextAt, settledUntil: door.now });
    // A trace names nobody's address.
    const { channel: _, channelName: __, ...named } = changes;
    await door.audit(
      'digest.changed',
      `schedule:${id}`,
      after.place === 'mail' ? { ...named, ...outside } : { ...named, channel: changes.channel },
    );
  });
}

export async function pauseSchedule(ctx: Ctx, id: string): Promise<void> {
  const before = await found(ctx, id);
  if (before.paused) return;
  await write(ctx, 'digest', async (door) => {
    await change(door, ctx, before, { paused: 'asked', nextAt: null });
    await door.audit('digest.paused', `schedule:${id}`, { why: 'asked' });
  });
}

/** Goes on from now: what was due while it was paused is not made up for. */
export async function resumeSchedule(ctx: Ctx, id: string): Promise<void> {
  const before = await found(ctx, id);
  if (!before.paused) return;
  const nextAt = await nextFrom(ctx, before);
  await write(ctx, 'digest', async (door) => {
    await change(door, ctx, before, { paused: '', nextAt, settledUntil: door.now });
    await door.audit('digest.resumed', `schedule:${id}`);
  });
}

/** False when somebody was faster. What was sent stays, and goes on following what is done. */
export const removeSchedule = (ctx: Ctx, id: string): Promise<boolean> =>
  write(ctx, 'digest', async ({ tx, audit }) => {
    const { count } = await tx.schedule.deleteMany({ where: { id, ...ofMine(ctx) } });
    if (count === 1) await audit('digest.removed', `schedule:${id}`);
    return count === 1;
  });

/** Sends a digest now, also an empty one, because somebody asked for it; answers how many messages go out. */
export async function sendNow(ctx: Ctx, id: string): Promise<number> {
  const schedule = await found(ctx, id);
  const recipients = await reachOf(ctx, schedule);
  const firm = { id: ctx.firm.id, timeZone: ctx.firm.timeZone, locale: ctx.locale };
  const asks = await asksOf(ctx.data, [{ schedule, firm, recipients }], ctx.now);
  const made = await gather(
    ctx.data,
    asks.map(({ ask }) => ask),
  );
  const messages = asks.map(({ recipient }, i) => ({ recipient, made: made[i]! }));
  if (messages.length === 0) return 0;
  const version = made[0]?.version;
  await write(ctx, 'digest', async ({ tx, now, audit }) => {
    if ((await tx.schedule.count({ where: { id, ...ofMine(ctx) } })) === 0) throw gone();
    const run = {
      id: newId(),
      key: `${id}:now:${newId()}`,
      schedule,
      slotAt: now,
      askedBy: actorName(ctx.actor),
      version,
      messages,
    };
    await writeRuns(tx, [run], now);
    await audit('digest.sent', `schedule:${id}`, { messages: messages.length });
  });
  return messages.length;
}

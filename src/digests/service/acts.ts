import { clientOf } from '../../clients/reads/client.ts';
import { newId } from '../../data/id.ts';
import { type Write, write } from '../../data/write.ts';
import type { Ctx } from '../../kit/ctx.ts';
import type { Day } from '../../kit/days.ts';
import { UserError } from '../../kit/errors.ts';
import { followDigests } from '../../notices/service/follow.ts';
import { addressOf } from '../../terms/client.ts';
import { reminderMail } from '../reminder.ts';
import { type Mute, muteEnd } from '../schema.ts';

type Kind = 'done' | 'reminded' | 'muted';

const gone = () => new UserError('gone', (w) => w.digests.client.gone);

/** A client that this person may see. Read before the write begins, which must not wait for a second connection. */
async function mine(ctx: Ctx, id: string) {
  const client = await clientOf(ctx, id);
  if (!client) throw gone();
  return client;
}

/** Who did it already: what everybody but the first reads. Inside the write. */
async function first(
  { tx }: Write,
  ctx: Ctx,
  clientId: string,
  kind: Kind,
  about: string,
): Promise<string | undefined> {
  const deed = await tx.digestDeed.findUnique({
    where: { clientId_kind_about: { clientId, kind, about } },
    select: { firmId: true, member: { select: { name: true } } },
  });
  return deed?.firmId === ctx.firm.id ? (deed.member?.name ?? ctx.w.digests.somebody) : undefined;
}

/**
 * Keeps that something was done, once for what it is about. The client's row is locked first, so that of two people one wins and the
 * other is told who; false when it was done already.
 */
async function keep(door: Write, ctx: Ctx, clientId: string, kind: Kind, about: string): Promise<string | undefined> {
  const { tx, now } = door;
  await tx.$executeRaw`UPDATE "Client" SET "id" = "id" WHERE "id" = ${clientId} AND "firmId" = ${ctx.firm.id}`;
  const before = await first(door, ctx, clientId, kind, about);
  if (before !== undefined) return before;
  const memberId = ctx.actor.kind === 'member' ? ctx.actor.id : null;
  await tx.digestDeed.create({ data: { id: newId(), firmId: ctx.firm.id, clientId, kind, about, memberId, at: now } });
  await door.audit(`digest.${kind}`, `client:${clientId}`, { about });
  return undefined;
}

const already = (who: string) => new UserError('already', (w) => w.digests.client.already(who));

/** Marks an expiry as dealt with: digests leave it out from now on, and those that stand say who did it. */
export async function markDone(ctx: Ctx, id: string): Promise<void> {
  const { expiresOn } = await mine(ctx, id);
  if (!expiresOn) throw new UserError('no-expiry', (w) => w.digests.client.noExpiry);
  await write(ctx, 'digest', async (door) => {
    const before = await keep(door, ctx, id, 'done', expiresOn);
    if (before !== undefined) throw already(before);
    await hush(door, ctx, id, { doneFor: expiresOn });
    await followDigests(door, [id]);
  });
}

/** Takes that back. */
export async function reopen(ctx: Ctx, id: string): Promise<void> {
  await mine(ctx, id);
  await write(ctx, 'digest', async (door) => {
    const { count } = await door.tx.hush.updateMany({
      where: { clientId: id, firmId: ctx.firm.id, doneFor: { not: '' } },
      data: { doneFor: '' },
    });
    if (count === 0) throw new UserError('not-done', (w) => w.digests.client.notDone);
    await door.tx.digestDeed.deleteMany({ where: { clientId: id, firmId: ctx.firm.id, kind: 'done' } });
    await door.audit('digest.reopened', `client:${id}`);
    await followDigests(door, [id]);
  });
}

/** Leaves a client out of digests for a while; answers the last day of it. */
export async function mute(ctx: Ctx, id: string, by: Mute): Promise<Day> {
  const { expiresOn } = await mine(ctx, id);
  const until = muteEnd(by, ctx.today, expiresOn);
  if (!until) throw new UserError('no-expiry', (w) => w.digests.client.noExpiry);
  await write(ctx, 'digest', async (door) => {
    const before = await keep(door, ctx, id, 'muted', until);
    if (before !== undefined) throw already(before);
    await hush(door, ctx, id, { until });
    await followDigests(door, [id]);
  });
  return until;
}

export async function unmute(ctx: Ctx, id: string): Promise<void> {
  await mine(ctx, id);
  await write(ctx, 'digest', async (door) => {
    const { count } = await door.tx.hush.updateMany({
      where: { clientId: id, firmId: ctx.firm.id, until: { not: '' } },
      data: { until: '' },
    });
    if (count === 0) throw new UserError('not-muted', (w) => w.digests.client.notMuted);
    await door.tx.digestDeed.deleteMany({ where: { clientId: id, firmId: ctx.firm.id, kind: 'muted' } });
    await door.audit('digest.unmuted', `client:${id}`);
    await followDigests(door, [id]);
  });
}

async function hush({ tx }: Write, ctx: Ctx, clientId: string, change: { until?: Day; doneFor?: Day }): Promise<void> {
  await tx.hush.upsert({ where: { clientId }, create: { clientId, firmId: ctx.firm.id, ...change }, update: change });
}

/** Writes to the client that their plan expires, at most once a day; answers the address. */
export async function remind(ctx: Ctx, id: string): Promise<string> {
  const client = await mine(ctx, id);
  const { expiresOn } = client;
  const email = addressOf(client);
  if (!email) throw new UserError('no-email', (w) => w.digests.client.noEmail);
  if (!expiresOn) throw new UserError('no-expiry', (w) => w.digests.client.noExpiry);
  await write(ctx, 'digest', async (door) => {
    const before = await keep(door, ctx, id, 'reminded', ctx.today);
    if (before !== undefined) throw new UserError('already', (w) => w.digests.client.remindedToday(before));
    const firm = await door.tx.firm.findUniqueOrThrow({ where: { id: ctx.firm.id } });
    await door.enqueue({
      key: `mail:reminder:${id}:${ctx.today}`,
      kind: 'mail',
      payload: reminderMail({ to: email, firm, client: { ...client, expiresOn }, today: ctx.today }),
      sealed: true,
    });
    await followDigests(door, [id]);
  });
  return email;
}

import { clientOf } from '../../clients/reads/client.ts';
import { newId } from '../../data/id.ts';
import { write } from '../../data/write.ts';
import type { House } from '../../firms/context.ts';
import { contextOf } from '../../firms/context.ts';
import { identify } from '../../firms/reads/identity.ts';
import type { Sender } from '../../jobs/sender.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { dayAt } from '../../kit/days.ts';
import { UserError } from '../../kit/errors.ts';
import type { Delivered, PlatformName } from '../../kit/incoming.ts';
import type { Post } from '../../kit/post.ts';
import type { View } from '../../kit/view.ts';
import { keepStanding } from '../../notices/service/posted.ts';
import { words } from '../../words/index.ts';
import { morningAfter } from '../reads/recall.ts';

const keyOf = (id: string) => `recall:${id}`;
const gone = () => new UserError('gone', (w) => w.digests.client.gone);
/** What could not be told stands no longer than this, in milliseconds. */
const life = 2 * 86_400_000;

/** Tells whoever asks tomorrow morning, alone, how a client stands by then; answers when. */
export async function recall(ctx: Ctx, clientId: string): Promise<Date> {
  if (!(await clientOf(ctx, clientId))) throw gone();
  const { platform, workspace, user } = ctx.place;
  if (ctx.actor.kind !== 'member' || !user) throw new UserError('nowhere', (w) => w.digests.client.nowhere);
  const dueAt = await morningAfter(ctx);
  const memberId = ctx.actor.id;
  await write(ctx, 'see', async ({ tx, audit, enqueue }) => {
    // Two presses of one person come one after the other: the second finds the first.
    await tx.$executeRaw`UPDATE "Member" SET "id" = "id" WHERE "id" = ${memberId} AND "firmId" = ${ctx.firm.id}`;
    await tx.recall.deleteMany({ where: { firmId: ctx.firm.id, dueAt: { lt: new Date(ctx.now.getTime() - life) } } });
    await tx.recall.deleteMany({ where: { clientId, memberId, dueAt: { lte: ctx.now } } });
    if ((await tx.recall.count({ where: { clientId, memberId } })) > 0)
      throw new UserError('already', (w) => w.digests.client.recallBefore);
    const id = newId();
    await tx.recall.create({
      data: { id, firmId: ctx.firm.id, clientId, memberId, platform, workspace, user, dueAt, createdAt: ctx.now },
    });
    await enqueue({ key: keyOf(id), kind: 'digest.recall', payload: { id }, dueAt });
    await audit('digest.recall', `client:${clientId}`);
  });
  return dueAt;
}

/** Takes that back. */
export async function recallNot(ctx: Ctx, clientId: string): Promise<void> {
  await write(ctx, 'see', async ({ tx, audit }) => {
    const mine = { clientId, memberId: ctx.actor.id, firmId: ctx.firm.id };
    const rows = await tx.recall.findMany({ where: mine, select: { id: true } });
    if (rows.length === 0) throw new UserError('not-recalled', (w) => w.digests.client.recallGone);
    await tx.recall.deleteMany({ where: mine });
    // One that is just being sent finds nothing to tell.
    await tx.outbox.deleteMany({
      where: { key: { in: rows.map(({ id }) => keyOf(id)) }, state: 'pending', lease: null },
    });
    await audit('digest.recallNot', `client:${clientId}`);
  });
}

const done: Delivered = { ok: true, message: '' };
const idIn = (payload: unknown): string => (payload as { id: string }).id;

/** How it comes to its person: as they are by then, with what they may do by then. */
export const recallSender = (
  house: House,
  post: Post,
  card: (ctx: Ctx, clientId: string) => Promise<View>,
  clock: () => Date,
): Sender => ({
  send: async (payload, once) => {
    const row = await house.data.db.recall.findUnique({ where: { id: idIn(payload) } });
    if (!row) return done;
    const { platform, workspace, user, clientId } = row;
    const now = clock();
    const place = { platform: platform as PlatformName, workspace, user, isAdmin: async () => undefined };
    const who = await identify(house.data, place);
    // Whoever is not of the team any more, or does not see the client any more, is told nothing.
    if (who.actor.id !== row.memberId || who.firm.id !== row.firmId) return done;
    const system = contextOf(house, {
      firm: who.firm,
      actor: { kind: 'system', id: 'outbox' },
      locale: who.locale,
      from: 'outbox',
      now,
    });
    const ctx: Ctx = { ...system, ...who, w: words[who.locale], today: dayAt(now, who.firm.timeZone), place };
    if (!(await clientOf(ctx, clientId))) return done;
    return post(ctx, { platform, workspace, channel: user, direct: true }, await card(ctx, clientId), once);
  },
  sent: async (tx, payload, message) => {
    const row = await tx.recall.findUnique({ where: { id: idIn(payload) } });
    if (!row) return;
    const { firmId, clientId, platform, workspace, user } = row;
    const at = { platform, workspace, channel: user, direct: true };
    await keepStanding(tx, { firmId, clientIds: [clientId], kind: 'notice', at, message, now: clock() });
    await tx.recall.delete({ where: { id: row.id } });
  },
});

import { endGrant } from '../../accounts/service/end.ts';
import { newId } from '../../data/id.ts';
import { write } from '../../data/write.ts';
import { firmUnder } from '../../documents/service/kept.ts';
import { contextOf, type House } from '../../firms/context.ts';
import { cardChannels } from '../../firms/reads/channels.ts';
import type { Sender } from '../../jobs/sender.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import type { Address } from '../../kit/incoming.ts';
import type { Post } from '../../kit/post.ts';
import type { Locale } from '../../kit/words.ts';
import { closeDays } from '../schema.ts';
import { ofNobody } from '../subjects.ts';
import { accountsOnlyOf, eraseRest } from './account.ts';
import { applyFates } from './apply.ts';

const day = 86_400_000;

/** Sets when the firm's account ends: later, so that there is time to think again and to take everything along. Answers the instant. */
export const closeLater = (ctx: Ctx): Promise<Date> =>
  write(ctx, 'manage', async ({ tx, audit, enqueue, now }) => {
    const closesAt = new Date(now.getTime() + closeDays * day);
    const { count } = await tx.firm.updateMany({ where: { id: ctx.firm.id, closesAt: null }, data: { closesAt } });
    if (count === 1) {
      await audit('firm.closing', `firm:${ctx.firm.id}`, { closesAt });
      // Nobody is to find out by accident that a colleague has asked for it.
      for (const { platform, workspace, channel } of await cardChannels(tx, ctx.firm.id)) {
        const lane = `${platform}:${workspace}:${channel}`;
        const payload = { firmId: ctx.firm.id, platform, workspace, channel };
        await enqueue({ key: `closing:${ctx.firm.id}:${newId()}`, kind: 'rights.farewell', lane, payload });
      }
      return closesAt;
    }
    return (await tx.firm.findUniqueOrThrow({ where: { id: ctx.firm.id } })).closesAt ?? closesAt;
  });

/** Takes that back. */
export const keepOpen = (ctx: Ctx): Promise<void> =>
  write(ctx, 'manage', async ({ tx, audit }) => {
    const { count } = await tx.firm.updateMany({
      where: { id: ctx.firm.id, closesAt: { not: null }, closedAt: null },
      data: { closesAt: null },
    });
    if (count === 0) throw new UserError('not-closing', (w) => w.rights.firm.notClosing);
    await audit('firm.kept', `firm:${ctx.firm.id}`);
  });

const atOnce = 100;

/**
 * Begins the end: nobody enters any more, channels are told, and client by client whose data flowed is told and their authorisation goes
 * back. What was done stays done, so that it can be called again after a kill.
 */
async function beginEnd(ctx: Ctx): Promise<void> {
  const again = (): Ctx => ({ ...ctx, delivery: { key: null } });
  await write(again(), 'manage', async (door) => {
    const { tx, now, enqueue } = door;
    const { count } = await tx.firm.updateMany({
      where: { id: ctx.firm.id, closedAt: null },
      data: { closedAt: now, closesAt: now },
    });
    if (count === 0) return;
    await tx.schedule.deleteMany({ where: { firmId: ctx.firm.id } });
    await tx.chatIdentity.deleteMany({ where: { firmId: ctx.firm.id } });
    for (const follow of ctx.registry.given('firmEnding')) await follow(door, ctx.firm.id);
    for (const { platform, workspace, channel } of await cardChannels(tx, ctx.firm.id)) {
      const lane = `${platform}:${workspace}:${channel}`;
      const payload = { firmId: ctx.firm.id, platform, workspace, channel };
      await enqueue({ key: `farewell:${ctx.firm.id}:${lane}`, kind: 'rights.farewell', lane, payload });
    }
  });
  for (let count = atOnce; count === atOnce; ) {
    count = await write(again(), 'manage', async (door) => {
      const { tx } = door;
      const clients = await tx.client.findMany({
        where: { firmId: ctx.firm.id, OR: [{ situation: 'connected' }, { grant: { isNot: null } }] },
        select: { id: true, name: true, email: true, situation: true, account: { select: { email: true } } },
        take: atOnce,
      });
      for (const client of clients) {
        await endGrant(door, ctx.firm.id, client.id);
        if (client.situation !== 'connected') continue;
        await tx.client.updateMany({ where: { id: client.id }, data: { situation: 'disconnected' } });
        for (const follow of ctx.registry.given('connectionEnded')) await follow(door, ctx.firm.id, client);
      }
      return clients.length;
    });
  }
}

/** Whether anything of a firm must still leave the house. */
const isPending = async ({ data: { db } }: House, firmId: string): Promise<boolean> =>
  (await db.outbox.count({ where: { firmId, state: 'pending' } })) > 0 ||
  (await db.grant.count({ where: { firmId, state: 'ended' } })) > 0;

/** Removes everything of a firm: from the database, and then from where files are kept. */
async function endFirm(house: House, firmId: string): Promise<void> {
  const { db } = house.data;
  // Those who had no other firm here: an account with nobody to be connected to.
  for (const { id, email } of await accountsOnlyOf(db, firmId)) await eraseRest(house, { accountId: id, email });
  await db.$transaction((tx) => applyFates(tx, 'firm', ofNobody({ firmId })));
  await removeFiles(house, firmId);
  await house.data.truncateLog();
}

async function removeFiles({ files }: House, firmId: string): Promise<void> {
  if (!files || !firmId) return;
  for (const under of firmUnder(firmId)) await files.removeAll(under);
}

export type Ended = 'gone' | 'waiting';

/**
 * Ends a firm whose time has come. First all that others must be told leaves the house; then everything goes. `now`: what could not be
 * told is not waited for. Called again, after a kill or while messages wait, it goes on.
 */
export async function eraseFirm(house: House, firmId: string, at: Date, { now = false } = {}): Promise<Ended> {
  const firm = await house.data.db.firm.findUnique({ where: { id: firmId } });
  if (!firm) {
    await removeFiles(house, firmId);
    return 'gone';
  }
  const { id, name, timeZone, version, locale } = firm;
  const ctx = contextOf(house, {
    firm: { id, name, timeZone, version },
    actor: { kind: 'system', id: 'clock' },
    locale: locale as Locale,
    from: 'clock',
    now: at,
  });
  await beginEnd(ctx);
  const longEnough = firm.closedAt !== null && at.getTime() - firm.closedAt.getTime() > day;
  if (!now && !longEnough && (await isPending(house, id))) return 'waiting';
  await endFirm(house, id);
  house.log.info({ firm: id }, 'a firm has left; everything of it is gone');
  return 'gone';
}

/** Ends the firms whose time has come; the clock calls it. */
export async function endFirms(house: House, now: Date): Promise<void> {
  const due = await house.data.db.firm.findMany({ where: { closesAt: { lte: now } }, select: { id: true } });
  for (const { id } of due) await eraseFirm(house, id, now);
}

/** Tells a firm's channels that the account is about to end, and that it has. */
export const farewellSender = (house: House, post: Post, clock: () => Date): Sender => ({
  send: async (payload, once) => {
    const { firmId, ...address } = payload as Address & { firmId: string };
    const firm = await house.data.db.firm.findUnique({ where: { id: firmId } });
    if (!firm) return { ok: true, message: '' };
    const ctx = contextOf(house, {
      firm: { id: firm.id, name: firm.name, timeZone: firm.timeZone, version: firm.version },
      actor: { kind: 'system', id: 'outbox' },
      locale: firm.locale as Locale,
      from: 'outbox',
      now: clock(),
    });
    const say = ctx.w.rights.firm;
    const until = firm.closesAt && ctx.w.connections.instant(firm.closesAt, firm.timeZone);
    const text = firm.closedAt ? say.farewell(firm.name) : until ? say.closingSoon(firm.name, until) : '';
    // Somebody has changed their mind meanwhile.
    if (!text) return { ok: true, message: '' };
    const blocks = [{ kind: 'text' as const, text }];
    return post(ctx, address, { tone: 'warn', blocks }, once);
  },
});

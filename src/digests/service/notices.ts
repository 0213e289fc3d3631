import { contextOf, type House } from '../../firms/context.ts';
import type { Sender } from '../../jobs/sender.ts';
import type { Ctx } from '../../kit/ctx.ts';
import type { Address, Delivered, Once } from '../../kit/incoming.ts';
import type { Post } from '../../kit/post.ts';
import type { View } from '../../kit/view.ts';
import { batchOf, type Told } from '../reads/notices.ts';
import { type Elsewhere, elsewhereFor } from '../reads/paused.ts';
import { firmOf } from '../reads/place.ts';
import { type Failure, failureEvent } from './failures.ts';
import { pauseIn } from './pause.ts';
import { tell } from './tell.ts';

/** How notices are shown; handed in by the commands. */
export interface NoticeShowing {
  notices(ctx: Ctx, told: readonly Told[], total: number): View;
  paused(ctx: Ctx, elsewhere: Elsewhere, reason: string): View;
}

const nowhere: Delivered = { ok: false, gone: true, reason: 'there is nobody to be told any more' };
const done: Delivered = { ok: true, message: '' };

/** How instant notices and what befalls digests leave the process. `notice` is how a failed delivery is told where nobody chose a channel. */
export function noticeSenders(house: House, post: Post, showing: NoticeShowing, clock: () => Date, notice: Sender): Record<string, Sender> {
  const { data } = house;
  const ctxOf = async (firmId: string): Promise<Ctx | undefined> => {
    const firm = await firmOf(data, firmId);
    return (
      firm &&
      contextOf(house, {
        firm: { id: firm.id, name: firm.name, timeZone: firm.timeZone, version: firm.version },
        actor: { kind: 'system', id: 'outbox' },
        locale: firm.locale,
        from: 'outbox',
        now: clock(),
      })
    );
  };
  /** The first place that takes it. */
  const toFirst = async (ctx: Ctx, addresses: readonly Address[], view: View, once: Once): Promise<Delivered> => {
    for (const address of addresses) {
      const delivered = await post(ctx, address, view, once);
      if (delivered.ok || !delivered.gone) return delivered;
    }
    return nowhere;
  };

  return {
    notices: {
      send: async (payload, once) => {
        const { batchId } = payload as { batchId: string };
        // Closed first: whoever is about to join is waited for, and whoever comes later opens another.
        await data.db.$transaction((tx) => tx.noticeBatch.updateMany({ where: { id: batchId }, data: { openKey: null } }));
        const batch = await batchOf(data, batchId);
        const ctx = batch && (await ctxOf(batch.firmId));
        if (!batch || !ctx || batch.told.length === 0) return done;
        const { platform, workspace, channel } = batch;
        return post(ctx, { platform, workspace, channel }, showing.notices(ctx, batch.told, batch.total), once);
      },
      // Told, an event is kept nowhere but in the channel.
      sent: async (tx, payload) => {
        await tx.noticeBatch.deleteMany({ where: { id: (payload as { batchId: string }).batchId } });
      },
    },
    'digest.paused': {
      send: async (payload, once) => {
        const { scheduleId, reason } = payload as { scheduleId: string; reason: string };
        const elsewhere = await elsewhereFor(data, scheduleId);
        const ctx = elsewhere && (await ctxOf(elsewhere.schedule.firmId));
        return ctx ? toFirst(ctx, elsewhere.addresses, showing.paused(ctx, elsewhere, reason), once) : nowhere;
      },
    },
    // What the outbox put aside: a digest pauses its schedule; the rest is told where the firm chose to be told, or else where it can.
    notice: {
      ...notice,
      send: async (payload, once) => {
        const failure = payload as Failure;
        if (await pausedBy(failure)) return done;
        if (failure.kind === 'notices') await unwatch(failure);
        const ctx = failure.kind === 'notices' ? undefined : await ctxOf(failure.firmId);
        const event = ctx && (await failureEvent(house, ctx, failure));
        const told = event && (await data.db.$transaction((tx) => tell({ tx, now: clock() }, failure.firmId, 'failed', [event])));
        // Where no channel takes notices, whoever can be reached is told.
        return told ? done : notice.send(payload, once);
      },
    },
  };

  /** A channel that takes no notices any more is told of nothing any more. */
  async function unwatch({ firmId, key }: Failure): Promise<void> {
    const batch = await data.db.noticeBatch.findFirst({ where: { id: key.replace(/^notices:/, ''), firmId } });
    if (!batch) return;
    const { platform, workspace, channel } = batch;
    await data.db.$transaction(async (tx) => {
      await tx.noticeRule.deleteMany({ where: { firmId, platform, workspace, channel } });
      await tx.noticeBatch.deleteMany({ where: { id: batch.id } });
    });
  }

  /** Whether it was a digest, whose schedule is then paused: by whoever comes first, however many of its messages fail. */
  async function pausedBy({ firmId, kind, key, reason }: Failure): Promise<boolean> {
    const [, id] = /^(?:mail:)?digest:([^:]+)$/.exec(key) ?? [];
    if (!id || (kind !== 'digest.post' && kind !== 'mail')) return false;
    const digest = await data.db.digest.findFirst({ where: { id, firmId }, include: { run: { include: { schedule: true } } } });
    const schedule = digest?.run.schedule;
    // Somebody has given it another place meanwhile; or one of several analysts cannot be reached, who must not silence the others.
    if (!schedule || (schedule.place !== 'member' && schedule.channel !== digest.channel)) return false;
    await data.db.$transaction((tx) => pauseIn(tx, schedule, 'gone', clock(), reason));
    data.afterWrite?.();
    return true;
  }
}

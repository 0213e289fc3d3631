import { contextOf, type House } from '../../firms/context.ts';
import { firmOf } from '../../firms/reads/firm.ts';
import type { Sender, Senders } from '../../jobs/sender.ts';
import type { Ctx } from '../../kit/ctx.ts';
import type { Delivered } from '../../kit/incoming.ts';
import type { Post } from '../../kit/post.ts';
import type { View } from '../../kit/view.ts';
import { batchOf, type NoticeDetail } from '../reads/notices.ts';
import { failed } from './failed.ts';
import { type Failure, failureEvent } from './failures.ts';
import { keepStanding } from './posted.ts';
import { tell } from './tell.ts';

/** What is handed in: how notices are shown, and who else deals with a message that was put aside. */
export interface NoticeParts {
  show(ctx: Ctx, told: readonly NoticeDetail[], total: number): View;
  /** True when it is dealt with: it is told in another way, and not as a failed delivery. */
  handled(failure: Failure): Promise<boolean>;
  /** How a failed delivery is told where no channel takes notices. */
  fallback: Sender;
}

const done: Delivered = { ok: true, message: '' };

/** The context in which something is told that nobody asked for just now. */
export async function tellingCtx(house: House, firmId: string, now: Date): Promise<Ctx | undefined> {
  const firm = await firmOf(house.data, firmId);
  return (
    firm &&
    contextOf(house, {
      firm: { id: firm.id, name: firm.name, timeZone: firm.timeZone, version: firm.version },
      actor: { kind: 'system', id: 'outbox' },
      locale: firm.locale,
      from: 'outbox',
      now,
    })
  );
}

/** How instant notices leave the process, and what becomes of messages that the outbox has put aside. */
export function noticeSenders(house: House, post: Post, parts: NoticeParts, clock: () => Date): Senders {
  const { data } = house;
  const ctxOf = (firmId: string) => tellingCtx(house, firmId, clock());

  /** Whom a message that is on its way names. */
  const named = new Map<string, readonly string[]>();

  return {
    notices: {
      send: async (payload, once) => {
        const { batchId } = payload as { batchId: string };
        // Closed first: whoever is about to join is waited for, and whoever comes later opens another.
        await data.db.$transaction((tx) =>
          tx.noticeBatch.updateMany({ where: { id: batchId }, data: { openKey: null } }),
        );
        const batch = await batchOf(house, batchId);
        const ctx = batch && (await ctxOf(batch.firmId));
        if (!batch || !ctx || batch.told.length === 0) return done;
        const { platform, workspace, channel } = batch;
        named.set(
          batchId,
          batch.told.flatMap((each) => each.about ?? []),
        );
        return post(ctx, { platform, workspace, channel }, parts.show(ctx, batch.told, batch.total), once);
      },
      // Told, an event is kept nowhere but in the channel.
      sent: async (tx, payload, message) => {
        const { batchId } = payload as { batchId: string };
        const batch = await tx.noticeBatch.findUnique({ where: { id: batchId } });
        if (!batch) return;
        // As it was when it was shown: who is erased meanwhile has no event left.
        const clientIds = named.get(batchId) ?? [];
        named.delete(batchId);
        const { firmId, platform, workspace, channel } = batch;
        await keepStanding(tx, {
          firmId,
          clientIds,
          kind: 'notice',
          at: { platform, workspace, channel },
          message,
          now: clock(),
        });
        await tx.noticeBatch.deleteMany({ where: { id: batchId } });
      },
    },
    // What the outbox put aside is told where the firm chose to be told, or else where it can.
    notice: {
      ...parts.fallback,
      send: async (payload, once) => {
        const failure = payload as Failure;
        if (await parts.handled(failure)) return done;
        if (failure.kind === 'notices') await unwatch(failure);
        const ctx = failure.kind === 'notices' ? undefined : await ctxOf(failure.firmId);
        const event = ctx && (await failureEvent(house, ctx, failure));
        const told =
          event && (await data.db.$transaction((tx) => tell({ tx, now: clock() }, failure.firmId, failed, [event])));
        // Where no channel takes notices, whoever can be reached is told.
        return told ? done : parts.fallback.send(payload, once);
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
}

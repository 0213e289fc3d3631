import type { Data } from '../../data/client.ts';
import type { House } from '../../firms/context.ts';
import type { Sender } from '../../jobs/sender.ts';
import type { Ctx } from '../../kit/ctx.ts';
import type { Address, Delivered, Once } from '../../kit/incoming.ts';
import type { Post } from '../../kit/post.ts';
import type { View } from '../../kit/view.ts';
import type { Failure } from '../../notices/service/failures.ts';
import { tellingCtx } from '../../notices/service/senders.ts';
import { type Elsewhere, elsewhereFor } from '../reads/paused.ts';
import { pauseIn } from './pause.ts';

const nowhere: Delivered = { ok: false, gone: true, reason: 'there is nobody to be told any more' };

/** How the admins hear that a schedule was paused; `show` is handed in by the commands. */
export function pausedSender(
  house: House,
  post: Post,
  show: (ctx: Ctx, elsewhere: Elsewhere, reason: string) => View,
  clock: () => Date,
): Sender {
  /** The first place that takes it. */
  const toFirst = async (ctx: Ctx, addresses: readonly Address[], view: View, once: Once): Promise<Delivered> => {
    for (const address of addresses) {
      const delivered = await post(ctx, address, view, once);
      if (delivered.ok || !delivered.gone) return delivered;
    }
    return nowhere;
  };
  return {
    send: async (payload, once) => {
      const { scheduleId, reason } = payload as { scheduleId: string; reason: string };
      const elsewhere = await elsewhereFor(house.data, scheduleId);
      const ctx = elsewhere && (await tellingCtx(house, elsewhere.schedule.firmId, clock()));
      return ctx ? toFirst(ctx, elsewhere.addresses, show(ctx, elsewhere, reason), once) : nowhere;
    },
  };
}

/** Whether a message that was put aside was a digest's, whose schedule is then paused: once, however many of its messages fail. */
export async function pauseAfter(data: Data, now: Date, { firmId, kind, key, reason }: Failure): Promise<boolean> {
  const [, id] = /^(?:mail:)?digest:([^:]+)$/.exec(key) ?? [];
  if (!id || (kind !== 'digest.post' && kind !== 'mail')) return false;
  const digest = await data.db.digest.findFirst({
    where: { id, firmId },
    include: { run: { include: { schedule: true } } },
  });
  const schedule = digest?.run.schedule;
  // Somebody has given it another place meanwhile; or one of several analysts cannot be reached, who must not silence the others.
  if (!schedule || (schedule.place !== 'member' && schedule.channel !== digest.channel)) return false;
  await data.db.$transaction((tx) => pauseIn(tx, schedule, 'gone', now, reason));
  data.afterWrite?.();
  return true;
}

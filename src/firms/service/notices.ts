import type { Sender } from '../../jobs/sender.ts';
import type { Delivered } from '../../kit/incoming.ts';
import type { Post } from '../../kit/post.ts';
import type { Locale } from '../../kit/words.ts';
import { contextOf, type House } from '../context.ts';

/** What the outbox tells a firm's admins about a message that it has put aside. */
interface Failure {
  firmId: string;
  kind: string;
  key: string;
  reason: string;
}

/** Posts a failed delivery to a channel of the firm: the first that is still there, for the failure may be that one is not. */
export const noticeSender = (house: House, post: Post, clock: () => Date): Sender => ({
  send: async (payload, once) => {
    const { firmId, kind, reason } = payload as Failure;
    const firm = await house.data.db.firm.findUnique({
      where: { id: firmId },
      include: { workspaces: { where: { channel: { not: null }, leftAt: null } } },
    });
    const nowhere: Delivered = { ok: false, gone: true, reason: 'the firm has no channel for notices' };
    if (!firm) return nowhere;
    const ctx = contextOf(house, {
      firm: { id: firm.id, name: firm.name, timeZone: firm.timeZone, version: firm.version },
      actor: { kind: 'system', id: 'outbox' },
      locale: firm.locale as Locale,
      from: 'outbox',
      now: clock(),
    });
    const text = ctx.w.notices.deliveryFailed(kind, reason);
    for (const { platform, workspace, channel } of firm.workspaces) {
      const address = { platform, workspace, channel: channel ?? '' };
      const delivered = await post(ctx, address, { tone: 'bad', blocks: [{ kind: 'text', text }] }, once);
      if (delivered.ok || !delivered.gone) return delivered;
    }
    return nowhere;
  },
});

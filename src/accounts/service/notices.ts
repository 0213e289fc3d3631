import { openClient } from '../../clients/presses.ts';
import { contextOf, type House } from '../../firms/context.ts';
import type { Sender } from '../../jobs/sender.ts';
import type { Delivered } from '../../kit/incoming.ts';
import type { Post } from '../../kit/post.ts';
import { cut } from '../../kit/text.ts';
import type { Locale } from '../../kit/words.ts';
import { keepStanding } from '../../notices/service/posted.ts';
import type { GrantState } from '../schema.ts';

const nowhere: Delivered = { ok: false, gone: true, reason: 'there is no such client, workspace or channel any more' };

/** A Slack channel takes about a message a second; the others are quicker. */
const pace = 1000;

/** Tells a firm's channel what became of a client's authorisation, and what to do about it. */
export const grantNoticeSender = (house: House, post: Post, clock: () => Date): Sender => ({
  pace,
  send: async (payload, once) => {
    const { workspaceId, clientId, state } = payload as { workspaceId: string; clientId: string; state: GrantState };
    const { db } = house.data;
    const workspace = await db.workspace.findUnique({ where: { id: workspaceId }, include: { firm: true } });
    const client =
      workspace && (await db.client.findFirst({ where: { id: clientId, firmId: workspace.firmId, deletedAt: null } }));
    if (!workspace?.channel || !client) return nowhere;
    const { firm, platform, channel } = workspace;
    const ctx = contextOf(house, {
      firm: { id: firm.id, name: firm.name, timeZone: firm.timeZone, version: firm.version },
      actor: { kind: 'system', id: 'outbox' },
      locale: firm.locale as Locale,
      from: 'outbox',
      now: clock(),
    });
    const text = ctx.w.accounts.notice[state](cut(client.name, 100));
    const tone = state === 'active' ? 'good' : 'warn';
    const button = { label: ctx.w.accounts.openCard, press: openClient.press({ id: clientId }) };
    const blocks = [
      { kind: 'text' as const, text },
      { kind: 'buttons' as const, buttons: [button] },
    ];
    return post(ctx, { platform, workspace: workspace.workspace, channel }, { tone, blocks }, once);
  },
  sent: async (tx, payload, message) => {
    const { workspaceId, clientId } = payload as { workspaceId: string; clientId: string };
    const there = await tx.workspace.findUnique({ where: { id: workspaceId } });
    if (!there?.channel) return;
    const { firmId, platform, workspace, channel } = there;
    await keepStanding(tx, {
      firmId,
      clientIds: [clientId],
      kind: 'notice',
      at: { platform, workspace, channel },
      message,
      now: clock(),
    });
  },
});

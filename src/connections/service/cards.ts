import type { Tx } from '../../data/client.ts';
import { newId } from '../../data/id.ts';
import { contextOf, type House } from '../../firms/context.ts';
import type { Sender } from '../../jobs/sender.ts';
import type { Ctx } from '../../kit/ctx.ts';
import type { Delivered } from '../../kit/incoming.ts';
import type { Post } from '../../kit/post.ts';
import { cut } from '../../kit/text.ts';
import type { View } from '../../kit/view.ts';
import type { Locale } from '../../kit/words.ts';
import type { Request } from '../schema.ts';

/** How a request is shown; handed in by the commands, which mint its buttons. */
type Show = (ctx: Ctx, request: Request) => Promise<View>;

interface CardPayload {
  requestId: string;
  workspaceId: string;
}

const nowhere: Delivered = { ok: false, gone: true, reason: 'there is no such request, workspace or channel any more' };

/** A Slack channel takes about a message a second; the others are quicker. */
const pace = 1000;

/** How the cards and notices of connections leave the process: always as the request stands at that moment. */
export function cardSenders(house: House, post: Post, show: Show, clock: () => Date): Record<string, Sender> {
  const { db } = house.data;
  const systemCtx = async (firmId: string): Promise<Ctx> => {
    const firm = await db.firm.findUniqueOrThrow({ where: { id: firmId } });
    return contextOf(house, {
      firm: { id: firm.id, name: firm.name, timeZone: firm.timeZone, version: firm.version },
      actor: { kind: 'system', id: 'outbox' },
      locale: firm.locale as Locale,
      from: 'outbox',
      now: clock(),
    });
  };
  const load = async ({ requestId, workspaceId }: CardPayload) => {
    const workspace = await db.workspace.findUnique({ where: { id: workspaceId } });
    const request = (await db.connectionRequest.findUnique({ where: { id: requestId } })) as Request | null;
    if (!workspace?.channel || !request || request.firmId !== workspace.firmId) return undefined;
    const { platform, workspace: team, channel } = workspace;
    return { ctx: await systemCtx(workspace.firmId), request, address: { platform, workspace: team, channel } };
  };

  return {
    'card.post': {
      pace,
      send: async (payload, once) => {
        const there = await load(payload as CardPayload);
        return there ? post(there.ctx, there.address, await show(there.ctx, there.request), once) : nowhere;
      },
      sent: async (tx: Tx, payload, message) => {
        const { requestId, workspaceId } = payload as CardPayload;
        const workspace = await tx.workspace.findUnique({ where: { id: workspaceId } });
        const request = await tx.connectionRequest.findUnique({ where: { id: requestId } });
        if (!workspace?.channel || !request) return;
        const id = newId();
        const { firmId, platform, workspace: team, channel } = workspace;
        await tx.postedCard.create({ data: { id, firmId, requestId, platform, workspace: team, channel, message, createdAt: clock() } });
        if (request.state === 'pending') return;
        // Decided while the card was on its way: nobody knew of the card then.
        await tx.outbox.create({
          data: {
            id: newId(),
            key: `card:${id}:posted`,
            firmId,
            kind: 'card.update',
            lane: `${platform}:${team}:${channel}`,
            payload: JSON.stringify({ cardId: id }),
            dueAt: clock(),
            createdAt: clock(),
          },
        });
      },
    },
    'card.update': {
      pace,
      send: async (payload, once) => {
        const card = await db.postedCard.findUnique({ where: { id: (payload as { cardId: string }).cardId } });
        const request = card && ((await db.connectionRequest.findUnique({ where: { id: card.requestId } })) as Request | null);
        if (!card || !request) return nowhere;
        const { platform, workspace, channel, message } = card;
        const ctx = await systemCtx(card.firmId);
        return post(ctx, { platform, workspace, channel, message }, await show(ctx, request), once);
      },
    },
    'request.expired': {
      pace,
      send: async (payload, once) => {
        const there = await load(payload as CardPayload);
        if (!there) return nowhere;
        const { ctx, request, address } = there;
        const text = ctx.w.connections.noticeExpired(cut(request.companyName, 100), request.email);
        return post(ctx, address, { tone: 'warn', blocks: [{ kind: 'text', text }] }, once);
      },
    },
  };
}

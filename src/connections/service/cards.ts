import type { Tx } from '../../data/client.ts';
import { newId } from '../../data/id.ts';
import { contextOf, type House } from '../../firms/context.ts';
import type { Senders } from '../../jobs/sender.ts';
import type { Ctx } from '../../kit/ctx.ts';
import type { Delivered } from '../../kit/incoming.ts';
import type { Post } from '../../kit/post.ts';
import { cut } from '../../kit/text.ts';
import type { Block, View } from '../../kit/view.ts';
import type { Locale } from '../../kit/words.ts';
import { renew } from '../presses.ts';
import type { Request } from '../schema.ts';
import { holdRequest } from './decide.ts';

/** How a request is shown; handed in by the commands, which mint its buttons. */
type Show = (ctx: Ctx, request: Request) => Promise<View>;

type Standing = Pick<Request, 'sentAt' | 'endedAt' | 'clientId' | 'firmId'> & { state: string };

interface CardPayload {
  requestId: string;
  workspaceId: string;
}

const nowhere: Delivered = { ok: false, gone: true, reason: 'there is no such request, workspace or channel any more' };

/** A Slack channel takes about a message a second; the others are quicker. */
const pace = 1000;

/** How the cards and notices of connections leave the process: always as the request stands at that moment. */
export function cardSenders(house: House, post: Post, show: Show, clock: () => Date): Senders {
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

  /** What a try showed, until the row that it came from is marked. */
  const shown = new WeakMap<object, { state: string; face: string }>();
  /** All of a request that its card tells and that changes: also what came of it, and how the client's authorisation stands. */
  async function faceOf(
    tx: Pick<Tx, 'grant'>,
    { state, sentAt, endedAt, clientId, firmId }: Standing,
  ): Promise<string> {
    const grant =
      clientId && (await tx.grant.findFirst({ where: { clientId, firmId }, select: { state: true, status: true } }));
    return JSON.stringify([state, sentAt, endedAt, grant]);
  }

  return {
    'card.post': {
      pace,
      send: async (payload, once) => {
        const there = await load(payload as CardPayload);
        if (!there) return nowhere;
        shown.set(payload as object, { state: there.request.state, face: await faceOf(db, there.request) });
        return post(there.ctx, there.address, await show(there.ctx, there.request), once);
      },
      sent: async (tx: Tx, payload, message) => {
        const { requestId, workspaceId } = payload as CardPayload;
        const told = shown.get(payload as object);
        await holdRequest(tx, requestId);
        const workspace = await tx.workspace.findUnique({ where: { id: workspaceId } });
        const request = await tx.connectionRequest.findUnique({ where: { id: requestId } });
        if (!workspace?.channel || !request) return;
        const id = newId();
        const { firmId, platform, workspace: team, channel } = workspace;
        const stands = { platform, workspace: team, channel, message, told: told?.state ?? '' };
        await tx.postedCard.create({ data: { id, firmId, requestId, ...stands, createdAt: clock() } });
        if (told ? told.face === (await faceOf(tx, request)) : request.state === 'pending') return;
        // Decided or corrected, or ended, while the card was on its way: nobody knew of the card then.
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
        const request =
          card && ((await db.connectionRequest.findUnique({ where: { id: card.requestId } })) as Request | null);
        if (!card || !request) return nowhere;
        shown.set(payload as object, { state: request.state, face: '' });
        const { platform, workspace, channel, message } = card;
        const ctx = await systemCtx(card.firmId);
        return post(ctx, { platform, workspace, channel, message }, await show(ctx, request), once);
      },
      sent: async (tx, payload) => {
        const told = shown.get(payload as object);
        if (told)
          await tx.postedCard.updateMany({
            where: { id: (payload as { cardId: string }).cardId },
            data: { told: told.state },
          });
      },
    },
    'request.expired': {
      pace,
      send: async (payload, once) => {
        const there = await load(payload as CardPayload);
        if (!there) return nowhere;
        const { ctx, request, address } = there;
        const text = ctx.w.connections.noticeExpired(cut(request.companyName, 100), request.email);
        const again = { label: ctx.w.connections.resend, press: renew.press({ id: request.id }) };
        const blocks: Block[] = [
          { kind: 'text', text },
          { kind: 'buttons', buttons: [again] },
        ];
        return post(ctx, address, { tone: 'warn', blocks }, once);
      },
    },
  };
}

/** How long an update may take before somebody looks after it, in milliseconds; and how many cards a look brings up to date. */
const patience = 2 * 60_000;
const most = 500;

/**
 * Finds the cards that still offer to decide what has been decided, and brings them up to date once more: whatever kept the update from
 * them. Each once for what it should tell, so that a message which is gone is not tried for ever.
 */
export async function sweepCards({ data }: House, now: Date): Promise<number> {
  const before = new Date(now.getTime() - patience);
  const rows = await data.db.$transaction(
    (tx) => tx.$queryRaw<{ id: string; firmId: string; lane: string; state: string }[]>`
      SELECT c."id", c."firmId", c."platform" || ':' || c."workspace" || ':' || c."channel" AS "lane", r."state"
      FROM "PostedCard" c JOIN "ConnectionRequest" r ON r."id" = c."requestId"
      WHERE c."told" = 'pending' AND r."state" <> 'pending' AND r."decidedAt" < ${before}
        AND NOT EXISTS (SELECT 1 FROM "Outbox" o WHERE o."key" = 'card:' || c."id" || ':swept:' || r."state") LIMIT ${most}`,
  );
  if (rows.length === 0) return 0;
  await data.db.$transaction(async (tx) => {
    for (const { id, firmId, lane, state } of rows) {
      const key = `card:${id}:swept:${state}`;
      const row = {
        id: newId(),
        key,
        firmId,
        kind: 'card.update',
        lane,
        payload: JSON.stringify({ cardId: id }),
        dueAt: now,
        createdAt: now,
      };
      await tx.outbox.upsert({ where: { key }, create: row, update: {} });
    }
  });
  data.afterWrite?.();
  return rows.length;
}

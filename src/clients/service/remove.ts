import { write } from '../../data/write.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { waitingAt } from '../gates.ts';
import { type HistoryEntry, lastDeed } from '../reads/client.ts';

/** How long a deletion can be undone, in milliseconds. */
export const undoable = 60 * 60_000;

export type Removed =
  | { kind: 'removed'; name: string; at: number }
  | { kind: 'connected' | 'invited' | 'gone' }
  | { kind: 'already'; by: HistoryEntry | undefined };

/** Takes a client out of the portfolio; for an hour it can be put back, as it was. */
export async function removeClient(ctx: Ctx, id: string): Promise<Removed> {
  const mine = { id, firmId: ctx.firm.id };
  const removed = await write<Exclude<Removed, { kind: 'already' }> | { kind: 'already' }>(
    ctx,
    'delete',
    async ({ tx, audit, portfolioChanged }) => {
      const { count } = await tx.client.updateMany({
        where: { ...mine, deletedAt: null, situation: { not: 'connected' }, requests: { none: waitingAt(ctx.now) } },
        data: { deletedAt: ctx.now, updatedAt: ctx.now },
      });
      const client = await tx.client.findFirst({
        where: mine,
        select: { name: true, situation: true, deletedAt: true },
      });
      if (!client) return { kind: 'gone' };
      if (count === 0)
        return { kind: client.deletedAt ? 'already' : client.situation === 'connected' ? 'connected' : 'invited' };
      await audit('client.delete', `client:${id}`);
      await portfolioChanged();
      return { kind: 'removed', name: client.name, at: ctx.now.getTime() };
    },
  );
  return removed.kind === 'already'
    ? { kind: 'already', by: await lastDeed(ctx, id, { verbs: ['client.delete'] }) }
    : removed;
}

export type Restored =
  | { kind: 'restored'; name: string }
  | { kind: 'late' }
  | { kind: 'already'; by: HistoryEntry | undefined };

/** Puts back a client that was deleted at `at`, unless it is too late or somebody has done it. */
export async function restoreClient(ctx: Ctx, id: string, at: number): Promise<Restored> {
  const mine = { id, firmId: ctx.firm.id };
  const restored = await write<Exclude<Restored, { kind: 'already' }> | { kind: 'already' }>(
    ctx,
    'delete',
    async ({ tx, audit, portfolioChanged }) => {
      const inTime = ctx.now.getTime() - at <= undoable;
      const { count } = inTime
        ? await tx.client.updateMany({
            where: { ...mine, deletedAt: new Date(at) },
            data: { deletedAt: null, updatedAt: ctx.now },
          })
        : { count: 0 };
      const client = await tx.client.findFirst({ where: mine, select: { name: true, deletedAt: true } });
      if (count === 0) return { kind: client && !client.deletedAt ? 'already' : 'late' };
      await audit('client.restore', `client:${id}`);
      await portfolioChanged();
      return { kind: 'restored', name: client!.name };
    },
  );
  return restored.kind === 'already'
    ? { kind: 'already', by: await lastDeed(ctx, id, { verbs: ['client.restore'] }) }
    : restored;
}

import { type Write, write } from '../../data/write.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import type { Request } from '../schema.ts';
import { showBefore } from './bind.ts';
import { alreadyDecided, decide, holdRequest, notFound } from './decide.ts';

/** So long the letter of an invitation waits, in milliseconds: until then it can be taken back as if it had never been. */
export const letterWaits = 10_000;

/** What came of taking an invitation back. `gone`: its letter has left, and nothing was done. */
export type Undone = { kind: 'undone'; request: Request } | { kind: 'gone'; request: Request };

/** What the invitation did to the client it is for: made it, or brought it back that was deleted then. */
async function doneFor(
  tx: Write['tx'],
  { id, firmId, clientId }: Request,
): Promise<{ made?: boolean; revived?: number }> {
  const where = { firmId, verb: 'connection.invite', subject: `client:${clientId}`, detail: { contains: id } };
  const trace = await tx.audit.findFirst({ where, select: { detail: true } });
  return trace ? (JSON.parse(trace.detail) as { made?: boolean; revived?: number }) : {};
}

/**
 * Takes an invitation back whose letter still waits: with the letter, the cards that wait, and the client that was made for it. Whoever
 * sends the letter takes its row first, so that of the two one happens. A card that stands somewhere already tells that it was cancelled. Of
 * several letters of which one has left none is taken back.
 */
export async function undoInvitation(ctx: Ctx, id: string): Promise<Undone> {
  try {
    return await takeBack(ctx, id);
  } catch (error) {
    if (!(error instanceof UserError && error.code === 'left')) throw error;
    const where = { id, firmId: ctx.firm.id, state: 'pending' };
    const request = (await ctx.data.db.connectionRequest.findFirst({ where })) as Request | null;
    if (!request) throw error;
    return { kind: 'gone', request };
  }
}

const takeBack = (ctx: Ctx, id: string): Promise<Undone> =>
  write(ctx, 'invite', async (door): Promise<Undone> => {
    const { tx } = door;
    const firmId = ctx.firm.id;
    await holdRequest(tx, id);
    const request = (await tx.connectionRequest.findFirst({
      where: { id, firmId, direction: 'firm_to_client' },
    })) as Request | null;
    if (!request) throw notFound();
    if (request.state !== 'pending') throw await alreadyDecided(door, ctx, request);
    const waits = { firmId, state: 'pending', claims: 0, lease: null };
    const links = await tx.link.findMany({ where: { requestId: id }, select: { hash: true } });
    const letters = links.map(({ hash }) => `mail:invitation:${hash}`);
    const { count } = await tx.outbox.deleteMany({ where: { ...waits, key: { in: letters } } });
    if (count < letters.length) {
      // Out of the transaction: what was deleted stays.
      if (count > 0) throw new UserError('left', (w) => w.connections.undoLate);
      return { kind: 'gone', request };
    }
    const key = { startsWith: `card:${id}:` };
    await tx.outbox.deleteMany({ where: { ...waits, kind: 'card.post', key } });
    const shown =
      (await tx.postedCard.count({ where: { requestId: id } })) +
      (await tx.outbox.count({ where: { firmId, kind: 'card.post', key } }));
    if (shown > 0) await decide(door, ctx, id, 'cancel');
    await showBefore(door, ctx, request);
    if (shown === 0) {
      await tx.connectionRequest.delete({ where: { id } });
      const { made, revived } = request.clientId ? await doneFor(tx, request) : {};
      const where = { id: request.clientId ?? '', firmId };
      if (made) await tx.client.deleteMany({ where: { ...where, requests: { none: {} }, license: { is: null } } });
      // Deleted as of then: for what is left of its hour it can be put back.
      if (revived !== undefined)
        await tx.client.updateMany({
          where: { ...where, deletedAt: null, requests: { none: { state: 'pending' } } },
          data: { deletedAt: new Date(revived), updatedAt: ctx.now },
        });
    }
    await door.portfolioChanged();
    await door.audit('connection.undo', `request:${id}`);
    return { kind: 'undone', request };
  });

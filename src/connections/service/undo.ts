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

/** Whether the invitation has made the client it is for. */
async function madeFor(tx: Write['tx'], { id, firmId, clientId }: Request): Promise<boolean> {
  const where = { firmId, verb: 'connection.invite', subject: `client:${clientId}`, detail: { contains: id } };
  const trace = await tx.audit.findFirst({ where, select: { detail: true } });
  return trace !== null && (JSON.parse(trace.detail) as { made?: boolean }).made === true;
}

/**
 * Takes an invitation back whose letter still waits: with the letter, the cards that wait, and the client that was made for it. Whoever
 * sends the letter takes its row first, so that of the two one happens. A card that stands somewhere already tells that it was cancelled.
 */
export const undoInvitation = (ctx: Ctx, id: string): Promise<Undone> =>
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
      // One of several has left: none is taken back.
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
      if (request.clientId && (await madeFor(tx, request)))
        await tx.client.deleteMany({
          where: { id: request.clientId, firmId, requests: { none: {} }, license: { is: null } },
        });
    }
    await door.portfolioChanged();
    await door.audit('connection.undo', `request:${id}`);
    return { kind: 'undone', request };
  });

import type { GrantState } from '../../accounts/schema.ts';
import type { Write } from '../../data/write.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { followCards } from './decide.ts';
import { tellAccess } from './letters.ts';

/** An authorisation has changed: the cards by which the client was connected say so, and the admins are written to when it has ended. */
export async function followAccess(door: Write, ctx: Ctx, clientId: string, state: GrantState): Promise<void> {
  const where = { clientId, firmId: ctx.firm.id, state: 'accepted', endedAt: null };
  for (const { id } of await door.tx.connectionRequest.findMany({ where, select: { id: true } }))
    await followCards(door, id);
  // Nothing is read until the client does something: the admins hear of it wherever they are, without anybody having chosen it.
  if (state === 'revoked' || state === 'expired') await tellAccess(door, ctx, clientId, state);
}

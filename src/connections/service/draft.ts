import { draftLife, sealDraft } from '../../data/drafts.ts';
import { newId } from '../../data/id.ts';
import { readPayload } from '../../data/payload.ts';
import { write } from '../../data/write.ts';
import type { Ctx } from '../../kit/ctx.ts';

/** Keeps what somebody has typed and not sent, sealed: the buttons of its preview carry the id. */
export const keepDraft = (ctx: Ctx, input: { clientId?: string }): Promise<string> =>
  write({ ...ctx, delivery: { key: null } }, 'invite', async ({ tx, now }) => {
    const id = newId();
    const data = sealDraft(ctx.secret, input);
    const expiresAt = new Date(now.getTime() + draftLife);
    await tx.draft.create({
      data: { id, firmId: ctx.firm.id, memberId: ctx.actor.id, clientId: input.clientId ?? null, data, expiresAt },
    });
    return id;
  });

/** What was typed; undefined when it is forgotten, or whoever it was about was erased. */
export async function readDraft(ctx: Ctx, id: string): Promise<unknown> {
  const row = await ctx.data.db.draft.findFirst({ where: { id, firmId: ctx.firm.id, expiresAt: { gt: ctx.now } } });
  return row ? readPayload(row.data, ctx.secret) : undefined;
}

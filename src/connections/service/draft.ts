import { newId } from '../../data/id.ts';
import { write } from '../../data/write.ts';
import { readPayload } from '../../jobs/payload.ts';
import type { Ctx } from '../../kit/ctx.ts';

/** A preview can be sent for so long; then what was typed is forgotten. */
const life = 7 * 86_400_000;

/** Keeps what somebody has typed and not sent, sealed: the buttons of its preview carry the id. */
export const keepDraft = (ctx: Ctx, input: { clientId?: string }): Promise<string> =>
  write({ ...ctx, delivery: { key: null } }, 'invite', async ({ tx, now }) => {
    const id = newId();
    const data = JSON.stringify({ sealed: ctx.secret.seal(JSON.stringify(input)) });
    const expiresAt = new Date(now.getTime() + life);
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

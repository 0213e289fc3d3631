import { z } from 'zod';
import { sealDraft } from '../../data/drafts.ts';
import { newId } from '../../data/id.ts';
import { readPayload } from '../../data/payload.ts';
import { hashToken } from '../../data/secret.ts';
import { write } from '../../data/write.ts';
import type { House } from '../../firms/context.ts';
import { newCode, readCode } from '../../firms/schema.ts';
import type { Ctx } from '../../kit/ctx.ts';

/** A code that proves on the consent page who sits there, in minutes. */
export const codeMinutes = 10;

const under = (code: string): string => `assistant-seat:${hashToken(code)}`;

const seat = z.object({
  firmId: z.string(),
  memberId: z.string(),
  platform: z.string(),
  workspace: z.string(),
  user: z.string(),
});
/** Whose chat it is. */
export type AssistantSeat = z.infer<typeof seat>;

/** Made by a press in one's own chat, shown there, and typed on the page: once. A newer one ends those before it. */
export const makeCode = (ctx: Ctx): Promise<string> =>
  write(ctx, 'see', async ({ tx, audit }) => {
    const code = newCode();
    const { platform, workspace, user } = ctx.place;
    const whose: AssistantSeat = { firmId: ctx.firm.id, memberId: ctx.actor.id, platform, workspace, user };
    const { firmId, memberId } = whose;
    await tx.draft.deleteMany({ where: { firmId, memberId, person: { startsWith: 'assistant-seat:' } } });
    const expiresAt = new Date(ctx.now.getTime() + codeMinutes * 60_000);
    await tx.draft.create({
      data: { id: newId(), firmId, memberId, person: under(code), data: sealDraft(ctx.secret, whose), expiresAt },
    });
    await audit('assistant.code', `member:${memberId}`);
    return code;
  });

/** Whose code it is; it is used up by this. */
export async function takeCode(
  { data, secret }: Pick<House, 'data' | 'secret'>,
  typed: string,
  now: Date,
): Promise<AssistantSeat | undefined> {
  const person = under(readCode(typed.slice(0, 40)));
  return data.db.$transaction(async (tx) => {
    const row = await tx.draft.findFirst({ where: { person, expiresAt: { gt: now } } });
    if (!row || (await tx.draft.deleteMany({ where: { id: row.id } })).count !== 1) return undefined;
    return seat.safeParse(readPayload(row.data, secret)).data;
  });
}

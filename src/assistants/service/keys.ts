import type { Data } from '../../data/client.ts';
import { newId } from '../../data/id.ts';
import { write } from '../../data/write.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import { hashKey, mostKeys, newKey, type Scope } from '../schema.ts';

export interface WantedKey {
  name: string;
  scope: Scope;
  days: number;
}

/** A key for one's own assistant. Only its hash is kept: it is shown now, and never again. */
export const makeKey = (ctx: Ctx, { name, scope, days }: WantedKey): Promise<{ key: string; expiresAt: Date }> =>
  write(ctx, 'see', async ({ tx, audit }) => {
    const good = { firmId: ctx.firm.id, memberId: ctx.actor.id, revokedAt: null, expiresAt: { gt: ctx.now } };
    if ((await tx.assistantKey.count({ where: good })) >= mostKeys)
      throw new UserError('many-keys', (w) => w.assistants.manyKeys(mostKeys));
    const [id, key] = [newId(), newKey()];
    const { platform, workspace, user } = ctx.place;
    const expiresAt = new Date(ctx.now.getTime() + days * 86_400_000);
    const whose = { firmId: ctx.firm.id, memberId: ctx.actor.id, platform, workspace, user };
    await tx.assistantKey.create({
      data: { id, name, hash: hashKey(key), scope, ...whose, createdAt: ctx.now, expiresAt },
    });
    await audit('assistant.key', `assistant:${id}`, { scope, days });
    return { key, expiresAt };
  });

/** Ends a key: one's own, or for an administrator anybody's of the firm. */
export const revokeKey = (ctx: Ctx, id: string): Promise<void> =>
  write(ctx, 'see', async ({ tx, audit }) => {
    const whose = ctx.can('manage') ? {} : { memberId: ctx.actor.id };
    const { count } = await tx.assistantKey.updateMany({
      where: { id, firmId: ctx.firm.id, revokedAt: null, ...whose },
      data: { revokedAt: ctx.now },
    });
    if (count === 0) throw new UserError('gone', (w) => w.assistants.keyGone);
    await audit('assistant.revoked', `assistant:${id}`);
  });

/** Whether assistants of this firm may do at once what can be undone. */
export const allowActs = (ctx: Ctx, on: boolean): Promise<void> =>
  write(ctx, 'manage', async ({ tx, audit }) => {
    const { count } = await tx.firm.updateMany({
      where: { id: ctx.firm.id, assistantsAct: !on },
      data: { assistantsAct: on },
    });
    if (count === 1) await audit('firm.assistants', `firm:${ctx.firm.id}`, { act: on });
  });

/** That a key was used. */
export const noteUse = (data: Data, id: string, now: Date): Promise<unknown> =>
  data.db.$transaction((tx) => tx.assistantKey.updateMany({ where: { id }, data: { lastUsedAt: now } }));

/** Keys that opened nothing for a year are of no use to anybody: not even to say whose they were. */
export async function forgetKeys(data: Data, now: Date): Promise<void> {
  const before = new Date(now.getTime() - 365 * 86_400_000);
  await data.db.$transaction((tx) =>
    tx.assistantKey.deleteMany({ where: { OR: [{ revokedAt: { lt: before } }, { expiresAt: { lt: before } }] } }),
  );
}

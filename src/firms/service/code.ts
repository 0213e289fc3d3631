import { hashToken } from '../../data/secret.ts';
import { write } from '../../data/write.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { codeMinutes, newCode } from '../schema.ts';

/** A code that links one more workspace, once. Only its hash is kept. One of the command line is no member's. */
export const createLinkCode = (ctx: Ctx): Promise<string> =>
  write(ctx, 'manage', async ({ tx, audit }) => {
    const code = newCode();
    await tx.linkCode.deleteMany({ where: { firmId: ctx.firm.id, expiresAt: { lt: ctx.now } } });
    await tx.linkCode.create({
      data: {
        hash: hashToken(code),
        firmId: ctx.firm.id,
        memberId: ctx.actor.kind === 'member' ? ctx.actor.id : '',
        expiresAt: new Date(ctx.now.getTime() + codeMinutes * 60_000),
      },
    });
    await audit('code.made', `firm:${ctx.firm.id}`);
    return code;
  });

import { hashToken } from '../../data/secret.ts';
import { write } from '../../data/write.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import { codeMinutes, newCode } from '../schema.ts';

/**
 * A code that links one more workspace, once. Only its hash is kept. One of the command line is no member's. `forId`: somebody of the team
 * who has no access anywhere, and who comes in by it as themselves.
 */
export const createLinkCode = (ctx: Ctx, forId = ''): Promise<string> =>
  write(ctx, 'manage', async ({ tx, audit }) => {
    const where = { id: forId, firmId: ctx.firm.id, removedAt: null, identities: { none: {} } };
    if (forId && (await tx.member.count({ where })) === 0)
      throw new UserError('has-access', (w) => w.firms.codeNeedless);
    const code = newCode();
    await tx.linkCode.deleteMany({ where: { firmId: ctx.firm.id, expiresAt: { lt: ctx.now } } });
    await tx.linkCode.create({
      data: {
        hash: hashToken(code),
        firmId: ctx.firm.id,
        memberId: ctx.actor.kind === 'member' ? ctx.actor.id : '',
        forId,
        expiresAt: new Date(ctx.now.getTime() + codeMinutes * 60_000),
      },
    });
    await audit('code.made', forId ? `member:${forId}` : `firm:${ctx.firm.id}`);
    return code;
  });

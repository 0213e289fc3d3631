import type { Ctx } from '../../kit/ctx.ts';

/** Whose clients a read may see: the firm's, and of these an analyst only their own. */
export interface Scope {
  firmId: string;
  analystId?: string;
}

export const scopeOf = (ctx: Ctx): Scope =>
  ctx.actor.kind === 'member' && ctx.actor.role === 'analyst'
    ? { firmId: ctx.firm.id, analystId: ctx.actor.id }
    : { firmId: ctx.firm.id };

/** The scope as Prisma wants it; what is deleted is nobody's. */
export const inScope = (scope: Scope) => ({ ...scope, deletedAt: null });

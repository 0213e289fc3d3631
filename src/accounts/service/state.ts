import { newId } from '../../data/id.ts';
import { type Write, write } from '../../data/write.ts';
import { contextOf } from '../../firms/context.ts';
import { cardChannels } from '../../firms/reads/channels.ts';
import type { Ctx } from '../../kit/ctx.ts';
import type { GrantState } from '../schema.ts';

/** The house itself, in the place of whoever happened to ask: what is found out about an authorisation is nobody's deed. */
export const houseCtx = (ctx: Ctx, now: Date): Ctx =>
  contextOf(ctx, {
    firm: ctx.firm,
    actor: { kind: 'system', id: 'accounts' },
    locale: ctx.locale,
    from: 'accounts',
    now,
  });

/** Tells the firm's channels how an authorisation stands now. */
export async function tellFirm(
  door: Write,
  firmId: string,
  grant: { id: string; clientId: string; state: GrantState },
): Promise<void> {
  for (const { id, platform, workspace, channel } of await cardChannels(door.tx, firmId)) {
    await door.enqueue({
      key: `grant:${grant.id}:${newId()}`,
      kind: 'grant.notice',
      lane: `${platform}:${workspace}:${channel}`,
      payload: { workspaceId: id, clientId: grant.clientId, state: grant.state },
    });
  }
}

declare module '../../kit/definition.ts' {
  interface Contributions {
    /** What follows when an authorisation has changed, in the transaction that writes it; `ctx` is the house's, or whoever gave it. */
    accessChanged(door: Write, ctx: Ctx, clientId: string, state: GrantState): Promise<void>;
  }
}

/** Whoever shows or tells how an authorisation stands is told that it has changed. */
export async function tellOthers(door: Write, ctx: Ctx, clientId: string, state: GrantState): Promise<void> {
  for (const follow of ctx.registry.given('accessChanged')) await follow(door, ctx, clientId, state);
}

export interface GrantStatus {
  state: GrantState;
  /** The plan's status word, when it is blocked. */
  status?: string;
}

/**
 * What was found out about an authorisation: written once, and told to the firm once, by whoever finds it first. What is revoked or
 * expired loses its tokens. False when it was known.
 */
export const settle = (ctx: Ctx, grantId: string, { state, status = '' }: GrantStatus, now: Date): Promise<boolean> => {
  const system = houseCtx(ctx, now);
  return write(system, 'manage', async (door) => {
    const { tx } = door;
    const before = { in: state === 'active' ? ['blocked'] : ['active', 'blocked'] };
    const { count } = await tx.grant.updateMany({
      where: { id: grantId, firmId: ctx.firm.id, state: before, NOT: { state, status } },
      data: {
        state,
        status,
        changedAt: now,
        ...(state === 'revoked' || state === 'expired' ? { tokens: '', accessUntil: null } : {}),
      },
    });
    const grant = count === 1 ? await tx.grant.findUnique({ where: { id: grantId } }) : null;
    if (!grant?.clientId) return false;
    await door.portfolioChanged();
    await door.audit(`account.${state}`, `client:${grant.clientId}`, status ? { status } : {});
    await tellFirm(door, ctx.firm.id, { id: grantId, clientId: grant.clientId, state });
    await tellOthers(door, system, grant.clientId, state);
    return true;
  });
};

import type { ClientStatus } from '../../clients/gates.ts';
import { standingOf, standingSelect } from '../../clients/reads/status.ts';
import type { Tx } from '../../data/client.ts';
import { type Write, write } from '../../data/write.ts';
import { actorName, type Ctx } from '../../kit/ctx.ts';
import { followDigests } from '../../notices/service/follow.ts';
import { leftOn, type Terms, termsOf } from '../../terms/licence.ts';
import { due, type LicenseTransition } from '../../terms/state.ts';
import { holdClients } from './lock.ts';
import { gone } from './refusals.ts';
import { freeSlots } from './slots.ts';
import { type Put, putLicenses } from './write.ts';

/** A client under one's hands: nobody else changes it or its licence until this is written. */
export interface Holding {
  id: string;
  name: string;
  /** What the table of gates goes by. */
  standing: ClientStatus;
  /** As it was stored. */
  before: Terms | null;
  /** As it is today. */
  terms: Terms | null;
  /** What has become of it by itself and was not written yet. */
  steps: readonly LicenseTransition[];
}

/** Holds a client of the firm and reads its licence as it is today. Throws when there is no such client. */
export async function hold(tx: Tx, ctx: Ctx, id: string): Promise<Holding> {
  await holdClients(tx, ctx.data.provider, ctx.firm.id, [id]);
  const here = { id, firmId: ctx.firm.id, deletedAt: null };
  const client = await tx.client.findFirst({ where: here, select: { name: true, ...standingSelect(ctx.now) } });
  if (!client) throw gone();
  const before = client.license ? termsOf(client.license) : null;
  const steps = before ? due(before, ctx.today) : [];
  const standing = standingOf(client, ctx.now, ctx.today);
  return { id, name: client.name, standing, before, terms: steps.at(-1)?.after ?? before, steps };
}

/**
 * Writes what was done to clients that are held. A place in a package that a licence leaves is free again; the one it comes into was
 * taken before. `keepsSlot`: the place moves along.
 */
export async function settle(
  door: Write,
  ctx: Ctx,
  done: readonly { held: Holding; puts: readonly Omit<Put, 'clientId'>[] }[],
  { keepsSlot = false } = {},
): Promise<void> {
  const { tx, portfolioChanged } = door;
  const traces = { firmId: ctx.firm.id, now: ctx.now };
  const left = done.flatMap(({ held: { before, terms, steps }, puts }) => [
    ...leftOn(
      before,
      steps.map((step) => step.after),
    ),
    ...(keepsSlot
      ? []
      : leftOn(
          terms,
          puts.map((put) => put.after),
        )),
  ]);
  await freeSlots(tx, left);
  const late = done.flatMap(({ held: holding }) => holding.steps.map((step) => ({ clientId: holding.id, ...step })));
  await putLicenses(tx, ctx.data.provider, late, { ...traces, actor: 'system:clock', source: 'system' });
  const puts = done.flatMap(({ held: holding, puts }) => puts.map((put) => ({ clientId: holding.id, ...put })));
  await putLicenses(tx, ctx.data.provider, puts, { ...traces, actor: actorName(ctx.actor), source: 'chat' });
  await followDigests(
    door,
    done.map(({ held }) => held.id),
  );
  await portfolioChanged();
}

/** Does one thing to one client's licence: `decide` says what, from the licence as it is today, or throws why not. */
export const change = (
  ctx: Ctx,
  id: string,
  verb: string,
  decide: (holding: Holding, tx: Tx) => Promise<readonly LicenseTransition[]>,
): Promise<{ name: string; before: Terms | null; after: Terms }> =>
  write(ctx, 'license', async (door) => {
    const holding = await hold(door.tx, ctx, id);
    const steps = await decide(holding, door.tx);
    await settle(door, ctx, [{ held: holding, puts: steps }]);
    const { after } = steps.at(-1)!;
    const { plan, payer, expiresOn, packageId } = after;
    await door.audit(`license.${verb}`, `client:${id}`, { plan, payer, expiresOn, packageId: packageId ?? undefined });
    return { name: holding.name, before: holding.terms, after };
  });

import type { Tx } from '../../data/client.ts';
import { write } from '../../data/write.ts';
import type { Ctx } from '../../kit/ctx.ts';
import type { Paying, Terms } from '../../terms/licence.ts';
import {
  arrive,
  block,
  cancel,
  contractByClient,
  contractFromLot,
  keepPaying,
  type LicenseAct,
  type LicenseWish,
  payByClient,
  payByFirm,
  type Registration,
  registerOwn,
  renew,
  setRenewal,
  transfer,
  unblock,
} from '../../terms/license-acts.ts';
import { due, type LicenseTransition, stateOf } from '../../terms/state.ts';
import { change, type Holding, hold, settle } from './change.ts';
import { takeLot } from './lots.ts';
import { allow, notNow } from './refusals.ts';

/** The licence a deed is done to; throws why it cannot be. */
async function allowed(ctx: Ctx, tx: Tx, holding: Holding, deed: LicenseAct): Promise<Terms> {
  await allow(ctx, holding, deed, tx);
  return holding.terms!;
}

/** What begins in the past goes at once through what its days have brought. */
const begun = (ctx: Ctx, step: LicenseTransition): LicenseTransition[] => [step, ...due(step.after, ctx.today)];

export interface Contract extends LicenseWish {
  payer: Paying;
}

/**
 * Contracts a plan for a client who has none: paid by the client it begins with a trial, paid by the firm it is taken out of a package
 * of that plan. Throws when the client's situation does not allow it, when there is a licence already, and when none is free.
 */
export const contract = (ctx: Ctx, id: string, { payer, ...wish }: Contract) =>
  change(ctx, id, 'contract', async (holding, tx) => {
    await allow(ctx, holding, 'contract', tx);
    return begun(
      ctx,
      payer === 'client'
        ? contractByClient(wish)
        : contractFromLot(await takeLot(ctx, tx, { plan: wish.plan }), wish.startsOn),
    );
  });

/** Puts down the plan that a connected client has and pays already. One whose last day has passed is put down as run out. */
export const register = (ctx: Ctx, id: string, own: Registration) =>
  change(ctx, id, 'register', async (holding, tx) => {
    await allow(ctx, holding, 'register', tx);
    return begun(ctx, registerOwn(own));
  });

/** Gives a free licence of a package to a client who has none. */
export const give = (ctx: Ctx, packageId: string, id: string) =>
  change(ctx, id, 'contract', async (holding, tx) => {
    await allow(ctx, holding, 'contract', tx);
    return begun(ctx, contractFromLot(await takeLot(ctx, tx, { id: packageId }), ctx.today));
  });

/** Renews a licence that still ends on `until`; whoever comes second is told who was first. */
export const renewLicense = (ctx: Ctx, id: string, until: string, wish: Omit<LicenseWish, 'startsOn'>) =>
  change(ctx, id, 'renew', async (holding, tx) => {
    const terms = await allowed(ctx, tx, holding, 'renew');
    if (terms.expiresOn !== until) throw await notNow(ctx, tx, id, 'renew', stateOf(terms, ctx.today));
    return [renew(terms, wish, ctx.today)];
  });

/** The firm pays from now on, out of a package; or the client does, from the next renewal on, which can be taken back until then. */
export const changePayer = (ctx: Ctx, id: string, payer: Paying) =>
  change(ctx, id, 'payer', async (holding, tx) => {
    const terms = await allowed(ctx, tx, holding, 'payer');
    if ((terms.nextPayer || terms.payer) === payer) throw await notNow(ctx, tx, id, 'payer', stateOf(terms, ctx.today));
    if (payer === 'client') return [payByClient(terms)];
    if (terms.nextPayer) return [keepPaying(terms)];
    return begun(ctx, payByFirm(terms, await takeLot(ctx, tx, { plan: terms.plan })));
  });

export const changeRenewal = (ctx: Ctx, id: string, on: boolean) =>
  change(ctx, id, on ? 'renewal_on' : 'renewal_off', async (holding, tx) => {
    const terms = await allowed(ctx, tx, holding, 'renewal');
    if (terms.autoRenew === on) throw await notNow(ctx, tx, id, 'renewal', stateOf(terms, ctx.today));
    return [setRenewal(terms, on)];
  });

/** The deeds that say nothing but themselves. */
export const simple = { block, unblock, cancel, transfer } as const;

export const changeSimply = (ctx: Ctx, id: string, deed: keyof typeof simple) =>
  change(ctx, id, deed, async (holding, tx) => begun(ctx, simple[deed](await allowed(ctx, tx, holding, deed))));

/** Moves a licence of a package from one client to another, who must have none. The package counts it once all along. */
export const move = (ctx: Ctx, from: string, to: string): Promise<{ from: string; to: string }> =>
  write(ctx, 'license', async (door) => {
    const { tx } = door;
    // Always in the same order: of two who move between the same clients none waits for the other for ever.
    const both = new Map<string, Holding>();
    for (const id of [...new Set([from, to])].sort()) both.set(id, await hold(tx, ctx, id));
    const [giving, taking] = [both.get(from)!, both.get(to)!];
    const terms = await allowed(ctx, tx, giving, 'move');
    await allow(ctx, taking, 'contract', tx);
    const done = [
      { held: giving, puts: [{ ...transfer(terms), otherClientId: to }] },
      { held: taking, puts: begun(ctx, arrive(terms, ctx.today)).map((step) => ({ ...step, otherClientId: from })) },
    ];
    await settle(door, ctx, done, { keepsSlot: true });
    await door.audit('license.move', `client:${from}`, { to, packageId: terms.packageId });
    return { from: giving.name, to: taking.name };
  });

import { allows } from '../../clients/gates.ts';
import { standingOf, standingSelect } from '../../clients/reads/status.ts';
import type { Tx } from '../../data/client.ts';
import { newId } from '../../data/id.ts';
import { write } from '../../data/write.ts';
import { actorName, askedFrom, type Ctx } from '../../kit/ctx.ts';
import { type Paying, type Recurrence, slotOf, termsOf } from '../../terms/licence.ts';
import { contractByClient, contractFromLot, type LicenseWish } from '../../terms/license-acts.ts';
import { planFor, planName } from '../../terms/plans.ts';
import { due } from '../../terms/state.ts';
import { holdClients } from './lock.ts';
import { freeSlots, takeSlots } from './slots.ts';
import { type Put, putLicenses } from './write.ts';

/** What many clients are to get; without a plan, each the one that fits its revenue. */
export interface ManyWish extends Omit<LicenseWish, 'plan'> {
  plan?: string;
  payer: Paying;
}

export interface Came {
  contracted: number;
  /** No package had a licence left for them. */
  noneFree: number;
  /** They have a licence, or are not for contracting, or have gone, or have no revenue to tell their plan by. */
  left: number;
  /** All who got none, by name and reason. */
  without: { name: string; why: Left }[];
}

/** Why somebody got no licence: none was free, nothing tells which plan fits, or they are not as they were when they were chosen. */
export type Left = 'noneFree' | 'noRevenue' | 'changed';

const step = 500;

/** Takes up to so many licences of a plan, from whichever packages have them: as many ids as were got. */
async function takeMany(ctx: Ctx, tx: Tx, plan: string, wanted: number) {
  const lots = [];
  let left = wanted;
  const open = {
    firmId: ctx.firm.id,
    plan,
    cancelledAt: null,
    OR: [{ autoRenew: true }, { renewsOn: { gte: ctx.today } }],
  };
  const found = await tx.licensePackage.findMany({
    where: open,
    orderBy: [{ renewsOn: 'desc' }, { id: 'asc' }],
    select: { id: true },
  });
  for (const { id } of found) {
    if (left === 0) break;
    // Held before it is counted: nobody else takes from it until this is written.
    await tx.licensePackage.updateMany({ where: { id }, data: { id } });
    const lot = await tx.licensePackage.findUniqueOrThrow({ where: { id } });
    const count = Math.min(left, lot.quantity - lot.used);
    if (count <= 0 || !(await takeSlots(tx, { firmId: ctx.firm.id, id, count, today: ctx.today }))) continue;
    for (let i = 0; i < count; i++) lots.push({ ...lot, recurrence: lot.recurrence as Recurrence });
    left -= count;
  }
  return lots;
}

/** Contracts for some clients in one transaction; each is looked at again, now that nobody else changes it. */
const contractSome = (ctx: Ctx, ids: readonly string[], wish: ManyWish): Promise<Came> =>
  write(ctx, 'license', async ({ tx, portfolioChanged }) => {
    const here = { id: { in: [...ids] }, firmId: ctx.firm.id, deletedAt: null };
    await holdClients(tx, ctx.data.provider, ctx.firm.id, ids);
    const clients = await tx.client.findMany({
      where: here,
      select: { id: true, name: true, revenue: true, ...standingSelect(ctx.now) },
    });
    const place = new Map(ids.map((id, i) => [id, i]));
    clients.sort((a, b) => place.get(a.id)! - place.get(b.id)!);
    const without: Came['without'] = [];
    const wanted = clients.flatMap(({ id, name, revenue, ...row }) => {
      const before = row.license ? termsOf(row.license) : null;
      const fits = planFor(revenue);
      const plan = wish.plan ?? (fits && planName(fits));
      if (plan && allows(standingOf(row, ctx.now, ctx.today), 'contract')) return [{ id, name, plan, before }];
      without.push({ name, why: plan ? 'changed' : 'noRevenue' });
      return [];
    });
    const lots = new Map<string, Awaited<ReturnType<typeof takeMany>>>();
    for (const plan of wish.payer === 'firm' ? [...new Set(wanted.map((one) => one.plan))].sort() : [])
      lots.set(plan, await takeMany(ctx, tx, plan, wanted.filter((one) => one.plan === plan).length));
    const puts: Put[] = [];
    const got: typeof wanted = [];
    for (const one of wanted) {
      const lot = wish.payer === 'firm' ? lots.get(one.plan)?.shift() : undefined;
      if (wish.payer === 'firm' && !lot) {
        without.push({ name: one.name, why: 'noneFree' });
        continue;
      }
      const first = lot ? contractFromLot(lot, wish.startsOn) : contractByClient({ ...wish, plan: one.plan });
      got.push(one);
      for (const each of [first, ...due(first.after, ctx.today)]) puts.push({ clientId: one.id, ...each });
    }
    await freeSlots(
      tx,
      got.map(({ before }) => slotOf(before)),
    );
    const actor = actorName(ctx.actor);
    await putLicenses(tx, ctx.data.provider, puts, { firmId: ctx.firm.id, actor, source: 'chat', now: ctx.now });
    const trace = { firmId: ctx.firm.id, actor, verb: 'license.contract', platform: askedFrom(ctx.place), at: ctx.now };
    await tx.audit.createMany({
      data: got.map(({ id: clientId, plan }) => ({
        ...trace,
        id: newId(),
        subject: `client:${clientId}`,
        detail: JSON.stringify({ plan, payer: wish.payer, many: true }),
      })),
    });
    if (got.length > 0) await portfolioChanged();
    return { contracted: got.length, noneFree: wanted.length - got.length, left: ids.length - wanted.length, without };
  });

/** Contracts a plan for many clients, some hundred a transaction: what was done stands, and doing it again does the rest. */
export async function contractMany(
  ctx: Ctx,
  ids: readonly string[],
  wish: ManyWish,
  onProgress?: (done: number) => Promise<void>,
): Promise<Came> {
  const came: Came = { contracted: 0, noneFree: 0, left: 0, without: [] };
  for (let i = 0; i < ids.length; i += step) {
    const some = await contractSome(ctx, ids.slice(i, i + step), wish);
    came.contracted += some.contracted;
    came.noneFree += some.noneFree;
    came.left += some.left;
    came.without.push(...some.without);
    await onProgress?.(Math.min(i + step, ids.length));
  }
  return came;
}

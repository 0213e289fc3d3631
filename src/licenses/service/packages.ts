import type { Tx } from '../../data/client.ts';
import { newId } from '../../data/id.ts';
import { type Write, write } from '../../data/write.ts';
import { actorName, type Ctx } from '../../kit/ctx.ts';
import type { Day } from '../../kit/days.ts';
import { UserError } from '../../kit/errors.ts';
import { type Recurrence, type Terms, termsOf } from '../../terms/licence.ts';
import { setRenewal } from '../../terms/license-acts.ts';
import { due, firstEnd, type LicenseTransition, roll } from '../../terms/state.ts';
import { holdClientsOf } from './lock.ts';
import { packageGone } from './lots.ts';
import { freeSlots } from './slots.ts';
import { putLicenses } from './write.ts';

export interface Purchase {
  plan: string;
  quantity: number;
  recurrence: Recurrence;
  purchasedOn: Day;
  priceCents: number;
}

/** Registers licences that were bought in one purchase; renewed by itself until somebody cancels it. Returns its id. */
export const buyPackage = (ctx: Ctx, purchase: Purchase): Promise<string> =>
  write(ctx, 'license', async ({ tx, audit }) => {
    const id = newId();
    const { recurrence, purchasedOn } = purchase;
    const first = { recurrence, expiresOn: firstEnd(purchasedOn, recurrence), anchorDay: Number(purchasedOn.slice(8)) };
    const { expiresOn: renewsOn, anchorDay } = roll(first, ctx.today);
    const name = ctx.w.licenses.packageName((await tx.licensePackage.count({ where: { firmId: ctx.firm.id } })) + 1);
    await tx.licensePackage.create({
      data: { id, firmId: ctx.firm.id, name, ...purchase, renewsOn, anchorDay, createdAt: ctx.now },
    });
    await audit('package.buy', `package:${id}`, { plan: purchase.plan, quantity: purchase.quantity });
    return id;
  });

/** Brings the licences of a package along: what `step` makes of each, if anything. Returns how many. */
async function follow(
  { tx }: Write,
  ctx: Ctx,
  id: string,
  step: (terms: Terms) => LicenseTransition | undefined,
): Promise<number> {
  const rows = await tx.license.findMany({
    where: { packageId: id, firmId: ctx.firm.id },
    orderBy: { clientId: 'asc' },
  });
  const left: string[] = [];
  const puts = rows.flatMap((row) => {
    const before = termsOf(row);
    const late = due(before, ctx.today);
    const now = late.at(-1)?.after ?? before;
    // One that the client pays by now has left the package of itself.
    if (now.packageId !== id) left.push(id);
    const next = now.packageId === id ? step(now) : undefined;
    return (next ? [...late, next] : now.packageId === id ? [] : late).map((each) => ({
      clientId: row.clientId,
      ...each,
    }));
  });
  await freeSlots(tx, left);
  const traces = { firmId: ctx.firm.id, actor: actorName(ctx.actor), source: 'chat' as const, now: ctx.now };
  for (let i = 0; i < puts.length; i += 1000) await putLicenses(tx, ctx.data.provider, puts.slice(i, i + 1000), traces);
  return new Set(puts.map((put) => put.clientId)).size;
}

export interface Edit {
  name: string;
  quantity: number;
  renewsOn: Day;
  autoRenew: boolean;
  notes: string;
}

const movable = (terms: Terms) => terms.state === 'active' || terms.state === 'blocked';

/** Changes a package and, where its renewal changes, its licences. Never to fewer licences than clients have of it. */
export const editPackage = (ctx: Ctx, id: string, edit: Edit): Promise<{ moved: number }> =>
  write(ctx, 'license', async (door) => {
    const { tx, audit, portfolioChanged } = door;
    await holdClientsOf(tx, ctx.data.provider, ctx.firm.id, id);
    const before = await tx.licensePackage.findFirst({ where: { id, firmId: ctx.firm.id } });
    if (!before) throw packageGone();
    const anchorDay = edit.renewsOn === before.renewsOn ? before.anchorDay : Number(edit.renewsOn.slice(8));
    const { count } = await tx.licensePackage.updateMany({
      where: { id, firmId: ctx.firm.id, cancelledAt: null, used: { lte: edit.quantity } },
      data: { ...edit, anchorDay },
    });
    if (count === 0) throw await notChanged(tx, ctx, id, 'quantity');
    const same = edit.renewsOn === before.renewsOn && edit.autoRenew === before.autoRenew;
    const { renewsOn: expiresOn, autoRenew } = edit;
    const moved = same
      ? 0
      : await follow(door, ctx, id, (terms) =>
          movable(terms) ? { kind: 'terms', after: { ...terms, expiresOn, autoRenew, anchorDay } } : undefined,
        );
    if (moved > 0) await portfolioChanged();
    await audit('package.edit', `package:${id}`, {
      quantity: edit.quantity,
      renewsOn: edit.renewsOn,
      autoRenew: edit.autoRenew,
    });
    return { moved };
  });

/** Cancels a package: it is not renewed any more, nor are its licences; until then they stay good. Nobody takes a licence from it. */
export const cancelPackage = (ctx: Ctx, id: string): Promise<{ moved: number }> =>
  write(ctx, 'license', async (door) => {
    const { tx, audit, portfolioChanged } = door;
    await holdClientsOf(tx, ctx.data.provider, ctx.firm.id, id);
    const { count } = await tx.licensePackage.updateMany({
      where: { id, firmId: ctx.firm.id, cancelledAt: null },
      data: { cancelledAt: ctx.now, autoRenew: false },
    });
    if (count === 0) throw await notChanged(tx, ctx, id, 'cancelled');
    const moved = await follow(door, ctx, id, (terms) => (terms.autoRenew ? setRenewal(terms, false) : undefined));
    await portfolioChanged();
    await audit('package.cancel', `package:${id}`, { licenses: moved });
    return { moved };
  });

/** Why a package was not changed: it is gone, cancelled by somebody, or more licences are in use than there would be. */
async function notChanged(tx: Tx, ctx: Ctx, id: string, wanted: 'quantity' | 'cancelled'): Promise<UserError> {
  const now = await tx.licensePackage.findFirst({ where: { id, firmId: ctx.firm.id } });
  if (!now) return packageGone();
  if (now.cancelledAt || wanted === 'cancelled') {
    const deed = await tx.audit.findFirst({
      where: { firmId: ctx.firm.id, subject: `package:${id}`, verb: 'package.cancel' },
      orderBy: { id: 'desc' },
    });
    const memberId = deed?.actor.startsWith('member:') ? deed.actor.slice(7) : '';
    const who = memberId
      ? await tx.member.findFirst({ where: { id: memberId, firmId: ctx.firm.id }, select: { name: true } })
      : null;
    return new UserError('already', (w) => w.licenses.packageCancelledBefore(who?.name ?? ''));
  }
  const say = (w: Ctx['w']) => w.licenses.fewerThanUsed(now.used);
  return new UserError('input', say, { fields: { quantity: say } });
}

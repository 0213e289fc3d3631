import type { Tx } from '../../data/client.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import type { Recurrence } from '../../terms/licence.ts';
import type { Lot } from '../../terms/license-acts.ts';
import { noneFree } from './refusals.ts';
import { takeSlots } from './slots.ts';

export const packageGone = (): UserError => new UserError('package-gone', (w) => w.licenses.packageGone);

/**
 * Takes a licence out of a package of a plan, or out of a certain one: of those with one left, the one that is renewed last. Only the
 * conditional write decides; whoever is beaten to one package tries the next. Throws when none is free.
 */
export async function takeLot(ctx: Ctx, tx: Tx, wanted: { plan: string } | { id: string }): Promise<Lot> {
  const here = { firmId: ctx.firm.id, ...wanted };
  const open = await tx.licensePackage.findMany({
    where: { ...here, cancelledAt: null, OR: [{ autoRenew: true }, { renewsOn: { gte: ctx.today } }] },
    orderBy: [{ renewsOn: 'desc' }, { id: 'asc' }],
  });
  for (const { id, used, quantity } of open) {
    if (used >= quantity || !(await takeSlots(tx, { firmId: ctx.firm.id, id, count: 1, today: ctx.today }))) continue;
    // Read again, now that nobody else can change it.
    const lot = await tx.licensePackage.findUniqueOrThrow({ where: { id } });
    return { ...lot, recurrence: lot.recurrence as Recurrence };
  }
  const plan =
    'plan' in wanted ? wanted.plan : (await tx.licensePackage.findFirst({ where: here, select: { plan: true } }))?.plan;
  throw plan === undefined ? packageGone() : noneFree(ctx, plan);
}

import { expect } from 'vitest';
import type { Data } from '../../src/data/client.ts';
import { shownOf, slotOf, type Terms, termsOf } from '../../src/terms/licence.ts';
import { dueOn, replay } from '../../src/terms/state.ts';

/** What must hold in a firm at any time: events leave the licence, the client shows it, and packages count what is taken from them. */
export async function sound({ db }: Data, firmId: string): Promise<void> {
  const [clients, licenses, events] = await Promise.all([
    db.client.findMany({ where: { firmId } }),
    db.license.findMany({ where: { firmId } }),
    db.licenseEvent.findMany({ where: { firmId }, orderBy: { id: 'asc' } }),
  ]);
  const licenseOf = new Map(licenses.map((each) => [each.clientId, each]));
  const past = new Map<string, Terms[]>();
  for (const event of events) past.set(event.clientId, [...(past.get(event.clientId) ?? []), termsOf(event)]);
  const used = new Map<string, number>();
  const [told, wanted]: [unknown[], unknown[]] = [[], []];
  for (const { id, plan, payer, expiresOn, autoRenew } of clients) {
    const license = licenseOf.get(id);
    const terms = license ? termsOf(license) : null;
    const slot = slotOf(terms);
    told.push([
      replay(past.get(id) ?? []),
      { plan, payer, expiresOn, autoRenew },
      license?.dueOn,
      license?.packageId ?? null,
    ]);
    wanted.push([terms, shownOf(terms), terms ? dueOn(terms) : undefined, slot]);
    if (slot) used.set(slot, (used.get(slot) ?? 0) + 1);
  }
  expect(told).toEqual(wanted);
  for (const lot of await db.licensePackage.findMany({ where: { firmId } })) {
    expect(lot.used, lot.name).toBe(used.get(lot.id) ?? 0);
    expect(lot.used).toBeLessThanOrEqual(lot.quantity);
  }
}

import { expect } from 'vitest';
import type { Data } from '../../src/data/client.ts';
import { dueOn, replay } from '../../src/licenses/schema/state.ts';
import { shownOf, slotOf, termsOf } from '../../src/licenses/schema/terms.ts';

/** What must hold in a firm at any time: events leave the licence, the client shows it, and packages count what is taken from them. */
export async function sound({ db }: Data, firmId: string): Promise<void> {
  const clients = await db.client.findMany({ where: { firmId }, include: { license: true, events: { orderBy: { id: 'asc' } } } });
  const used = new Map<string, number>();
  for (const { license, events, plan, payer, expiresOn, autoRenew } of clients) {
    const terms = license ? termsOf(license) : null;
    expect(replay(events.map((event) => termsOf(event)))).toEqual(terms);
    expect({ plan, payer, expiresOn, autoRenew }).toEqual(shownOf(terms));
    if (terms) expect(license!.dueOn).toBe(dueOn(terms));
    const slot = slotOf(terms);
    expect(license?.packageId ?? null).toBe(slot);
    if (slot) used.set(slot, (used.get(slot) ?? 0) + 1);
  }
  for (const lot of await db.licensePackage.findMany({ where: { firmId } })) {
    expect(lot.used, lot.name).toBe(used.get(lot.id) ?? 0);
    expect(lot.used).toBeLessThanOrEqual(lot.quantity);
  }
}

import { expect } from 'vitest';
import { registry } from '../../src/core.ts';
import type { Data } from '../../src/data/client.ts';
import { contextOf, type House as Parts } from '../../src/firms/context.ts';
import type { Ctx } from '../../src/kit/ctx.ts';
import type { Outcome } from '../../src/kit/incoming.ts';
import { dueOn, replay } from '../../src/licenses/schema/state.ts';
import { shownOf, slotOf, termsOf } from '../../src/licenses/schema/terms.ts';
import { type Contract, contract } from '../../src/licenses/service/license.ts';
import { buyPackage, type Purchase } from '../../src/licenses/service/packages.ts';
import { type Seed, seedClients } from '../clients/seed.ts';
import { quiet, shown, testNow, testSecret } from '../house.ts';

export const parts = (data: Data): Parts => ({ data, secret: testSecret, publicUrl: 'http://localhost:3000', registry, log: quiet });

/** Somebody who may do everything in a firm, at an instant. */
export const desk = (data: Data, firmId: string, now = testNow, timeZone = 'America/Sao_Paulo'): Ctx =>
  contextOf(parts(data), {
    firm: { id: firmId, name: 'Horizonte', timeZone, version: 0 },
    actor: { kind: 'system', id: 'test' },
    from: 'test',
    now,
  });

export const said = (outcome: Outcome): string => (outcome.kind === 'view' ? shown(outcome.view) : JSON.stringify(outcome));

/** Noon in São Paulo on a day. */
export const noon = (day: string): Date => new Date(`${day}T15:00:00Z`);

export const free = async (data: Data, firmId: string, seeds: readonly Seed[]): Promise<string[]> =>
  seedClients(
    data,
    firmId,
    seeds.map((seed) => ({ situation: 'not_connected', ...seed })),
  );

export const wish = (more: Partial<Contract> = {}): Contract => ({
  plan: 'Controle I',
  payer: 'client',
  recurrence: 'yearly',
  startsOn: '2026-11-16',
  autoRenew: true,
  ...more,
});

export const buying = (ctx: Ctx, more: Partial<Purchase> = {}): Promise<string> =>
  buyPackage(ctx, { plan: 'Controle I', quantity: 3, recurrence: 'yearly', purchasedOn: '2026-11-16', priceCents: 0, ...more });

export const contracting = (ctx: Ctx, id: string, more: Partial<Contract> = {}) => contract(ctx, id, wish(more));

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

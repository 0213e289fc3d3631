import { registry } from '../../src/core.ts';
import type { Data } from '../../src/data/client.ts';
import { contextOf, type House as Parts } from '../../src/firms/context.ts';
import type { Ctx } from '../../src/kit/ctx.ts';
import type { Outcome } from '../../src/kit/incoming.ts';
import { type Contract, contract } from '../../src/licenses/service/license.ts';
import { buyPackage, type Purchase } from '../../src/licenses/service/packages.ts';
import { type Seed, seedClients } from '../clients/seed.ts';
import { quiet, shown, testNow, testSecret } from '../house.ts';

export const parts = (data: Data): Parts => ({
  data,
  secret: testSecret,
  publicUrl: 'http://localhost:3000',
  registry,
  log: quiet,
});

/** Somebody who may do everything in a firm, at an instant. */
export const desk = (data: Data, firmId: string, now = testNow, timeZone = 'America/Sao_Paulo'): Ctx =>
  contextOf(parts(data), {
    firm: { id: firmId, name: 'Horizonte', timeZone, version: 0 },
    actor: { kind: 'system', id: 'test' },
    from: 'test',
    now,
  });

export const said = (outcome: Outcome): string =>
  outcome.kind === 'view' ? shown(outcome.view) : JSON.stringify(outcome);

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
  buyPackage(ctx, {
    plan: 'Controle I',
    quantity: 3,
    recurrence: 'yearly',
    purchasedOn: '2026-11-16',
    priceCents: 0,
    ...more,
  });

export const contracting = (ctx: Ctx, id: string, more: Partial<Contract> = {}) => contract(ctx, id, wish(more));

import fc from 'fast-check';
import { expect } from 'vitest';
import { everyClient } from '../../src/clients/reads/export.ts';
import { requestsPage } from '../../src/connections/reads/requests.ts';
import { lookAtRequests } from '../../src/connections/service/clock.ts';
import type { Data } from '../../src/data/client.ts';
import type { Ctx } from '../../src/kit/ctx.ts';
import { addDays } from '../../src/kit/days.ts';
import { UserError } from '../../src/kit/errors.ts';
import { packageOf, packagesOf, totalsOf } from '../../src/licenses/reads/packages.ts';
import { lookAtLicenses } from '../../src/licenses/service/clock.ts';
import { glanceOf } from '../../src/portfolio/reads/glance.ts';
import { purgeDeleted } from '../../src/rights/service/client.ts';
import { house } from '../house.ts';
import { cnpj } from '../portfolio/fixture.ts';
import { act, count, deed } from './acts.ts';
import { desk, free, noon, parts } from './fixture.ts';
import { createModel, type One } from './model.ts';
import { sound } from './sound.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);
const counted = (names: readonly string[]) => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].sort());
};

/** Holds every total against the notebook, and against the list it stands for. */
async function compare(ctx: Ctx, model: ReturnType<typeof createModel>): Promise<void> {
  const alive = model.clients.filter((one) => !one.gone && !one.removed);
  const owning = alive.filter(model.has);
  const running = model.lots.filter((lot) => !model.isOver(lot));
  const used = sum(running.map(model.usedOf));
  const lapsed = sum(running.map((lot) => (lot.cancelled ? lot.quantity - model.usedOf(lot) : 0)));
  const totals = await totalsOf(ctx);
  expect(totals).toEqual({
    quantity: sum(running.map((lot) => lot.quantity)),
    used,
    kept: model.clients.filter(
      (one) => one.removed && !one.gone && model.has(one) && one.own!.lot && !model.isOver(one.own!.lot),
    ).length,
    free: sum(running.map(model.freeIn)),
    lapsed,
    byClients: owning.filter((one) => one.own!.payer === 'client').length,
    withoutLot: owning.filter((one) => one.own!.payer === 'firm' && !one.own!.lot).length,
  });
  expect(totals.quantity).toBe(totals.used + totals.free + totals.lapsed);
  const { packages } = await packagesOf(ctx);
  for (const each of packages) {
    const { lot, holders, kept } = await packageOf(ctx, each.id);
    expect([lot.used, lot.free + lot.used + lot.lapsed]).toEqual([holders.length + kept, lot.quantity]);
    expect([lot.used, lot.free]).toEqual([each.used, each.free]);
    expect(lot.used).toBe(model.usedOf(model.lots.find((some) => some.id === lot.id)!));
  }
  const glance = await glanceOf(ctx);
  expect({
    total: glance.total,
    situations: Object.fromEntries([...glance.situations].sort()),
    plans: Object.fromEntries([...glance.plans].sort()),
    payers: glance.payers,
    overdue: glance.overdue,
  }).toEqual({
    total: alive.length,
    situations: counted(alive.map((one) => one.situation)),
    plans: counted(owning.map((one) => one.own!.plan)),
    payers: {
      client: totals.byClients,
      firm: owning.filter((one) => one.own!.payer === 'firm').length,
      none: alive.length - owning.length,
    },
    overdue: owning.filter((one) => one.own!.until < ctx.today).length,
  });
  const listed = async (filter: Parameters<typeof everyClient>[1]) => {
    let n = 0;
    for await (const _ of everyClient(ctx, filter)) n++;
    return n;
  };
  for (const [situation, n] of glance.situations) expect(await listed({ situation: [situation] })).toBe(n);
  for (const tab of ['client', 'firm', 'none'] as const) expect(await listed({ tab: [tab] })).toBe(glance.payers[tab]);
  expect(await listed({ expiry: ['overdue'] })).toBe(glance.overdue);
  const [received, sent] = [await requestsPage(ctx, 'received'), await requestsPage(ctx, 'sent')];
  expect([received.total, sent.total]).toEqual([received.requests.length, sent.requests.length]);
  expect([received.total, sent.total]).toEqual([
    model.clients.filter((one) => one.asked).length,
    model.clients.filter((one) => one.invited).length,
  ]);
}

/** Runs random histories and holds the product to the model after each. */
export async function histories(data: Data, { runs, length, seed }: { runs: number; length: number; seed?: number }) {
  let done = 0;
  const kinds = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 6, maxLength: length, size: 'max' }), async (deeds) => {
      const h = await house(data);
      const email = `${h.firmId}@example.com`;
      await data.db.firm.update({ where: { id: h.firmId }, data: { email } });
      // Clients find it by an address that was proven.
      await data.db.provenAddress.create({ data: { email, firmId: h.firmId, provenAt: noon('2026-01-12') } });
      let today = '2026-01-12';
      const seeds = Array.from({ length: count }, (_, i) => ({
        name: 'Cliente',
        document: cnpj(i + 1),
        email: `${h.firmId}-${i}@example.com`,
      }));
      const ids = await free(data, h.firmId, seeds);
      const model = createModel(today, ids);
      const emailOf = (one: One) => `${h.firmId}-${model.clients.indexOf(one)}@example.com`;
      const at = () => desk(data, h.firmId, noon(today));
      await act(data, at, model, { do: 'buy', plan: 'Controle I', quantity: 2 }, emailOf);
      for (const what of deeds) {
        if (what.do === 'purge') {
          await purgeDeleted(parts(data), new Date(noon(today).getTime() + 61 * 60_000));
          for (const one of model.clients) one.gone ||= one.removed;
          continue;
        }
        if (what.do === 'wait') {
          today = addDays(today, what.days);
          if (today.endsWith('-02-29')) today = addDays(today, 1);
          await lookAtLicenses(parts(data), noon(today));
          await lookAtRequests(parts(data), noon(today));
          model.wait(today);
          for (const one of model.clients)
            if (what.days > 30) {
              // Nobody answers for ever; the model counts in whole months.
              Object.assign(one, { invited: false, asked: false });
              model.settle(one);
            }
          continue;
        }
        try {
          await act(data, at, model, what, emailOf);
          done++;
          kinds.add(what.do);
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
        }
      }
      const { version } = await data.db.firm.findUniqueOrThrow({ where: { id: h.firmId } });
      const ctx = at();
      await compare({ ...ctx, firm: { ...ctx.firm, version } }, model);
      await sound(data, h.firmId);
    }),
    { numRuns: runs, ...(seed === undefined ? {} : { seed }) },
  );
  return { done, kinds };
}

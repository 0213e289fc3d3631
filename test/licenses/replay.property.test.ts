import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '../../src/kit/ctx.ts';
import { addDays } from '../../src/kit/days.ts';
import { UserError } from '../../src/kit/errors.ts';
import { contractMany } from '../../src/licenses/service/bulk.ts';
import { lookAtLicenses } from '../../src/licenses/service/clock.ts';
import {
  changePayer,
  changeRenewal,
  changeSimply,
  contract,
  give,
  move,
  renewLicense,
} from '../../src/licenses/service/license.ts';
import { cancelPackage, editPackage } from '../../src/licenses/service/packages.ts';
import { recurrences } from '../../src/terms/licence.ts';
import { databases, type TestDatabase } from '../database.ts';
import { house } from '../house.ts';
import { buying, desk, free, noon, parts, wish } from './fixture.ts';
import { sound } from './sound.ts';

const clients = 3;
const who = fc.nat({ max: clients - 1 });
const plan = fc.constantFrom('Controle I', 'Controle II');
const recurrence = fc.constantFrom(...recurrences);
const payer = fc.constantFrom('client' as const, 'firm' as const);

/** Anything that anybody can do, or time. */
const deed = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('contract' as const),
      who,
      plan,
      recurrence,
      payer,
      autoRenew: fc.boolean(),
      ago: fc.nat({ max: 60 }),
    }),
  },
  fc.record({ do: fc.constant('renew' as const), who, plan, recurrence, autoRenew: fc.boolean() }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant('payer' as const), who, payer }) },
  fc.record({ do: fc.constant('renewal' as const), who, on: fc.boolean() }),
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('block' as const, 'unblock' as const, 'cancel' as const, 'transfer' as const),
      who,
    }),
  },
  fc.record({ do: fc.constant('move' as const), who, to: who }),
  fc.record({ do: fc.constant('give' as const), who, lot: fc.nat() }),
  fc.record({ do: fc.constant('many' as const), plan, payer }),
  fc.record({ do: fc.constant('buy' as const), plan, recurrence, quantity: fc.integer({ min: 1, max: 2 }) }),
  fc.record({
    do: fc.constant('edit' as const),
    lot: fc.nat(),
    quantity: fc.integer({ min: 1, max: 3 }),
    ahead: fc.nat({ max: 40 }),
    autoRenew: fc.boolean(),
  }),
  fc.record({ do: fc.constant('cancelPackage' as const), lot: fc.nat() }),
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      days: fc.integer({ min: 1, max: 200 }),
      look: fc.boolean(),
    }),
  },
);
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

describe.each(databases)('whatever is done to licences, on $provider', ({ open }) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.drop());

  async function act(ctx: Ctx, ids: readonly string[], lots: string[], what: Deed): Promise<void> {
    const id = 'who' in what ? ids[what.who]! : '';
    const lot = 'lot' in what ? lots[what.lot % Math.max(1, lots.length)] : undefined;
    if (what.do === 'contract') await contract(ctx, id, { ...what, startsOn: addDays(ctx.today, -what.ago) });
    else if (what.do === 'renew') {
      const row = await ctx.data.db.client.findUniqueOrThrow({ where: { id } });
      await renewLicense(ctx, id, row.expiresOn, what);
    } else if (what.do === 'payer') await changePayer(ctx, id, what.payer);
    else if (what.do === 'renewal') await changeRenewal(ctx, id, what.on);
    else if (what.do === 'move') await move(ctx, id, ids[what.to]!);
    else if (what.do === 'give') await give(ctx, lot ?? id, id);
    else if (what.do === 'many') await contractMany(ctx, ids, wish({ ...what, startsOn: ctx.today }));
    else if (what.do === 'buy') {
      const { plan: name, recurrence: every, quantity } = what;
      lots.push(await buying(ctx, { plan: name, recurrence: every, quantity, purchasedOn: ctx.today }));
    } else if (what.do === 'edit') {
      const { quantity, autoRenew } = what;
      await editPackage(ctx, lot ?? id, {
        name: 'x',
        notes: '',
        quantity,
        autoRenew,
        renewsOn: addDays(ctx.today, what.ahead),
      });
    } else if (what.do === 'cancelPackage') await cancelPackage(ctx, lot ?? id);
    else if (what.do !== 'wait') await changeSimply(ctx, id, what.do);
  }

  it('events leave the licence, the client shows it, and no package gives more than it has', {
    timeout: 120_000,
  }, async () => {
    let done = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 4, maxLength: 14 }), async (deeds) => {
        const h = await house(database.data);
        const ids = await free(
          database.data,
          h.firmId,
          Array.from({ length: clients }, (_, i) => ({ name: `Cliente ${i}` })),
        );
        let today = '2026-01-30';
        const lots = [await buying(desk(database.data, h.firmId, noon(today)), { purchasedOn: today, quantity: 2 })];
        for (const what of deeds) {
          if (what.do === 'wait') today = addDays(today, what.days);
          if (what.do === 'wait' && what.look) await lookAtLicenses(parts(database.data), noon(today));
          try {
            await act(desk(database.data, h.firmId, noon(today)), ids, lots, what);
            done++;
          } catch (error) {
            if (!(error instanceof UserError)) throw error;
          }
        }
        await sound(database.data, h.firmId);
      }),
      { numRuns: 15 },
    );
    // Not everything was refused.
    expect(done).toBeGreaterThan(20);
  });
});

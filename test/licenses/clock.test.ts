import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Data } from '../../src/data/client.ts';
import { newId } from '../../src/data/id.ts';
import { lookAtLicenses } from '../../src/licenses/service/clock.ts';
import { databases, type TestDatabase } from '../database.ts';
import { type House, house } from '../house.ts';
import { buying, contracting, desk, free, noon, parts } from './fixture.ts';
import { sound } from './sound.ts';

describe.each(databases)('the clock and licences on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    h = await house(database.data);
  });
  afterAll(() => database.drop());

  const db = () => database.data.db;
  const look = (at: Date, data: Data = database.data) => lookAtLicenses(parts(data), at);
  const license = (clientId: string) => db().license.findUniqueOrThrow({ where: { clientId } });
  const events = async (clientId: string) =>
    (await db().licenseEvent.findMany({ where: { clientId }, orderBy: { id: 'asc' } })).map(
      (event) => `${event.kind} ${event.expiresOn}`,
    );
  const one = async (more = {}) => {
    const [id] = await free(database.data, h.firmId, [{ name: 'Padaria' }]);
    await contracting(desk(database.data, h.firmId), id!, more);
    return id!;
  };

  it('ends trials, renews and ends licences, once each however often and by how many it is looked', {
    timeout: 60_000,
  }, async () => {
    const renewing = await one({ startsOn: '2026-10-31', recurrence: 'monthly' });
    const ending = await one({ recurrence: 'monthly', autoRenew: false });
    for (const day of ['2026-11-18', '2026-11-19', '2026-12-01', '2026-12-17', '2027-01-01', '2027-03-01']) {
      await Promise.all([look(noon(day)), look(noon(day))]);
      await look(noon(day));
    }
    expect(await events(renewing)).toEqual([
      'trial 2026-11-30',
      'active 2026-11-30',
      'renewed 2026-12-31',
      'renewed 2027-01-31',
      'renewed 2027-03-31',
    ]);
    expect(await events(ending)).toEqual(['trial 2026-12-16', 'active 2026-12-16', 'expired 2026-12-16']);
    const [audit] = await db().audit.findMany({
      where: { firmId: h.firmId, verb: 'license.clock' },
      orderBy: { id: 'asc' },
    });
    expect(audit).toMatchObject({ actor: 'system:clock', platform: 'clock' });
    await sound(database.data, h.firmId);
  });

  it('goes by each firm’s own midnight', async () => {
    const id = await one({ startsOn: '2026-11-16', recurrence: 'monthly', autoRenew: false });
    await db().firm.update({ where: { id: h.firmId }, data: { timeZone: 'America/Rio_Branco' } });
    await look(noon('2026-11-20'));
    await look(new Date('2026-12-17T04:59:00Z'));
    expect(await license(id)).toMatchObject({ state: 'active' });
    await look(new Date('2026-12-17T05:00:00Z'));
    expect(await license(id)).toMatchObject({ state: 'expired', dueOn: '9999-12-31' });
  });

  it('renews purchases and what is taken from them together; of a cancelled one it ends what is left', async () => {
    const ctx = desk(database.data, h.firmId);
    const lot = await buying(ctx, { recurrence: 'monthly', purchasedOn: '2026-10-31' });
    const id = await one({ payer: 'firm' });
    await look(noon('2026-12-01'));
    expect(await db().licensePackage.findUnique({ where: { id: lot } })).toMatchObject({
      renewsOn: '2026-12-31',
      anchorDay: 31,
    });
    expect(await license(id)).toMatchObject({ expiresOn: '2026-12-31', state: 'active', anchorDay: 31 });
    await look(noon('2027-01-01'));
    expect([
      (await license(id)).expiresOn,
      (await db().licensePackage.findUniqueOrThrow({ where: { id: lot } })).renewsOn,
    ]).toEqual(['2027-01-31', '2027-01-31']);
    await sound(database.data, h.firmId);
  });

  it('asks one index while nothing is due, and does many in few writes when they are', {
    timeout: 60_000,
  }, async () => {
    const count = 700;
    const rows = Array.from({ length: count }, (_, i) => ({ id: newId(), name: `Cliente ${i}` }));
    await free(
      database.data,
      h.firmId,
      rows.map((row) => ({ ...row, plan: 'Controle I', payer: 'client', expiresOn: '2026-11-30', autoRenew: true })),
    );
    const terms = {
      plan: 'Controle I',
      payer: 'client',
      expiresOn: '2026-11-30',
      autoRenew: true,
      state: 'active',
      dueOn: '2026-11-30',
    };
    const at = noon('2026-11-16');
    for (let i = 0; i < count; i += 400)
      await db().license.createMany({
        data: rows
          .slice(i, i + 400)
          .map(({ id }) => ({ id, clientId: id, firmId: h.firmId, ...terms, createdAt: at, updatedAt: at })),
      });
    await db().licenseEvent.createMany({
      data: rows.map(({ id }) => ({
        id: newId(),
        clientId: id,
        firmId: h.firmId,
        kind: 'active',
        plan: 'Controle I',
        payer: 'client',
        expiresOn: '2026-11-30',
        autoRenew: true,
        source: 'import',
        actor: 'system',
        at,
      })),
    });
    const asked: string[] = [];
    const watched: Data = {
      ...database.data,
      all: (sql, values) => {
        asked.push(sql);
        return database.data.all(sql, values);
      },
    };
    expect(await look(noon('2026-11-29'), watched)).toBe(0);
    expect(asked).toHaveLength(1);
    if (database.data.provider === 'sqlite') {
      const plan = await database.data.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${asked[0]}`, [
        '2026-11-30',
        true,
        '2026-11-30',
      ]);
      const steps = plan.map((row) => row.detail).join('\n');
      expect(steps).toContain('SEARCH License USING COVERING INDEX License_dueOn_firmId_idx (dueOn<?)');
      expect(steps).toContain('LicensePackage_autoRenew_renewsOn_idx (autoRenew=? AND renewsOn<?)');
    }
    expect(await look(noon('2026-12-01'), watched)).toBe(count);
    expect(await db().license.count({ where: { firmId: h.firmId, expiresOn: '2027-11-30' } })).toBe(count);
    expect(await db().client.count({ where: { firmId: h.firmId, expiresOn: '2027-11-30' } })).toBe(count);
    expect(await db().licenseEvent.count({ where: { firmId: h.firmId, kind: 'renewed' } })).toBe(count);
    expect(await db().audit.count({ where: { firmId: h.firmId, verb: 'license.clock' } })).toBe(2);
    await sound(database.data, h.firmId);
  });

  it('does not let one firm’s trouble hold up another', async () => {
    const id = await one({ recurrence: 'monthly', autoRenew: false });
    await db().firm.update({ where: { id: h.otherFirmId }, data: { timeZone: 'No/Where' } });
    const [theirs] = await free(database.data, h.otherFirmId, [{ name: 'Deles' }]);
    await contracting(desk(database.data, h.otherFirmId), theirs!, { recurrence: 'monthly', autoRenew: false });
    await look(noon('2026-12-20'));
    expect(await license(id)).toMatchObject({ state: 'expired' });
    await db().firm.update({ where: { id: h.otherFirmId }, data: { timeZone: 'America/Sao_Paulo' } });
    await look(noon('2026-12-20'));
    expect(await license(theirs!)).toMatchObject({ state: 'expired' });
  });
});

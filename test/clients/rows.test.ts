import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOf } from '../../src/clients/reads/client.ts';
import { clientsOf } from '../../src/clients/reads/rows.ts';
import { newId } from '../../src/data/id.ts';
import { contextOf } from '../../src/firms/context.ts';
import { parts } from '../connections/fixture.ts';
import { databases, type TestDatabase } from '../database.ts';
import { type House, house, testNow } from '../house.ts';
import { seedClients, seedRequest, situate } from './seed.ts';

describe.each(databases)('the clients of a page on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  beforeAll(async () => {
    database = await open();
    h = await house(database.data);
  });
  afterAll(() => database.drop());

  it('are read as their cards read them, in every state, and only those of the firm', async () => {
    const { data } = database;
    const { db } = data;
    const of = { plan: 'Controle I', payer: 'client', expiresOn: '2026-11-20', autoRenew: true };
    const ids = await seedClients(data, h.firmId, [
      { name: 'Aberta', situation: 'not_connected', notes: 'x', document: '22961140000169' },
      { name: 'Convidada' },
      { name: 'Pede' },
      { name: 'Conectada', analystId: h.analyst.memberId },
      { name: 'Pedida', ...of },
      { name: 'Agendada', ...of, autoRenew: false, lastExportOn: '2026-11-01' },
    ]);
    const [open1, invited, asks, connected, asked, planned] = ids as [string, string, string, string, string, string];
    await situate(data, h.firmId, invited, 'invited');
    await situate(data, h.firmId, asks, 'requested');
    await seedRequest(data, h.firmId, open1, 'client_to_firm', { expiresAt: new Date(testNow.getTime() - 1) });
    await seedRequest(data, h.firmId, planned, 'firm_to_client', { state: 'accepted', payer: 'firm' });
    const at = { createdAt: testNow };
    for (const [clientId, days] of [
      [connected, 8],
      [asked, 3],
    ] as const) {
      const account = await db.account.create({ data: { id: newId(), email: `${clientId}@x.com.br`, ...at } });
      await db.client.update({ where: { id: clientId }, data: { accountId: account.id } });
      const createdAt = new Date(testNow.getTime() - days * 86_400_000);
      await db.accessAsk.create({
        data: { hash: newId(), firmId: h.firmId, clientId, email: '', expiresAt: testNow, createdAt },
      });
    }
    const grant = { companyId: 'c', authorizedAt: testNow, changedAt: testNow, checkedAt: testNow };
    await db.grant.create({ data: { id: newId(), firmId: h.firmId, clientId: connected, state: 'revoked', ...grant } });
    const terms = { plan: 'Controle I', payer: 'client', recurrence: 'yearly', startsOn: '2025-11-20', anchorDay: 20 };
    for (const [clientId, autoRenew] of [
      [asked, true],
      [planned, false],
    ] as const)
      await db.license.create({
        data: {
          ...{ id: newId(), firmId: h.firmId, clientId, ...terms, autoRenew },
          ...{ expiresOn: '2026-11-20', state: 'active', updatedAt: testNow, ...at },
        },
      });
    const [alien] = await seedClients(data, h.otherFirmId, [{ name: 'Alheia' }]);
    const firm = { id: h.firmId, name: 'Horizonte Contábil', timeZone: 'America/Sao_Paulo', version: 0 };
    const ctx = contextOf(parts(data), { firm, actor: { kind: 'system', id: 't' }, from: 'test', now: testNow });
    const found = await clientsOf(ctx, [...ids, alien!]);
    expect([...found.keys()].sort()).toEqual([...ids].sort());
    for (const id of ids) expect(found.get(id)).toEqual(await clientOf(ctx, id));
    expect(found.get(asked)).toMatchObject({ askedOn: '2026-11-13', license: { autoRenew: true } });
    expect(found.get(connected)?.askedOn).toBeUndefined();
    expect(found.get(open1)?.standing.waiting).toBeUndefined();
    const analyst = {
      ...ctx,
      actor: { kind: 'member' as const, id: h.analyst.memberId, name: 'Ana', role: 'analyst' as const },
    };
    expect([...(await clientsOf(analyst, ids)).keys()]).toEqual([connected]);
  });
});

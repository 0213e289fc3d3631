import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expected, type Known, someClient } from '../clients/oracle.ts';
import { afresh } from '../clients/pages.ts';
import { type Seed, seedClients } from '../clients/seed.ts';
import { databases, type TestDatabase } from '../database.ts';
import { button, type House, house, labels, menu, shown } from '../house.ts';

const unique = (seeds: readonly Seed[]) =>
  seeds.map((seed, i) => ({
    ...seed,
    document: null,
    plan: seed.payer === 'none' ? '' : seed.plan,
    name: `${seed.name} ${i}`,
  }));

describe.each(databases)('/carteira on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  let clients: Known[];
  beforeAll(async () => {
    database = await open();
    h = await house(database.data);
    const members = [h.admin.memberId, h.analyst.memberId];
    const [seeds] = fc.sample(fc.array(someClient(members), { minLength: 300, maxLength: 300 }), {
      numRuns: 1,
      seed: 20261122,
    });
    const mine = unique(seeds!);
    const ids = await seedClients(database.data, h.firmId, mine);
    clients = mine.map((seed, i) => ({ ...seed, id: ids[i]! }));
    await seedClients(database.data, h.otherFirmId, [
      { name: 'De outro escritório', situation: 'connected', plan: 'Plano alheio' },
    ]);
  });
  afterAll(() => database.drop());

  const count = (asked: object, scope?: string) => expected(clients, asked, scope).length;
  const numbers = (who: 'admin' | 'analyst') => afresh(database.data, h[who]).type('/carteira');

  it('shows every number once, and has an act for the list behind it that finds as many', async () => {
    const view = await numbers('admin');
    const lists: [string, string, object][] = [
      ['Vencidos', '# vencid', { expiry: 'overdue' }],
      ['Vencem em 7 dias', '# venc', { expiry: '7d' }],
      ['Vencem em 15 dias', '# em 15 dias', { expiry: '15d' }],
      ['Vencem em 30 dias', '# em 30 dias', { expiry: '30d' }],
      ['Vencem em 60 dias', '# em 60 dias', { expiry: '60d' }],
      ['Nunca exportados', '# nunca exportad', { exported: 'never' }],
      ['Há mais de 60 dias', '# há mais de 60 dias', { exported: '60+' }],
      ['Pagos pelo cliente', 'Pagos pelo cliente #', { tab: 'client' }],
      ['Pagos pelo escritório', 'Pagos pelo escritório #', { tab: 'firm' }],
      ['Sem plano', 'Sem plano #', { tab: 'none' }],
    ];
    const admin = afresh(database.data, h.admin);
    for (const [label, said, asked] of lists) {
      const want = count(asked);
      // A number stands once: in the first line, or as a fact.
      expect(shown(view)).toContain(said.replace('#', `${want}`));
      expect(labels(view)).toContain(label);
      expect(shown(await admin.press(button(view, label)))).toContain(`${want} clientes · `);
    }
    expect(shown(view)).toContain(`${count({})} clientes`);
    expect(shown(view)).not.toContain('Plano alheio');
    // Before its name: after "Performance I" a number reads as a part of it.
    expect(shown(view)).toContain(`${count({ onPlan: 'Plano antigo' })} Plano antigo`);
  });

  it('opens from its menus the clients of a situation, and those on a plan', async () => {
    const admin = afresh(database.data, h.admin);
    const view = await admin.type('/carteira');
    const connected = await admin.press(menu(view, 'Ver por situação'), ['connected']);
    expect(shown(connected)).toContain(`${count({ situation: 'connected' })} clientes · `);
    const plan = await admin.press(menu(view, 'Ver por plano'), ['Plano antigo']);
    expect(shown(plan)).toContain(`${count({ onPlan: 'Plano antigo' })} clientes · `);
    expect(shown(plan)).toContain('Plano: Plano antigo');
  });

  it('shows an analyst their own part, and an admin each part and all beside each other', async () => {
    const own = await numbers('analyst');
    const mine = count({}, h.analyst.memberId);
    expect(shown(own)).toContain(`${mine} clientes`);
    expect(labels(own)).not.toContain('Comparar analistas');
    const admin = afresh(database.data, h.admin);
    const part = await admin.type('/carteira analista:ana');
    expect(part.title).toMatch(/^Ana: /);
    expect(shown(part)).toContain(`${mine} clientes`);
    const overdue = await admin.press(button(part, 'Vencidos'));
    expect(shown(overdue)).toContain(`${count({ expiry: 'overdue' }, h.analyst.memberId)} clientes`);
    const all = await admin.press(button(part, 'Comparar analistas'));
    expect(shown(all)).toContain(`Analista: Ana; Clientes: ${mine}`);
    expect(shown(all)).toContain(`Analista: Sem analista; Clientes: ${count({ analyst: 'none' })}`);
    const nobody = await admin.press(menu(all, 'Ver a carteira de…'), ['none']);
    expect(shown(nobody)).toContain(`${count({ analyst: 'none' })} clientes`);
    // Whatever an analyst sends, it is their own part that they get.
    const forged = await afresh(database.data, h.analyst).press(`portfolio.show|${h.admin.memberId}`);
    expect(shown(forged)).toContain(`${mine} clientes`);
  });

  it('is never stale: what has just changed is counted', async () => {
    const before = count({ expiry: 'overdue' });
    expect(shown(await numbers('admin'))).toContain(`${before} vencidos`);
    const [id] = await seedClients(database.data, h.firmId, [
      { name: 'Nova', expiresOn: '2026-11-15', payer: 'client', plan: 'Controle I' },
    ]);
    expect(shown(await numbers('admin'))).toContain(`${before + 1} vencidos`);
    await database.data.db.client.delete({ where: { id: id! } });
    await database.data.db.firm.update({ where: { id: h.firmId }, data: { version: { increment: 1 } } });
    expect(shown(await numbers('admin'))).toContain(`${before} vencidos`);
  });

  it('says what to do when there is nothing yet', async () => {
    const empty = await afresh(database.data, h.admin).type('/carteira analista:Marina');
    expect(shown(empty)).toContain('clientes');
    await database.data.db.client.deleteMany({ where: { firmId: h.otherFirmId } });
    await database.data.db.firm.update({ where: { id: h.otherFirmId }, data: { version: { increment: 1 } } });
    expect(shown(await afresh(database.data, h.outsider).type('/carteira'))).toContain('/importar');
  });
});

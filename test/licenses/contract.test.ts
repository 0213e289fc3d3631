import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SealedForm } from '../../src/kit/incoming.ts';
import { situate } from '../clients/seed.ts';
import { databases, type TestDatabase } from '../database.ts';
import { button, type House, house, labels, shown } from '../house.ts';
import { buying, contracting, desk, free, said } from './fixture.ts';
import { sound } from './sound.ts';

describe.each(databases)('contracting a plan on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  beforeAll(async () => {
    database = await open();
    h = await house(database.data);
  });
  afterAll(() => database.drop());

  const db = () => database.data.db;
  const ctx = () => desk(database.data, h.firmId);
  const one = async (seed = {}) => (await free(database.data, h.firmId, [{ name: 'Padaria', ...seed }]))[0]!;
  const license = (clientId: string) => db().license.findUniqueOrThrow({ where: { clientId } });
  const kindsOf = async (clientId: string) =>
    (await db().licenseEvent.findMany({ where: { clientId }, orderBy: { id: 'asc' } })).map((event) => event.kind);
  const values = (form: SealedForm) => Object.fromEntries(form.fields.map((field) => [field.name, field.value]));
  const fill = (more = {}) => ({
    plan: 'Controle I',
    payer: 'O cliente',
    recurrence: 'Anual',
    startsOn: 'hoje',
    autoRenew: 'Sim',
    ...more,
  });

  it('from the card: suggests the plan that fits, and begins with three days of trial when the client pays', async () => {
    const id = await one({ name: 'Padaria Real', email: 'a@real.com.br' });
    await db().client.update({ where: { id }, data: { revenue: 180_001 } });
    const form = await h.admin.open(button(await h.admin.press('clients.card', [id]), 'Contratar um plano'));
    expect(values(form)).toEqual({
      plan: 'control_2',
      payer: 'client',
      recurrence: 'yearly',
      startsOn: '16/11/2026',
      autoRenew: 'yes',
    });
    const done = await h.admin.submit(form, fill({ plan: 'Controle II', recurrence: 'Mensal' }));
    expect(said(done)).toContain('Controle II contratado.');
    expect(said(done)).toContain('Teste até: 18/11/2026 (em 2 dias)');
    const terms = { plan: 'Controle II', payer: 'client', expiresOn: '2026-12-16', autoRenew: true };
    expect(await license(id)).toMatchObject({
      ...terms,
      recurrence: 'monthly',
      startsOn: '2026-11-16',
      trialEndsOn: '2026-11-19',
      state: 'trial',
      dueOn: '2026-11-18',
      packageId: null,
    });
    expect(await db().client.findUnique({ where: { id } })).toMatchObject(terms);
    expect(await kindsOf(id)).toEqual(['trial']);
    const audit = await db().audit.findFirstOrThrow({ where: { subject: `client:${id}` } });
    expect(audit).toMatchObject({ verb: 'license.contract', actor: `member:${h.admin.memberId}` });
    expect(shown(await h.admin.type('/clientes historico:"em teste"'))).toContain('Padaria Real');
    expect(shown(await h.admin.press('clients.card', [id]))).toContain('Licença: Em teste');
    await sound(database.data, h.firmId);
  });

  it('tells somebody who comes second who was first, and changes nothing', async () => {
    const id = await one();
    const form = await h.admin.open(`licenses.contract|${id}`);
    await contracting(ctx(), await one(), {});
    await h.admin.submit(form, fill());
    const second = said(await h.admin.submit(form, fill({ plan: 'Performance I' })));
    expect(second).toContain('Não é possível contratar um plano: a licença está em teste.');
    expect(second).toContain('Última alteração: em teste por Marina, em 16/11/2026 às 12h.');
    expect(await license(id)).toMatchObject({ plan: 'Controle I' });
    expect(await kindsOf(id)).toEqual(['trial']);
  });

  it('refuses what is not a day, or far away, at the field', async () => {
    const form = await h.admin.open(`licenses.contract|${await one()}`);
    for (const startsOn of ['sempre', '01/01/2020', '01/01/2030']) {
      const again = await h.admin.submit(form, fill({ startsOn }));
      expect(again.kind === 'form' && again.form.fields.find((field) => field.name === 'startsOn')?.error).toContain(
        'até 90 dias',
      );
    }
  });

  it('begun in the past, goes through what its days have brought', async () => {
    const id = await one();
    await contracting(ctx(), id, { startsOn: '2026-09-30', recurrence: 'monthly' });
    expect(await kindsOf(id)).toEqual(['trial', 'active', 'renewed']);
    expect(await license(id)).toMatchObject({ state: 'active', expiresOn: '2026-11-30', anchorDay: 30 });
    const ended = await one();
    await contracting(ctx(), ended, { startsOn: '2026-09-30', recurrence: 'monthly', autoRenew: false });
    expect(await kindsOf(ended)).toEqual(['trial', 'active', 'expired']);
    await sound(database.data, h.firmId);
  });

  it('paid by the firm, takes a licence out of a package of that plan, and its terms with it', async () => {
    const lot = await buying(ctx(), {
      plan: 'Avançado I',
      quantity: 2,
      recurrence: 'quarterly',
      purchasedOn: '2026-10-31',
    });
    const id = await one();
    const card = await h.admin.submit(
      await h.admin.open(`licenses.contract|${id}`),
      fill({ plan: 'Avançado I', payer: 'O escritório' }),
    );
    expect(said(card)).toContain('Lote 1');
    expect(await license(id)).toMatchObject({
      packageId: lot,
      payer: 'firm',
      plan: 'Avançado I',
      recurrence: 'quarterly',
      expiresOn: '2027-01-31',
      autoRenew: true,
      trialEndsOn: '',
      state: 'active',
    });
    expect(await db().licensePackage.findUnique({ where: { id: lot } })).toMatchObject({ used: 1, quantity: 2 });
    expect(await kindsOf(id)).toEqual(['active']);
    await sound(database.data, h.firmId);
  });

  it('when none is free says so and offers the purchase form, after which one is', async () => {
    const id = await one();
    const form = await h.admin.open(`licenses.contract|${id}`);
    const none = await h.admin.submit(form, fill({ plan: 'Performance III', payer: 'O escritório' }));
    if (none.kind !== 'view') throw new Error('expected a view');
    expect(shown(none.view)).toContain('Nenhuma licença disponível de Performance III');
    const purchase = await h.admin.open(button(none.view, 'Registrar compra'));
    expect(values(purchase)).toMatchObject({ plan: 'performance_3', purchasedOn: '16/11/2026' });
    const bought = await h.admin.submit(purchase, {
      plan: 'Performance III',
      quantity: '1.000',
      recurrence: 'Anual',
      purchasedOn: 'hoje',
      price: 'R$ 12.000,00',
    });
    expect(said(bought)).toContain('Compra registrada: 1.000 licenças.');
    expect(said(bought)).toContain('R$ 12.000,00 (R$ 12,00 por licença)');
    expect(said(await h.admin.submit(form, fill({ plan: 'Performance III', payer: 'O escritório' })))).toContain(
      'Performance III contratado',
    );
    await sound(database.data, h.firmId);
  });

  it.each([
    ['highly_recommended', undefined],
    ['not_connected', undefined],
    ['disconnected', undefined],
    ['Pouco recomendado', undefined],
    ['connected', undefined],
    ['invited', 'O convite a este cliente ainda aguarda resposta'],
    ['requested', 'Aceite ou recuse o pedido antes'],
  ])('is for clients with whom nothing is open (%s), and says why', async (situation, why) => {
    const id = await one();
    await situate(database.data, h.firmId, id, situation);
    const offered = labels(await h.admin.press('clients.card', [id]));
    expect(offered.includes('Contratar um plano')).toBe(!why);
    for (const label of ['Editar', 'Excluir']) expect(offered.includes(label)).toBe(!why && situation !== 'connected');
    if (!why) return void (await h.admin.open(`licenses.contract|${id}`));
    expect(shown(await h.admin.press(`licenses.contract|${id}`))).toContain(why);
    expect(shown(await h.admin.press(`licenses.card|${id}`))).toContain(why);
    // Whoever had the form open before hears the same.
    expect(said(await h.admin.ask({ kind: 'submit', id: `licenses.contractForm|${id}`, fields: fill() }))).toContain(
      why,
    );
    expect(await db().license.findUnique({ where: { clientId: id } })).toBeNull();
  });

  it('is offered from the rows of /clientes, where somebody may', async () => {
    const id = await one({ name: 'Zeladoria Única' });
    const list = await h.admin.type('/clientes zeladoria única');
    const form = await h.admin.open(button(list, 'Contratar um plano: Zeladoria Única'));
    expect(form.id).toContain('licenses.contractForm');
    await db().client.update({ where: { id }, data: { analystId: h.analyst.memberId } });
    const theirs = await h.analyst.type('/clientes zeladoria única');
    expect(labels(theirs)).not.toContain('Contratar para vários clientes');
    expect(labels(theirs)).toEqual(expect.arrayContaining(['Abrir: Zeladoria Única']));
    expect(labels(theirs).join()).not.toContain('Contratar');
    expect(shown(await h.analyst.press(`licenses.contract|${id}`))).toContain('Só um administrador');
    expect(shown(await h.outsider.press(`licenses.contract|${id}`))).toContain('não está mais na carteira');
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { give } from '../../src/licenses/service/license.ts';
import { cancelPackage, editPackage } from '../../src/licenses/service/packages.ts';
import { afresh } from '../clients/pages.ts';
import { databases, type TestDatabase } from '../database.ts';
import { button, type House, house, labels, menu, type Person, shown, testNow } from '../house.ts';
import { buying, contracting, desk, free, noon, said } from './fixture.ts';
import { sound } from './sound.ts';

describe.each(databases)('/licencas on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  let now = testNow;
  let admin: Person;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    now = testNow;
    h = await house(database.data);
    admin = afresh(database.data, h.admin, () => now);
  });
  afterAll(() => database.drop());

  const db = () => database.data.db;
  const ctx = () => desk(database.data, h.firmId, now);
  const lot = (id: string) => db().licensePackage.findUniqueOrThrow({ where: { id } });
  const details = (id: string) => admin.press(`licenses.package|${id}`);
  const holders = async (count: number) => {
    const ids = await free(
      database.data,
      h.firmId,
      Array.from({ length: count }, (_, i) => ({ name: `Cliente ${String(i).padStart(2, '0')}` })),
    );
    for (const id of ids) await contracting(ctx(), id, { payer: 'firm' });
    return ids;
  };

  it('begins with the first purchase, and shows what all come to', async () => {
    const empty = await admin.type('/licencas');
    expect(shown(empty)).toContain('Nenhuma compra registrada ainda.');
    const form = await admin.open(button(empty, 'Registrar compra'));
    for (const [field, value, error] of [
      ['quantity', '0', 'número inteiro de 1 a 100.000'],
      ['quantity', 'dez', 'número inteiro'],
      ['purchasedOn', 'amanhã', 'não pode estar no futuro'],
      ['price', '-1', 'valor em reais'],
    ] as const) {
      const again = await admin.submit(form, {
        plan: 'Controle I',
        quantity: '12',
        recurrence: 'Anual',
        purchasedOn: 'hoje',
        [field]: value,
      });
      expect(again.kind === 'form' && again.form.fields.find((each) => each.name === field)?.error).toContain(error);
    }
    await admin.submit(form, {
      plan: 'Controle I',
      quantity: '12',
      recurrence: 'Anual',
      purchasedOn: '29/02/2024',
      price: '1.200',
    });
    await buying(ctx(), { plan: 'Performance I', quantity: 3 });
    await holders(2);
    const view = await admin.type('/licencas');
    expect(shown(view)).toContain('13 licenças disponíveis, 2 em uso\nLicenças compradas: 15\nPagas pelos clientes: 0');
    expect(shown(view)).toContain(
      'Lote: Lote 1; Plano: Controle I; Quantidade: 12; Em uso: 2; Disponíveis: 10; Renova em: 28/02/2027; Situação: Ativo',
    );
    const [first] = await db().licensePackage.findMany({ where: { firmId: h.firmId }, orderBy: { id: 'asc' } });
    const opened = await admin.press(menu(view, 'Ver detalhes da compra'), [first!.id]);
    expect(shown(opened)).toContain('Quantidade: 12\nEm uso: 2\nDisponíveis: 10');
    expect(shown(opened)).toContain('R$ 1.200,00 (R$ 100,00 por licença)');
    expect(shown(opened)).toContain(
      'Disponíveis: Licença1, Licença2, Licença3, Licença4, Licença5, Licença6, Licença7, Licença8 e mais 2.',
    );
    expect(shown(opened)).toContain('Cliente: Cliente 00; Licença: Ativa; Vencimento: 28/02/2027');
  });

  it('gives a free licence to a client, connected or not, who has none; to nobody twice', async () => {
    const id = await buying(ctx(), { quantity: 1 });
    const [client, other] = await free(database.data, h.firmId, [
      { name: 'Conectada', situation: 'connected' },
      { name: 'Outra' },
    ]);
    const form = await admin.open(button(await details(id), 'Atribuir licença'));
    expect(form.fields[0]!.hint).toMatch(/^Controle I, de .+: 1 licença disponível\. Para um cliente sem licença$/);
    expect(said(await admin.submit(form, { client: 'ninguém assim' }))).toContain('Não encontrei cliente');
    expect(said(await admin.submit(form, { client: client! }))).toContain('Licença do lote atribuída a Conectada.');
    expect(said(await admin.submit(form, { client: other! }))).toContain('Nenhuma licença disponível de Controle I');
    expect(labels(await details(id))).not.toContain('Atribuir licença');
    expect(shown(await details(id))).toContain('Nenhuma licença disponível neste lote.');
    await expect(give(ctx(), id, client!)).rejects.toMatchObject({ code: 'not-now' });
    await sound(database.data, h.firmId);
  });

  it('edits a purchase, never below what is in use, and its licences follow the renewal', async () => {
    const id = await buying(ctx());
    const [client] = await holders(2);
    const form = await admin.open(button(await details(id), 'Editar lote'));
    expect(form.fields.map((field) => field.value)).toEqual(['Lote 1', '3', '16/11/2027', 'yes', '']);
    const fields = {
      name: 'Plano Exclusivo',
      quantity: '2',
      renewsOn: '31/01/2027',
      autoRenew: 'Não',
      notes: 'Contrato 7',
    };
    const fewer = await admin.submit(form, { ...fields, quantity: '1' });
    expect(fewer.kind === 'form' && fewer.form.fields[1]?.error).toBe(
      '2 licenças deste lote estão em uso: a quantidade não pode ser menor.',
    );
    expect(said(await admin.submit(form, fields))).toContain('Salvo. 2 licenças do lote acompanharam a alteração.');
    expect(await lot(id)).toMatchObject({
      name: 'Plano Exclusivo',
      quantity: 2,
      renewsOn: '2027-01-31',
      autoRenew: false,
      anchorDay: 31,
    });
    expect(await db().license.findUnique({ where: { clientId: client } })).toMatchObject({
      expiresOn: '2027-01-31',
      autoRenew: false,
    });
    expect(shown(await admin.press(`licenses.card|${client}`))).toContain('Lote: Plano Exclusivo');
    await sound(database.data, h.firmId);
  });

  it('cancels a purchase with its notice: its licences stay good until the renewal, and nobody takes another', async () => {
    const id = await buying(ctx());
    const [client] = await holders(1);
    expect(shown(await admin.press(button(await details(id), 'Cancelar lote')))).toContain(
      'Até 23/11/2026 vale o direito de arrependimento de 7 dias',
    );
    now = noon('2027-10-17');
    const inTime = await admin.press(button(await details(id), 'Cancelar lote'));
    expect(shown(inTime)).toContain('1 licença em uso vale até a renovação e depois termina.');
    expect(shown(inTime)).toContain('Passados 7 dias da compra, o valor total é devido.');
    expect(shown(inTime)).toContain('pelo menos 30 dias antes da renovação: até 17/10/2027');
    now = noon('2027-10-18');
    const late = await admin.press(button(await details(id), 'Cancelar lote'));
    expect(shown(late)).toContain('o prazo de 30 dias antes da renovação terminou em 17/10/2027 (faltam 29 dias)');
    expect(shown(await admin.press(button(late, 'Sim, cancelar lote')))).toContain(
      'Lote cancelado. 1 licença não será mais renovada.',
    );
    expect(shown(await admin.press(button(late, 'Sim, cancelar lote')))).toContain('Marina já cancelou este lote.');
    expect(await db().license.findUnique({ where: { clientId: client } })).toMatchObject({
      autoRenew: false,
      state: 'active',
    });
    await expect(holders(1)).rejects.toMatchObject({ code: 'none-free' });
    await expect(
      editPackage(ctx(), id, { name: 'x', quantity: 9, renewsOn: '2028-01-01', autoRenew: true, notes: '' }),
    ).rejects.toMatchObject({ code: 'already' });
    now = noon('2027-11-17');
    expect(shown(await details(id))).toContain('Situação: Encerrado');
    expect(shown(await admin.type('/licencas'))).toContain('Licenças compradas: 0');
    await sound(database.data, h.firmId);
  });

  it('pages long lists of purchases and of clients', async () => {
    for (let i = 0; i < 11; i++)
      await buying(ctx(), { quantity: i === 0 ? 30 : 1, plan: i === 0 ? 'Controle I' : 'Controle II' });
    const first = await admin.type('/licencas');
    expect(shown(first)).toContain('11 compras');
    const older = await admin.press(button(first, 'Mais antigos'));
    expect(shown(older)).toContain('Lote: Lote 1;');
    await holders(12);
    const [oldest] = await db().licensePackage.findMany({
      where: { firmId: h.firmId },
      orderBy: { id: 'asc' },
      take: 1,
    });
    const page = await details(oldest!.id);
    expect(shown(page)).toContain('12 clientes neste lote');
    const more = await admin.press(button(page, 'Mais clientes'));
    expect(shown(more)).toContain('Cliente 11');
    expect(shown(more)).not.toContain('Cliente 03');
    expect(shown(await admin.press(button(more, 'Primeiros clientes')))).toContain('Cliente 00');
  });

  it('is for administrators of the firm only', async () => {
    const id = await buying(ctx());
    expect(shown(await h.analyst.type('/licencas'))).toContain('Só um administrador');
    expect(shown(await h.analyst.press(`licenses.package|${id}`))).toContain('Só um administrador');
    expect(shown(await h.outsider.press(`licenses.package|${id}`))).toContain('Não encontrei este lote.');
    expect(shown(await h.outsider.press(`licenses.cancelPackage|${id}`))).toContain('Não encontrei este lote.');
    expect(await lot(id)).toMatchObject({ cancelledAt: null });
    await expect(cancelPackage(desk(database.data, h.otherFirmId), id)).rejects.toMatchObject({ code: 'package-gone' });
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { removeClient } from '../../src/clients/service/remove.ts';
import { lookAtLicenses } from '../../src/licenses/service/clock.ts';
import { changePayer } from '../../src/licenses/service/license.ts';
import { eraseClient, purgeDeleted } from '../../src/rights/service/client.ts';
import { afresh } from '../clients/pages.ts';
import { databases, type TestDatabase } from '../database.ts';
import { button, type House, house, labels, type Person, shown, testNow } from '../house.ts';
import { buying, contracting, desk, free, noon, parts, said } from './fixture.ts';
import { sound } from './sound.ts';

describe.each(databases)('the life of a licence on $provider', ({ open }) => {
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
  const ctx = (day = '2026-11-16') => desk(database.data, h.firmId, noon(day));
  const license = (clientId: string) => db().license.findUniqueOrThrow({ where: { clientId } });
  const kindsOf = async (clientId: string) =>
    (await db().licenseEvent.findMany({ where: { clientId }, orderBy: { id: 'asc' } })).map((event) => event.kind);
  const one = async (more = {}, name = 'Padaria') => {
    const [id] = await free(database.data, h.firmId, [{ name }]);
    await contracting(ctx(), id!, more);
    return id!;
  };
  const card = (id: string) => admin.press(`licenses.card|${id}`);
  const used = async (id: string) => (await db().licensePackage.findUniqueOrThrow({ where: { id } })).used;

  it('is renewed, and whoever renews it at the same time is told', async () => {
    const id = await one({ recurrence: 'monthly', startsOn: '2026-10-31', autoRenew: false });
    expect(shown(await card(id))).toContain('Licença: A vencer');
    const form = await admin.open(button(await card(id), 'Renovar'));
    const fields = { plan: 'Controle II', recurrence: 'Mensal', autoRenew: 'Não' };
    expect(said(await admin.submit(form, fields))).toContain('Renovada até 31/12/2026.');
    expect(said(await admin.submit(form, fields))).toContain('Última alteração: renovada por Marina, em 16/11/2026');
    expect(await license(id)).toMatchObject({ expiresOn: '2026-12-31', plan: 'Controle II', anchorDay: 31 });
    expect(shown(await admin.type('/clientes historico:renovada'))).toContain('Padaria');
    await sound(database.data, h.firmId);
  });

  it('acts on what it is today, though the clock has not come round', async () => {
    const id = await one({ recurrence: 'monthly', autoRenew: false });
    now = noon('2026-12-17');
    expect(shown(await card(id))).toContain('Licença: Vencida');
    await admin.submit(await admin.open(`licenses.contract|${id}`), {
      plan: 'Performance I',
      payer: 'O cliente',
      recurrence: 'Anual',
      startsOn: 'hoje',
      autoRenew: 'Sim',
    });
    expect(await kindsOf(id)).toEqual(['trial', 'active', 'expired', 'trial']);
    const clock = await db().licenseEvent.findMany({ where: { clientId: id, source: 'system' } });
    expect(clock.map((event) => event.actor)).toEqual(['system:clock', 'system:clock']);
    await sound(database.data, h.firmId);
  });

  it('changes its payer, warns when 15 days are not left, and moves in and out of its package', async () => {
    const lot = await buying(ctx(), { quantity: 1 });
    const id = await one({ startsOn: '2026-11-16', recurrence: 'monthly' });
    const asked = await admin.press(button(await card(id), 'Escritório passa a pagar'));
    // What the firm takes over it takes over at once.
    expect(shown(asked)).toContain('com uma licença disponível de um lote de Controle I?');
    expect(shown(asked)).not.toContain('15 dias');
    expect(shown(await admin.press(button(asked, 'Sim, alterar')))).toContain('O escritório passou a pagar.');
    expect(await license(id)).toMatchObject({
      payer: 'firm',
      packageId: lot,
      expiresOn: '2027-11-16',
      state: 'active',
    });
    expect(await used(lot)).toBe(1);
    expect(shown(await admin.press(button(asked, 'Sim, alterar')))).toContain(
      'Última alteração: responsável pelo pagamento alterado por Marina',
    );
    // The package is full: nobody else gets in.
    const other = await one();
    await expect(changePayer(ctx(), other, 'firm')).rejects.toMatchObject({ code: 'none-free' });
    now = noon('2027-11-02');
    const back = await admin.press(button(await card(id), 'Cliente passa a pagar'));
    expect(shown(back)).toContain('o prazo de 15 dias antes da renovação terminou em 01/11/2027 (faltam 14 dias)');
    expect(shown(back)).toContain(
      'passa a pagar o próprio plano depois de 16/11/2027? Até lá o escritório paga, e a licença continua em uso no lote “Lote 1”',
    );
    // Until the renewal the licence stays in use; then the client pays, and it is free.
    const agreed = await admin.press(button(back, 'Sim, alterar'));
    expect(shown(agreed)).toContain('O cliente passa a pagar depois de 16/11/2027; até lá nada muda.');
    expect(shown(agreed)).toContain('Quem paga: Escritório até 16/11/2027; depois, cliente');
    expect(await license(id)).toMatchObject({
      payer: 'firm',
      nextPayer: 'client',
      packageId: lot,
      expiresOn: '2027-11-16',
    });
    expect(await used(lot)).toBe(1);
    // It can be taken back.
    const kept = await admin.press(
      button(await admin.press(button(agreed, 'Escritório continua pagando')), 'Sim, alterar'),
    );
    expect(shown(kept)).toContain('O escritório continua pagando.');
    expect(await license(id)).toMatchObject({ payer: 'firm', nextPayer: '' });
    await changePayer(ctx(), id, 'client');
    now = noon('2027-11-16');
    await lookAtLicenses(parts(database.data), now);
    expect(await used(lot)).toBe(1);
    now = noon('2027-11-17');
    await lookAtLicenses(parts(database.data), now);
    expect(await license(id)).toMatchObject({
      payer: 'client',
      nextPayer: '',
      packageId: null,
      expiresOn: '2028-11-16',
      state: 'active',
    });
    expect(await used(lot)).toBe(0);
    expect(await kindsOf(id)).toEqual(expect.arrayContaining(['payer_next', 'payer_kept', 'payer']));
    await sound(database.data, h.firmId);
  });

  it('asks what is true of this licence', async () => {
    const own = await one();
    expect(shown(await admin.press(button(await card(own), 'Cancelar licença')))).toMatch(/Ela termina agora\.$/m);
    await buying(ctx(), { quantity: 1 });
    const lent = await one({ payer: 'firm' });
    expect(shown(await admin.press(button(await card(lent), 'Cancelar licença')))).toContain(
      'fica disponível no lote “Lote 1” para outro cliente',
    );
  });

  it('stops renewing itself, with what that means; one of a package is the package’s matter', async () => {
    const id = await one({ recurrence: 'monthly' });
    now = noon('2026-12-05');
    expect(shown(await card(id))).toContain('terminou em 01/12/2026. Faltam 11 dias');
    const asked = await admin.press(button(await card(id), 'Desativar renovação automática'));
    expect(shown(asked)).toContain('a próxima renovação ainda pode ser cobrada');
    expect(shown(await admin.press(button(asked, 'Sim, desativar')))).toContain(
      'Sem renovação automática: termina em 16/12/2026.',
    );
    expect(await db().client.findUnique({ where: { id } })).toMatchObject({ autoRenew: false });
    expect(labels(await card(id))).toContain('Ativar renovação automática');
    now = testNow;
    await buying(ctx(), { quantity: 1 });
    const inLot = await one({ payer: 'firm' }, 'De lote');
    expect(labels(await card(inLot))).not.toContain('Renovar');
    const refused = await admin.press(
      (await admin.press(`licenses.renewalAsk|${inLot}|0`)).blocks
        .flatMap((b) => (b.kind === 'buttons' ? b.buttons : []))
        .map((b) => ('press' in b ? b.press : ''))[0]!,
    );
    expect(shown(refused)).toContain('é renovada com ele');
    expect(shown(await admin.press(button(refused, 'Ver lote')))).toContain('De lote');
    await sound(database.data, h.firmId);
  });

  it('is blocked, unblocked, cancelled and transferred, each after a question, and frees its place', async () => {
    const lot = await buying(ctx(), { quantity: 1 });
    const id = await one({ payer: 'firm' });
    const doing = async (label: string, yes: string) =>
      shown(await admin.press(button(await admin.press(button(await card(id), label)), yes)));
    expect(await doing('Bloquear', 'Sim, bloquear')).toContain('Licença: Bloqueada');
    expect(labels(await card(id))).not.toContain('Bloquear');
    expect(await doing('Desbloquear', 'Sim, desbloquear')).toContain('Licença: Ativa');
    expect(await used(lot)).toBe(1);
    expect(await doing('Cancelar licença', 'Sim, cancelar a licença')).toContain('Licença cancelada.');
    expect(await used(lot)).toBe(0);
    expect(await db().client.findUnique({ where: { id } })).toMatchObject({
      plan: '',
      payer: 'none',
      expiresOn: '9999-12-31',
      autoRenew: false,
    });
    // A cancelled one too may go to another firm.
    const asked = await admin.press(button(await card(id), 'Registrar transferência'));
    expect(shown(asked)).toContain('termo assinado');
    expect(shown(await admin.press(button(asked, 'Sim, já foi transferida')))).toContain('Licença: Transferida');
    expect(await kindsOf(id)).toEqual(['active', 'blocked', 'unblocked', 'cancelled', 'transferred']);
    for (const history of ['ativada', 'bloqueada', 'cancelada', 'transferida'])
      expect(shown(await admin.type(`/clientes historico:${history}`))).toContain('Padaria');
    await contracting(ctx(), id, { payer: 'firm' });
    await sound(database.data, h.firmId);
  });

  it('moves to another client of the firm, who has none, and to nobody else’s', async () => {
    const lot = await buying(ctx(), { quantity: 1 });
    const id = await one({ payer: 'firm' }, 'De cá');
    const [to, theirs] = [
      (await free(database.data, h.firmId, [{ name: 'Para lá', situation: 'connected' }]))[0]!,
      (await free(database.data, h.otherFirmId, [{ name: 'Alheia' }]))[0]!,
    ];
    const busy = await one({}, 'Ocupada');
    const form = await admin.open(button(await card(id), 'Mover para outro cliente'));
    expect(form.fields.map(({ hint }) => hint)).toEqual(['A licença sai de De cá e vai para um cliente sem licença']);
    for (const [client, why] of [
      ['Alheia', 'Não encontrei cliente com “Alheia”.'],
      [theirs, 'Não encontrei cliente'],
      [busy, 'a licença está em teste'],
    ] as const)
      expect(said(await admin.submit(form, { client }))).toContain(why);
    expect(said(await admin.submit(form, { client: 'para la' }))).toContain('A licença de De cá agora é de Para lá.');
    expect(await license(to)).toMatchObject({ packageId: lot, payer: 'firm', state: 'active' });
    expect(await used(lot)).toBe(1);
    expect(shown(await admin.press(`licenses.history|${id}`))).toContain('Transferida para Para lá');
    expect(shown(await admin.press(`licenses.history|${to}`))).toContain('Recebida de De cá');
    expect(said(await admin.submit(form, { client: 'para la' }))).toContain('Não é possível mover');
    await sound(database.data, h.firmId);
  });

  it('gives its place back when its client is deleted for good, or erased, and not before', async () => {
    const lot = await buying(ctx(), { quantity: 3 });
    const [deleted, erased] = [await one({ payer: 'firm' }), await one({ payer: 'firm' })];
    await one({ payer: 'firm' });
    await removeClient(ctx(), deleted);
    expect(await used(lot)).toBe(3);
    await purgeDeleted(parts(database.data), new Date(testNow.getTime() + 61 * 60_000));
    expect(await used(lot)).toBe(2);
    expect(await eraseClient(ctx(), erased)).toBe(true);
    expect(await used(lot)).toBe(1);
    await sound(database.data, h.firmId);
  });

  it('shows its history a page at a time, to those who may see the client, and as a sheet', async () => {
    const id = await one({ payer: 'client' }, '=Fórmula Ltda');
    await db().client.update({ where: { id }, data: { analystId: h.analyst.memberId, document: '11222333000181' } });
    await buying(ctx(), { quantity: 1 });
    await changePayer(ctx(), id, 'firm');
    for (let i = 0; i < 5; i++) {
      await changePayer(ctx(), id, 'client');
      await changePayer(ctx(), id, 'firm');
    }
    await changePayer(ctx(), id, 'client');
    const page = await admin.press(`licenses.history|${id}`);
    expect(shown(page)).toContain('13 registros');
    const last = await admin.press(button(page, 'Mais antigos'));
    expect(shown(last)).toContain('Em teste');
    expect(labels(last)).toContain('Mais recentes');
    expect(shown(await h.analyst.press(`licenses.history|${id}`))).toContain(
      'Mudança do responsável pelo pagamento agendada',
    );
    expect(shown(await h.outsider.press(`licenses.history|${id}`))).toContain('não está mais na carteira');
    for (const view of [
      await admin.press(button(page, 'Baixar histórico')),
      await admin.press('licenses.historySheet'),
    ]) {
      const [csv, xlsx] = view.files!;
      const lines = new TextDecoder().decode(csv!.bytes).trim().split('\r\n');
      expect(lines).toHaveLength(14);
      expect(lines[1]).toBe(
        "'=Fórmula Ltda;11.222.333/0001-81;16/11/2026;Em teste;Em teste;Controle I;Cliente;Anual;16/11/2026;19/11/2026;16/11/2027;Sim;;conversa;automático",
      );
      expect(lines[2]).toContain(';Lote 1;');
      expect(xlsx!.name).toBe('licencas-2026-11-16.xlsx');
    }
    expect(shown(await h.outsider.press('licenses.historySheet'))).toContain('Não há histórico');
  });
});

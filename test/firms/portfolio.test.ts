import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../src/data/id.ts';
import type { Outcome } from '../../src/kit/incoming.ts';
import { nameKeyOf, searchKeyOf } from '../../src/terms/client.ts';
import { databases, type TestDatabase } from '../database.ts';
import { button, type House, house, menu, shown, testNow } from '../house.ts';

const told = (outcome: Outcome): string => (outcome.kind === 'view' ? shown(outcome.view) : JSON.stringify(outcome));

describe.each(databases)('who has which clients, on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    h = await house(database.data);
  });

  const client = async (name: string, document?: string, firmId = h.firmId) => {
    const id = newId();
    const keys = { nameKey: nameKeyOf({ name }), searchKey: searchKeyOf({ name, document }) };
    await database.data.db.client.create({
      data: { id, firmId, name, document, ...keys, situation: 'connected', createdAt: testNow, updatedAt: testNow },
    });
    return id;
  };
  const ofAna = async () =>
    (
      await database.data.db.client.findMany({ where: { analystId: h.analyst.memberId }, orderBy: { name: 'asc' } })
    ).map((row) => row.name);
  const card = async () => h.admin.press(menu(await h.admin.type('/equipe'), 'Ver uma pessoa'), [h.analyst.memberId]);
  const give = async (fields: Record<string, string>) =>
    told(await h.admin.submit(await h.admin.open(button(await card(), 'Atribuir clientes')), fields));
  const version = async () => (await database.data.db.firm.findUniqueOrThrow({ where: { id: h.firmId } })).version;

  it('gives clients one by one, found while typing', async () => {
    const id = await client('Padaria São João', '12345678000195');
    await client('Padaria Alheia', '12345678000195', h.otherFirmId);
    const form = await h.admin.open(button(await card(), 'Atribuir clientes'));
    const search = await h.admin.ask({ kind: 'search', id: form.id, field: 'client', typed: 'padaria sao' });
    expect(search).toEqual({
      kind: 'options',
      options: [{ label: 'Padaria São João', value: id, description: '12345678000195' }],
    });
    const before = await version();
    expect(told(await h.admin.submit(form, { client: id }))).toContain('1 cliente entrou na carteira de Ana.');
    expect(await ofAna()).toEqual(['Padaria São João']);
    expect(await version()).toBe(before + 1);
    expect(told(await h.admin.submit(form, { client: id }))).toContain('Nenhum cliente novo entrou');
    const audits = await database.data.db.audit.findMany({ where: { firmId: h.firmId, verb: 'clients.assigned' } });
    expect(audits).toMatchObject([{ subject: `client:${id}`, actor: `member:${h.admin.memberId}` }]);
    expect(shown(await card())).toContain('Clientes: 1');
  });

  it('gives many from a pasted list, by name, CNPJ and CPF, and says which lines it did not understand', async () => {
    await client('Padaria Real', '12345678000195');
    await client('Padaria Imperial', '12ABC34501DE35');
    await client('Oficina do Zé', '52998224725');
    await client('Alheia', '11444777000161', h.otherFirmId);
    const list = [
      '12.345.678/0001-95',
      '12.abc.345/01de-35',
      '529.982.247-25',
      '  ',
      'padaria',
      'oficina',
      '11.444.777/0001-61',
      'Marte %',
    ];
    const said = await give({ list: list.join('\n') });
    expect(said).toContain('3 clientes entraram na carteira de Ana.');
    expect(said).toContain('Não encontrado: 11.444.777/0001-61 e Marte %');
    expect(said).toContain('Há mais de um com este nome; escreva o CNPJ ou CPF: padaria');
    expect(await ofAna()).toEqual(['Oficina do Zé', 'Padaria Imperial', 'Padaria Real']);
    expect(await give({})).toContain('Escolha um cliente ou escreva vários');
  });

  it('takes clients away from that person only', async () => {
    const id = await client('Padaria Real');
    const other = await client('Oficina');
    await database.data.db.client.updateMany({ where: { id }, data: { analystId: h.analyst.memberId } });
    await database.data.db.client.updateMany({ where: { id: other }, data: { analystId: h.admin.memberId } });
    const form = await h.admin.open(button(await card(), 'Retirar clientes'));
    expect(told(await h.admin.submit(form, { list: 'padaria real\noficina' }))).toContain(
      '1 cliente saiu da carteira de Ana.',
    );
    expect(await database.data.db.client.count({ where: { analystId: h.admin.memberId } })).toBe(1);
    expect(await ofAna()).toEqual([]);
  });

  it('hands a whole portfolio over', async () => {
    for (const name of ['A', 'B', 'C']) {
      const id = await client(name);
      await database.data.db.client.update({ where: { id }, data: { analystId: h.analyst.memberId } });
    }
    const form = await h.admin.open(button(await card(), 'Transferir carteira'));
    const search = await h.admin.ask({ kind: 'search', id: form.id, field: 'to', typed: 'mar' });
    expect(search.kind === 'options' && search.options.map((option) => option.value)).toEqual([h.admin.memberId]);
    expect(told(await h.admin.submit(form, { to: 'ana' }))).toContain('Escolha outra pessoa');
    expect(told(await h.admin.submit(form, { to: 'ninguém assim' }))).toContain(
      'Não encontrei “ninguém assim” na equipe',
    );
    expect(told(await h.admin.submit(form, { to: 'marina' }))).toContain('3 clientes passaram para Marina.');
    expect(await database.data.db.client.count({ where: { analystId: h.admin.memberId } })).toBe(3);
  });

  it('hands the clients of one who leaves to the heir, or leaves them to nobody', async () => {
    const id = await client('A');
    await database.data.db.client.update({ where: { id }, data: { analystId: h.analyst.memberId } });
    const form = await h.admin.open(button(await card(), 'Remover'));
    expect(told(await h.admin.submit(form, { heir: h.outsider.memberId }))).toContain('Não encontrei');
    expect(told(await h.admin.submit(form, { heir: 'Marina' }))).toContain('1 cliente passou para Marina.');
    expect((await database.data.db.client.findUniqueOrThrow({ where: { id } })).analystId).toBe(h.admin.memberId);
    const audit = await database.data.db.audit.findFirstOrThrow({
      where: { firmId: h.firmId, verb: 'member.removed' },
    });
    expect(JSON.parse(audit.detail)).toEqual({ clients: 1, heir: h.admin.memberId });
  });
});

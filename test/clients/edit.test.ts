import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/kit/incoming.ts';
import { databases, type TestDatabase } from '../database.ts';
import { button, type House, house, type Person, shown, testNow } from '../house.ts';
import { afresh, idsOf } from './pages.ts';
import { seedClients, situate } from './seed.ts';

const said = (outcome: Outcome) => (outcome.kind === 'view' ? shown(outcome.view) : JSON.stringify(outcome));

/** A minute after what was seeded. */
const soon = new Date(testNow.getTime() + 60_000);

describe.each(databases)('editing a client on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  let admin: Person;
  beforeAll(async () => {
    database = await open();
    h = await house(database.data);
    admin = afresh(database.data, h.admin, () => soon);
  });
  afterAll(() => database.drop());

  let number = 0;
  const add = async (seed = {}) =>
    (
      await seedClients(database.data, h.firmId, [{ name: `Padaria ${++number}`, situation: 'not_connected', ...seed }])
    )[0]!;
  const row = (id: string) => database.data.db.client.findUniqueOrThrow({ where: { id } });
  const audits = (id: string) =>
    database.data.db.audit.findMany({ where: { subject: `client:${id}` }, orderBy: { id: 'asc' } });
  const open1 = async (who: Person, id: string, label = 'Editar') =>
    who.open(button(await who.press('clients.card', [id]), label));
  const same = (id: string) => ({ name: `Padaria ${number}`, id });

  it('fills the form with what stands, and saves what is changed', async () => {
    const id = await add({ document: '22961140000169', email: 'a@b.com.br', tradeName: 'Vila' });
    const form = await open1(admin, id);
    expect(Object.fromEntries(form.fields.map((field) => [field.name, field.value]))).toEqual({
      name: `Padaria ${number}`,
      tradeName: 'Vila',
      document: '22.961.140/0001-69',
      email: 'a@b.com.br',
      phone: '',
    });
    const saved = await admin.submit(form, {
      name: '  Padaria\tNova ',
      document: '12.abc.345/01de-35',
      email: 'NF@Padaria.com.br',
      phone: '(11) 3000-0000',
    });
    expect(saved.kind === 'view' && saved.answers).toBe('update');
    expect(said(saved)).toContain('Salvo.');
    expect(await row(id)).toMatchObject({
      name: 'Padaria Nova',
      tradeName: '',
      document: '12ABC34501DE35',
      email: 'nf@padaria.com.br',
      phone: '(11) 3000-0000',
      nameKey: 'padaria nova',
      searchKey: '12abc34501de35 nf@padaria.com.br padaria nova',
    });
    const [audit, ...more] = await audits(id);
    expect(more).toEqual([]);
    expect(audit).toMatchObject({ verb: 'client.edit', actor: `member:${h.admin.memberId}`, platform: 'test' });
    expect(JSON.parse(audit!.detail)).toEqual({ fields: ['name', 'tradeName', 'document', 'email', 'phone'] });
    // What others remembered of the list is void.
    expect(shown(await admin.type('/clientes padaria nova'))).toContain('1 cliente ');
  });

  it.each([
    ['connected', 'vêm da conta dele na Conta Azul'],
    ['invited', 'Responda ou cancele em /conexoes antes de editar'],
    ['requested', 'Responda ou cancele em /conexoes antes de editar'],
  ])(
    'does not edit a client who is %s, not even when that has come about since, and says why',
    async (situation, why) => {
      const id = await add();
      const form = await open1(admin, id);
      await situate(database.data, h.firmId, id, situation);
      expect(said(await admin.submit(form, { name: 'Outra' }))).toContain(why);
      expect(shown(await admin.press(`clients.edit|${id}`))).toContain(why);
      expect(await row(id)).toMatchObject({ name: `Padaria ${number}` });
      // What is the firm's own can still be changed.
      await admin.submit(await open1(admin, id, 'Contato e analista'), { revenue: '360.000' });
      expect(await row(id)).toMatchObject({ revenue: 360_000 });
      expect(shown(await admin.press('clients.card', [id]))).toContain('Faturamento anual: R$ 360.000,00');
    },
  );

  it('gives the client an analyst, a contact and notes, and takes them away', async () => {
    const id = await add();
    const form = await open1(admin, id, 'Contato e analista');
    expect(form.fields.find((field) => field.name === 'analyst')?.options?.map((each) => each.label)).toEqual([
      'Sem analista',
      'Ana',
      'Marina',
    ]);
    await admin.submit(form, { contactName: 'João', analyst: h.analyst.memberId, notes: 'Ligar\ndepois das 10' });
    expect(await row(id)).toMatchObject({
      contactName: 'João',
      analystId: h.analyst.memberId,
      notes: 'Ligar\ndepois das 10',
    });
    expect((await h.analyst.type(`/cliente Padaria ${number}`)).title).toContain(`Padaria ${number}: `);
    await admin.submit(await open1(admin, id, 'Contato e analista'), { analyst: 'none' });
    expect(await row(id)).toMatchObject({ contactName: '', analystId: null, notes: '' });
    const alien = await admin.submit(await open1(admin, id, 'Contato e analista'), { analyst: h.outsider.memberId });
    expect(alien.kind === 'form' && alien.form.fields.find((field) => field.name === 'analyst')?.error).toContain(
      'não há',
    );
    expect((await row(id)).analystId).toBeNull();
  });

  it('refuses a document that is none, and one that is taken, at the field', async () => {
    const id = await add();
    await seedClients(database.data, h.firmId, [{ name: 'Dona do CNPJ', document: '11222333000181' }]);
    await seedClients(database.data, h.firmId, [{ name: 'Excluída', document: '52998224725', deletedAt: testNow }]);
    const error = (outcome: Outcome) =>
      outcome.kind === 'form' ? outcome.form.fields.find((field) => field.name === 'document') : undefined;
    const form = await open1(admin, id);
    const wrong = error(await admin.submit(form, { ...same(id), document: '11.222.333/0001-82' }));
    expect([wrong?.error, wrong?.value]).toEqual(['CNPJ ou CPF inválido: confira os dígitos.', '11.222.333/0001-82']);
    expect(error(await admin.submit(form, { ...same(id), document: '11.222.333/0001-81' }))?.error).toBe(
      'Este CNPJ ou CPF já é de Dona do CNPJ.',
    );
    expect(error(await admin.submit(form, { ...same(id), document: '529.982.247-25' }))?.error).toContain(
      'excluído há pouco',
    );
    expect(await audits(id)).toEqual([]);
    expect(said(await admin.submit(form, { ...same(id), document: '' }))).toContain('Nada mudou.');
    expect(await audits(id)).toEqual([]);
  });

  it('lets only one of two save, and tells the other who was faster', async () => {
    const id = await add();
    const other = await database.data.db.member.create({
      data: { id: `${id.slice(0, -1)}f`, firmId: h.firmId, name: 'Bruno', role: 'admin', createdAt: testNow },
    });
    const user = `u-${id}`;
    await database.data.db.chatIdentity.create({
      data: {
        id: `${id.slice(0, -1)}e`,
        firmId: h.firmId,
        memberId: other.id,
        platform: 'test',
        workspace: admin.place.workspace,
        user,
        createdAt: testNow,
      },
    });
    const bruno = afresh(database.data, { ...admin, memberId: other.id, place: { ...admin.place, user } }, () => soon);
    const [mine, his] = [await open1(admin, id), await open1(bruno, id)];
    const answers = await Promise.all([
      admin.submit(mine, { name: 'De Marina' }),
      bruno.submit(his, { name: 'De Bruno' }),
    ]);
    const lost = answers.findIndex((answer) => said(answer).includes('enquanto você editava'));
    const winner = lost === 0 ? 'Bruno' : 'Marina';
    expect(said(answers[1 - lost]!)).toContain('Salvo.');
    expect(said(answers[lost]!)).toContain(`${winner} alterou este cliente enquanto você editava.`);
    expect((await row(id)).name).toBe(`De ${winner}`);
    expect(await audits(id)).toHaveLength(1);
    const view = answers[lost]!;
    const again = await (lost === 0 ? admin : bruno).open(
      view.kind === 'view' ? button(view.view, 'Abrir de novo') : '',
    );
    expect(again.fields[0]?.value).toBe(`De ${winner}`);
  });

  it('names nobody for a change that nobody signed', async () => {
    const id = await add();
    await admin.submit(await open1(admin, id), { name: 'Com assinatura' });
    const form = await open1(admin, id);
    await database.data.db.client.update({
      where: { id },
      data: { phone: '1', updatedAt: new Date(soon.getTime() + 5000) },
    });
    expect(said(await admin.submit(form, { name: 'Atrasado' }))).toContain(
      'Alguém alterou este cliente enquanto você editava.',
    );
    expect((await row(id)).name).toBe('Com assinatura');
  });

  it('does it once, however often the platform says it', async () => {
    const id = await add();
    const form = await open1(admin, id);
    const submit = () => admin.ask({ kind: 'submit', id: form.id, fields: { name: 'Uma vez' } }, `same-${id}`);
    const answers = await Promise.all([1, 2, 3, 4].map(submit));
    for (const answer of answers) expect(said(answer)).toContain('Salvo.');
    // Another process does not remember the answer, but knows the delivery.
    const elsewhere = await afresh(database.data, h.admin).ask(
      { kind: 'submit', id: form.id, fields: { name: 'Duas vezes' } },
      `same-${id}`,
    );
    expect(said(elsewhere)).toContain('Isso já foi feito');
    expect(await audits(id)).toHaveLength(1);
  });

  it('is for administrators, and for clients that are there', async () => {
    const id = await add({ analystId: h.analyst.memberId });
    const form = await open1(admin, id);
    for (const who of [h.analyst, h.stranger, afresh(database.data, h.outsider)]) {
      const pressed = await who.ask({ kind: 'press', id: button(await admin.press('clients.card', [id]), 'Editar') });
      expect(pressed.kind).toBe('view');
      expect(said(await who.submit(form, { name: 'Roubado' }))).not.toContain('Salvo');
    }
    expect((await row(id)).name).toBe(`Padaria ${number}`);
    await database.data.db.client.delete({ where: { id } });
    expect(said(await admin.submit(form, { name: 'Tarde demais' }))).toContain('não está mais na carteira');
  });

  it('takes a name of two hundred rare characters, though every index holds it', async () => {
    const id = await add({ situation: '字'.repeat(60) });
    const rare = (from: number) => String.fromCodePoint(...Array.from({ length: 100 }, (_, i) => from + i * 7));
    const form = await open1(admin, id);
    const saved = await admin.submit(form, {
      name: rare(0x20000),
      tradeName: rare(0x24000),
      email: `${'a'.repeat(60)}@${'b'.repeat(60)}.com.br`,
    });
    expect(said(saved)).toContain('Salvo.');
    expect(idsOf(await admin.type(`/clientes ${rare(0x20000).slice(0, 20)}`))).toEqual([id]);
  });

  it('cuts what is too long, and keeps what is hostile as text', async () => {
    const id = await add();
    const form = await open1(admin, id);
    const long = await admin.submit(form, { name: 'x'.repeat(10_000) });
    expect(long.kind === 'form' && long.form.fields[0]?.error).toContain('no máximo 200');
    await admin.submit(form, { name: '<!channel> \'; DROP TABLE "Client" --', tradeName: '\u202egnp.exe' });
    expect(await row(id)).toMatchObject({ name: '<!channel> \'; DROP TABLE "Client" --', tradeName: 'gnp.exe' });
  });
});

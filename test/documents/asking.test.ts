import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { letters } from '../connections/fixture.ts';
import { databases, type TestDatabase } from '../database.ts';
import { addClient } from '../digests/fixture.ts';
import { button, type House, house, labels, shown } from '../house.ts';

const rosa = 'rosa@padaria.com.br';

describe.each(databases)('asking a client for documents, on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  beforeEach(async () => {
    database = await open();
    h = await house(database.data);
  });
  afterEach(() => database.drop());
  const { admin, analyst } = { admin: () => h.admin, analyst: () => h.analyst };
  const add = (more: { email?: string; situation?: string; expiresOn?: string }) =>
    addClient(database.data, h.firmId, {
      name: 'Padaria',
      email: '',
      situation: 'connected',
      analystId: h.analyst.memberId,
      ...more,
    });

  it('without an e-mail is not offered: what leads to one is, for whoever may, and asking follows', async () => {
    const id = await add({});
    const list = await admin().press(`documents.received|${id}`);
    expect(shown(list)).toContain('Sem e-mail na carteira');
    expect(labels(list)).toEqual(['Informar e-mail']);
    const theirs = await analyst().press(`documents.received|${id}`);
    expect(labels(theirs)).toEqual([]);
    expect(shown(theirs)).toContain('Um administrador pode informar');
    // A button of before the e-mail was gone leads there too.
    expect(labels(await admin().press(`documents.ask|${id}`))).toEqual(['Informar e-mail']);
    const form = await admin().open(button(list, 'Informar e-mail'));
    const saved = await admin().submit(form, { email: rosa });
    if (saved.kind !== 'view') throw new Error(saved.kind);
    expect(shown(saved.view)).toContain(`Salvo: o e-mail de Padaria é ${rosa}.`);
    const preview = await admin().press(button(saved.view, 'Pedir documentos'));
    expect(shown(await admin().press(button(preview, 'Enviar e-mail')))).toContain(`E-mail enviado a ${rosa}.`);
    expect((await letters(database.data)).map(({ to }) => to)).toEqual([rosa]);
    expect(await database.data.db.audit.count({ where: { verb: 'client.edit', subject: `client:${id}` } })).toBe(1);
    // What is there is nobody's to overwrite by this way.
    expect(JSON.stringify(await admin().submit(form, { email: 'outra@padaria.com.br' }))).toContain(
      `já tem e-mail: ${rosa}`,
    );
    expect(await database.data.db.client.findUniqueOrThrow({ where: { id } })).toMatchObject({
      email: rosa,
      situation: 'connected',
    });
  });

  it('is not offered a second time on one day: the list says who has asked', async () => {
    const id = await add({ email: rosa });
    const preview = await admin().press(button(await admin().press(`documents.received|${id}`), 'Pedir documentos'));
    await admin().press(button(preview, 'Enviar e-mail'));
    const list = await analyst().press(`documents.received|${id}`);
    expect(labels(list)).toEqual([]);
    expect(shown(list)).toContain('Marina já pediu documentos a este cliente hoje.');
    expect(shown(list)).not.toContain('Peça com o botão');
  });

  it('goes to the address of the client’s own account where the portfolio has none', async () => {
    const id = await add({});
    await database.data.db.account.create({ data: { id: 'a1', email: rosa, createdAt: new Date() } });
    await database.data.db.client.update({ where: { id }, data: { accountId: 'a1' } });
    const preview = await admin().press(button(await admin().press(`documents.received|${id}`), 'Pedir documentos'));
    expect(shown(preview)).toContain(rosa);
    expect(shown(await admin().press(`clients.address|${id}`))).toContain('já tem e-mail');
  });

  it('of one who is not connected is neither offered nor done, though what came stays to be seen', async () => {
    const id = await add({ email: rosa });
    const preview = await admin().press(`documents.ask|${id}`);
    await database.data.db.client.update({ where: { id }, data: { situation: 'disconnected' } });
    const list = await admin().press(`documents.received|${id}`);
    expect(labels(list)).toEqual([]);
    expect(shown(list)).toContain('não está conectado');
    expect(shown(await admin().press(button(preview, 'Enviar e-mail')))).toContain('não está conectado');
    expect(await database.data.db.documentAsk.count()).toBe(0);
    expect(await letters(database.data)).toEqual([]);
  });

  it('and reminding one of an expiry are alike: an address is asked for, and one letter a day is offered', async () => {
    const id = await add({ expiresOn: '2026-11-25' });
    const card = () => admin().press('digests.client', [id]);
    expect(labels(await card())).toContain('Informar e-mail');
    expect(labels(await card())).not.toContain('Lembrar por e-mail');
    await admin().submit(await admin().open(button(await card(), 'Informar e-mail')), { email: rosa });
    const before = button(await card(), 'Lembrar por e-mail');
    await admin().press(button(await admin().press(before), 'Enviar lembrete'));
    expect(labels(await card())).not.toContain('Lembrar por e-mail');
    expect(shown(await card())).toContain('Lembrete por e-mail enviado hoje por Marina.');
    expect(shown(await admin().press(before))).toContain('Lembrete por e-mail enviado hoje por Marina');
  });
});

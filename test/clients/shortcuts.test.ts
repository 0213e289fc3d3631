import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome, Pointed, SealedForm } from '../../src/kit/incoming.ts';
import { databases, type TestDatabase } from '../database.ts';
import { type House, house, type Person, shown } from '../house.ts';
import { seedClients } from './seed.ts';

const said = (outcome: Outcome) => (outcome.kind === 'view' ? shown(outcome.view) : JSON.stringify(outcome));
const message = (text: string, more: Partial<Pointed> = {}): Pointed => ({ text, files: [], ...more });
const link = 'https://aurora.slack.com/archives/C1/p1358546515000008';

describe.each(databases)('shortcuts on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  beforeAll(async () => {
    database = await open();
    h = await house(database.data);
    const analystId = h.analyst.memberId;
    await seedClients(database.data, h.firmId, [
      { name: 'Padaria Estrela', document: '11222333000181', situation: 'not_connected', contactName: 'Ana Lima' },
      { name: 'Padaria Estrela do Sul', situation: 'not_connected', analystId },
      { name: 'Oficina do Zé', email: 'ze@oficina.com.br', situation: 'connected' },
      { name: 'Gêmea Ltda', document: '45543915000181', situation: 'not_connected' },
      { name: 'Gêmea Ltda', document: '06990590000123', situation: 'not_connected' },
      { name: 'Cheia Ltda', notes: 'x'.repeat(1980), situation: 'connected' },
    ]);
    await seedClients(database.data, h.otherFirmId, [{ name: 'Segredo do Vizinho', document: '33000167000101' }]);
  });
  afterAll(() => database.drop());

  const use = (name: string, pointed: Pointed, who: Person = h.admin) => who.ask({ kind: 'shortcut', name, pointed });
  const form = (outcome: Outcome): SealedForm => {
    if (outcome.kind !== 'form') throw new Error(said(outcome));
    return outcome.form;
  };
  const values = (outcome: Outcome) =>
    Object.fromEntries(form(outcome).fields.flatMap(({ name, value }) => (value ? [[name, value]] : [])));
  const notesOf = async (name: string) =>
    (await database.data.db.client.findMany({ where: { firmId: h.firmId, name } })).map(({ notes }) => notes);
  const counts = async () => ({
    requests: await database.data.db.connectionRequest.count(),
    letters: await database.data.db.outbox.count(),
  });

  it('opens the invitation with what a message says, and sends nothing', async () => {
    const before = await counts();
    const text = 'Cliente novo: Mercado Aurora Ltda, CNPJ 33.000.167/0001-01, fin@aurora.com.br, (41) 99876-5432';
    // Whose document it is in another firm's portfolio does not show.
    expect(values(await use('invite.message', message(text)))).toEqual({
      name: 'Mercado Aurora Ltda',
      document: '33.000.167/0001-01',
      email: 'fin@aurora.com.br',
      phone: '(41) 99876-5432',
    });
    expect(values(await use('invite.message', message('bom dia!')))).toEqual({});
    expect(await counts()).toEqual(before);
  });

  it('invites a client of the portfolio with what is known of them, whoever the message comes from', async () => {
    const opened = await use('invite.message', message('11.222.333/0001-81 pediu acesso, e-mail oi@estrela.com.br'));
    expect(values(opened)).toMatchObject({
      name: 'Padaria Estrela',
      contactName: 'Ana Lima',
      email: 'oi@estrela.com.br',
    });
    const connected = await use('invite.message', message('o ze@oficina.com.br quer se conectar'));
    expect(said(connected)).toContain('Oficina do Zé já está conectado');
  });

  it('puts a person into the invitation, and none from anywhere', async () => {
    const author = { id: 'U9', name: 'Bia Souza' };
    expect(values(await use('invite.person', message('', { author })))).toEqual({ contactName: 'Bia Souza' });
    expect(values(await use('invite.anywhere', message('')))).toEqual({});
  });

  it('keeps a message with the client it speaks of, with who wrote it, its files and where it stands', async () => {
    const files = [{ name: 'contrato.pdf', size: 1, read: async () => new Uint8Array() }];
    const pointed = message('Padaria Estrela do Sul mandou o contrato', {
      files,
      link,
      author: { id: 'U9', name: 'Bia' },
    });
    const opened = form(await use('clients.attach', pointed));
    const stands = Object.fromEntries(opened.fields.map(({ name, value }) => [name, value as string]));
    expect(stands.client).toBe('Padaria Estrela do Sul');
    expect(await notesOf('Padaria Estrela do Sul')).toEqual(['']);
    const done = await h.admin.submit(opened, stands);
    expect(said(done)).toContain('anotado nas observações');
    await h.admin.submit(form(await use('clients.attach', pointed)), { ...stands, note: 'e de novo' });
    expect(await notesOf('Padaria Estrela do Sul')).toEqual([
      `16/11/2026 · Bia: Padaria Estrela do Sul mandou o contrato\nArquivos: contrato.pdf\n${link}\n16/11/2026 · e de novo`,
    ]);
  });

  it('guesses nobody, and asks which of two', async () => {
    expect(values(await use('clients.attach', message('tudo certo')))).toEqual({ note: 'tudo certo' });
    // Both are called so.
    expect(values(await use('clients.attach', message('da Gêmea Ltda')))).toEqual({ note: 'da Gêmea Ltda' });
    const twin = await use('clients.attach', message('06.990.590/0001-23'));
    expect(values(twin).client).toBe('06.990.590/0001-23');
    const again = await h.admin.submit(form(twin), { client: 'gemea ltda', note: 'x' });
    expect(form(again).fields.find(({ name }) => name === 'client')?.error).toContain('mais de um cliente');
    const none = await h.admin.submit(form(twin), { client: 'ninguém assim', note: 'x' });
    expect(form(none).fields[0]?.error).toContain('Não encontrei “ninguém assim”');
    await h.admin.submit(form(twin), { client: '06990590000123', note: 'a segunda' });
    expect((await notesOf('Gêmea Ltda')).sort()).toEqual(['', '16/11/2026 · a segunda']);
  });

  it('says how much room is left in the notes, at the field', async () => {
    const opened = form(await use('clients.attach', message('y'.repeat(40))));
    const full = await h.admin.submit(opened, { client: 'Cheia Ltda', note: 'y'.repeat(40) });
    expect(form(full).fields.find(({ name }) => name === 'note')?.error).toContain('só mais');
    expect(await notesOf('Cheia Ltda')).toEqual(['x'.repeat(1980)]);
  });

  it('finds a client from anywhere', async () => {
    const opened = form(await use('clients.find', message('')));
    expect(said(await h.admin.submit(opened, { client: 'oficina' }))).toContain('Oficina do Zé');
  });

  it('imports the sheet of a message, or says that there is none', async () => {
    const csv = Buffer.from('nome;cnpj\nLivraria Nova;60.746.948/0001-12\n');
    const file = (name: string) => ({ name, size: csv.length, read: async () => new Uint8Array(csv) });
    const preview = await use('import.sheet', message('', { files: [file('foto.png'), file('Carteira.CSV')] }));
    expect(said(preview)).toContain('Carteira.CSV');
    expect(said(await use('import.sheet', message('segue a planilha')))).toContain('não tem planilha');
  });

  it('holds to who may, who sees, and what there is', async () => {
    expect(said(await use('invite.message', message('x'), h.analyst))).toContain('Só um administrador');
    expect(said(await use('clients.attach', message('x'), h.stranger))).toContain('Ainda não nos conhecemos');
    const opened = form(await use('clients.find', message(''), h.analyst));
    expect(said(await h.analyst.submit(opened, { client: 'oficina' }))).not.toContain('Zé');
    expect(said(await use('gone.now', message('x')))).toContain('Este atalho não existe mais');
  });

  it('is told in help where a platform has it, and nowhere else', async () => {
    const help = async (shortcuts?: ('message' | 'person')[]) =>
      said(
        await h.core.handle({
          key: String(Math.random()),
          place: { ...h.admin.place, ...(shortcuts ? { shortcuts } : {}) },
          asked: { kind: 'typed', command: 'ajuda', text: '' },
        }),
      );
    expect(await help(['message'])).toContain('Anexar ao cliente');
    expect(await help(['person'])).not.toContain('Anexar ao cliente');
    expect(await help()).not.toContain('Atalhos');
  });
});

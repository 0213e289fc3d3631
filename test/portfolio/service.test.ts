import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ctx } from '../../src/kit/ctx.ts';
import { previewImport } from '../../src/portfolio/import/service.ts';
import { bytesSource } from '../../src/portfolio/import/source.ts';
import { nameKeyOf, noPlan, searchKeyOf } from '../../src/terms/client.ts';
import { seedClients } from '../clients/seed.ts';
import { databases, type TestDatabase } from '../database.ts';
import { type House, house, testNow } from '../house.ts';
import { deskOf, importing } from './fixture.ts';

const later = new Date(testNow.getTime() + 86_400_000);

describe.each(databases)('importing on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  let ctx: Ctx;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    h = await house(database.data);
    ctx = deskOf(database.data, h.firmId);
  });
  afterAll(() => database.drop());

  const db = () => database.data.db;
  const clients = () => db().client.findMany({ where: { firmId: h.firmId }, orderBy: { name: 'asc' } });
  const client = async (name: string) => db().client.findFirstOrThrow({ where: { firmId: h.firmId, name } });
  const version = async () => (await db().firm.findUniqueOrThrow({ where: { id: h.firmId } })).version;
  const audits = () => db().audit.findMany({ where: { firmId: h.firmId }, orderBy: { id: 'asc' } });
  const licenses = () => db().license.findMany({ where: { firmId: h.firmId } });
  const events = () => db().licenseEvent.findMany({ where: { firmId: h.firmId }, orderBy: { id: 'asc' } });

  const all =
    'Nome;Fantasia;CNPJ;E-mail;Telefone;Responsável;Situação;Plano;Pago por;Vencimento;Renovação automática;Última exportação;Cobranças;Observações\n' +
    'Padaria São João;Pão & Cia;12.abc.345/01de-35;NF@Padaria.com.br;(11) 4002-8922;Zé;Conectado;Controle I;Contabilidade;31/12/2026;Sim;01/10/2026;Ativo;Boa gente\n';

  it('writes a client with all it says, its licence, and what happened to it', async () => {
    const report = await importing(ctx, all);
    expect(report).toMatchObject({ lines: 1, good: 1, refused: 0, created: 1, changed: 0, revived: 0, unchanged: 0 });
    const terms = { plan: 'Controle I', payer: 'firm', expiresOn: '2026-12-31', autoRenew: true };
    const names = {
      name: 'Padaria São João',
      tradeName: 'Pão & Cia',
      document: '12ABC34501DE35',
      email: 'nf@padaria.com.br',
    };
    const [row] = await clients();
    expect(row).toMatchObject({
      ...names,
      ...terms,
      phone: '(11) 4002-8922',
      contactName: 'Zé',
      notes: 'Boa gente',
      situation: 'connected',
      charges: 'active',
      lastExportOn: '2026-10-01',
      nameKey: nameKeyOf(names),
      searchKey: searchKeyOf(names),
      analystId: null,
      accountId: null,
      deletedAt: null,
      createdAt: testNow,
      updatedAt: testNow,
    });
    expect(await licenses()).toMatchObject([
      {
        clientId: row!.id,
        ...terms,
        state: 'active',
        recurrence: 'yearly',
        packageId: null,
        createdAt: testNow,
        updatedAt: testNow,
      },
    ]);
    expect(await events()).toMatchObject([
      { clientId: row!.id, kind: 'active', ...terms, source: 'import', actor: 'system:cli', at: testNow },
    ]);
    const [audit] = await audits();
    expect(audit).toMatchObject({ verb: 'portfolio.imported', actor: 'system:cli' });
    expect(JSON.parse(audit!.detail)).toEqual({
      file: 'carteira.csv',
      from: 2,
      to: 2,
      created: 1,
      changed: 0,
      revived: 0,
    });
    expect(await version()).toBe(1);
  });

  it('changes nothing the second time', async () => {
    await importing(ctx, all);
    const before = [await clients(), await licenses(), await events(), await audits(), await version()];
    const report = await importing(deskOf(database.data, h.firmId, later), all);
    expect(report).toMatchObject({ created: 0, changed: 0, unchanged: 1 });
    expect([await clients(), await licenses(), await events(), await audits(), await version()]).toEqual(before);
  });

  it('never erases with an empty cell, and changes only what a line says', async () => {
    await importing(ctx, all);
    const before = await client('Padaria São João');
    const empty = `${all.split('\n')[0]}\nPadaria São João;;12ABC34501DE35;;;;;;;;;;;\n`;
    expect(await importing(ctx, empty)).toMatchObject({ unchanged: 1, changed: 0 });
    const report = await importing(
      deskOf(database.data, h.firmId, later),
      'CNPJ;Razão social;Telefone\n12ABC34501DE35;Padaria Nova;99\n',
    );
    expect(report).toMatchObject({ changed: 1, created: 0 });
    const key = { name: 'Padaria Nova', tradeName: before.tradeName, document: before.document, email: before.email };
    expect(await clients()).toEqual([
      {
        ...before,
        name: 'Padaria Nova',
        phone: '99',
        nameKey: nameKeyOf(key),
        searchKey: searchKeyOf(key),
        updatedAt: later,
      },
    ]);
    expect(await licenses()).toMatchObject([{ updatedAt: testNow }]);
    expect(await events()).toHaveLength(1);
  });

  it('keeps a licence and its client in step', async () => {
    const header = 'Nome;Plano;Pago por;Vencimento;Renovação automática\n';
    await importing(ctx, `${header}A;Controle I;;;\nB;;Cliente;31/12/2026;Sim\nC;Controle I;Cliente;31/12/2026;Sim\n`);
    expect(await client('A')).toMatchObject({
      plan: 'Controle I',
      payer: 'client',
      expiresOn: noPlan,
      autoRenew: false,
    });
    expect(await client('B')).toMatchObject({ plan: '', payer: 'none', expiresOn: noPlan, autoRenew: false });
    expect(await licenses()).toHaveLength(2);
    const c = await client('C');
    await db().license.update({ where: { clientId: c.id }, data: { state: 'blocked', recurrence: 'monthly' } });

    await importing(ctx, `${header}C;;;30/11/2026;\n`);
    expect(await db().license.findUnique({ where: { clientId: c.id } })).toMatchObject({
      expiresOn: '2026-11-30',
      state: 'blocked',
    });
    await importing(ctx, `${header}C;Controle II;Contabilidade;31/12/2027;Não\n`);
    const terms = { plan: 'Controle II', payer: 'firm', expiresOn: '2027-12-31', autoRenew: false };
    expect(await client('C')).toMatchObject(terms);
    expect(await db().license.findUnique({ where: { clientId: c.id } })).toMatchObject({
      ...terms,
      state: 'active',
      recurrence: 'monthly',
    });
    expect(
      (await events()).filter((event) => event.clientId === c.id).map((event) => [event.kind, event.expiresOn]),
    ).toEqual([
      ['active', '2026-12-31'],
      ['active', '2026-11-30'],
      ['renewed', '2027-12-31'],
    ]);
    const report = await importing(ctx, `${header}B;;Contabilidade;31/12/2027;Sim\n`);
    expect(report).toMatchObject({ unchanged: 1, ignored: { terms: 1 } });
  });

  it('finds a client by e-mail where there is no document, and then knows its document', async () => {
    await seedClients(database.data, h.firmId, [{ name: 'Padaria', email: 'nf@x.com.br' }]);
    await importing(ctx, 'Nome;CNPJ;E-mail\nPadaria LTDA;11222333000181;nf@x.com.br\n');
    expect(await clients()).toMatchObject([{ name: 'Padaria LTDA', document: '11222333000181' }]);
    // Another company with the same e-mail is another client.
    expect(await importing(ctx, 'Nome;CNPJ;E-mail\nFilial;04252011000110;nf@x.com.br\n')).toMatchObject({ created: 1 });
    // Whom would a line without a document mean? The one that is called so, or nobody.
    const report = await importing(ctx, 'Nome;E-mail;Telefone\nfilial;nf@x.com.br;1\nOutra;nf@x.com.br;2\n');
    expect(report.refusals.map(({ line, reason, column, other }) => [line, reason, column, other])).toEqual([
      [3, 'duplicate', 'email', 2],
    ]);
    expect(await client('filial')).toMatchObject({ document: '04252011000110', phone: '1' });
    expect((await importing(ctx, 'Nome;E-mail\nOutra;nf@x.com.br\n')).byReason).toEqual({ ambiguous: 1 });
    expect(await clients()).toHaveLength(2);
  });

  it('gives a client that was found by e-mail to one line only', async () => {
    await seedClients(database.data, h.firmId, [{ name: 'Sem documento', email: 'a@x.com.br' }]);
    const file = 'Nome;CNPJ;E-mail\nUma;11222333000181;a@x.com.br\nDuas;04252011000110;a@x.com.br\n';
    expect(await importing(ctx, file)).toMatchObject({ changed: 1, created: 1, refused: 0 });
    expect(await importing(ctx, file)).toMatchObject({ unchanged: 2, refused: 0 });

    await seedClients(database.data, h.firmId, [{ name: 'X', document: '33000167000101', email: 'x@x.com.br' }]);
    const both = 'Nome;CNPJ;E-mail\nX;;x@x.com.br\nX;33000167000101;outro@x.com.br\n';
    expect(await importing(ctx, both)).toMatchObject({ changed: 1, created: 1, refused: 0 });
    expect(await importing(ctx, both)).toMatchObject({ unchanged: 2, refused: 0 });
  });

  it('finds by name a client of whom nothing else is known', async () => {
    expect(await importing(ctx, 'Nome;Telefone\nAna Souza;1\nANA  SOUZA;2\n')).toMatchObject({
      created: 1,
      byReason: { duplicate: 1 },
    });
    expect(await importing(ctx, 'Nome;Telefone\nana souza;3\n')).toMatchObject({ created: 0, changed: 1 });
    expect(await clients()).toMatchObject([{ name: 'ana souza', phone: '3' }]);
  });

  it('brings back a deleted client by its document, and by nothing else', async () => {
    const deletedAt = new Date('2026-11-01T00:00:00Z');
    const [id] = await seedClients(database.data, h.firmId, [
      { name: 'Velha', document: '11222333000181', notes: 'Guardada', deletedAt },
      { name: 'Outra', email: 'o@x.com.br', deletedAt },
    ]);
    const file = 'Nome;CNPJ;E-mail\nVelha;11222333000181;\nOutra;;o@x.com.br\n';
    expect(await previewImport(ctx, bytesSource(Buffer.from(file)))).toMatchObject({ revived: 1, created: 1 });
    expect(await importing(ctx, file)).toMatchObject({ revived: 1, created: 1 });
    expect(await db().client.findUnique({ where: { id } })).toMatchObject({
      deletedAt: null,
      notes: 'Guardada',
      name: 'Velha',
    });
    expect(await clients()).toHaveLength(3);
    expect(await importing(ctx, file)).toMatchObject({ unchanged: 2 });
  });

  it('gives clients to analysts, and adds those whom nobody has added yet', async () => {
    const removed = await db().member.create({
      data: {
        id: crypto.randomUUID(),
        firmId: h.firmId,
        name: 'Saiu',
        email: 'saiu@x.com.br',
        role: 'analyst',
        removedAt: testNow,
        createdAt: testNow,
      },
    });
    const email = (await db().member.findUniqueOrThrow({ where: { id: h.analyst.memberId } })).email!;
    const file = `Nome;Analista\nA;${email.toUpperCase()}\nB;bruno.lima@x.com.br\nC;Bruno.Lima@x.com.br\nD;ana\nE;Fulana\nF;saiu@x.com.br\nG;\n`;
    const preview = await previewImport(ctx, bytesSource(Buffer.from(file)));
    expect(preview).toMatchObject({ created: 7, analysts: ['bruno.lima@x.com.br'] });
    expect(await db().member.count({ where: { email: 'bruno.lima@x.com.br' } })).toBe(0);
    const report = await importing(ctx, file);
    expect(report).toMatchObject({
      created: 7,
      analysts: ['bruno.lima@x.com.br'],
      ignored: { unknownAnalysts: ['Fulana'], formerAnalysts: ['saiu@x.com.br'] },
    });
    const bruno = await db().member.findFirstOrThrow({ where: { firmId: h.firmId, email: 'bruno.lima@x.com.br' } });
    expect(bruno).toMatchObject({ name: 'Bruno Lima', role: 'analyst', removedAt: null });
    expect(await db().chatIdentity.count({ where: { memberId: bruno.id } })).toBe(0);
    expect((await clients()).map((each) => each.analystId)).toEqual([
      h.analyst.memberId,
      bruno.id,
      bruno.id,
      h.analyst.memberId,
      null,
      null,
      null,
    ]);
    expect((await audits()).map((audit) => audit.verb)).toEqual(['member.added', 'portfolio.imported']);
    expect((await db().member.findUniqueOrThrow({ where: { id: removed.id } })).removedAt).toEqual(testNow);
    expect(await importing(ctx, file)).toMatchObject({ unchanged: 7, changed: 0, analysts: [] });
  });

  it('keeps to its own firm', async () => {
    const [theirs] = await seedClients(database.data, h.otherFirmId, [
      { name: 'Deles', document: '11222333000181', email: 'a@x.com.br' },
    ]);
    expect(await importing(ctx, 'Nome;CNPJ;E-mail\nNossa;11222333000181;a@x.com.br\n')).toMatchObject({ created: 1 });
    expect(await db().client.findUnique({ where: { id: theirs } })).toMatchObject({ name: 'Deles' });
    await db().member.update({ where: { id: h.outsider.memberId }, data: { email: 'deles@x.com.br' } });
    expect(await importing(ctx, 'Nome;Analista\nZ;deles@x.com.br\n')).toMatchObject({
      created: 1,
      analysts: ['deles@x.com.br'],
    });
    expect((await client('Z')).analystId).not.toBe(h.outsider.memberId);
  });

  it('stores what names hold, whatever it means elsewhere', async () => {
    const names = [
      "Robert'); DROP TABLE Client;--",
      '<!channel> & "aspas"',
      '🍞 日本 ﷺ',
      '\\u0041 \\" \\n',
      '$1 ? :x %s',
    ];
    await importing(ctx, `Nome\n${names.map((name) => `"${name.replaceAll('"', '""')}"`).join('\n')}\n`);
    expect(new Set((await clients()).map((each) => each.name))).toEqual(new Set(names));
  });

  it('is for those who may', async () => {
    const analyst = { ...ctx, can: () => false };
    await expect(importing(analyst, all)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(previewImport(analyst, bytesSource(Buffer.from(all)))).rejects.toMatchObject({ code: 'not-allowed' });
    expect(await clients()).toEqual([]);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ctx } from '../../src/kit/ctx.ts';
import { lookAtLicenses } from '../../src/licenses/service/clock.ts';
import { previewImport } from '../../src/portfolio/import/service.ts';
import { bytesSource } from '../../src/portfolio/import/source.ts';
import { seedClients } from '../clients/seed.ts';
import { databases, type TestDatabase } from '../database.ts';
import { type House, house, shown } from '../house.ts';
import { deskOf, importing } from '../portfolio/fixture.ts';
import { buying, contracting, desk, free, noon, parts } from './fixture.ts';
import { sound } from './sound.ts';

describe.each(databases)('licences from a file on $provider', ({ open }) => {
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
  const header = 'Nome;Plano;Pago por;Vencimento;Renovação automática;Lote;Faturamento anual\n';
  const license = async (name: string) =>
    (await db().client.findFirstOrThrow({ where: { firmId: h.firmId, name }, include: { license: true } })).license;
  const used = async (id: string) => (await db().licensePackage.findUniqueOrThrow({ where: { id } })).used;

  it('are whole: what the clock needs, and events that leave them', async () => {
    await importing(
      ctx,
      `${header}Boa;Controle I;Cliente;31/01/2027;Sim;;360.000\nVelha;Controle I;Cliente;31/10/2026;Sim;;\nSem data;Controle I;;;;;\n`,
    );
    expect(await license('Boa')).toMatchObject({ state: 'active', dueOn: '2027-01-31' });
    expect(await license('Velha')).toMatchObject({ state: 'expired', dueOn: '9999-12-31', autoRenew: true });
    expect(await license('Sem data')).toMatchObject({ state: 'active', expiresOn: '9999-12-31' });
    expect(await db().client.findFirst({ where: { firmId: h.firmId, name: 'Boa' } })).toMatchObject({
      revenue: 360_000,
    });
    expect(shown(await h.admin.type('/clientes historico:vencida'))).toContain('Velha');
    await sound(database.data, h.firmId);
    // What the file said had run out does not come back by itself; the rest goes its way, and an older file is the truth again.
    await lookAtLicenses(parts(database.data), noon('2027-02-01'));
    expect(await license('Boa')).toMatchObject({ expiresOn: '2028-01-31', anchorDay: 31 });
    expect(await license('Velha')).toMatchObject({ state: 'expired', expiresOn: '2026-10-31' });
    await importing(deskOf(database.data, h.firmId, noon('2027-02-02')), `${header}Boa;;;31/12/2026;;;\n`);
    expect(await license('Boa')).toMatchObject({ state: 'expired', expiresOn: '2026-12-31', anchorDay: 0 });
    await sound(database.data, h.firmId);
  });

  it('keep what a trial and a block are, unless they run longer', async () => {
    const [id] = await free(database.data, h.firmId, [{ name: 'Em teste' }]);
    await contracting(desk(database.data, h.firmId), id!);
    await importing(ctx, `${header}Em teste;;;17/11/2026;Não;;\n`);
    expect(await license('Em teste')).toMatchObject({ state: 'trial', expiresOn: '2026-11-17', dueOn: '2026-11-17' });
    await sound(database.data, h.firmId);
    await importing(ctx, `${header}Em teste;;;17/12/2027;;;\n`);
    expect(await license('Em teste')).toMatchObject({ state: 'active', dueOn: '2027-12-17' });
    await sound(database.data, h.firmId);
  });

  it('come into the package they name, as many as there are, and leave it when the client pays', async () => {
    const lot = await buying(desk(database.data, h.firmId), { quantity: 2 });
    const rows = ['A', 'B', 'C'].map((name) => `${name};;;;;lote 1;\n`).join('');
    const file = `${header}${rows}D;Controle II;Cliente;31/12/2027;;Lote 1;\nE;;;;;Lote 9;\n`;
    const preview = await previewImport(ctx, bytesSource(Buffer.from(file)));
    expect(preview.ignored).toMatchObject({ unknownLots: ['Lote 9'], fullLots: ['lote 1'] });
    expect(await used(lot)).toBe(0);
    expect(await importing(ctx, file)).toMatchObject({
      created: 5,
      ignored: { unknownLots: ['Lote 9'], fullLots: ['lote 1'] },
    });
    expect(await used(lot)).toBe(2);
    expect(await license('A')).toMatchObject({
      packageId: lot,
      payer: 'firm',
      plan: 'Controle I',
      expiresOn: '2027-11-16',
      autoRenew: true,
    });
    expect(await license('C')).toBeNull();
    expect(await license('D')).toMatchObject({ packageId: null, payer: 'client' });
    await sound(database.data, h.firmId);
    expect(await importing(ctx, `${header}A;;;;;Lote 1;\n`)).toMatchObject({ unchanged: 1, changed: 0 });
    await importing(ctx, `${header}A;;Cliente;;;;\nC;;;;;Lote 1;\n`);
    expect(await used(lot)).toBe(2);
    expect(await license('A')).toMatchObject({ packageId: null, payer: 'client' });
    expect(await license('C')).toMatchObject({ packageId: lot });
    await sound(database.data, h.firmId);
  });

  it('move from one package to another, and back in through the file that was taken out', async () => {
    const here = desk(database.data, h.firmId);
    const [first, second] = [await buying(here, { quantity: 1 }), await buying(here, { quantity: 1 })];
    await seedClients(database.data, h.firmId, [{ name: 'Muda', situation: 'not_connected' }]);
    await importing(ctx, `${header}Muda;;;;;Lote 1;\n`);
    await importing(ctx, `${header}Muda;;;;;Lote 2;\n`);
    expect([await used(first), await used(second)]).toEqual([0, 1]);
    const { files } = await h.admin.press('clients.export');
    const text = new TextDecoder().decode(files![0]!.bytes);
    expect(text).toContain(';Lote 2;');
    expect(await importing(ctx, text)).toMatchObject({ unchanged: 1, refused: 0 });
    await sound(database.data, h.firmId);
  });

  it('refuses a revenue that is none', async () => {
    expect(await importing(ctx, `${header}A;;;;;;muito\n`)).toMatchObject({ refused: 1, byReason: { amount: 1 } });
  });
});

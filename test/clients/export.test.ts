import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SealedView } from '../../src/kit/view.ts';
import { databases, type TestDatabase } from '../database.ts';
import { button, file, type House, house, labels, type Person, shown } from '../house.ts';
import { afresh } from './pages.ts';
import { type Seed, seedClients } from './seed.ts';

const seeds: Seed[] = [
  {
    name: 'Açougue "Três; Irmãos" LTDA',
    tradeName: '=HYPERLINK("http://x")',
    document: '83621794000138',
    email: 'nf@tresirmaos.com.br',
    phone: '+55 (51) 94997-8308',
    contactName: '@Débora',
    notes: 'Linha um\nlinha dois',
    plan: 'Controle I',
    payer: 'client',
    expiresOn: '2027-07-28',
    autoRenew: true,
    lastExportOn: '2026-09-11',
    charges: 'active',
    history: ['active'],
  },
  {
    name: 'Padaria Real EIRELI',
    document: '12ABC34501DE35',
    plan: 'Avançado I',
    payer: 'firm',
    expiresOn: '2026-11-01',
    charges: 'never_used',
  },
  { name: 'Zeladoria do Zé', document: '52998224725', situation: 'highly_recommended', email: 'ze@zeladoria.com.br' },
  { name: '-Oficina', document: '11222333000181', situation: 'Em análise' },
];

describe.each(databases)('exporting a list on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  let admin: Person;
  let ids: string[];
  beforeAll(async () => {
    database = await open();
    h = await house(database.data);
    admin = afresh(database.data, h.admin);
    ids = await seedClients(
      database.data,
      h.firmId,
      seeds.map((seed, i) => ({ ...seed, analystId: i === 0 ? h.analyst.memberId : null })),
    );
    await seedClients(database.data, h.otherFirmId, [{ name: 'Cliente Alheio' }]);
    // What the list shows of a licence is written together with the licence.
    for (const [i, seed] of seeds.entries()) {
      if (!seed.plan) continue;
      const { plan, payer = '', expiresOn = '', autoRenew = false } = seed;
      const at = new Date();
      await database.data.db.license.create({
        data: {
          id: ids[i]!,
          firmId: h.firmId,
          clientId: ids[i]!,
          plan,
          payer,
          expiresOn,
          autoRenew,
          state: 'active',
          createdAt: at,
          updatedAt: at,
        },
      });
    }
  });
  afterAll(() => database.drop());

  const exported = async (who: Person, typed: string): Promise<SealedView> => {
    const outcome = await who.ask({
      kind: 'press',
      id: button(await who.type(`/clientes ${typed}`), who === english ? 'Export' : 'Exportar'),
    });
    if (outcome.kind !== 'view') throw new Error('expected a view');
    expect(outcome.answers).toBe('private');
    return outcome.view;
  };
  let english: Person | undefined;
  const csvOf = (view: SealedView) => new TextDecoder().decode(view.files![0]!.bytes).replace(/^\ufeff/, '');

  it('gives the whole filtered list as CSV and XLSX, in its order', async () => {
    const view = await exported(admin, 'ordem:vencimento');
    expect(shown(view)).toContain('4 clientes em CSV e em XLSX.');
    expect(view.files!.map((each) => each.name)).toEqual(['clientes-2026-11-16.csv', 'clientes-2026-11-16.xlsx']);
    const lines = csvOf(view).trim().split('\r\n');
    expect(lines[0]).toBe(
      'Nome da empresa;Nome fantasia;CNPJ/CPF;E-mail;Telefone;Responsável;Situação;Plano;Pago por;Vencimento do plano;Renovação automática;Lote;Última exportação;Cobranças CA;Analista;Faturamento anual;Observações',
    );
    expect(lines[1]).toBe(
      'Padaria Real EIRELI;;12.ABC.345/01DE-35;;;;Conectado;Avançado I;Escritório;01/11/2026;Não;;;Nunca usou;;;',
    );
    const some = csvOf(await exported(admin, 'vencimento:vencidos'));
    expect(some).toContain('Padaria Real');
    expect(some.trim().split('\r\n')).toHaveLength(2);
    expect(csvOf(await exported(admin, ''))).not.toContain('Alheio');
  });

  it('defuses what a spreadsheet would run', async () => {
    const csv = csvOf(await exported(admin, ''));
    for (const line of csv.split('\r\n'))
      for (const cell of line.split(';')) expect(cell.replace(/^"/, '')).not.toMatch(/^[=+\-@\t]/);
    const [, xlsx] = (await exported(admin, 'acougue')).files!;
    const parts = unzipSync(xlsx!.bytes);
    const sheets = Object.keys(parts).filter((name) => /^xl\/(worksheets\/sheet1|sharedStrings)\.xml$/.test(name));
    const text = sheets.map((name) => strFromU8(parts[name]!)).join();
    expect(text).not.toMatch(/<f[ >]/);
    expect(text).toContain('=HYPERLINK(');
    // 28 July 2027 as spreadsheets count days.
    expect(text).toContain('<v>46596</v>');
  });

  it('keeps to what the person may see', async () => {
    const analyst = afresh(database.data, h.analyst);
    const csv = csvOf(await exported(analyst, ''));
    expect(csv.trim().split('\r\n').length).toBeGreaterThan(1);
    expect(csv).not.toMatch(/Padaria|Zeladoria|Oficina/);
    const view = await h.stranger.press(button(await admin.type('/clientes'), 'Exportar'));
    expect(view.files).toBeUndefined();
    const outsider = await afresh(database.data, h.outsider).press(button(await admin.type('/clientes'), 'Exportar'));
    expect(csvOf(outsider)).not.toMatch(/Padaria|Zeladoria|Oficina|Açougue/);
  });

  it.each(['pt-BR', 'en'] as const)('can be imported again, and changes nothing (%s)', async (locale) => {
    await database.data.db.member.update({ where: { id: h.admin.memberId }, data: { locale } });
    english = locale === 'en' ? admin : undefined;
    const { files } = await exported(admin, '');
    await database.data.db.member.update({ where: { id: h.admin.memberId }, data: { locale: null } });
    for (const each of files!) {
      const preview = await admin.ask({
        kind: 'command',
        command: 'importar',
        options: { file: file(each.name, each.bytes) },
      });
      if (preview.kind !== 'view') throw new Error('expected a preview');
      expect(shown(preview.view)).toContain('Já estavam assim: 4');
      expect(labels(preview.view), shown(preview.view)).not.toContain('Importar');
    }
  });

  it('brings back what was changed since', async () => {
    english = undefined;
    const before = await database.data.db.client.findUniqueOrThrow({ where: { id: ids[0] } });
    const { files } = await exported(admin, '');
    await database.data.db.client.update({
      where: { id: ids[0] },
      data: { phone: '1', notes: '', contactName: 'Outra', tradeName: 'x' },
    });
    const preview = await admin.ask({
      kind: 'command',
      command: 'importar',
      options: { file: file(files![0]!.name, files![0]!.bytes) },
    });
    if (preview.kind !== 'view') throw new Error('expected a preview');
    await admin.press(button(preview.view, 'Importar'));
    const after = await database.data.db.client.findUniqueOrThrow({ where: { id: ids[0] } });
    expect({ ...after, updatedAt: before.updatedAt }).toEqual(before);
  });

  it('says so when there is nothing to export', async () => {
    const press = button(await admin.type('/clientes zeladoria'), 'Exportar').replace('zeladoria', 'ninguem');
    expect(shown(await admin.press(press))).toContain('Não há cliente para exportar.');
  });
});

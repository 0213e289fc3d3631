import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Asked } from '../../src/kit/incoming.ts';
import { xlsxFile } from '../../src/sheets/xlsx.ts';
import { databases, type TestDatabase } from '../database.ts';
import { button, file, type House, house, labels, shown, testNow } from '../house.ts';

const sample = readFileSync('test/portfolio/data/carteira.csv');
const expected = JSON.parse(readFileSync('test/portfolio/data/carteira.expected.json', 'utf8')) as {
  rows: number;
  valid: number;
};

describe.each(databases)('/importar on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  let now = testNow;
  beforeAll(async () => {
    database = await open();
    h = await house(database.data, { clock: () => now });
  });
  afterAll(() => database.drop());

  const importing = async (name: string, content: string | Uint8Array) => {
    const outcome = await h.admin.ask({ kind: 'command', command: 'importar', options: { file: file(name, content) } });
    if (outcome.kind !== 'view') throw new Error(JSON.stringify(outcome));
    return outcome.view;
  };

  it('shows what the sample would change, changes nothing, then imports it, and again changes nothing', async () => {
    const preview = await importing('carteira.csv', sample);
    expect(shown(preview)).toContain('1.183 de 1.200');
    expect(preview.files?.[0]?.name).toBe('linhas-recusadas.csv');
    expect(new TextDecoder().decode(preview.files?.[0]?.bytes).trim().split('\r\n')).toHaveLength(
      1 + expected.rows - expected.valid,
    );
    expect(await database.data.db.client.count()).toBe(0);

    const done = await h.admin.press(button(preview, 'Importar'));
    expect(shown(done)).toContain('1.183 clientes');
    expect(await database.data.db.client.count({ where: { firmId: h.firmId } })).toBe(expected.valid);
    const late = await h.admin.press(button(preview, 'Importar'));
    expect(shown(late)).toContain('já foi importada');

    const audits = await database.data.db.audit.count();
    const again = await importing('carteira.csv', sample);
    expect(shown(again)).toContain('já está na carteira');
    expect(await database.data.db.audit.count()).toBe(audits);
  });

  it('gives the list back as files that import to the same', async () => {
    const list = await h.admin.type('/clientes');
    const exported = await h.admin.press(button(list, 'Exportar'));
    expect(exported.files?.map((each) => each.name.split('.').at(-1))).toEqual(['csv', 'xlsx']);
    for (const each of exported.files ?? []) {
      const again = await importing(each.name, each.bytes);
      expect(shown(again), each.name).toContain('já está na carteira');
    }
  });

  it('may be cancelled, and is for administrators', async () => {
    const preview = await importing('novo.csv', 'Nome;E-mail\nPadaria Nova;nova@padaria.com.br\n');
    expect(shown(await h.admin.press(button(preview, 'Cancelar')))).toContain('Nada foi alterado');
    expect(shown(await h.admin.press(button(preview, 'Importar')))).toContain('já foi importada');
    expect(shown(await h.analyst.type('/importar'))).toContain('Só um administrador');
    expect(shown(await h.admin.type('/importar'))).toContain('Escolha uma planilha');
  });

  it.each([
    ['an empty file', '', 'vazio'],
    ['a header only', 'Nome;E-mail\n', 'só tem a linha de títulos'],
    ['a PDF by another name', '%PDF-1.7 etc', 'PDF'],
    ['no column of names', 'Cor;Peso\nazul;3\n', 'Não encontrei a coluna'],
  ])('says what is wrong with %s', async (_what, content, said) => {
    expect(shown(await importing('carteira.csv', content))).toContain(said);
  });

  it('takes a file from its form, in the language of who sends it', async () => {
    await database.data.db.member.update({ where: { id: h.admin.memberId }, data: { locale: 'en' } });
    const start = await h.admin.type('/importar');
    const form = await h.admin.open(button(start, 'Choose file'));
    expect(form.fields.map((field) => [field.name, field.kind, field.required])).toEqual([['file', 'file', true]]);
    const { bytes } = await xlsxFile(
      'x.xlsx',
      ['Company', 'Plan', 'Expiry'],
      [
        ['Bakery of the form', 'Controle I', '2027-01-31'],
        ['', 'Controle I', ''],
      ],
    );
    const outcome = await h.admin.submit(form, { file: file('clients.xlsx', bytes) });
    if (outcome.kind !== 'view') throw new Error('expected a preview');
    expect(outcome.answers).toBe('private');
    const text = shown(outcome.view);
    for (const said of [
      'File: Excel spreadsheet',
      'Valid lines: 1 of 2',
      'New clients: 1',
      'Line: 3; Column: Company name',
      'The company name is missing',
    ])
      expect(text).toContain(said);
    const done = await h.admin.press(button(outcome.view, 'Import'));
    expect(shown(done)).toContain('Done: 1 client imported or updated. One line was not included');
    expect(labels(done)).toEqual(['See the clients', 'Undo this import']);
    await database.data.db.member.update({ where: { id: h.admin.memberId }, data: { locale: null } });
  });

  it('lets one press import, of ten at once', async () => {
    const preview = await importing('dez.csv', 'Nome;E-mail\nPadaria Dez;dez@padaria.com.br\n');
    const id = button(preview, 'Importar');
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => h.admin.press(id)));
    const said = outcomes.map((view) =>
      shown(view).includes('Pronto: 1 cliente')
        ? 'done'
        : shown(view).includes('já foi importada')
          ? 'gone'
          : shown(view),
    );
    expect(said.filter((each) => each === 'done')).toHaveLength(1);
    expect(said.filter((each) => each === 'gone')).toHaveLength(9);
    expect(await database.data.db.client.count({ where: { firmId: h.firmId, name: 'Padaria Dez' } })).toBe(1);
  });

  it('keeps a file for an hour, for its own firm alone', async () => {
    const preview = await importing('hora.csv', 'Nome;E-mail\nPadaria Hora;hora@padaria.com.br\n');
    const id = button(preview, 'Importar');
    expect(shown(await h.outsider.press(id))).toContain('já foi importada');
    expect(shown(await h.analyst.press(id))).toContain('Só um administrador');
    now = new Date(testNow.getTime() + 3_600_001);
    expect(shown(await h.admin.press(id))).toContain('esperou mais de uma hora');
    now = testNow;
    expect(await database.data.db.client.count({ where: { name: 'Padaria Hora' } })).toBe(0);
    expect(shown(await h.admin.press(id))).toContain('Pronto: 1 cliente');
  });

  it('offers another try with what it refuses', async () => {
    const refused = await importing('a.csv', '%PDF-1.7');
    const form = await h.admin.open(button(refused, 'Escolher arquivo'));
    expect(form.title).toBe('Importar carteira');
  });

  it('shows ten refused lines, and gives all of them as a file that no spreadsheet runs', async () => {
    const lines = Array.from({ length: 25 }, (_, i) => `=cmd${i};errado`);
    const preview = await importing('ruim.csv', `Nome;E-mail\n${lines.join('\n')}\nBoa;boa@x.com.br\n`);
    const table = preview.blocks.find((block) => block.kind === 'table' && block.caption.includes('com erro'));
    expect(table?.kind === 'table' && table.rows).toHaveLength(10);
    expect(shown(preview)).toContain('As primeiras 10 de 25 linhas com erro');
    const csv = new TextDecoder().decode(preview.files?.[0]?.bytes).split('\r\n');
    expect(csv[0]).toBe('Linha;Coluna;Motivo;Valor');
    expect(csv[1]).toBe('2;E-mail;E-mail inválido;errado');
    expect(csv.filter(Boolean)).toHaveLength(26);
  });

  it('shows how far it has come with a long file', async () => {
    const seen: string[] = [];
    const rows = Array.from({ length: 4_500 }, (_, i) => `Cliente ${i};c${i}@x.com.br`);
    const asking = (asked: Asked) =>
      h.core.handle({
        key: randomUUID(),
        place: h.admin.place,
        asked,
        progress: async (view) => void seen.push(shown(view)),
      });
    const preview = await asking({
      kind: 'command',
      command: 'importar',
      options: { file: file('p.csv', `Nome;E-mail\n${rows.join('\n')}\n`) },
    });
    if (preview.kind !== 'view') throw new Error('expected a preview');
    expect(seen).toEqual(['Lendo a planilha… 2.000 linhas até agora.', 'Lendo a planilha… 4.000 linhas até agora.']);
    seen.length = 0;
    await asking({ kind: 'press', id: button(preview.view, 'Importar') });
    expect(seen).toEqual(['Importando… 4.000 de 4.500 linhas.']);
  });

  it('says what it could not keep', async () => {
    const view = await importing(
      'p.csv',
      'Nome;E-mail;Vencimento;Analista\nA;a@y.com.br;31/12/2027;Fulana de Tal\nB;b@y.com.br;31/12/2027;\n',
    );
    expect(shown(view)).toContain('2 linhas com vencimento ou pagador, mas sem plano');
    expect(shown(view)).toContain('Não conheço Fulana de Tal');
  });
});

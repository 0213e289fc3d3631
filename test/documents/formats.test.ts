import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import type { Entry } from '../../src/accounts/schema.ts';
import { folderFiles } from '../../src/data/files/folder.ts';
import { payables, receivables } from '../../src/documents/formats/lists.ts';
import { summaryHtml } from '../../src/documents/formats/summary.ts';
import { createZip } from '../../src/documents/service/zip.ts';
import { createNames, safeName } from '../../src/kit/names.ts';
import { brazilian, csvLine } from '../../src/sheets/csv.ts';
import { headerOf, valuesOf } from '../../src/sheets/table.ts';
import { workbook } from '../../src/sheets/xlsx.ts';
import { words } from '../../src/words/index.ts';

const w = words['pt-BR'];
const folder = mkdtempSync(join(tmpdir(), 'carteira-documents-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const entry: Entry = {
  id: '0d0c1b2a-0000-4000-8000-000000000001',
  description: '=HYPERLINK("http://x";"ver") ção',
  dueOn: '2026-10-15',
  accrualOn: '2026-09-30',
  state: 'partial',
  stateLabel: 'RECEBIDO_PARCIAL',
  total: 123_456,
  paid: 23_456,
  unpaid: 100_000,
  party: { id: '1', name: 'Ação; "e" Cia' },
  categories: [{ id: '1', name: 'Vendas' }],
  costCentres: [],
};
const kinds = receivables.map((each) => each.kind);

describe('a list', () => {
  it('opens by a double click in a Brazilian Excel: semicolons, commas, days as people write them, and nothing that runs', () => {
    expect(headerOf(receivables, w).slice(0, 4)).toEqual(['Vencimento', 'Competência', 'Descrição', 'Cliente']);
    expect(headerOf(payables, w)[3]).toBe('Fornecedor');
    expect(csvLine(valuesOf(receivables, entry, w), kinds)).toBe(
      `15/10/2026;30/09/2026;"'=HYPERLINK(""http://x"";""ver"") ção";"Ação; ""e"" Cia";Vendas;;Pago parcialmente;1234,56;234,56;1000,00;${entry.id}\r\n`,
    );
  });

  it('writes every amount so that it is read back as it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }), (cents) => {
        const text = brazilian(cents);
        expect(text).toMatch(/^-?\d+,\d{2}$/);
        expect(Math.round(Number(text.replace(',', '.')) * 100) === cents || cents === 0).toBe(true);
      }),
    );
  });

  it('is a workbook whose days are days and whose amounts are numbers', async () => {
    const bytes = await workbook(headerOf(receivables, w), kinds, [valuesOf(receivables, { ...entry, unpaid: -5 }, w)]);
    const sheet = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml']!);
    expect(sheet).toContain('<v>1234.56</v>');
    expect(sheet).toContain('<v>-0.05</v>');
    // 15 October 2026 as spreadsheets count days.
    expect(sheet).toContain('<v>46310</v>');
    expect(sheet).not.toMatch(/<f[ >]/);
  });
});

describe('the name of a file', () => {
  it('is one on every system', () => {
    expect(safeName('Padaria Pão de Açúcar da Vila')).toBe('padaria-pao-de-acucar-da-vila');
    expect(safeName('CON')).toBe('con_');
    expect(safeName('../../etc/passwd')).toBe('etc-passwd');
    expect(safeName('日本')).toBe('sem-nome');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => /^[a-z0-9][a-z0-9-]{0,59}_?$/.test(safeName(text))),
    );
  });

  it('is new in its folder, whatever the capitals', () => {
    const name = createNames();
    expect(['a.xml', 'A.xml', 'a.xml', 'a-2.xml'].map(name)).toEqual(['a.xml', 'A-2.xml', 'a-3.xml', 'a-2-2.xml']);
  });
});

describe('a ZIP', () => {
  it('is under its name only when it is whole, with the hash of every file', async () => {
    const path = join(folder, 'one.zip');
    const zip = createZip(await folderFiles(folder).create('one.zip'));
    const text = Buffer.from('conteúdo\n'.repeat(5000));
    const first = await zip.add('a.csv', [text.subarray(0, 100), text.subarray(100)]);
    expect(existsSync(path)).toBe(false);
    await zip.add('pasta/b.xml', [Buffer.from('<a/>')], { stored: true });
    const { bytes, sha256 } = await zip.end();
    const whole = readFileSync(path);
    expect(whole.length).toBe(bytes);
    expect(createHash('sha256').update(whole).digest('hex')).toBe(sha256);
    const parts = unzipSync(whole);
    expect(Buffer.from(parts['a.csv']!).equals(text)).toBe(true);
    expect(first).toEqual({
      path: 'a.csv',
      bytes: text.length,
      sha256: createHash('sha256').update(text).digest('hex'),
    });
    expect(strFromU8(parts['pasta/b.xml']!)).toBe('<a/>');
  });

  it('leaves nothing behind when it is abandoned', async () => {
    const zip = createZip(await folderFiles(folder).create('two.zip'));
    await zip.add('a', [Buffer.alloc(1000)]);
    await zip.abandon();
    expect(existsSync(join(folder, 'two.zip'))).toBe(false);
    expect(readdirSync(join(folder, '.begun'))).toEqual([]);
  });

  it('holds a piece at a time, however long the file becomes', { timeout: 60_000 }, async () => {
    const zip = createZip(await folderFiles(folder).create('long.zip'));
    let most = 0;
    const before = process.memoryUsage().arrayBuffers;
    function* pieces() {
      for (let i = 0; i < 192; i++) {
        yield Buffer.alloc(1 << 20, i);
        most = Math.max(most, process.memoryUsage().arrayBuffers);
      }
    }
    await zip.add('long.bin', pieces(), { stored: true });
    const { bytes } = await zip.end();
    expect(bytes).toBeGreaterThan(192 * 2 ** 20);
    expect(most - before).toBeLessThan(128 * 2 ** 20);
  });
});

it('the summary says what there is and what there is not, and runs nothing', () => {
  const html = summaryHtml(w, 'pt-BR', {
    client: { name: '<script>alert(1)</script> & Cia', document: '12ABC34501DE35' },
    firm: 'Horizonte Contábil',
    month: '2026-10',
    takenAt: '16/11/2026 às 12:00',
    source: 'Conta Azul',
    lists: [
      { kind: 'receivables', rows: 1200, sum: 123_456, files: ['contas-a-receber.csv'] },
      { kind: 'goods', rows: 0, files: [] },
    ],
    xml: 1,
    lacks: [w.documents.lack(w.documents.step.goods, undefined, w.documents.why.blocked)],
    receipts: [{ id: '1', description: 'Aluguel', party: 'Imobiliária', paidOn: '2026-10-05', cents: 250_000 }],
  });
  expect(html).toContain('documentos da competência 10/2026');
  expect(html).toContain('R$ 1.234,56');
  expect(html).toContain('12.ABC.345/01DE-35');
  expect(html).toContain('Lista de NF-e: o plano do cliente não permite o acesso agora.');
  expect(html).toContain('R$ 2.500,00');
  expect(html).not.toMatch(/<script|src=|href=|url\(/);
});

import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { xlsxFile } from '../../src/sheets/xlsx.ts';
import { working } from '../pace.ts';
import { book, textRows } from './book.ts';
import { read, refusal, said } from './reading.ts';

const styles =
  '<numFmts count="3"><numFmt numFmtId="164" formatCode="dd/mm/yyyy;@"/><numFmt numFmtId="165" formatCode="&quot;R$ dy&quot; #,##0.00"/><numFmt numFmtId="166" formatCode="[$-416]mmm\\-yy"/></numFmts>' +
  '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs>';

describe('workbooks', () => {
  it('are read with shared strings, dates, numbers, formulas and errors as people see them', async () => {
    const strings = [
      'Nome da empresa',
      'CNPJ',
      'Vencimento',
      'Telefone',
      'Última exportação',
      'Plano',
      'Renovação automática',
      'Observações',
    ]
      .map((text) => `<si><t>${text}</t></si>`)
      .concat(
        '<si><r><t>Padaria </t></r><r><rPr><b/></rPr><t xml:space="preserve">S&#227;o &amp; Jo&#xE3;o</t></r><rPh sb="0" eb="1"><t>leitura</t></rPh></si>',
        '<si/>',
        '<si><t>a_x000D_\nb_x005F_</t></si>',
      )
      .join('');
    const row = (cells: string) =>
      `<row r="1" spans="1:8">${[0, 1, 2, 3, 4, 5, 6, 7].map((i) => `<c r="${'ABCDEFGH'[i]}1" t="s"><v>${i}</v></c>`).join('')}</row><row r="4">${cells}</row>`;
    const file = book({
      strings,
      styles,
      sheets: [
        row(
          '<c r="A4" t="s"><v>8</v></c><c r="B4" s="0"><v>4252011000110</v></c><c r="C4" s="1"><v>46387</v></c><c r="D4" s="3"><v>11971387094</v></c>' +
            '<c r="E4" s="2"><f>TODAY()</f><v>46300.75</v></c><c r="F4" t="str"><f>"Controle"&amp;" I"</f><v>Controle I</v></c><c r="G4" t="b"><v>1</v></c><c r="H4" t="s"><v>10</v></c>',
        ) +
          '<row r="7"><c r="A7" t="str"><v>Só nome</v></c><c r="B7" t="e"><v>#N/A</v></c><c r="C7" t="d"><v>2027-03-05T00:00:00</v></c></row>',
      ],
    });
    const { table, rows } = await read(file);
    expect(table.format).toBe('xlsx');
    expect(rows.map((each) => each.line)).toEqual([4, 7]);
    expect(said(rows[0]!)).toEqual({
      name: 'Padaria São & João',
      document: '04252011000110',
      expiresOn: '2026-12-31',
      phone: '11971387094',
      lastExportOn: '2026-10-05',
      plan: 'Controle I',
      autoRenew: true,
      notes: 'a\nb_',
    });
    expect(said(rows[1]!)).toEqual({ name: 'Só nome', expiresOn: '2027-03-05' });
  });

  it('may count days from 1904, carry prefixes, and leave out references', async () => {
    const file = book({
      styles,
      properties: '<workbookPr date1904="1"/>',
      sheets: [
        '<x:row><x:c t="inlineStr"><x:is><x:t>Nome</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>Vencimento</x:t></x:is></x:c></x:row><x:row><x:c t="str"><x:v>A</x:v></x:c><x:c s="1"><x:v>44925</x:v></x:c></x:row>',
      ],
    });
    expect((await read(file)).rows.map(said)).toEqual([{ name: 'A', expiresOn: '2026-12-31' }]);
  });

  it('may begin with other sheets, hidden ones, titles and blank rows', async () => {
    const file = book({
      states: ['', 'state="hidden"', ''],
      sheets: [
        textRows([['Relatório da carteira'], ['2026']]),
        textRows([['Nome'], ['Escondida']]),
        textRows([
          ['Clientes'],
          [],
          ['E-mail', 'Razão social'],
          ['a@b.com', 'Padaria'],
          ['', ''],
          ['', 'Mercado', 'fora do cabeçalho'],
        ]),
      ],
    });
    const { rows, refused } = await read(file);
    expect(rows.map((row) => [row.line, row.name])).toEqual([
      [4, 'Padaria'],
      [6, 'Mercado'],
    ]);
    expect(refused).toEqual([]);
  });

  it('come back as they were written', async () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .map((value) => value.replace(/[\s\p{C}\ufffd]+/gu, '').normalize('NFC'));
    const name = text.filter((value) => /[a-z]/i.test(value) && !/^(?:n\/[ad]|null|undefined)$/i.test(value));
    const lead = fc.constantFrom('', '=', "'", "'=", "''+", '-', '@', '+', '"', ';');
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(
          fc.tuple(lead, name).map((parts) => parts.join('')),
          { minLength: 1, maxLength: 5, selector: (each) => each.toLowerCase() },
        ),
        async (names) => {
          const { bytes } = await xlsxFile(
            'x.xlsx',
            ['Nome', 'Observações'],
            names.map((each, i) => [`${each} ${i}`, each]),
          );
          const { rows } = await read(bytes);
          expect(rows.map((row) => row.name)).toEqual(names.map((each, i) => `${each} ${i}`));
        },
      ),
      { numRuns: 60 },
    );
  });

  /** Says another unpacked size of whatever is larger than a megabyte, in the directory. */
  const declare = (bytes: Uint8Array, size: number): Uint8Array => {
    const view = new DataView(bytes.buffer);
    for (let at = 0; at < bytes.length - 46; at++)
      if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) > 1e6)
        view.setUint32(at + 24, size, true);
    return bytes;
  };

  it('that unpack to far more than any portfolio are not opened, whatever they declare', async () => {
    const zeros = (mb: number) => [new Uint8Array(mb * 1024 * 1024), { level: 1 }] as const;
    const small = textRows([['Nome'], ['A']]);
    const worked = working();
    const sheet = () => book({ sheets: [''], files: { 'xl/worksheets/sheet1.xml': [...zeros(2)] } });
    expect(await refusal(declare(sheet(), 300 * 1024 * 1024))).toBe('import-tooMuchInside');
    expect(await refusal(book({ sheets: [small], files: { 'xl/styles.xml': [...zeros(9)] } }))).toBe(
      'import-tooMuchInside',
    );
    expect(await refusal(declare(book({ sheets: [small], files: { 'xl/styles.xml': [...zeros(9)] } }), 1000))).toBe(
      'import-tooMuchInside',
    );
    expect(
      await refusal(declare(book({ sheets: [small], files: { 'xl/sharedStrings.xml': [...zeros(65)] } }), 1000)),
    ).toBe('import-tooMuchInside');
    expect(worked()).toBeLessThan(15_000);
  });

  it('declare entities in vain', async () => {
    const bomb = strToU8(
      `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>`,
    );
    expect(await refusal(book({ sheets: [''], files: { 'xl/worksheets/sheet1.xml': bomb } }))).toBe('import-damaged');
  });

  it('of hostile XML take time that grows with its length alone', async () => {
    const worked = working();
    for (const piece of [
      '<c',
      '<c>',
      '<c r="A1">',
      '<row>',
      '<si>',
      '<t',
      '<!--',
      '<![CDATA[',
      '&',
      '<v>',
      '<row r="1" r="1"',
    ])
      expect(await refusal(book({ sheets: [textRows([['Nome'], ['A']]) + piece.repeat(400_000)] }))).toMatch(
        /^(taken|import-)/,
      );
    expect(worked()).toBeLessThan(15_000);
  }, 60_000);

  it.each([
    ['without a workbook', zipSync({ 'a.txt': strToU8('x') }), 'import-otherZip'],
    ['of LibreOffice', zipSync({ 'content.xml': strToU8('<x/>') }), 'import-openDocument'],
    ['without sheets', book({}), 'import-damaged'],
    ['without a table', book({ sheets: [''] }), 'import-empty'],
    [
      'without names',
      book({
        sheets: [
          textRows([
            ['CNPJ', 'Cor'],
            ['1', '2'],
          ]),
        ],
      }),
      'import-header',
    ],
    ['with a header only', book({ sheets: [textRows([['Nome', 'CNPJ']])] }), 'taken'],
    [
      'with 2,000 columns',
      book({ sheets: ['<row r="1"><c r="A1" t="str"><v>Nome</v></c><c r="BXX1" t="str"><v>x</v></c></row>'] }),
      'import-tooManyColumns',
    ],
  ])('%s are told apart', async (_what, bytes, code) => expect(await refusal(bytes)).toBe(code));

  it('damaged anywhere are answered, and never hang', async () => {
    const whole = book({
      styles,
      strings: '<si><t>Nome</t></si>',
      sheets: [`<row r="1"><c r="A1" t="s"><v>0</v></c></row>${textRows([[], ['Padaria']])}`],
    });
    expect(await refusal(whole)).toBe('taken');
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: whole.length }),
        fc.uint8Array({ minLength: 1, maxLength: 6 }),
        fc.boolean(),
        async (at, noise, cut) => {
          const bytes = cut ? whole.slice(0, at) : whole.slice();
          if (!cut) bytes.set(noise.subarray(0, Math.min(noise.length, whole.length - at)), at);
          expect(await refusal(bytes)).toMatch(/^(taken|import-)/);
        },
      ),
      { numRuns: 400 },
    );
  });
});

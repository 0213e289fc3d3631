import { utils, write } from '@e965/xlsx';
import { strToU8, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { book, textRows } from './book.ts';
import { cnpj } from './fixture.ts';
import { read, refusal, said } from './reading.ts';

const [a, b] = [cnpj(1), cnpj(2)];
const two = [
  { name: 'Padaria São João', document: a, email: 'a@a.example' },
  { name: 'Confecções Açaí', document: b, email: 'b@b.example' },
];
const table = [['Razão Social', 'CNPJ', 'E-mail'], ...two.map(({ name, document, email }) => [name, document, email])];
const text = (delimiter: string, cell = (value: string) => value) =>
  table.map((row) => row.map(cell).join(delimiter)).join('\r\n');
/** What a program writes that takes bytes of one encoding for those of another, and saves what it sees. */
const seen = (bytes: Uint8Array, as: string) =>
  Buffer.from(
    as === 'windows1252' ? new TextDecoder('windows-1252').decode(bytes) : iconv.decode(Buffer.from(bytes), as),
  );

describe('lines that are no clients', () => {
  const asides =
    'Quantidade;3;|*** TOTAL ***;3;|T O T A L;;|Total Lucro Real;2;|Total;;R$ 12.500,00|TOTAL;TOTAL;TOTAL|Total: 3;Ativas: 2;Baixadas: 1|Nº de registros;3;|Média;;3|A transportar;;3|Total Empresas....:;3|Usuário: MARIA;Data: 27/11/2026;|27/11/2026 10:35;Página 1;|Horizonte Contabilidade Ltda;Página 2;|* * * FIM DO RELATÓRIO * * *;;|Relatório gerado por Maria;;|Sistema licenciado para HORIZONTE LTDA;;|Regime:;Simples Nacional;|Grupo;Comércio;|Simples Nacional;Simples Nacional;Simples Nacional|1 - SIMPLES NACIONAL;;|Simples Nacional - 2 empresas;;|RAZAO SOCIAL;CNPJ;Email|Razão Social;CNPJ;|----;----;----';
  it.each(asides.split('|'))('%s', async (line) => {
    const [header, first, second] = text(';').split('\r\n');
    const { rows, refused, setAside } = await read([header, first, line, second].join('\r\n'));
    expect([rows.map(said), refused]).toEqual([two, []]);
    expect(setAside.map((each) => each.line)).toEqual([3]);
  });

  it.each(
    'Total Serviços|Soma Contabilidade ME|Página Um Editora|Pagé Transportes|Geradora de Energia|Emissão Certa|Folha Verde|Impressora Rápida|Relatório Editora|Cadastro de Ideias ME|Sistema Solar Ltda|Grupo Alfa|Cidade Alta Padaria|Continental Pneus|Analista Jr|Fim de Tarde Bar|1001 Festas'.split(
      '|',
    ),
  )('%s is a client, with a phone or among names', async (name) => {
    const { rows } = await read(`Nome;CNPJ;Telefone\nAlfa;${a};(11) 4002-8922\n${name};;(11) 4002-8923\nBeta;${b};\n`);
    expect(rows.map((row) => row.name)).toEqual(['Alfa', name, 'Beta']);
    const { rows: names } = await read(`Cliente;CNPJ\nPadaria;\n${name};\nMercado;\nOficina;${a}\n`);
    expect(names.map((row) => row.name)).toEqual(['Padaria', name, 'Mercado', 'Oficina']);
  });
});

describe('a text of another shape', () => {
  it.each<[string, string | Uint8Array]>([
    ['each cell in single quotes', text(';', (cell) => `'${cell}'`)],
    ['a blank before the quotes', text(';', (cell) => ` "${cell}"`)],
    ['lines in quotes, saved once more with commas', text(';').replaceAll(/[^\r\n]+/g, '"$&",,')],
    ['lines in quotes with tabs in them', text('\t').replaceAll(/[^\r\n]+/g, '"$&"')],
    ['parted by ~', text('~')],
    ['parted by #', text('#')],
    ['sep= in quotes', `"sep=;"\r\n${text(';')}`],
    ['two line ends', text(';').replaceAll('\r\n', '\r\r\n')],
    ['filled up with NULs', Buffer.concat([Buffer.from(text(';')), Buffer.alloc(30)])],
    ['the mark of UTF-8 twice', `\ufeff\ufeff${text(';')}`],
    ['the mark of UTF-8 as Windows text', `ï»¿${text(';')}`],
  ])('%s', async (_what, bytes) => {
    const { rows, refused, setAside } = await read(bytes);
    expect([rows.map(said), refused, setAside]).toEqual([two, [], []]);
  });

  it('quotes behind a backslash', async () => {
    const { rows } = await read(`Nome;CNPJ\n"Bar \\"do Zé\\"";${a}\n"Dois; e \\"mais\\"";${b}\n`);
    expect(rows.map((row) => [row.name, row.document])).toEqual([
      ['Bar "do Zé"', a],
      ['Dois; e "mais"', b],
    ]);
  });

  it('a backslash at the end of a cell is one', async () => {
    const { rows } = await read(`Nome;CNPJ\n"C:\\pasta\\";${a}\n"Beta";${b}\n`);
    expect(rows.map((row) => row.name)).toEqual(['C:\\pasta\\', 'Beta']);
  });
});

describe('letters that were ruined before the file was saved', () => {
  it.each(['windows1252', 'cp850', 'cp437', 'macroman'])('UTF-8 that was taken for %s', async (as) => {
    const { rows, told } = await read(seen(Buffer.from(text(';')), as));
    expect(rows.map(said)).toEqual(two);
    expect(told.map((each) => [each.kind, each.became])).toEqual(two.map(({ name }) => ['letters', name]));
  });

  it('twice', async () => {
    const { rows } = await read(seen(seen(Buffer.from(text(';')), 'windows1252'), 'windows1252'));
    expect(rows.map(said)).toEqual(two);
  });

  it.each([
    ['cp850', 'windows1252', 'ibm850', 'windows-1252'],
    ['windows1252', 'cp850', 'windows-1252', 'ibm850'],
    ['macroman', 'windows1252', 'macintosh', 'windows-1252'],
  ])('%s that was taken for %s', async (truly, taken, is, was) => {
    const { rows, table: read1 } = await read(seen(iconv.encode(text(';'), truly), taken));
    expect(rows.map(said)).toEqual(two);
    expect(read1.mixup).toMatchObject({ truly: is, taken: was });
  });

  it.each(['AÇO E PREÇO', 'AÇÃO', 'Ångström Ähnlich', 'Maçã verde', 'Señor Núñez', 'ÇA VA'])(
    '%s is left as it is',
    async (name) => {
      const { rows, table: read1 } = await read(`Nome;CNPJ\n${name};${a}\n`);
      expect([rows[0]!.name, read1.mixup]).toEqual([name, undefined]);
    },
  );

  it('what is lost is told, and what a web page wrote is read', async () => {
    const { rows, told } = await read(`Nome,CNPJ\nPadaria S?o Jo?o,${a}\n"S&atilde;o Jos&eacute; &amp; Cia",${b}\n`);
    expect(rows.map((row) => row.name)).toEqual(['Padaria S?o Jo?o', 'São José & Cia']);
    expect(told.map(({ line, kind }) => [line, kind])).toEqual([
      [2, 'lost'],
      [3, 'letters'],
    ]);
  });
});

describe('a file of another program', () => {
  const written = (
    bookType: 'xls' | 'biff8' | 'xlsb' | 'ods' | 'fods' | 'xlml' | 'html' | 'slk' | 'dif' | 'dbf' | 'rtf',
    sheets: unknown[][][] = [table],
  ) => {
    const workbook = utils.book_new();
    for (const [i, rows] of sheets.entries())
      utils.book_append_sheet(workbook, utils.aoa_to_sheet(rows), `Aba ${i + 1}`);
    return Buffer.from(write(workbook, { type: 'array', bookType: bookType as 'xls' }) as ArrayBuffer);
  };

  it.each(['xls', 'biff8', 'xlsb', 'ods', 'fods', 'xlml', 'html'] as const)(
    '%s is read',
    async (kind) => {
      const { rows, refused } = await read(written(kind));
      expect([rows.map(said), refused]).toEqual([two, []]);
    },
    60_000,
  );

  it.each(['xls', 'xlsb', 'ods', 'xlml'] as const)(
    'all sheets of %s with the same columns are read, the others are named',
    async (kind) => {
      const other = [
        ['CNPJ', 'E-mail', 'Nome da empresa'],
        [table[2]![1], table[2]![2], table[2]![0]],
      ];
      const { rows, table: opened } = await read(
        written(kind, [[['Horizonte'], ['2026']], table.slice(0, 2), other as string[][]]),
      );
      expect(rows.map(said)).toEqual(two);
      expect(opened.sheets).toEqual([
        { name: 'Aba 1', read: false, reason: 'columns' },
        { name: 'Aba 2', read: true },
        { name: 'Aba 3', read: true },
      ]);
    },
    60_000,
  );

  it('numbers and days of old Excel are what they are', async () => {
    const serial = 46_752;
    const rows = [
      ['Nome', 'CNPJ', 'CPF', 'Vencimento'],
      ['Alfa', Number(a), null, { t: 'n', v: serial, z: 'dd/mm/yyyy' }],
      ['Ana', null, 40100200087, serial],
    ];
    for (const kind of ['xls', 'xlsb', 'ods'] as const) {
      const reading = await read(written(kind, [rows]));
      expect(reading.rows.map(said), kind).toEqual([
        { name: 'Alfa', document: a, expiresOn: '2027-12-31' },
        { name: 'Ana', document: '40100200087', expiresOn: '2027-12-31' },
      ]);
    }
  }, 60_000);

  it('a sheet that LibreOffice hides is named and not read', async () => {
    const cells = (row: readonly string[]) =>
      row
        .map((cell) => `<table:table-cell office:value-type="string"><text:p>${cell}</text:p></table:table-cell>`)
        .join('');
    const sheet = (name: string, style: string, rows: readonly (readonly string[])[]) =>
      `<table:table table:name="${name}" table:style-name="${style}">${rows.map((row) => `<table:table-row>${cells(row)}</table:table-row>`).join('')}</table:table>`;
    const content = `<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:automatic-styles><style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>${sheet('Ativos', 'ta1', table as string[][])}${sheet(
      'Antigos',
      'ta2',
      [
        ['Razão Social', 'CNPJ', 'E-mail'],
        ['Gama', cnpj(3), 'c@c.example'],
      ],
    )}</office:spreadsheet></office:body></office:document-content>`;
    const bytes = zipSync({
      'META-INF/manifest.xml': strToU8('<?xml version="1.0"?><manifest:manifest xmlns:manifest="m"/>'),
      'styles.xml': strToU8('<?xml version="1.0"?><office:document-styles xmlns:office="o"/>'),
      'content.xml': strToU8(content),
    });
    const { rows, table: opened } = await read(bytes);
    expect(rows.map(said)).toEqual(two);
    expect(opened.sheets).toEqual([
      { name: 'Ativos', read: true },
      { name: 'Antigos', read: false, reason: 'hidden' },
    ]);
  }, 60_000);

  it('a workbook in whose first column everything stands, with quotes', async () => {
    const { rows } = await read(
      book({ sheets: [textRows(table.map((row) => [row.map((cell) => `"${cell}"`).join(';')]))] }),
    );
    expect(rows.map(said)).toEqual(two);
  });

  it('what is not read is called by its name', async () => {
    for (const [kind, code] of [
      ['slk', 'oldExchange'],
      ['dif', 'oldExchange'],
      ['dbf', 'dbase'],
      ['rtf', 'word'],
    ] as const)
      expect(await refusal(written(kind)), kind).toBe(`import-${code}`);
    expect(await refusal(zipSync({ 'word/document.xml': strToU8('<w/>') }))).toBe('import-word');
    expect(await refusal(zipSync({ 'Index/Document.iwa': strToU8('x') }))).toBe('import-numbers');
    expect(await refusal('MIME-Version: 1.0\r\n\r\n<table><tr><td>Nome</td></tr></table>')).toBe('import-markup');
  });

  it('a text that a web system wrote, whose entities end with the delimiter', async () => {
    const lines = [
      'Raz&atilde;o Social;CNPJ;E-mail;Telefone',
      `Silva &amp; Cia;${cnpj(1)};a@a.example;`,
      `Jo&atilde;o &amp; Z&eacute;;${cnpj(2)};b@b.example;(11) 4002-8922`,
      `Plena;${cnpj(3)};c@c.example;;;`,
    ];
    const { rows, refused } = await read(lines.join('\n'));
    expect(refused).toEqual([]);
    expect(rows.map((row) => said(row).name)).toEqual(['Silva & Cia', 'João & Zé', 'Plena']);
    expect(rows.map((row) => said(row).document)).toEqual([1, 2, 3].map(cnpj));
    expect(said(rows[1]!).phone).toBe('(11) 4002-8922');
  });

  it('two addresses between which the file has what lies between its cells', async () => {
    const { rows, refused, told } = await read(
      `Razão Social;CNPJ;E-mail;Telefone\nAlfa;${cnpj(1)};a@a.example; dono@a.example;(11) 4002-8922\nBeta;${cnpj(2)};b@b.example;(11) 4002-8923\nGama;${cnpj(3)};c@c.example;x;y\nDelta;${cnpj(4)};;\nEta;${cnpj(5)};;\n`,
    );
    expect(rows.map(said)).toEqual([
      { name: 'Alfa', document: cnpj(1), email: 'a@a.example', phone: '(11) 4002-8922' },
      { name: 'Beta', document: cnpj(2), email: 'b@b.example', phone: '(11) 4002-8923' },
      { name: 'Delta', document: cnpj(4) },
      { name: 'Eta', document: cnpj(5) },
    ]);
    expect(told.map(({ line, kind }) => [line, kind])).toEqual([[2, 'others']]);
    expect(refused.map(({ line, reason }) => [line, reason])).toEqual([[4, 'fields']]);
  });
});

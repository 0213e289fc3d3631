import { cnpj } from './fixture.ts';

/** A file as accounting firms have them, and what it must come to. */
export interface Case {
  name: string;
  bytes: Uint8Array;
  /** The clients, by what the file must be understood to say of them. */
  rows: Record<string, unknown>[];
  /** [line, reason] of what is refused, and [line, why] of what is set aside. */
  refused?: [number, string][];
  aside?: [number, string][];
  /** How often each kind of correction or omission is told. */
  told?: Record<string, number>;
}

const latin = (text: string) => Buffer.from(text, 'latin1');
export const csv = (...lines: string[]) => latin(`${lines.join('\r\n')}\r\n`);
const mask = (document: string) => document.replace(/(..)(...)(...)(....)(..)/, '$1.$2.$3/$4-$5');
export const [a, b, c, d] = [1, 2, 3, 4].map(cnpj) as [string, string, string, string];

/** Code page 850, as DOS, Clipper and COBOL programs write. */
const page850: Record<string, number> = {
  Ã: 0xc7,
  É: 0x90,
  Ç: 0x80,
  Õ: 0xe5,
  Í: 0xd6,
  Ú: 0xe9,
  â: 0x83,
  ê: 0x88,
  ã: 0xc6,
  ô: 0x93,
  ç: 0x87,
  é: 0x82,
};
export const inPage850 = (text: string) =>
  Uint8Array.from([...text].map((letter) => page850[letter] ?? letter.charCodeAt(0)));

const header = 'Razão Social;CNPJ;E-mail';
export const two = [
  { name: 'Alfa Comércio Ltda', document: a, email: 'contato@alfa.example' },
  { name: 'Beta Serviços Ltda', document: b, email: 'contato@beta.example' },
];
const twoLines = two.map(({ name, document, email }) => `${name};${mask(document)};${email}`);
export const sheet = [header.split(';'), ...twoLines.map((line) => line.split(';'))];
const names = (...list: string[]) => list.map((name, i) => ({ name, document: cnpj(i + 1) }));
const numbered = (title: string, cells: readonly string[]) =>
  csv(`Nome;CNPJ;${title}`, ...cells.map((cell, i) => `Cliente n${i};${cnpj(i + 1)};${cell}`));

const short: Record<string, string>[] = Array.from({ length: 40 }, (_, i): Record<string, string> => {
  const row = {
    name: `Oficina ${i} Ltda`,
    document: cnpj(i + 1),
    email: `c@oficina${i}.example`,
    phone: '(11) 4002-8922',
  };
  const plan = i < 32 ? { plan: 'Controle I', payer: 'client', expiresOn: '2027-12-31' } : {};
  return Object.assign(row, plan, i < 10 ? { notes: 'Cliente antigo' } : {}) as Record<string, string>;
});
const shortLine = (row: Record<string, string>, i: number) =>
  [
    row.name,
    mask(row.document!),
    row.email,
    row.phone,
    ...(i < 32 ? ['Controle I', 'Cliente', '31/12/2027'] : []),
    ...(i < 10 ? [row.notes] : i < 16 ? [''] : []),
  ].join(';');

export const texts: Case[] = [
  {
    name: 'the last separators are missing where the last columns are empty',
    bytes: csv('Razão Social;CNPJ;E-mail;Telefone;Plano;Pago por;Vencimento;Observações', ...short.map(shortLine)),
    rows: short,
  },
  {
    name: 'two addresses in a cell, a label, and words that say that there is none',
    bytes: csv(
      'Razão Social;CNPJ;E-mail',
      ...[
        '"ana@x.example; fiscal@x.example"',
        'ana@x.example, fiscal@x.example',
        'ana@x.example / fiscal@x.example',
        '"ana@x.example;"',
        '"ana@x.example\nfiscal@x.example"',
        '"Ana <ana@x.example>, Bia <bia@x.example>"',
        'ana@x.example (financeiro)',
        'E-mail: ana@x.example',
        'ana @x.example',
        'não tem',
        'sem e-mail',
        'NÃO INFORMADO',
        'ana at x.example',
      ].map((cell, i) => `Cliente n${i};${cnpj(i + 1)};${cell}`),
    ),
    rows: Array.from({ length: 12 }, (_, i) => ({
      name: `Cliente n${i}`,
      document: cnpj(i + 1),
      ...(i < 9 ? { email: 'ana@x.example' } : {}),
    })),
    refused: [[15, 'email']],
    told: { others: 7, email: 2, nothing: 3 },
  },
  {
    name: 'documents that say that there is none',
    bytes: csv(
      'Nome;CNPJ/CPF;E-mail',
      ...[
        '  .   .   /    -  ',
        '00.000.000/0000-00',
        'ISENTO',
        'não possui',
        '0',
        '__.___.___/____-__',
        'N/I',
        'Exterior',
        '12.345.678/0001-00',
      ].map((cell, i) => `Cliente n${i};${cell};c@n${i}.example`),
    ),
    rows: Array.from({ length: 8 }, (_, i) => ({ name: `Cliente n${i}`, email: `c@n${i}.example` })),
    refused: [[10, 'document']],
    told: { nothing: 4 },
  },
  {
    name: 'documents as machines leave them',
    bytes: csv(
      'Nome;CNPJ/CPF',
      `A;${a}.0`,
      `B;${b},00`,
      `C;'${c}`,
      'D;1.234.567/0001-95',
      'E;1.234.567.000.195',
      'F;19000138',
      'G;5770220',
      `H;CNPJ: ${mask(d)}`,
      `I;${mask(cnpj(5))} (matriz)`,
      `J;${mask(cnpj(6)).replace(/[./-]/g, '_')}`,
      `K;${mask(cnpj(7)).replace('/', '\\')}`,
      `L;${mask(cnpj(8)).replaceAll('.', ',')}`,
      'M;4,01002E+13',
      `N;${mask(cnpj(9))} / ${mask(cnpj(10))}`,
      'O;CEI 11.583.00249/85',
      'P;293.118.610/001-84',
    ),
    rows: [
      ['A', a],
      ['B', b],
      ['C', c],
      ['D', '01234567000195'],
      ['F', '00000019000138'],
      ['G', '00005770220'],
      ['H', d],
      ['I', cnpj(5)],
      ['J', cnpj(6)],
      ['K', cnpj(7)],
      ['L', cnpj(8)],
      ['N', cnpj(9)],
    ]
      .map(([name, document]): Record<string, unknown> => ({ name, document }))
      .concat([
        { name: 'O', registration: 'CEI 11.583.00249/85' },
        { name: 'P', registration: 'CAEPF 293.118.610/001-84' },
      ]),
    refused: [
      [6, 'duplicate'],
      [14, 'scientific'],
    ],
    told: { document: 11, others: 1, registration: 2 },
  },
  {
    name: 'dates that say that there is none',
    bytes: numbered('Vencimento', [
      '00/00/0000',
      '0000-00-00',
      '  /  /    ',
      '__/__/____',
      '00000000',
      '30/12/1899',
      '31/02/2027',
    ]),
    rows: Array.from({ length: 6 }, (_, i) => ({ name: `Cliente n${i}`, document: cnpj(i + 1) })),
    refused: [[8, 'date']],
    told: { nothing: 1 },
  },
  {
    name: 'dates without separators, and of two digits',
    bytes: numbered('Última exportação', ['20261031', '31102026', '31/10/26', '1102026', '2026-10-31 00:00:00']),
    rows: ['2026-10-31', '2026-10-31', '2026-10-31', '2026-10-01', '2026-10-31'].map((lastExportOn, i) => ({
      name: `Cliente n${i}`,
      document: cnpj(i + 1),
      lastExportOn,
    })),
  },
  {
    name: 'a column of dates that are written month first',
    bytes: numbered('Última exportação', ['03/04/2026', '10/31/2026']),
    rows: ['2026-03-04', '2026-10-31'].map((lastExportOn, i) => ({
      name: `Cliente n${i}`,
      document: cnpj(i + 1),
      lastExportOn,
    })),
  },
  {
    name: 'a printed report: titles and a page line in the middle, totals below',
    bytes: csv(
      'RELAÇÃO DE CLIENTES ATIVOS;;',
      'Emitido em 27/11/2026 - Página 1;;',
      header,
      ...twoLines,
      'RELAÇÃO DE CLIENTES ATIVOS;;',
      'Emitido em;27/11/2026;',
      header,
      `Gama Ltda;${c};`,
      'Total de clientes: 3;;',
      'Total geral;3;',
      '----------;;',
    ),
    rows: [...two, { name: 'Gama Ltda', document: c }],
    aside: [
      [6, 'printed'],
      [7, 'printed'],
      [8, 'header'],
      [10, 'total'],
      [11, 'total'],
      [12, 'printed'],
    ],
  },
  {
    name: 'titles of groups, and names without anything',
    bytes: csv(header, 'Simples Nacional;;', ...twoLines, 'LETRA C;;', `Gama Ltda;${c};`),
    rows: [...two, { name: 'Gama Ltda', document: c }],
    aside: [
      [2, 'group'],
      [5, 'group'],
    ],
  },
  {
    name: 'a list of names',
    bytes: csv('Cliente;CNPJ', 'Padaria São João;', 'Mercado Central;', `Oficina;${a}`, 'Total: 3;'),
    rows: [{ name: 'Padaria São João' }, { name: 'Mercado Central' }, { name: 'Oficina', document: a }],
    aside: [[5, 'total']],
  },
  {
    name: 'headers of other systems, and "Cliente" in a line of data',
    bytes: csv(
      'Código;Apelido;Denominação Social;C.N.P.J.;E-mail NFe;Dt. Vencimento;Plano;Pago por',
      `12;ALFA;Alfa Comércio Ltda;${mask(a)};nf@alfa.example;31/12/2027;Controle I;Cliente`,
    ),
    rows: [
      {
        name: 'Alfa Comércio Ltda',
        tradeName: 'ALFA',
        document: a,
        email: 'nf@alfa.example',
        plan: 'Controle I',
        payer: 'client',
        expiresOn: '2027-12-31',
      },
    ],
  },
  {
    name: 'numbers under a title that nobody knows',
    bytes: csv('Empresa;Nome;Identificação;Correspondência', `1;Alfa;${a};ana@x.example`, `2;Beta;${b};bia@x.example`),
    rows: [
      { name: 'Alfa', document: a, email: 'ana@x.example' },
      { name: 'Beta', document: b, email: 'bia@x.example' },
    ],
  },
  {
    name: 'a number of any kind, and one in either of two columns',
    bytes: csv(
      'Código;Razão Social;CNPJ/CPF/CEI/CAEPF;CPF;Cidade',
      `12;Alfa;${mask(a)};;São Paulo`,
      '13;João da Horta;;401.002.000-87;Itu',
    ),
    rows: [
      { name: 'Alfa', document: a },
      { name: 'João da Horta', document: '40100200087' },
    ],
  },
  {
    name: 'the state of the company, not of the connection',
    bytes: csv('Razão Social;CNPJ;Situação', `Alfa;${a};Ativa`, `Beta;${b};Baixada`, `Gama;${c};Conectado`),
    rows: [...names('Alfa', 'Beta'), { name: 'Gama', document: c, situation: 'connected' }],
    told: { companyState: 2 },
  },
  {
    name: 'each line in one pair of quotes',
    bytes: csv(...[header, ...twoLines].map((line) => `"${line}"`)),
    rows: two,
  },
  {
    name: 'only the lines with a comma in quotes, as an American Excel saves them',
    bytes: csv(header, `"Alfa, Beta e Cia;${mask(a)};contato@alfa.example"`, twoLines[1]!),
    rows: [{ name: 'Alfa, Beta e Cia', document: a, email: 'contato@alfa.example' }, two[1]!],
  },
  {
    name: 'UTF-16 without its mark',
    bytes: Buffer.from(`${[header, ...twoLines].join('\r\n').replaceAll(';', '\t')}\r\n`, 'utf16le'),
    rows: two,
  },
  {
    name: 'code page 850',
    bytes: inPage850(
      `NOME;CNPJ;RESPONSAVEL\r\nPADARIA SÃO JOÃO;${a};JOSÉ CONCEIÇÃO\r\nCONFECÇÕES AÇAÍ;${b};LÚCIA\r\nMecânica Três Irmãos;${c};Antônio\r\n`,
    ),
    rows: [
      { name: 'PADARIA SÃO JOÃO', document: a, contactName: 'JOSÉ CONCEIÇÃO' },
      { name: 'CONFECÇÕES AÇAÍ', document: b, contactName: 'LÚCIA' },
      { name: 'Mecânica Três Irmãos', document: c, contactName: 'Antônio' },
    ],
  },
  {
    name: 'UTF-8 that was saved once more as if it were Windows text',
    bytes: Buffer.from(`Nome;CNPJ\nPadaria SÃ£o JoÃ£o;${a}\nAÃ§ougue;${b}\n`),
    rows: [
      { name: 'Padaria São João', document: a },
      { name: 'Açougue', document: b },
    ],
    told: { letters: 2 },
  },
  {
    name: 'a table of a page that is called .xls',
    bytes: latin(
      `<html><meta charset="iso-8859-1"><table>${sheet.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table></html>`,
    ),
    rows: two,
  },
];

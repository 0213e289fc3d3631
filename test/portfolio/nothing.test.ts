import { describe, expect, it } from 'vitest';
import { cnpj } from './fixture.ts';
import { read, said } from './reading.ts';

const [a, b] = [cnpj(1), cnpj(2)];

/** What comes of one cell, in a list in which another line says something in the same column. */
async function cell(title: string, value: string, other: string) {
  const quoted = `"${value.replaceAll('"', '""')}"`;
  const lines =
    title === 'CNPJ'
      ? ['Razão Social;CNPJ;E-mail', `Alfa;${quoted};a@a.example`, `Beta;${other};b@b.example`]
      : undefined;
  return read((lines ?? [`Razão Social;CNPJ;${title}`, `Alfa;${a};${quoted}`, `Beta;${b};${other}`]).join('\r\n'));
}

describe('a cell that says that there is nothing costs nothing', () => {
  // By people, by databases, by pandas and by spreadsheets.
  const everywhere =
    'nan|<NA>|NaT|\\N|[NULL]|#DIV/0!|#NULO!|#NÚM!|N POSSUI|ñ tem|não possui|S/ E-MAIL|s/email|cliente não tem|não quer informar|a solicitar|Aguardando cliente|faltando|#####|-x-|CNPJ não informado|e-mail não cadastrado|nenhum e-mail|isento(a)|NT|N.T.|N/P|S.I.|não|SEM|(não informado)|[não informado]|"não informado"|<vazio>|*não tem*|não tem!|to be defined|a ser informado|será enviado|sem inf.|N. INFORMADO|indisponível';
  it.each(everywhere.split('|'))('%s', async (value) => {
    for (const [title, other, key] of [
      ['E-mail', 'b@b.example', 'email'],
      ['CNPJ', b, 'document'],
      ['Telefone', '(11) 4002-8922', 'phone'],
      ['Vencimento', '31/12/2027', 'expiresOn'],
    ] as const) {
      const { rows, refused } = await cell(title, value, other);
      expect(refused, title).toEqual([]);
      expect(rows.map((row) => [row.name, row[key] !== undefined])).toEqual([
        ['Alfa', false],
        ['Beta', true],
      ]);
    }
  });

  it.each([
    '999.999.999-99',
    '11.111.111/1111-11',
    'em constituição',
    'aguardando CNPJ',
    'empresa em abertura',
    'estrangeiro (sem CPF)',
    'S/CNPJ',
    'Pessoa física',
    'domiciliado no exterior',
    'CNPJ em processo de abertura',
    'XX.XXX.XXX/XXXX-XX',
    '0000000000000.0',
  ])('%s is no number', async (value) => {
    const { rows, refused, told } = await cell('CNPJ', value, b);
    expect([rows.map((row) => row.document), refused]).toEqual([[undefined, b], []]);
    // Whoever means something by it can read that it did not come in.
    expect(told).toHaveLength(/[1-9a-z]/i.test(value) ? 1 : 0);
  });

  it.each([
    '31/12/9999',
    '31/12/9999 23:59:59',
    '12/30/1899',
    '01/01/0001 00:00:00',
    '1/1/0001 12:00:00 AM',
    '31/12/1969 21:00',
    '1970-01-01 00:00:00',
    '01/01/2900',
    '2958465',
    '99/99/9999',
    '00/01/1900',
    '00/00/00',
    '--/--/----',
    '??/??/????',
    'dd/mm/aaaa',
    'indeterminado',
    'prazo indeterminado',
    'vitalício',
    'não vence',
    'Invalid date',
  ])('%s is no day', async (value) => {
    const { rows, refused } = await cell('Vencimento', value, '31/12/2027');
    expect([rows.map((row) => row.expiresOn), refused]).toEqual([[undefined, '2027-12-31'], []]);
  });
});

describe('a cell that means something and is wrong', () => {
  it.each([
    ['Vencimento', '31/13/2027', 'date'],
    ['Vencimento', '31/12/0207', 'date'],
    ['Vencimento', 'em breve', 'date'],
    ['E-mail', 'www.alfa.com.br', 'email'],
    ['E-mail', '@alfa', 'email'],
    ['CNPJ', '12.345.678/0001-00', 'document'],
    ['CNPJ', '1234', 'document'],
    ['CNPJ', '4,01002000001E+13', 'scientific'],
  ])('%s %s refuses its line', async (title, value, reason) => {
    const other = { Vencimento: '31/12/2027', 'E-mail': 'b@b.example', CNPJ: b }[title]!;
    const { rows, refused } = await cell(title, value, other);
    expect(rows.map((row) => row.name)).toEqual(['Beta']);
    expect(refused).toMatchObject([{ line: 2, reason, value }]);
  });
});

describe('several addresses in a cell', () => {
  it.each([
    'ana@a.example\\bia@a.example',
    'ana@a.example OU bia@a.example',
    'ana@a.example - bia@a.example',
    '[ana@a.example](mailto:bia@a.example)',
    'ana@a.example#mailto:bia@a.example#',
    '1) ana@a.example 2) bia@a.example',
    'NFE: ana@a.example; BOLETO: bia@a.example',
  ])('%s: the first is the login, the other is told', async (value) => {
    const { rows, told } = await cell('E-mail', value, 'b@b.example');
    expect(rows[0]!.email).toBe('ana@a.example');
    expect(told).toMatchObject([{ kind: 'others', column: 'email' }]);
  });
});

describe('a number as machines and people leave it', () => {
  const masked = a.replace(/(..)(...)(...)(....)(..)/, '$1.$2.$3/$4-$5');
  it.each([
    masked.replace(/[./-]/g, ' '),
    [...a].join(' '),
    masked.replace('/', '∕'),
    masked.replace('-', '–'),
    [...a].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join(''),
    `${Number(a).toLocaleString('pt-BR')},00`,
    `${Number(a).toLocaleString('en-US')}.00`,
    `000${a}`,
    `C.N.P.J.: ${masked}`,
    `CNPJ/MF ${masked}`,
    `[${masked}]`,
    `Matriz ${masked}`,
    masked.replaceAll('.', '·'),
  ])('%s', async (value) => {
    const { rows } = await cell('CNPJ', value, b);
    expect(rows.map((row) => row.document)).toEqual([a, b]);
  });
});

describe('a day', () => {
  it.each([
    '31 12 2027',
    '31_12_2027',
    '31\\12\\2027',
    "'31/12/2027",
    '31/12/2027.',
    '31/12/2027 (sexta)',
    '31/12/2027 - sexta-feira',
    'até 31/12/2027',
    'Venc. 31/12/2027',
    '31DEZ2027',
    'Dec-31-2027',
    '2027-12-31Z',
    '2027-12-31 03:00:00+00',
    'Fri, 31 Dec 2027 00:00:00 GMT',
    '20271231000000',
  ])('%s', async (value) => {
    const { rows } = await cell('Vencimento', value, '30/11/2027');
    expect(rows.map((row) => row.expiresOn)).toEqual(['2027-12-31', '2027-11-30']);
  });

  it('without separators is read as its column is', async () => {
    const { rows } = await cell('Vencimento', '01022028', '12312027');
    expect(rows.map((row) => row.expiresOn)).toEqual(['2028-01-02', '2027-12-31']);
  });
});

describe('the state of a company is none of its connection', () => {
  it.each(
    '02 - Ativa|04-INAPTA|Ativa - Regular|ATIVA NÃO REGULAR|Baixada em 2020|Ativo (Simples)|Suspensa - solicitação de baixa|Em implantação|Ex-cliente|Prospect|Pago|Em aberto|A|1|Sim|Rescisão'.split(
      '|',
    ),
  )('%s', async (value) => {
    const { rows, told } = await cell('Situação', value, 'Conectado');
    expect(rows.map(said)).toEqual([
      { name: 'Alfa', document: a },
      { name: 'Beta', document: b, situation: 'connected' },
    ]);
    expect(told).toMatchObject([{ kind: 'companyState', value }]);
  });
});

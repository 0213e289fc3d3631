import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { read, refusal, said } from './reading.ts';

const sample = readFileSync('test/portfolio/data/carteira.csv');
const expected = JSON.parse(readFileSync('test/portfolio/data/carteira.expected.json', 'utf8'));

describe('reading a file', () => {
  it('comes to what is known of the sample', async () => {
    const { table, rows, refused } = await read(sample);
    const rejected: Record<string, number> = {};
    for (const { reason } of refused) rejected[reason] = (rejected[reason] ?? 0) + 1;
    expect({ rows: rows.length + refused.length, valid: rows.length, rejected }).toEqual(expected);
    expect(table).toMatchObject({ format: 'csv', encoding: 'windows-1252', delimiter: ';' });
    expect(refused.find((each) => each.reason === 'duplicate')).toEqual({
      line: 541,
      column: 'document',
      reason: 'duplicate',
      value: '99126183000153',
      other: 164,
    });
    expect(said(rows[1]!)).toEqual({
      name: 'Mercearia Esperança Simões ME',
      document: '22961140000169',
      email: 'adm@merceariaesperancasimoesme1.com.br',
      phone: '(61) 95008-2902',
      contactName: 'João Nóbrega',
      situation: 'highly_recommended',
      plan: 'Essencial II',
      payer: 'client',
      expiresOn: '2027-07-10',
      autoRenew: true,
      charges: 'inactive',
      analyst: 'bruno@horizontecontabil.com.br',
    });
  });

  it('comes to the same in every encoding and with every delimiter', async () => {
    const text = new TextDecoder('windows-1252').decode(sample);
    const { rows } = await read(sample);
    const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
    const files: [Uint8Array, string][] = [
      [Buffer.from(text), 'utf-8'],
      [Buffer.from(`\ufeff${text}`), 'utf-8'],
      [utf16, 'utf-16le'],
      [Buffer.from(utf16).swap16(), 'utf-16be'],
      [Buffer.from(text.replaceAll(';', '\t')), 'utf-8'],
      [Buffer.from(text.replaceAll(';', ',')), 'utf-8'],
      [Buffer.from(text.replaceAll('\r\n', '\n')), 'utf-8'],
      [Buffer.from(text.replaceAll('\r\n', '\r')), 'utf-8'],
      [Buffer.from(`sep=;\r\n${text}`), 'utf-8'],
      [
        Buffer.from(
          text
            .split('\r\n')
            .map((line) =>
              line
                .split(';')
                .map((cell) => `"${cell}"`)
                .join(';'),
            )
            .join('\r\n'),
        ),
        'utf-8',
      ],
    ];
    for (const [bytes, encoding] of files) {
      const reading = await read(bytes);
      expect(reading.table.encoding).toBe(encoding);
      expect(reading.rows.map(said)).toEqual(rows.map(said));
    }
  });

  it('finds the header in any order, in English, under titles, and says what it did not understand', async () => {
    const { table, rows, refused } = await read(
      [
        'Clientes do escritório;;;;',
        ';;;;',
        'EMAIL;Cor;Legal name;Tax ID;Plan expiry (yyyy-mm-dd)',
        'a@b.com;azul;Acme Ltda;11.222.333/0001-81;2027-01-31',
        ';;;;',
        'c@d.com;;;;',
      ].join('\n'),
    );
    expect(Object.fromEntries(table.columns.called)).toEqual({
      name: 'Legal name',
      document: 'Tax ID',
      email: 'EMAIL',
      expiresOn: 'Plan expiry (yyyy-mm-dd)',
    });
    expect(table.columns.unknown).toEqual(['Cor']);
    expect(rows).toHaveLength(1);
    expect(said(rows[0]!)).toEqual({
      name: 'Acme Ltda',
      document: '11222333000181',
      email: 'a@b.com',
      expiresOn: '2027-01-31',
    });
    expect(rows[0]!.line).toBe(4);
    expect(refused).toEqual([{ line: 6, column: 'name', reason: 'name', value: 'c@d.com' }]);
  });

  it('takes a document from whichever of two columns has it, and the surer of two names', async () => {
    const { table, rows } = await read(
      'Nome;Razão Social;CPF;CNPJ\nJoão;Padaria João ME;;11222333000181\nAna;Ana Souza;52998224725;\n',
    );
    expect(table.columns.unknown).toEqual(['Nome']);
    expect(rows.map(said)).toEqual([
      { name: 'Padaria João ME', document: '11222333000181' },
      { name: 'Ana Souza', document: '52998224725' },
    ]);
  });

  it('refuses a line, and never the ones beside it', async () => {
    const lines = [
      'Nome;CNPJ;E-mail;Vencimento;Pago por;Renovação automática;Cobranças CA;Analista',
      'Boa;11222333000181;boa@x.com.br;31/12/2026;Cliente;Sim;Ativo;ana@x.com.br',
      'Curta;60701190000104',
      'Longa;11222333000262;;;;;;;sobra',
      'Sobra vazia;11222333000262;;;;;;;;',
      'Documento;11222333000182;;;;;;',
      'E-mail;;nf at x.com.br;;;;;',
      'Data;;;31/02/2027;;;;',
      'Pagador;;;;O vizinho;;;',
      'Renova;;;;;talvez;;',
      'Cobrança;;;;;;às vezes;',
      'Analista;;;;;;;ana@',
      `${'x'.repeat(201)};;x@x.com.br;;;;;`,
      '\u200b;;a@x.com.br;;;;;',
      'Repetida;11.222.333/0001-81;;;;;;',
      'Sem documento;;BOA@x.com.br;;;;;',
      'Última;04252011000110;;;;;;',
    ];
    const { rows, refused } = await read(lines.join('\r\n'));
    expect(rows.map((row) => [row.line, row.name])).toEqual([
      [2, 'Boa'],
      [3, 'Curta'],
      [5, 'Sobra vazia'],
      [17, 'Última'],
    ]);
    expect(refused.map(({ line, column, reason, other }) => [line, reason, column, other])).toEqual([
      [4, 'fields', undefined, undefined],
      [6, 'document', 'document', undefined],
      [7, 'email', 'email', undefined],
      [8, 'date', 'expiresOn', undefined],
      [9, 'choice', 'payer', undefined],
      [10, 'choice', 'autoRenew', undefined],
      [11, 'choice', 'charges', undefined],
      [12, 'email', 'analyst', undefined],
      [13, 'long', 'name', undefined],
      [14, 'name', 'name', undefined],
      [15, 'duplicate', 'document', 2],
      [16, 'duplicate', 'email', 2],
    ]);
  });

  it('keeps what it does not know of a situation, and takes what is empty for saying nothing', async () => {
    const { rows } = await read(
      'Nome;Situação;Plano;Pago por;Última exportação;Telefone\nA;Em análise;Sem plano;Ninguém;Nunca;-\nB;Conectado;;;;\n',
    );
    expect(said(rows[0]!)).toEqual({ name: 'A', situation: 'Em análise' });
  });

  it('counts the lines of the file, not of the table', async () => {
    const { rows, refused } = await read(
      'Nome;Observações\n"Uma";"linha um\nlinha dois; com ponto e vírgula\n""três"""\n\nDuas;ok\nTrês;x;y\n',
    );
    expect(rows.map(({ line, name, notes }) => [line, name, notes])).toEqual([
      [2, 'Uma', 'linha um\nlinha dois; com ponto e vírgula\n"três"'],
      [6, 'Duas', 'ok'],
    ]);
    expect(refused.map((each) => each.line)).toEqual([7]);
  });

  it('says of a file without names what it did understand', async () => {
    expect(await refusal('CNPJ;Cor\n1;2\n')).toBe('import-header');
    expect(await refusal('11222333000181;Padaria;a@b.com\n')).toBe('import-header');
  });
});

import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { working } from '../pace.ts';
import { read, refusal } from './reading.ts';

const utf8 = (text: string) => Buffer.from(text);

describe('files that are no portfolio', () => {
  it.each([
    ['nothing', utf8(''), 'import-empty'],
    ['blanks', utf8('\ufeff \r\n\t\n'), 'import-empty'],
    ['delimiters', utf8(';;;\n;;;\n'), 'import-empty'],
    ['a PDF', utf8('%PDF-1.7\n%âãÏÓ\n1 0 obj'), 'import-pdf'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), 'import-image'],
    ['an old spreadsheet', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'import-oldExcel'],
    ['something packed', gzipSync('Nome\nA\n'), 'import-otherZip'],
    ['a web page', utf8('<html><p>Nome</p></html>'), 'import-markup'],
    ['XML', utf8('\ufeff<?xml version="1.0"?><Workbook/>'), 'import-markup'],
    ['bytes', Buffer.from([1, 2, 3, 4, 5, 6, 7, 0, 1, 2]), 'import-binary'],
    ['JSON', utf8('{"clientes":[{"nome":"A"}]}'), 'import-header'],
    ['a letter', utf8('Prezados,\nsegue a lista.\n'), 'import-header'],
  ])('%s', async (_what, bytes, code) => expect(await refusal(bytes)).toBe(code));

  it('50 MB of random bytes are refused at once', async () => {
    const part = randomBytes(1024 * 1024);
    const worked = working();
    expect(await refusal(Buffer.concat(Array.from({ length: 50 }, () => part)))).toMatch(
      /^import-(binary|image|otherZip|damaged)$/,
    );
    expect(worked()).toBeLessThan(5000);
  });

  it('a file of more lines than any portfolio is refused before any of it is read', async () => {
    expect(await refusal(`Nome\n${'A\n'.repeat(500_001)}`)).toBe('import-tooManyLines');
  });

  it('300 columns are no trouble, and those nobody knows are said', async () => {
    const header = ['Nome', ...Array.from({ length: 298 }, (_, i) => `Coluna ${i}`), 'CNPJ'];
    const line = ['Padaria', ...Array.from({ length: 298 }, () => 'x'), '11222333000181'];
    const { table, rows } = await read(`${header.join(';')}\n${line.join(';')}\n`);
    expect(table.columns.unknown).toHaveLength(298);
    expect(rows[0]).toMatchObject({ name: 'Padaria', document: '11222333000181' });
    expect(await refusal(`Nome;${Array.from({ length: 1001 }, () => 'x').join(';')}\n`)).toBe('import-tooManyColumns');
  });

  it('a cell of 1 MB is a refused line, quoted or not', async () => {
    const long = 'x'.repeat(1024 * 1024);
    const { rows, refused } = await read(`Nome;E-mail\n${long};a@b.com\n"${long}\n${long}";c@d.com\nBoa;e@f.com\n`);
    expect(rows.map((row) => row.name)).toEqual(['Boa']);
    expect(refused.map(({ line, reason }) => [line, reason])[0]).toEqual([2, 'long']);
    expect(refused.every(({ value }) => value.length <= 60)).toBe(true);
  });

  it('a line cut in the middle makes nothing up, wherever it was cut', async () => {
    const whole = 'Nome;CNPJ;E-mail\nUma;11222333000181;uma@x.com.br\nDuas;04252011000110;duas@x.com.br';
    for (let end = whole.indexOf('Duas') + 1; end <= whole.indexOf('duas@x.') + 'duas@x.'.length; end++) {
      const cut = whole.slice(0, end);
      const { rows, refused, setAside } = await read(cut);
      expect(rows.length + refused.length + setAside.length, cut).toBe(2);
      // What is missing at a line's end is empty; what is half there is wrong.
      const second = rows[1];
      expect([undefined, '04252011000110'], cut).toContain(second?.document);
      expect(second?.email, cut).toBeUndefined();
      for (const each of [...refused, ...setAside]) expect(each.line).toBe(3);
    }
  });

  it('a few broken bytes in UTF-8 cost their lines, not their neighbours', async () => {
    const bytes = Buffer.concat([
      utf8('Nome;Situação\nAçougue;Não conectado\nPadaria S'),
      Buffer.from([0xe3]),
      utf8('o João;Conectado\nÓtica;Conectado\n'),
    ]);
    const { table, rows, refused } = await read(bytes);
    expect(table.encoding).toBe('utf-8');
    expect(rows.map((row) => row.name)).toEqual(['Açougue', 'Ótica']);
    expect(refused.map(({ line, reason }) => [line, reason])).toEqual([[3, 'encoding']]);
  });

  it('UTF-8 that was cut inside a character is still UTF-8', async () => {
    const bytes = utf8('Nome\nAçougue\nPadaria São João\nÓ').subarray(0, -1);
    const { table, rows } = await read(bytes);
    expect(table.encoding).toBe('utf-8');
    expect(rows.map((row) => row.name)).toEqual(['Açougue', 'Padaria São João']);
  });

  it('the first letter that tells Windows from UTF-8 may come late', async () => {
    const plain = `Nome\n${Array.from({ length: 20_000 }, (_, i) => `Padaria ${i}`).join('\n')}\n`;
    const windows = await read(Buffer.concat([utf8(plain), Buffer.from('Açougue São João\n', 'latin1')]));
    expect([windows.table.encoding, windows.rows.at(-1)!.name]).toEqual(['windows-1252', 'Açougue São João']);
    const unicode = await read(`${plain}Açougue São João\n`);
    expect([unicode.table.encoding, unicode.rows.at(-1)!.name]).toEqual(['utf-8', 'Açougue São João']);
  });

  it('Windows signs are read as Windows means them', async () => {
    const { rows } = await read(
      Buffer.from([...utf8('Nome\nD'), 0x92, ...utf8('Avila '), 0x96, ...utf8(' 50'), 0x80, 10]),
    );
    expect(rows[0]!.name).toBe('D’Avila – 50€');
  });

  it('text of an old Mac is read as such', async () => {
    // "Situação", "Não conectado" and "Médio São João" in Mac Roman.
    const mac = Buffer.from('Nome;Situa\u008d\u008bo\nM\u008edio S\u008bo Jo\u008bo;N\u008bo conectado\n', 'latin1');
    const { table, rows } = await read(mac);
    expect(table.encoding).toBe('macintosh');
    expect(rows[0]).toMatchObject({ name: 'Médio São João', situation: 'not_connected' });
  });

  it('names that look like commands, markup or queries are names', async () => {
    const names = [
      '<!channel>',
      '@everyone',
      '=HYPERLINK("http://x")',
      '+55',
      "Robert'); DROP TABLE Client;--",
      '**gordo** _e_ `código`',
      '🍞 Padaria',
      '\u202Eoir',
    ];
    const { rows, refused } = await read(
      `Nome\n${names.map((name) => `"${name.replaceAll('"', '""')}"`).join('\n')}\n`,
    );
    expect(rows.map((row) => row.name)).toEqual(names.map((name) => name.replace('\u202e', '')));
    expect(refused).toEqual([]);
  });

  it('whatever the bytes, there is an answer', async () => {
    const start = fc.constantFrom('Nome;CNPJ\n', '\ufeffNome;E-mail\r\n', 'sep=,\nNome,E-mail\n', '"Nome";"x\n');
    await fc.assert(
      fc.asyncProperty(start, fc.uint8Array({ maxLength: 400 }), async (head, bytes) => {
        // Anything but a UserError comes out of it as it is, and fails.
        expect(await refusal(Buffer.concat([utf8(head), bytes]))).toMatch(/^(taken|import-)/);
        expect(await refusal(bytes)).toMatch(/^(taken|import-)/);
      }),
      { numRuns: 300 },
    );
  });
});

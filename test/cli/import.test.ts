import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firmCreateVerb } from '../../src/cli/firm.ts';
import { importVerb } from '../../src/cli/import.ts';
import { previewImport } from '../../src/portfolio/import/service.ts';
import { bytesSource } from '../../src/portfolio/import/source.ts';
import { factsOf, notesOf } from '../../src/portfolio/import/views/facts.ts';
import { words } from '../../src/words/index.ts';
import { databases, type TestDatabase } from '../database.ts';
import { cnpj, deskOf } from '../portfolio/fixture.ts';
import { typed } from './terminal.ts';

const sample = 'test/portfolio/data/carteira.csv';
const expected = JSON.parse(readFileSync('test/portfolio/data/carteira.expected.json', 'utf8'));

describe.each(databases)('import from the command line, on $provider', ({ open }) => {
  let database: TestDatabase;
  let folder: string;
  beforeAll(async () => {
    database = await open();
    folder = mkdtempSync(join(tmpdir(), 'carteira-import-'));
    await cli('firm', 'create', '--name', 'Horizonte', '--email', 'contato@horizonte.com.br', '--admin', 'Marina');
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await database.drop();
  });
  const cli = (...line: string[]) => typed(line, [firmCreateVerb, importVerb], { DATABASE_URL: database.url });
  const clients = () => database.data.db.client.count();

  it('comes to what the sample must come to', async () => {
    const printed = await cli('import', sample, '--firm', 'only', '--json');
    expect(printed.code).toBe(0);
    const said = printed.json();
    expect(said).toMatchObject({ ok: true, ...expected, created: expected.valid, changed: 0, unchanged: 0 });
    expect(said.refusals).toHaveLength(expected.rows - expected.valid);
    expect(said.refusals[0]).toMatchObject({
      line: expect.any(Number),
      reason: expect.any(String),
      message: expect.any(String),
    });
    expect(await clients()).toBe(expected.valid);
  });

  it('changes nothing the second time, and tells people in lines', async () => {
    const printed = await cli('import', sample, '--firm', 'Horizonte');
    expect(printed.code).toBe(0);
    expect(printed.out).toContain('Já estavam assim: 1.183');
    expect(printed.out).toMatch(/Linha \d+ · E-mail · E-mail inválido/);
    expect(await clients()).toBe(expected.valid);
  });

  it('leaves a trace that names the command line', async () => {
    const row = await database.data.db.audit.findFirst({ where: { verb: 'portfolio.imported' } });
    expect(row).toMatchObject({ actor: 'system:cli', platform: 'cli' });
  });

  it('takes what the flags say, tells it in JSON, and remembers columns; its lines say what the chat says', async () => {
    const file = join(folder, 'outro.csv');
    const content = `Sujeito;Nome;Documento CNPJ;E-mail;Cor\nx;Alfa;${cnpj(71)}.0;errado;âmbar\nx;Beta;${cnpj(72)};b@x.example;\n;Gama;;;\nTotal: 2;;;;\n`;
    writeFileSync(file, Buffer.from(content, 'latin1'));
    const plain = (await cli('import', file, '--firm', 'only', '--json')).json();
    expect(plain).toMatchObject({
      encoding: 'windows-1252',
      sheets: [],
      columns: { Sujeito: null, Nome: 'name', 'Documento CNPJ': 'document', 'E-mail': 'email', Cor: null },
      created: 1,
      rejected: { email: 1 },
    });
    expect(plain.setAside.map((each: { reason: string }) => each.reason)).toEqual(['nameOnly', 'total']);
    const flags = ['--column', 'Cor=notes', '--encoding', 'windows-1252', '--include-set-aside', '--include-without'];
    const said = (await cli('import', file, '--firm', 'only', '--json', ...flags)).json();
    expect(said).toMatchObject({ columns: { Cor: 'notes' }, created: 2, unchanged: 1, rejected: {} });
    expect(said.corrected).toMatchObject([{ line: 2, column: 'document', kind: 'document', became: cnpj(71) }]);
    expect(said.leftOut).toMatchObject([{ line: 2, column: 'email', kind: 'asked', value: 'errado' }]);
    expect(said.setAside).toMatchObject([{ reason: 'total' }]);
    // The next file of the same columns needs no flag.
    expect((await cli('import', file, '--firm', 'only', '--json')).json().columns.Cor).toBe('notes');
    const printed = (await cli('import', file, '--firm', 'only')).out;
    const firm = await database.data.db.firm.findFirstOrThrow();
    const report = await previewImport(deskOf(database.data, firm.id), bytesSource(readFileSync(file)));
    for (const { label, value } of factsOf(words['pt-BR'], report)) expect(printed).toContain(`${label}: ${value}`);
    for (const note of notesOf(words['pt-BR'], report)) expect(printed).toContain(note);
    await database.data.db.client.deleteMany({ where: { document: { in: [cnpj(71), cnpj(72)] } } });
    await database.data.db.client.deleteMany({ where: { name: 'Gama' } });
  });

  it.each([
    ['missing.csv', undefined, 'Não consegui ler'],
    ['.', undefined, 'Não consegui ler'],
    ['empty.csv', '', 'vazio'],
    ['letter.csv', '%PDF-1.7 nothing', 'PDF'],
    ['header.csv', 'Nome da empresa;CNPJ\n', 'só tem a linha de títulos'],
  ])('says why %s cannot be read, with exit code 1', async (name, content, says) => {
    const file = join(folder, name);
    if (content !== undefined) writeFileSync(file, content);
    const printed = await cli('import', file, '--firm', 'only');
    expect(printed.code).toBe(1);
    expect(printed.err).toContain(says);
    expect(await clients()).toBe(expected.valid);
  });
});

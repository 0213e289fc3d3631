import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/data/id.ts';
import { runImport } from '../../src/portfolio/import/service.ts';
import { bytesSource } from '../../src/portfolio/import/source.ts';
import { csvFile } from '../../src/sheets/csv.ts';
import { databases, type TestDatabase } from '../database.ts';
import { testNow } from '../house.ts';
import { texts } from './cases.ts';
import { workbooks } from './cases-books.ts';
import { deskOf } from './fixture.ts';
import { read, said } from './reading.ts';

const cases = [...texts, ...workbooks];

describe('files as accounting firms have them', () => {
  it.each(cases.map((each) => [each.name, each] as const))(
    '%s',
    async (_name, { bytes, rows, refused = [], aside = [], told = {} }) => {
      const reading = await read(bytes);
      expect(reading.rows.map(said)).toEqual(rows);
      expect(reading.refused.map(({ line, reason }) => [line, reason])).toEqual(refused);
      expect(reading.setAside.map((each) => [each.line, each.aside])).toEqual(aside);
      const counts: Record<string, number> = {};
      for (const { kind } of reading.told) counts[kind] = (counts[kind] ?? 0) + 1;
      expect(counts).toEqual(told);
    },
  );
});

const clean = [
  'name',
  'tradeName',
  'document',
  'email',
  'phone',
  'contactName',
  'plan',
  'expiresOn',
  'lastExportOn',
  'notes',
];
const titles = [
  'Nome',
  'Nome fantasia',
  'CNPJ',
  'E-mail',
  'Telefone',
  'Responsável',
  'Plano',
  'Vencimento',
  'Última exportação',
  'Observações',
];

describe.each(databases)('the same files on $provider', ({ open }) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.drop());

  it('stand as a clean list says: importing that afterwards changes nothing', async () => {
    for (const { name, bytes, rows } of cases) {
      const firmId = newId();
      await database.data.db.firm.create({ data: { id: firmId, name: 'Horizonte', createdAt: testNow } });
      const ctx = deskOf(database.data, firmId);
      const first = await runImport(ctx, bytesSource(bytes), 'x');
      expect(first.created, name).toBe(rows.length);
      const lines = rows.map((row) =>
        clean.map((column) => String(row[column] ?? (column === 'notes' ? (row.registration ?? '') : ''))),
      );
      const again = await runImport(ctx, bytesSource(csvFile('x.csv', titles, lines).bytes), 'y');
      expect(again, name).toMatchObject({ unchanged: rows.length, created: 0, changed: 0, refused: 0, asides: 0 });
    }
  }, 120_000);
});

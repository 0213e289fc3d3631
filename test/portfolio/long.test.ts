import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/data/id.ts';
import { readLines } from '../../src/portfolio/import/lines.ts';
import { undoImport } from '../../src/portfolio/import/service/undo.ts';
import { bytesSource } from '../../src/portfolio/import/source.ts';
import { openTable } from '../../src/portfolio/import/table.ts';
import { databases, type TestDatabase } from '../database.ts';
import { testNow } from '../house.ts';
import { working } from '../pace.ts';
import { deskOf, importing, portfolio } from './fixture.ts';

const lines = 10_000;
const file = portfolio(lines);

// The promised figures are measured by the benchmarks; this notices what became ten times slower.
describe('a long file', () => {
  it('is read fast', async () => {
    const worked = working();
    let rows = 0;
    for await (const some of readLines(await openTable(bytesSource(Buffer.from(file))), 100)) rows += some.rows.length;
    expect(rows).toBe(lines);
    expect(worked()).toBeLessThan(3_000);
  });

  describe.each(databases)('on $provider', ({ open }) => {
    let database: TestDatabase;
    beforeAll(async () => {
      database = await open();
    });
    afterAll(() => database.drop());

    it('is imported fast, and again even faster', async () => {
      const firmId = newId();
      await database.data.db.firm.create({ data: { id: firmId, name: 'Horizonte', createdAt: testNow } });
      const desk = deskOf(database.data, firmId);
      const worked = working();
      expect(await importing(desk, file)).toMatchObject({ lines, good: lines, created: lines });
      expect(worked()).toBeLessThan(15_000);
      const again = working();
      expect(await importing(desk, file)).toMatchObject({ lines, unchanged: lines });
      expect(again()).toBeLessThan(5_000);
    }, 60_000);

    it('is undone whole: 500 clients that it edited and 4,100 that it made, over many transactions', async () => {
      const firmId = newId();
      const { db } = database.data;
      await db.firm.create({ data: { id: firmId, name: 'Horizonte', createdAt: testNow } });
      await importing(deskOf(database.data, firmId), portfolio(500));
      const stands = () => db.client.findMany({ where: { firmId }, orderBy: { id: 'asc' }, omit: { updatedAt: true } });
      const before = await stands();
      const later = deskOf(database.data, firmId, new Date(testNow.getTime() + 60_000));
      const file = portfolio(4_600).replaceAll('(11) 9', '(21) 9').replaceAll('/2027', '/2028');
      expect(await importing(later, file)).toMatchObject({ changed: 500, created: 4_100 });
      const { id } = await db.importUndo.findFirstOrThrow({ where: { firmId }, orderBy: { id: 'desc' } });
      expect(await undoImport(later, id)).toMatchObject({ removed: 4_100, restored: 500, keptCount: 0 });
      expect(await stands()).toEqual(before);
    }, 120_000);
  });
});

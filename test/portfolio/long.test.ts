import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/data/id.ts';
import { readLines } from '../../src/portfolio/import/lines.ts';
import { bytesSource } from '../../src/portfolio/import/source.ts';
import { openTable } from '../../src/portfolio/import/table.ts';
import { databases, type TestDatabase } from '../database.ts';
import { testNow } from '../house.ts';
import { deskOf, importing, portfolio } from './desk.ts';

const lines = 10_000;
const file = portfolio(lines);

// The promised figures are measured by the benchmarks; this notices what became ten times slower.
describe('a long file', () => {
  it('is read fast', async () => {
    const started = performance.now();
    let rows = 0;
    for await (const some of readLines(await openTable(bytesSource(Buffer.from(file))), 100)) rows += some.rows.length;
    expect(rows).toBe(lines);
    expect(performance.now() - started).toBeLessThan(2_000);
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
      const started = performance.now();
      expect(await importing(desk, file)).toMatchObject({ lines, good: lines, created: lines });
      const imported = performance.now();
      expect(imported - started).toBeLessThan(15_000);
      expect(await importing(desk, file)).toMatchObject({ lines, unchanged: lines });
      expect(performance.now() - imported).toBeLessThan(5_000);
    }, 60_000);
  });
});

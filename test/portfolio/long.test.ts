import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/data/id.ts';
import { readLines } from '../../src/portfolio/import/lines.ts';
import { bytesSource } from '../../src/portfolio/import/source.ts';
import { openTable } from '../../src/portfolio/import/table.ts';
import { databases, type TestDatabase } from '../database.ts';
import { testNow } from '../house.ts';
import { working } from '../pace.ts';
import { deskOf, importing, portfolio } from './desk.ts';

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
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openData } from '../../src/data/client.ts';
import { newId } from '../../src/data/id.ts';
import { databases, type TestDatabase } from '../database.ts';
import { testNow } from '../house.ts';

describe.each(databases)('what all() remembers on $provider', ({ open }) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.drop());

  const firms = async () => (await database.data.all<{ n: number }>('SELECT count(*) AS "n" FROM "Firm"', []))[0]!.n;
  const firm = (data = database.data) => data.db.firm.create({ data: { id: newId(), name: 'F', createdAt: testNow } });

  it('is never older than the last write, of this process or of another', async () => {
    const other = openData(database.url);
    const seen: number[] = [];
    for (let i = 0; i < 3; i++) {
      seen.push(await firms(), await firms());
      await firm();
      seen.push(await firms());
      await firm(other);
      seen.push(await firms());
    }
    await other.close();
    expect(seen).toEqual([0, 0, 1, 2, 2, 2, 3, 4, 4, 4, 5, 6]);
  });

  it('tells values apart that look alike', async () => {
    const same = async (value: string | number) =>
      (await database.data.all<{ v: unknown }>('SELECT CAST(? AS TEXT) AS "v"', [value])).length;
    expect([await same('1'), await same(1)]).toEqual([1, 1]);
    const [text] = await database.data.all<{ t: string }>(`SELECT 'x' AS "t" WHERE '1' = ?`, ['1']);
    expect(text?.t).toBe('x');
    expect(await database.data.all(`SELECT 'x' AS "t" WHERE '1' = ?`, ['2'])).toEqual([]);
  });

  it('is bounded, and right beyond its bounds', async () => {
    const all = database.data.all.bind(database.data);
    for (const round of [1, 2]) {
      for (let i = 0; i < 5100; i++)
        expect(await all('SELECT CAST(? AS TEXT) AS "v"', [`${i}`])).toEqual([{ v: `${i}` }]);
      for (let i = 0; i < 510; i++)
        expect(await all(`SELECT '${i}' AS "v"`, []), `round ${round}`).toEqual([{ v: `${i}` }]);
    }
  });
});

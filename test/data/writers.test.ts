import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Data, openData } from '../../src/data/client.ts';
import { sqliteFile } from '../../src/data/sqlite.ts';
import { databases, type TestDatabase } from '../database.ts';
import { type House, house, shown } from '../house.ts';

/** At large, beside a lock of 10 s and an import of 60,000 lines by other processes: `npm run soak -- writers`. */
describe('people beside a process that has SQLite to itself', () => {
  let database: TestDatabase;
  let data: Data;
  let other: Database.Database;
  let h: House;
  beforeAll(async () => {
    database = await databases[0]!.open();
    data = openData(database.url, { patience: 2000 });
    h = await house(data);
    other = new Database(sqliteFile(database.url), { timeout: 0 });
  });
  afterAll(async () => {
    other.close();
    await data.close();
    await database.drop();
  });

  it('go on reading, and are told of every write that it is not done, before the other has ended', {
    timeout: 30_000,
  }, async () => {
    await h.admin.type('/clientes');
    const add = async (n: number) => {
      const opened = await h.admin.ask({ kind: 'typed', command: 'convidar', text: '' });
      if (opened.kind !== 'form') throw new Error(JSON.stringify(opened).slice(0, 200));
      return h.admin.submit(opened.form, { name: `Padaria ${n}`, email: `padaria${n}@example.com` });
    };
    other.exec('BEGIN IMMEDIATE');
    // It is let go only when everybody has an answer: whoever waited for it would wait for ever.
    let answered = 0;
    const writing = [1, 2, 3, 4].map((n) => add(n).finally(() => answered++));
    let meanwhile = 0;
    while (answered < writing.length) {
      expect(shown(await h.analyst.type('/clientes'))).not.toContain('Há muitos pedidos');
      if (answered < writing.length) meanwhile++;
    }
    for (const each of await Promise.all(writing))
      expect(JSON.stringify(each)).toContain('Há muitos pedidos ao mesmo tempo');
    expect(meanwhile).toBeGreaterThan(0);
    other.exec('ROLLBACK');
    expect(await add(5)).toMatchObject({ kind: 'view' });
    expect(JSON.stringify(await add(6))).not.toContain('Há muitos pedidos');
  });
});

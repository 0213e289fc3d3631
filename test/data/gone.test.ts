import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupSqlite } from '../../src/data/backup.ts';
import { newId } from '../../src/data/id.ts';
import { migrate } from '../../src/data/migrate.ts';
import { sqliteFile } from '../../src/data/sqlite.ts';
import { databases, type TestDatabase } from '../database.ts';
import { testNow } from '../house.ts';

const marker = 'marker-that-must-not-stay';

describe('what is deleted from SQLite is overwritten', () => {
  const folder = mkdtempSync(join(tmpdir(), 'carteira-gone-'));
  let database: TestDatabase;
  let file: string;
  beforeEach(async () => {
    database = await databases[0]!.open();
    file = sqliteFile(database.url);
  });
  afterEach(() => database.drop());
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const found = (path: string) => existsSync(path) && readFileSync(path).includes(marker);
  const firms = Array.from({ length: 60 }, () => ({
    id: newId(),
    name: `${marker} ${'x'.repeat(300)}`,
    createdAt: testNow,
  }));

  it('in the file, in its log once that is cut, and in every backup from then on', async () => {
    const { db } = database.data;
    await db.$transaction((tx) => tx.firm.createMany({ data: firms }));
    expect(found(`${file}-wal`)).toBe(true);
    expect(await database.data.truncateLog()).toBe(true);
    expect(found(file)).toBe(true);
    await db.$transaction((tx) => tx.firm.deleteMany());
    // While somebody reads from before, the log stays.
    const reader = new Database(file);
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM "Firm"').get();
    await db.$transaction((tx) => tx.firm.create({ data: { id: newId(), name: 'Another', createdAt: testNow } }));
    const cutting = database.data.truncateLog();
    await new Promise((resolve) => setTimeout(resolve, 150));
    reader.close();
    expect(await cutting).toBe(true);
    expect([found(file), found(`${file}-wal`)]).toEqual([false, false]);
    const copy = join(folder, 'copy.db');
    expect(backupSqlite(database.url, copy)).toBeGreaterThan(0);
    expect(found(copy)).toBe(false);
  });

  it('also what was deleted before that was so, at the next start', async () => {
    await database.data.close();
    const old = new Database(file);
    old.pragma('user_version = 0');
    old.pragma('secure_delete = OFF');
    const insert = old.prepare('INSERT INTO "Firm" ("id", "name", "createdAt") VALUES (?, ?, 0)');
    for (const { id, name } of firms) insert.run(id, name);
    old.exec('DELETE FROM "Firm"');
    old.pragma('wal_checkpoint(TRUNCATE)');
    expect(found(file)).toBe(true);
    const copy = join(folder, 'old.db');
    expect(backupSqlite(database.url, copy)).toBeGreaterThan(0);
    expect(found(copy)).toBe(false);
    old.close();
    await migrate(database.url);
    expect([found(file), found(`${file}-wal`)]).toEqual([false, false]);
  });
});

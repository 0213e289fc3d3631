import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backupVerb } from '../../src/cli/backup.ts';
import { openData } from '../../src/data/client.ts';
import { newId } from '../../src/data/id.ts';
import { sqliteFile } from '../../src/data/sqlite.ts';
import { databases, type TestDatabase } from '../database.ts';
import { testNow } from '../house.ts';
import { typed } from './terminal.ts';

const backup = (line: readonly string[], url: string) =>
  typed(['backup', ...line], [backupVerb], { DATABASE_URL: url });

describe('backup', () => {
  let folder: string;
  let database: TestDatabase;
  const firm = (name: string) => database.data.db.firm.create({ data: { id: newId(), name, createdAt: testNow } });
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'carteira-backup-'));
    database = await databases[0]!.open();
    for (let i = 0; i < 20; i++) await firm(`Escritório ${i}`);
  });
  afterAll(async () => {
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('copies a database that is in use: one file, whole, for its owner only', async () => {
    const file = join(folder, 'one.db');
    const writing = (async () => {
      for (let i = 0; i < 20; i++) await firm(`Durante ${i}`);
    })();
    const printed = await backup([file, '--json'], database.url);
    await writing;
    expect(printed.code).toBe(0);
    expect(printed.json()).toEqual({ ok: true, file, bytes: statSync(file).size });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(existsSync(`${file}.part`)).toBe(false);
    const copy = openData(`file:${file}`);
    const [row] = await copy.all<{ n: number }>(`SELECT count(*) AS n FROM "Firm" WHERE "name" LIKE 'Escrit%'`, []);
    await copy.close();
    expect(row?.n).toBe(20);
  });

  it('never overwrites without --force', async () => {
    const file = join(folder, 'mine.txt');
    writeFileSync(file, 'mine');
    const refused = await backup([file], database.url);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('--force');
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect((await backup([file, '--force'], database.url)).code).toBe(0);
    expect(readFileSync(file).subarray(0, 15).toString()).toBe('SQLite format 3');
  });

  it('does not overwrite the database itself, nor make one that is not there', async () => {
    expect((await backup([sqliteFile(database.url), '--force'], database.url)).code).toBe(1);
    const missing = join(folder, 'missing.db');
    const printed = await backup([join(folder, 'x.db')], `file:${missing}`);
    expect(printed.code).toBe(1);
    expect(existsSync(missing)).toBe(false);
  });

  it('says how PostgreSQL does it', async () => {
    const printed = await backup([join(folder, 'x.db')], 'postgresql://ana:hunter2@127.0.0.1/x');
    expect(printed.code).toBe(1);
    expect(printed.err).toContain('pg_dump');
    expect(printed.err).not.toContain('hunter2');
  });
});

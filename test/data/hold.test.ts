import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { openData } from '../../src/data/client.ts';
import { newId } from '../../src/data/id.ts';
import { holdDatabase } from '../../src/data/lock-file.ts';
import { sqliteFile } from '../../src/data/sqlite.ts';
import { startDatabase } from '../../src/start.ts';
import { words } from '../../src/words/index.ts';
import { databases, type TestDatabase } from '../database.ts';
import { testNow } from '../house.ts';

describe('an SQLite file has one bot', () => {
  let database: TestDatabase;
  afterEach(() => database.drop());

  it('and the second is refused in words, until the first is gone, even by a kill', { timeout: 60_000 }, async () => {
    database = await databases[0]!.open();
    const holder = `import Database from 'better-sqlite3';
      const lock = new Database(process.argv[1]);
      lock.exec('BEGIN EXCLUSIVE');
      console.log('held');
      setInterval(() => lock.open, 1000);`;
    const args = ['--input-type=module', '-e', holder, `${sqliteFile(database.url)}.lock`];
    const first = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(first.stdout, 'data');
    const lines: string[] = [];
    expect(await startDatabase(database.url, words['pt-BR'], (line) => lines.push(line))).toBeUndefined();
    expect(lines.join('')).toContain('Outra Carteira já está rodando com este banco');

    // The command line opens the database beside it.
    const beside = openData(database.url);
    await beside.db.firm.create({ data: { id: newId(), name: 'F', createdAt: testNow } });
    await beside.close();

    first.kill('SIGKILL');
    await once(first, 'close');
    const data = await startDatabase(database.url, words.en, (line) => lines.push(line));
    expect(await data?.db.firm.count()).toBe(1);
    await data?.close();
    // And let go in order.
    holdDatabase(database.url)();
  });

  it('and a file that is no database is said in words', async () => {
    database = await databases[0]!.open();
    const file = `${sqliteFile(database.url)}-letter`;
    writeFileSync(file, 'Prezado cliente, '.repeat(100));
    const lines: string[] = [];
    expect(await startDatabase(`file:${file}`, words.en, (line) => lines.push(line))).toBeUndefined();
    expect(lines).toEqual([
      'Database: The file is there but is not a database. Check DATABASE_URL.\n\nnode dist/cli.js doctor\n',
    ]);
  });
});

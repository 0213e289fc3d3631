import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { doctorVerb } from '../../src/cli/doctor.ts';
import { openData } from '../../src/data/client.ts';
import { migrate } from '../../src/data/migrate.ts';
import { sqliteFile } from '../../src/data/sqlite.ts';
import { startDatabase } from '../../src/start.ts';
import { words } from '../../src/words/index.ts';
import { typed } from '../cli/terminal.ts';
import { child } from './child.ts';

const ptBR = words['pt-BR'];

/** A database with nothing in it. */
interface Empty {
  url: string;
  run(sql: string): Promise<void>;
  drop(): Promise<void>;
}

async function sqlite(): Promise<Empty> {
  const folder = mkdtempSync(join(tmpdir(), 'carteira-migrate-'));
  const url = `file:${join(folder, 'fresh.db')}`;
  const run = async (sql: string) => {
    const file = new Database(sqliteFile(url));
    file.exec(sql);
    file.close();
  };
  return { url, run, drop: async () => rmSync(folder, { recursive: true, force: true }) };
}

async function postgres(): Promise<Empty> {
  const server = new URL(process.env.TEST_DATABASE_URL!);
  const name = `carteira_test_${randomBytes(6).toString('hex')}`;
  const once = async (connectionString: string, sql: string) => {
    const client = new pg.Client({ connectionString });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  await once(server.href, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    run: (sql) => once(url.href, sql),
    drop: () => once(server.href, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

const kinds = [
  { provider: 'sqlite', open: sqlite },
  ...(process.env.TEST_DATABASE_URL ? [{ provider: 'postgresql', open: postgres }] : []),
];

describe.each(kinds)('migrate on $provider', ({ provider, open }) => {
  const all = readdirSync(`prisma/migrations/${provider}`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  let database: Empty;
  afterEach(() => database.drop());
  const rows = async () => {
    const data = openData(database.url, { connections: 1 });
    const found = await data.all<{ name: string; checksum: string; applied: number }>(
      'SELECT "migration_name" AS name, "checksum", "applied_steps_count" AS applied FROM "_prisma_migrations" ORDER BY "migration_name"',
      [],
    );
    await data.close();
    return found;
  };

  it('makes a fresh database, and does nothing the next time', async () => {
    database = await open();
    expect(await migrate(database.url)).toEqual(all);
    expect(await migrate(database.url)).toEqual([]);
    expect(await rows()).toEqual(
      all.map((name) => ({ name, checksum: expect.stringMatching(/^[0-9a-f]{64}$/), applied: 1 })),
    );
    const data = openData(database.url, { connections: 1 });
    expect(await data.db.firm.count()).toBe(0);
    await data.close();
  });

  it('adds to a database only what it has not had', async () => {
    database = await open();
    await migrate(database.url);
    // A row of a run that was taken back counts as not there.
    await database.run(
      `UPDATE "_prisma_migrations" SET "rolled_back_at" = current_timestamp WHERE "migration_name" = '${all[0]}'`,
    );
    // What it makes is there already, so doing it again must fail: that it tries is the proof.
    await expect(migrate(database.url)).rejects.toThrow(/exists/);
    expect(await rows()).toHaveLength(all.length);
  });

  it('refuses a database of a newer version, but not for what was taken back', async () => {
    database = await open();
    await migrate(database.url);
    const insert = (name: string, back: string) =>
      `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "finished_at", "rolled_back_at") VALUES
        ('${name}', 'x', '${name}', current_timestamp, ${back})`;
    await database.run(insert('29990101000000_taken_back', 'current_timestamp'));
    expect(await migrate(database.url)).toEqual([]);
    await database.run(insert('29990101000001_newer', 'NULL'));
    await expect(migrate(database.url)).rejects.toMatchObject({
      code: 'MIGRATION_UNKNOWN',
      migration: '29990101000001_newer',
    });
    const said = (await typed(['doctor', '--json'], [doctorVerb], { DATABASE_URL: database.url })).json();
    expect(said.checks).toContainEqual({
      name: 'migrations',
      status: 'problem',
      says: ptBR.cli.newer('29990101000001_newer'),
    });
    const lines: string[] = [];
    expect(await startDatabase(database.url, ptBR, (line) => lines.push(line))).toBeUndefined();
    expect(lines.join('')).toContain('versão mais nova (29990101000001_newer)');
  });

  it('says in words why it failed, and that it was taken back', async () => {
    database = await open();
    await database.run('CREATE TABLE "Workspace" ("id" INTEGER)');
    const lines: string[] = [];
    expect(await startDatabase(database.url, ptBR, (line) => lines.push(line))).toBeUndefined();
    expect(lines.join('')).toMatch(/^Banco de dados: A migração \d+_init falhou e foi desfeita: .*Workspace/);
    expect(lines.join('')).not.toContain('    at ');
  });

  it('refuses to go on when a migration was changed after it had been applied', async () => {
    database = await open();
    await migrate(database.url);
    await database.run(`UPDATE "_prisma_migrations" SET "checksum" = 'x' WHERE "migration_name" = '${all[0]}'`);
    await expect(migrate(database.url)).rejects.toThrow(`migration ${all[0]} was changed after it had been applied`);
  });

  it('leaves nothing when it fails half-way', async () => {
    database = await open();
    // Something of a later statement is in the way.
    await database.run('CREATE TABLE "Workspace" ("id" INTEGER)');
    await expect(migrate(database.url)).rejects.toThrow(/exists/);
    await database.run('DROP TABLE "Workspace"');
    expect(await migrate(database.url)).toEqual(all);
  });

  it('is done once by two processes that start at the same moment', { timeout: 60_000 }, async () => {
    database = await open();
    const said = await Promise.all([child('migrate', database.url), child('migrate', database.url)]);
    expect(said.sort()).toEqual([JSON.stringify(all), '[]'].sort());
    expect(await rows()).toHaveLength(all.length);
  });
});

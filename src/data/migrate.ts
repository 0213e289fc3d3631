import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import pg from 'pg';
import { sqliteFile } from './client.ts';
import { newId } from './id.ts';

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/** The project's own folder, from the sources as from the bundle. */
function root(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'prisma/migrations'))) {
    if (dirname(folder) === folder) throw new Error('prisma/migrations is not beside the program');
    folder = dirname(folder);
  }
  return folder;
}

function migrations(provider: 'sqlite' | 'postgresql'): Migration[] {
  const folder = join(root(), 'prisma/migrations', provider);
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

// The table of `prisma migrate`, so that its own `deploy` agrees with what happened here.
const table = (time: string) => `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL, "checksum" VARCHAR(64) NOT NULL, "finished_at" ${time}, "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT, "rolled_back_at" ${time}, "started_at" ${time} NOT NULL DEFAULT current_timestamp, "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`;
const record = (values: string, now: string) =>
  `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "finished_at", "applied_steps_count") VALUES (${values}, ${now}, 1)`;

/** The migrations a database has not had yet, given those it has had. */
export const missing = (provider: 'sqlite' | 'postgresql', done: readonly { migration_name: string; checksum: string }[]) =>
  migrations(provider).filter((migration) => {
    const before = done.find((row) => row.migration_name === migration.name);
    if (before && before.checksum !== migration.checksum)
      throw new Error(`migration ${migration.name} was changed after it had been applied`);
    return !before;
  });

function migrateSqlite(url: string): string[] {
  mkdirSync(dirname(sqliteFile(url)), { recursive: true, mode: 0o700 });
  const database = new Database(sqliteFile(url), { timeout: 15_000 });
  try {
    database.pragma('journal_mode = WAL');
    // A table is changed by copying it and dropping the old one, which would take along all that refers to it. This cannot be switched
    // inside a transaction, where migrations try to.
    database.pragma('foreign_keys = OFF');
    // "immediate" takes the write lock first: a second process waits here and then finds nothing to do.
    return database
      .transaction(() => {
        database.exec(table('DATETIME'));
        const done = database.prepare(`SELECT "migration_name", "checksum" FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL`).all();
        const applied: string[] = [];
        for (const { name, sql, checksum } of missing('sqlite', done as never)) {
          database.exec(sql);
          database.prepare(record('?, ?, ?', `${Date.now()}`)).run(newId(), checksum, name);
          applied.push(name);
        }
        if (applied.length > 0) {
          const [broken] = database.pragma('foreign_key_check') as { table: string }[];
          if (broken) throw new Error(`after ${applied.join(', ')} rows of ${broken.table} refer to what is not there`);
        }
        return applied;
      })
      .immediate();
  } finally {
    database.close();
  }
}

async function migratePostgres(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC', connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock(7262014)');
    await client.query(table('TIMESTAMPTZ'));
    const { rows } = await client.query(`SELECT "migration_name", "checksum" FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL`);
    const applied: string[] = [];
    for (const { name, sql, checksum } of missing('postgresql', rows)) {
      await client.query(sql);
      await client.query(record('$1, $2, $3', 'now()'), [newId(), checksum, name]);
      applied.push(name);
    }
    await client.query('COMMIT');
    return applied;
  } finally {
    await client.end();
  }
}

/** Applies what is missing, under a lock, in one transaction; returns the names. Refuses a migration that was changed afterwards. */
export const migrate = async (url: string): Promise<string[]> => (url.startsWith('postgres') ? migratePostgres(url) : migrateSqlite(url));

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import pg from 'pg';
import { isBusy } from './failure.ts';
import { newId } from './id.ts';
import { checkZone, enter } from './session.ts';
import { sqliteFile } from './sqlite.ts';

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

/** What stands in the way of a database's migrations; the words that explain it want the name. */
const refusals = {
  MIGRATION_CHANGED: 'was changed after it had been applied',
  MIGRATION_UNKNOWN: 'is of a newer version',
  MIGRATION_FAILED: 'failed',
};
const refusal = (code: keyof typeof refusals, name: string, cause?: unknown) => {
  const why = cause instanceof Error ? `: ${cause.message}` : '';
  return Object.assign(new Error(`migration ${name} ${refusals[code]}${why}`, { cause }), { code, migration: name });
};

/** The migrations a database has not had yet, given those it has had. Refuses one that has had what this version does not know. */
export function missing(
  provider: 'sqlite' | 'postgresql',
  done: readonly { migration_name: string; checksum: string }[],
): Migration[] {
  const ours = migrations(provider);
  const unknown = done.find((row) => !ours.some(({ name }) => name === row.migration_name));
  if (unknown) throw refusal('MIGRATION_UNKNOWN', unknown.migration_name);
  return ours.filter((migration) => {
    const before = done.find((row) => row.migration_name === migration.name);
    if (before && before.checksum !== migration.checksum) throw refusal('MIGRATION_CHANGED', migration.name);
    return !before;
  });
}

/** What was deleted before deletions were overwritten still stands in free pages: they go once. While others are at work, next time. */
function overwriteOnce(database: Database.Database): void {
  if (database.pragma('user_version', { simple: true }) !== 0) return;
  try {
    if (Number(database.pragma('freelist_count', { simple: true })) > 0) database.exec('VACUUM');
    database.pragma('user_version = 1');
    database.pragma('wal_checkpoint(TRUNCATE)');
  } catch (error) {
    if (!isBusy(error)) throw error;
  }
}

function migrateSqlite(url: string): string[] {
  mkdirSync(dirname(sqliteFile(url)), { recursive: true, mode: 0o700 });
  const database = new Database(sqliteFile(url), { timeout: 15_000 });
  try {
    database.pragma('journal_mode = WAL');
    // A table is changed by copying it and dropping the old one, which would take along all that refers to it. This cannot be switched
    // inside a transaction, where migrations try to.
    database.pragma('foreign_keys = OFF');
    // A table that is changed leaves its old pages behind.
    database.pragma('secure_delete = ON');
    // "immediate" takes the write lock first: a second process waits here and then finds nothing to do.
    const applied = database
      .transaction(() => {
        database.exec(table('DATETIME'));
        const done = database
          .prepare(`SELECT "migration_name", "checksum" FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL`)
          .all();
        const applied: string[] = [];
        for (const { name, sql, checksum } of missing('sqlite', done as never)) {
          try {
            database.exec(sql);
          } catch (error) {
            throw refusal('MIGRATION_FAILED', name, error);
          }
          database.prepare(record('?, ?, ?', `${Date.now()}`)).run(newId(), checksum, name);
          applied.push(name);
        }
        if (applied.length > 0) {
          const [broken] = database.pragma('foreign_key_check') as { table: string }[];
          if (broken)
            throw refusal(
              'MIGRATION_FAILED',
              applied.at(-1)!,
              new Error(`rows of ${broken.table} refer to what is not there`),
            );
        }
        return applied;
      })
      .immediate();
    overwriteOnce(database);
    return applied;
  } finally {
    database.close();
  }
}

async function migratePostgres(url: string): Promise<string[]> {
  const clients = [1, 2].map(() => new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 }));
  const [client] = clients as [pg.Client];
  try {
    for (const each of clients) {
      each.on('error', () => undefined);
      await each.connect();
      await enter(each);
    }
    await checkZone(clients);
    await client.query('BEGIN');
    // A migration takes as long as it takes, and a second process waits for it.
    await client.query('SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0');
    await client.query('SELECT pg_advisory_xact_lock(7262014)');
    await client.query(table('TIMESTAMPTZ'));
    const { rows } = await client.query(
      `SELECT "migration_name", "checksum" FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL`,
    );
    const applied: string[] = [];
    for (const { name, sql, checksum } of missing('postgresql', rows)) {
      await client.query(sql).catch((error: unknown) => {
        throw refusal('MIGRATION_FAILED', name, error);
      });
      await client.query(record('$1, $2, $3', 'now()'), [newId(), checksum, name]);
      applied.push(name);
    }
    await client.query('COMMIT');
    return applied;
  } finally {
    for (const each of clients) await each.end().catch(() => undefined);
  }
}

/** Applies what is missing, under a lock, in one transaction; returns the names. Refuses a database of a newer version, and a changed migration. */
export const migrate = async (url: string): Promise<string[]> =>
  url.startsWith('postgres') ? migratePostgres(url) : migrateSqlite(url);

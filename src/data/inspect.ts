import { existsSync } from 'node:fs';
import { access, constants, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { missing } from './migrate.ts';
import { sqliteFile } from './sqlite.ts';

/** What a database is like, without changing it. Throws the driver's error when it does not open, cannot be read or written. */
export interface Inspection {
  provider: 'sqlite' | 'postgresql';
  /** The file, or host and name on a server. Never a password. */
  where: string;
  /** A file that is not there yet is made at the first start. */
  exists: boolean;
  applied: number;
  pending: readonly string[];
  /** Of the disk the file is on. */
  freeBytes?: number;
}

interface Row {
  migration_name: string;
  checksum: string;
}
const applied = `SELECT "migration_name", "checksum" FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL`;
const failure = (code: string) => Object.assign(new Error(code), { code });

/** The nearest folder above a file that is there already. */
function standing(file: string): string {
  let folder = dirname(file);
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

async function inspectSqlite(url: string): Promise<Inspection> {
  const where = sqliteFile(url);
  const folder = standing(where);
  await access(folder, constants.W_OK);
  const { bavail, bsize } = await statfs(folder);
  const common = { provider: 'sqlite', where, freeBytes: bavail * bsize } as const;
  if (!existsSync(where))
    return { ...common, exists: false, applied: 0, pending: missing('sqlite', []).map(({ name }) => name) };
  const database = new Database(where, { timeout: 5000, fileMustExist: true });
  try {
    // Takes the write lock and gives it back: proves that writing is possible, and writes nothing.
    database.exec('BEGIN IMMEDIATE; ROLLBACK');
    const known = database.prepare(`SELECT 1 FROM "sqlite_master" WHERE "name" = '_prisma_migrations'`).get();
    const done = known ? (database.prepare(applied).all() as Row[]) : [];
    return { ...common, exists: true, applied: done.length, pending: missing('sqlite', done).map(({ name }) => name) };
  } finally {
    database.close();
  }
}

async function inspectPostgres(url: string): Promise<Inspection> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000, query_timeout: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error instanceof Error && /timeout/i.test(error.message) ? failure('ETIMEDOUT') : error;
  }
  try {
    const { rows: said } = await client.query<{ off: string; known: string | null }>(
      `SELECT current_setting('transaction_read_only') AS off, to_regclass('"_prisma_migrations"')::text AS known`,
    );
    if (said[0]?.off === 'on') throw failure('READONLY');
    const done = said[0]?.known ? (await client.query<Row>(applied)).rows : [];
    return {
      provider: 'postgresql',
      where: `${client.host}:${client.port}/${client.database ?? ''}`,
      exists: true,
      applied: done.length,
      pending: missing('postgresql', done).map(({ name }) => name),
    };
  } finally {
    await client.end();
  }
}

export const inspect = (url: string): Promise<Inspection> =>
  url.startsWith('postgres') ? inspectPostgres(url) : inspectSqlite(url);

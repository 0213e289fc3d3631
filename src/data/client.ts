import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { PrismaPg } from '@prisma/adapter-pg';
import Database from 'better-sqlite3';
import pg from 'pg';
import { PrismaClient as PostgresClient } from './generated/postgresql/client.ts';
import { PrismaClient } from './generated/sqlite/client.ts';

/** Both clients have the same models; one type serves. */
export type Db = PrismaClient;
export type Tx = Parameters<Parameters<Db['$transaction']>[0]>[0];

type Value = string | number | boolean | null;

/**
 * The database. `db` is Prisma: all writes and most reads. `all` is for the few reads that are asked all day: one prepared
 * statement straight to the driver, a fifth of the time (docs/performance.md). Its SQL is common to both databases, with `?`.
 */
export interface Data {
  db: Db;
  provider: 'sqlite' | 'postgresql';
  all<Row>(sql: string, values: readonly Value[]): Promise<Row[]>;
  /** Called after every write that was committed: the outbox looks whether it has work. */
  afterWrite?: () => void;
  close(): Promise<void>;
}

/**
 * Opens what DATABASE_URL names: `file:…` is SQLite, `postgresql://…` is PostgreSQL. Nothing is migrated here. `patience`: for how many
 * milliseconds another process may hold SQLite's write lock.
 */
export function openData(url: string, { connections = 10, patience = 5000 } = {}): Data {
  return url.startsWith('postgres') ? openPostgres(url, connections) : openSqlite(url, patience);
}

/** The file a `file:` URL names, from the folder the process runs in. */
export const sqliteFile = (url: string): string => resolve(url.replace(/^file:/, '').replace(/\?.*$/, ''));

function openSqlite(url: string, timeout: number): Data {
  const file = sqliteFile(url);
  if (!existsSync(dirname(file))) mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const reader = new Database(file, { timeout });
  reader.pragma('journal_mode = WAL');
  reader.pragma('synchronous = FULL');
  reader.pragma('cache_size = -16000');
  reader.pragma('query_only = ON');
  const read = createReads(reader);
  const adapter = new PrismaBetterSqlite3({ url: `file:${file}`, timeout }, { timestampFormat: 'unixepoch-ms' });
  const connect = adapter.connect.bind(adapter);
  // The adapter opens with synchronous = NORMAL, under which a power cut could take back what was acknowledged.
  adapter.connect = async () => {
    const connection = await connect();
    await connection.executeScript('PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000;');
    return connection;
  };
  const db = new PrismaClient({ adapter, transactionOptions: { maxWait: 15_000, timeout: 60_000 } });
  return {
    db,
    provider: 'sqlite',
    all: async <Row>(sql: string, values: readonly Value[]) =>
      read(
        sql,
        values.map((value) => (typeof value === 'boolean' ? Number(value) : value)),
      ) as Row[],
    close: async () => {
      await db.$disconnect();
      reader.close();
    },
  };
}

/** So many answers are remembered, of at most so many rows: lists and who somebody is, no exports. */
const mostAnswers = 5000;
const mostRows = 20;
const mostStatements = 500;

/**
 * Prepares each statement once, and remembers what was read until anybody writes, in this process or another: SQLite's own count of
 * that costs a fiftieth of a read. Rows are frozen, because they are handed out again.
 */
function createReads(reader: Database.Database) {
  const version = reader.prepare('PRAGMA data_version').pluck();
  const known = new Map<string, { statement: Database.Statement; answers: Map<string, readonly unknown[]> }>();
  let at: unknown;
  let held = 0;
  const forget = () => {
    for (const { answers } of known.values()) answers.clear();
    held = 0;
  };
  const prepared = (sql: string) => {
    if (known.size >= mostStatements) {
      known.clear();
      held = 0;
    }
    const fresh = { statement: reader.prepare(sql), answers: new Map<string, readonly unknown[]>() };
    known.set(sql, fresh);
    return fresh;
  };
  return (sql: string, values: readonly (string | number | null)[]): readonly unknown[] => {
    const now = version.get();
    if (now !== at || held >= mostAnswers) forget();
    at = now;
    const { statement, answers } = known.get(sql) ?? prepared(sql);
    const key = JSON.stringify(values);
    const before = answers.get(key);
    if (before) return before;
    const rows = statement.all(...values);
    if (rows.length > mostRows) return rows;
    for (const row of rows) Object.freeze(row);
    answers.set(key, Object.freeze(rows));
    held++;
    return rows;
  };
}

/** What `all` gives for counts, booleans and instants is what SQLite gives: numbers; an instant is its milliseconds, in UTC. */
const alike = new Map<number, (text: string) => unknown>([
  [16, (text) => (text === 't' ? 1 : 0)],
  [20, Number],
  [1114, (text) => Date.parse(`${text.replace(' ', 'T')}Z`)],
]);
const types = { getTypeParser: (oid: number, format?: 'text' | 'binary') => alike.get(oid) ?? pg.types.getTypeParser(oid, format) };

function openPostgres(url: string, connections: number): Data {
  // Whoever waits too long for a connection is told so by Prisma, after its own 15 seconds, as of any other wait: others are at work.
  // Prisma 7 stores wrong instants, unseen, when the session's time zone is not UTC.
  const pool = new pg.Pool({ connectionString: url, options: '-c timezone=UTC', max: connections, connectionTimeoutMillis: 20_000 });
  pool.on('error', () => undefined);
  const names = new Map<string, { name: string; text: string }>();
  const db = new PostgresClient({
    adapter: new PrismaPg(pool),
    transactionOptions: { maxWait: 15_000, timeout: 60_000 },
  }) as unknown as Db;
  return {
    db,
    provider: 'postgresql',
    all: async <Row>(sql: string, values: readonly Value[]) => {
      let named = names.get(sql);
      if (!named) {
        let n = 0;
        named = { name: `q${names.size}`, text: sql.replace(/\?/g, () => `$${++n}`) };
        if (names.size < 500) names.set(sql, named);
        else named = { name: '', text: named.text };
      }
      const result = await pool.query({ ...named, types, values: [...values] });
      return result.rows as Row[];
    },
    close: async () => {
      await db.$disconnect();
      if (!pool.ended) await pool.end();
    },
  };
}

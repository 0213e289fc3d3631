import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import Database from 'better-sqlite3';
import type { Data } from './client.ts';
import { keepCompiled } from './compiled.ts';
import { troubleIn } from './failure.ts';
import { PrismaClient } from './generated/sqlite/client.ts';
import { driverTimeout, waitForLock } from './lock.ts';
import { type AroundStatement, through } from './statement.ts';
import { createCondition } from './trouble.ts';
import { watchFiles } from './wal.ts';

/** The file a `file:` URL names, from the folder the process runs in. */
export const sqliteFile = (url: string): string => resolve(url.replace(/^file:/, '').replace(/\?.*$/, ''));

/** `synchronous`: a power cut takes nothing back. `secure_delete`: what is deleted is overwritten, not only forgotten. */
const settings = 'PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;';

/** `pagesKb`: of the file, kept in memory by each of the two connections. */
export function openSqlite(url: string, patience: number, pagesKb: number, around?: AroundStatement): Data {
  const file = sqliteFile(url);
  if (!existsSync(dirname(file))) mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const reader = new Database(file, { timeout: driverTimeout });
  reader.pragma('journal_mode = WAL');
  reader.pragma(`cache_size = -${pagesKb}`);
  reader.pragma('query_only = ON');
  const { read, unchanged } = createReads(reader);
  const condition = createCondition();
  const files = watchFiles(file);
  reader.prepare('SELECT count(*) FROM "sqlite_master"').get();
  files.check();
  const adapter = new PrismaBetterSqlite3(
    { url: `file:${file}`, timeout: driverTimeout },
    { timestampFormat: 'unixepoch-ms' },
  );
  const connect = adapter.connect.bind(adapter);
  adapter.connect = async () => {
    const connection = keepCompiled(await connect());
    await connection.executeScript(`${settings} PRAGMA cache_size = -${pagesKb};`);
    return waitForLock(around ? through(connection, around) : connection, patience, condition, files.check);
  };
  const db = new PrismaClient({ adapter, transactionOptions: { maxWait: patience + 5000, timeout: 60_000 } });
  return {
    db,
    provider: 'sqlite',
    all: async <Row>(sql: string, values: readonly (string | number | boolean | null)[]) =>
      read(
        sql,
        values.map((value) => (typeof value === 'boolean' ? Number(value) : value)),
      ) as Row[],
    unchanged,
    condition,
    probe: async () => {
      try {
        files.check();
        // A lock alone does not say whether there is room: a row that takes some pages, and gives them back.
        await db.$transaction(async (tx) => {
          await tx.$executeRaw`INSERT INTO "Delivery" ("key", "expiresAt") VALUES (hex(zeroblob(32768)), 0)`;
          await tx.$executeRaw`DELETE FROM "Delivery" WHERE "expiresAt" = 0`;
        });
        return files.room() ? undefined : 'full';
      } catch (error) {
        return troubleIn(error);
      }
    },
    truncateLog: async () => {
      // What was deleted stands in the log until it is copied back and the log is cut. Whoever reads an old state just now holds it up.
      const writer = new Database(file, { timeout: 0, fileMustExist: true });
      try {
        for (let left = 20; left > 0; left--) {
          const [done] = writer.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
          if (done?.busy === 0) return true;
          await sleep(100);
        }
        return false;
      } finally {
        writer.close();
      }
    },
    close: async () => {
      await db.$disconnect();
      reader.close();
    },
  };
}

/** So many answers are remembered, of at most so many rows: lists and who somebody is, no exports. */
const mostAnswers = 5000;
const mostRows = 30;
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
  let still = {};
  const forget = () => {
    for (const { answers } of known.values()) answers.clear();
    held = 0;
  };
  const look = () => {
    const now = version.get();
    if (now === at) return;
    at = now;
    still = {};
    forget();
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
  const read = (sql: string, values: readonly (string | number | null)[]): readonly unknown[] => {
    look();
    if (held >= mostAnswers) forget();
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
  const unchanged = (): object => {
    look();
    return still;
  };
  return { read, unchanged };
}

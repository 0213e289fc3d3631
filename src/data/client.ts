import type { Trouble } from './failure.ts';
import type { PrismaClient } from './generated/sqlite/client.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';
import type { AroundStatement } from './statement.ts';
import type { DatabaseCondition } from './trouble.ts';

/** Both clients have the same models; one type serves. */
export type Db = PrismaClient;
export type Tx = Parameters<Parameters<Db['$transaction']>[0]>[0];

export type Value = string | number | boolean | null;

/**
 * The database. `db` is Prisma: all writes and most reads. `all` is for the few reads that are asked all day: one prepared
 * statement straight to the driver, a fifth of the time (docs/performance.md). Its SQL is common to both databases, with `?`.
 * What runs in a transaction runs again when it is known that nothing of it happened: it has no effects of its own.
 */
export interface Data {
  db: Db;
  provider: 'sqlite' | 'postgresql';
  /** `reserve`: on a connection kept for it, so that it is answered also when all others are taken. */
  all<Row>(sql: string, values: readonly Value[], reserve?: 'reserve'): Promise<Row[]>;
  /** The same object for as long as nobody has written, in this process or another; absent where that is not known for less than a read. */
  unchanged?(): object;
  /** What the last writes met. */
  condition: DatabaseCondition;
  /** Writes something small; what keeps it from that, if anything does. */
  probe(): Promise<Trouble | undefined>;
  /** After an erasure: what was deleted stands in SQLite's log until it is cut. False while somebody still reads from before. */
  truncateLog(): Promise<boolean>;
  /** Called after every write that was committed: the outbox looks whether it has work. */
  afterWrite?: () => void;
  close(): Promise<void>;
}

/**
 * Opens what DATABASE_URL names: `file:…` is SQLite, `postgresql://…` is PostgreSQL. Nothing is migrated here. `patience`: for how many
 * milliseconds a write waits for others before it says so. People wait for an answer; the command line has more time. `pagesKb`: what SQLite
 * keeps in memory, twice. `around` stands around every statement.
 */
export function openData(
  url: string,
  { connections = 10, patience = 2200, pagesKb = 16_000, around }: OpenOptions = {},
): Data {
  const data = url.startsWith('postgres')
    ? openPostgres(url, connections, patience, around)
    : openSqlite(url, patience, pagesKb, around);
  if (!around) return data;
  const { all } = data;
  return Object.assign(data, {
    all: <Row>(sql: string, ...more: [readonly Value[], 'reserve'?]) => around(sql, () => all<Row>(sql, ...more)),
  });
}

interface OpenOptions {
  connections?: number;
  patience?: number;
  pagesKb?: number;
  around?: AroundStatement;
}

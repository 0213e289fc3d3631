import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { type Data, openData } from '../src/data/client.ts';

/** An own, migrated, empty database. `url` is for a second process or a second connection to it. */
export interface TestDatabase {
  url: string;
  data: Data;
  drop(): Promise<void>;
}

async function sqlite(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'carteira-db-'));
  const url = `file:${join(folder, 'test.db')}`;
  copyFileSync(inject('sqliteTemplate'), join(folder, 'test.db'));
  const data = openData(url);
  return {
    url,
    data,
    drop: async () => {
      await data.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function postgres(): Promise<TestDatabase> {
  const server = new URL(process.env.TEST_DATABASE_URL!);
  const name = `${inject('postgresTemplate')}_${randomBytes(6).toString('hex')}`;
  const admin = new pg.Client({ connectionString: server.href });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${inject('postgresTemplate')}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const data = openData(url.href, { connections: 5 });
  return {
    url: url.href,
    data,
    drop: async () => {
      await data.close();
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.end();
    },
  };
}

/** The databases to test on: SQLite always, PostgreSQL when TEST_DATABASE_URL names a server. For `describe.each(databases)`. */
export const databases: readonly { provider: 'sqlite' | 'postgresql'; open(): Promise<TestDatabase> }[] = [
  { provider: 'sqlite', open: sqlite },
  ...(process.env.TEST_DATABASE_URL ? [{ provider: 'postgresql' as const, open: postgres }] : []),
];

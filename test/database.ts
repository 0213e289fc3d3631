import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { type Data, openData } from '../src/data/client.ts';
import { secretsIn } from './logs.ts';

/** An own, migrated, empty database. `url` is for a second process or a second connection to it. */
export interface TestDatabase {
  url: string;
  /** The same past the pooler, where `npm run check:pgbouncer` has put one in between. */
  direct: string;
  data: Data;
  drop(): Promise<void>;
}

const roomy = (folder: string): boolean => {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize > 2 ** 30;
};
/** In memory where there is room: every commit waits for its disk, and a power cut is nothing that tests survive. */
const ground = roomy('/dev/shm') ? '/dev/shm' : tmpdir();

/** What of the traces that were left should stand in none. */
async function audited(data: Data): Promise<string[]> {
  // A test may have closed it, or broken it.
  const where = { verb: { not: 'firm.changed' } }; // what a firm says of itself is for its clients to read
  const rows = await data.db.audit
    .findMany({ where, select: { verb: true, subject: true, detail: true } })
    .catch(() => []);
  return rows.flatMap(({ verb, subject, detail }) => {
    // A channel has whatever id its platform gave it, and who tries everything gives it any.
    const chosen =
      verb === 'notices.watched' || verb === 'workspace.channel' ? detail.replace(/"channel":"[^"]*"/, '') : detail;
    const found = secretsIn(`${subject} ${chosen}`);
    return found.length > 0 ? [`a trace tells what none may: ${verb} ${found.join(' · ')}`] : [];
  });
}

async function sqlite(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(ground, 'carteira-db-'));
  const url = `file:${join(folder, 'test.db')}`;
  copyFileSync(inject('sqliteTemplate'), join(folder, 'test.db'));
  const data = openData(url);
  return {
    url,
    direct: url,
    data,
    drop: async () => {
      const told = await audited(data);
      await data.close();
      rmSync(folder, { recursive: true, force: true });
      if (told.length > 0) throw new Error(told.join('\n'));
    },
  };
}

// Workers keep what they have loaded from file to file: one connection each, on which databases are made and dropped in turn.
let server: Promise<pg.Client> | undefined;
let last: Promise<unknown> = Promise.resolve();
let spare: Promise<string> | undefined;

async function ask(sql: string): Promise<void> {
  server ??= (async () => {
    const client = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
    await client.connect();
    return client;
  })();
  const client = await server;
  const asked = last.then(() => client.query(sql));
  last = asked.catch(() => undefined);
  await asked;
}

async function copy(): Promise<string> {
  const name = `${inject('postgresTemplate')}_${randomBytes(6).toString('hex')}`;
  await ask(`CREATE DATABASE ${name} TEMPLATE ${inject('postgresTemplate')}`);
  // Nor does anything here survive the server.
  await ask(`ALTER DATABASE ${name} SET synchronous_commit = off`);
  return name;
}

/** Copying and dropping take longer than many a test: the next copy is made meanwhile, and nobody waits for a drop. */
async function postgres(): Promise<TestDatabase> {
  const name = await (spare ?? copy());
  spare = copy();
  const server = process.env.TEST_DATABASE_URL!;
  const [url, direct] = [process.env.TEST_POOLER_URL ?? server, server].map((each) =>
    Object.assign(new URL(each), { pathname: `/${name}` }),
  ) as [URL, URL];
  const data = openData(url.href, { connections: 5 });
  return {
    url: url.href,
    direct: direct.href,
    data,
    drop: async () => {
      const told = await audited(data);
      await data.close();
      void ask(`DROP DATABASE ${name} WITH (FORCE)`);
      if (told.length > 0) throw new Error(told.join('\n'));
    },
  };
}

/** The databases to test on: SQLite always, PostgreSQL when TEST_DATABASE_URL names a server. For `describe.each(databases)`. */
export const databases: readonly { provider: 'sqlite' | 'postgresql'; open(): Promise<TestDatabase> }[] = [
  { provider: 'sqlite', open: sqlite },
  ...(process.env.TEST_DATABASE_URL ? [{ provider: 'postgresql' as const, open: postgres }] : []),
];

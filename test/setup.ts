import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { buildPage } from '../scripts/page.mjs';
import { migrate } from '../src/data/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    sqliteTemplate: string;
    postgresTemplate: string;
  }
}

/** The console's page, and one migrated database of each kind, copied for each test file: migrating once is enough. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildPage();
  const folder = mkdtempSync(join(tmpdir(), 'carteira-test-'));
  const template = join(folder, 'template.db');
  await migrate(`file:${template}`);
  project.provide('sqliteTemplate', template);

  const server = process.env.TEST_DATABASE_URL ?? '';
  if (process.env.CI && !server)
    throw new Error('CI is set: the PostgreSQL half may not be left out, so TEST_DATABASE_URL must name a server');
  const name = `carteira_test_${process.pid}`;
  /** The template first, which waits for copies that are being made; then all copies, also those of an older process of this number. */
  const dropAll = async (admin: pg.Client) => {
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    const { rows } = await admin.query<{ datname: string }>(
      'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
      [`${name}_`],
    );
    for (const { datname } of rows) await admin.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
  };
  if (server) {
    const admin = new pg.Client({ connectionString: server });
    await admin.connect();
    await dropAll(admin);
    await admin.query(`CREATE DATABASE ${name}`);
    await admin.end();
    const url = new URL(server);
    url.pathname = `/${name}`;
    await migrate(url.href);
  }
  project.provide('postgresTemplate', server ? name : '');

  return async () => {
    rmSync(folder, { recursive: true, force: true });
    if (!server) return;
    const admin = new pg.Client({ connectionString: server });
    await admin.connect();
    await dropAll(admin);
    await admin.end();
  };
}

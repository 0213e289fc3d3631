import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import Database from 'better-sqlite3';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { afterAll, describe, expect, it } from 'vitest';
import { postgresSchema } from '../../scripts/generate.mjs';
import { diff } from '../../scripts/schema-engine.mjs';

const migrations = (provider: string): string[] =>
  readdirSync(`prisma/migrations/${provider}`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
const sqlOf = (provider: string) =>
  migrations(provider).map((name) => readFileSync(`prisma/migrations/${provider}/${name}/migration.sql`, 'utf8'));
const schema = readFileSync('prisma/schema.prisma', 'utf8');
// A column that no migration makes: what the comparison must see.
const drifted = (text: string) => text.replace('model Firm {', 'model Firm {\n  forgotten String @default("")');

describe('the migrations come to what schema.prisma says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'carteira-drift-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('on SQLite', async () => {
    const path = join(folder, 'drift.db');
    const file = new Database(path);
    for (const sql of sqlOf('sqlite')) file.exec(sql);
    file.close();
    const factory = new PrismaBetterSqlite3({ url: `file:${path}` });
    expect(await diff({ from: 'database', to: schema, factory })).toMatchObject({ changed: false });
    expect(await diff({ from: 'database', to: drifted(schema), factory })).toMatchObject({ changed: true });
  });

  it('on PostgreSQL', { timeout: 90_000 }, async () => {
    const server = await PGlite.create();
    for (const sql of sqlOf('postgresql')) await server.exec(sql);
    const factory = new PrismaPGlite(server);
    expect(await diff({ from: 'database', to: postgresSchema(schema), factory })).toMatchObject({ changed: false });
    expect(await diff({ from: 'database', to: postgresSchema(drifted(schema)), factory })).toMatchObject({
      changed: true,
    });
    await server.close();
  });

  it('under the same names on both', () => {
    expect(migrations('postgresql')).toEqual(migrations('sqlite'));
  });
});

// `npm run migration -- NAME`: the next migration of both databases, from what the last ones left to schema.prisma.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import Database from 'better-sqlite3';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { postgresSchema } from './generate.mjs';
import { diff } from './schema-engine.mjs';

const name = process.argv[2];
if (!/^[a-z0-9_]+$/.test(name ?? '')) throw new Error('usage: npm run migration -- name_in_snake_case');

const done = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((entry) => readFileSync(`${folder}/${entry}/migration.sql`, 'utf8'));

const folder = mkdtempSync(join(tmpdir(), 'carteira-migration-'));
const scratch = join(folder, 'scratch.db');
const sqlite = new Database(scratch);
const pglite = await PGlite.create();
const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
for (const [provider, schema, apply, factory] of [
  [
    'sqlite',
    readFileSync('prisma/schema.prisma', 'utf8'),
    (sql) => sqlite.exec(sql),
    new PrismaBetterSqlite3({ url: `file:${scratch}` }),
  ],
  ['postgresql', postgresSchema(), (sql) => pglite.exec(sql), new PrismaPGlite(pglite)],
]) {
  const migrations = `prisma/migrations/${provider}`;
  mkdirSync(migrations, { recursive: true });
  const before = done(migrations);
  for (const sql of before) await apply(sql);
  const { sql, changed } = await diff({ from: before.length ? 'database' : 'empty', to: schema, factory });
  if (!changed) {
    console.log(`${provider}: nothing to do`);
    continue;
  }
  mkdirSync(`${migrations}/${stamp}_${name}`);
  writeFileSync(`${migrations}/${stamp}_${name}/migration.sql`, sql);
  console.log(`${migrations}/${stamp}_${name}/migration.sql`);
}
sqlite.close();
rmSync(folder, { recursive: true });
process.exit(0);

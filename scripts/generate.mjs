// Both Prisma clients from the one schema. Prisma wants the provider as a literal, so the PostgreSQL half is derived here.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const schema = 'prisma/schema.prisma';
const stamp = 'src/data/generated/stamp';

/** The schema for PostgreSQL: same models, other provider, other output folder. */
export function postgresSchema(text = readFileSync(schema, 'utf8')) {
  return text
    .replace('provider = "sqlite"', 'provider = "postgresql"')
    .replace('generated/sqlite', 'generated/postgresql');
}

const generate = (path) => {
  // Any existing file satisfies the check for an engine that generating does not use.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1' };
  const run = spawnSync(process.execPath, ['node_modules/prisma/build/index.js', 'generate', '--schema', path], {
    env,
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`prisma generate failed for ${path}\n${run.stdout}\n${run.stderr}`);
};

/** What the clients are made of: the schema and the generator that reads it. */
const origin = () =>
  createHash('sha256')
    .update(readFileSync(schema))
    .update(readFileSync('node_modules/prisma/package.json'))
    .digest('hex');

/** Generates when the schema or Prisma is another than the last time. */
export function generateClients() {
  const made = origin();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === made) return;
  rmSync('src/data/generated', { recursive: true, force: true });
  generate(schema);
  const derived = 'prisma/.postgresql.prisma';
  writeFileSync(derived, postgresSchema());
  try {
    generate(derived);
  } finally {
    rmSync(derived);
  }
  mkdirSync('src/data/generated', { recursive: true });
  writeFileSync(stamp, made);
}

if (process.argv[1] === import.meta.filename) generateClients();

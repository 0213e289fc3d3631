import { readConfig } from '../config.ts';
import { migrate } from '../data/migrate.ts';
import { keepPrivate } from '../permissions.ts';
import type { Invocation, Verb } from './verb.ts';

/** What each start does first, by itself: for whoever wants it done, and seen, before the first new process. */
async function run({ w, env }: Invocation) {
  const config = readConfig(env);
  const applied = await migrate(config.databaseUrl);
  keepPrivate(config);
  return { ok: true, json: { applied }, lines: [...applied, w.cli.migrationsApplied(applied.length)] };
}

export const migrateVerb: Verb = { name: 'migrate', flags: {}, run };

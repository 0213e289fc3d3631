import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { command } from '../command.ts';
import { readConfig } from '../config.ts';
import { backupSqlite } from '../data/backup.ts';
import { sqliteFile } from '../data/sqlite.ts';
import { UserError } from '../kit/errors.ts';
import type { Invocation, Verb } from './verb.ts';

async function backup({ w, env, file, flags }: Invocation) {
  const { databaseUrl } = readConfig(env);
  if (!databaseUrl.startsWith('file:')) throw new UserError('postgresql', () => w.cli.backupPostgres);
  const source = sqliteFile(databaseUrl);
  const target = resolve(file);
  if (!existsSync(source)) throw new UserError('no-database', () => w.cli.backupNothing(source));
  if (target === source || (existsSync(target) && !flags.force))
    throw new UserError('exists', () => w.cli.exists(target));
  const bytes = backupSqlite(databaseUrl, target);
  if (bytes === undefined) throw new UserError('broken', () => w.cli.backupBroken(command));
  return { ok: true, json: { file: target, bytes }, lines: [w.cli.backedUp(target, w.format.bytes(bytes))] };
}

export const backupVerb: Verb = { name: 'backup', takesFile: true, flags: { force: {} }, run: backup };

import { inspect } from '../../data/inspect.ts';
import type { Words } from '../../kit/words.ts';
import type { Check, Checker } from './check.ts';
import { codeOf, safeLine } from './check.ts';

/** Why a database cannot be used, and what to do: the doctor's words, which a start that fails speaks as well. */
export function databaseSays(w: Words, error: unknown): string {
  const code = codeOf(error);
  const { migration = '', cause } = (error ?? {}) as { migration?: string; cause?: unknown };
  if (code === 'MIGRATION_UNKNOWN') return w.cli.newer(migration);
  if (code === 'MIGRATION_CHANGED') return w.cli.changed(migration);
  if (code === 'MIGRATION_FAILED') return w.cli.migrationFailed(migration, w.cli.database[codeOf(cause)] ?? safeLine(cause));
  return w.cli.database[code] ?? w.cli.databaseOther(code);
}

/** With less than this an import could fill the disk. */
const scarce = 200_000_000;

export const checkDatabase: Checker = async (w, { databaseUrl }) => {
  try {
    const found = await inspect(databaseUrl);
    const says =
      found.provider === 'postgresql'
        ? w.cli.postgres(found.where)
        : found.exists
          ? w.cli.sqlite(found.where)
          : w.cli.sqliteNew(found.where);
    const checks: Check[] = [{ name: 'database', status: 'ok', says }];
    if (found.exists) {
      const pending = found.pending.length > 0;
      checks.push({
        name: 'migrations',
        status: pending ? 'warn' : 'ok',
        says: pending ? w.cli.pending(w.format.list(found.pending)) : w.cli.migrated(found.applied),
      });
    }
    if (found.freeBytes !== undefined) {
      const full = found.freeBytes < scarce;
      const free = w.format.bytes(found.freeBytes);
      checks.push({ name: 'disk', status: full ? 'problem' : 'ok', says: full ? w.cli.diskFull(free) : w.cli.diskFree(free) });
    }
    return checks;
  } catch (error) {
    return [{ name: /^MIGRATION_/.test(codeOf(error)) ? 'migrations' : 'database', status: 'problem', says: databaseSays(w, error) }];
  }
};

import { inspect } from '../../data/inspect.ts';
import { codeOf, databaseSays } from '../../data/says.ts';
import type { Check, Checker } from './check.ts';

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
      checks.push({
        name: 'disk',
        status: full ? 'problem' : 'ok',
        says: full ? w.cli.diskFull(free) : w.cli.diskFree(free),
      });
    }
    return checks;
  } catch (error) {
    return [
      {
        name: /^MIGRATION_/.test(codeOf(error)) ? 'migrations' : 'database',
        status: 'problem',
        says: databaseSays(w, error),
      },
    ];
  }
};

import type { Words } from '../kit/words.ts';

/** What may be shown of an error that nobody foresaw: one line, without what stands before the @ of an address. */
export const safeLine = (error: unknown): string =>
  String(error instanceof Error ? error.message : error)
    .split('\n')[0]!
    .replace(/\/\/[^@\s]*@/g, '//');

/** The code of an error, for the words that explain it; several attempts to connect fail for the reason of the first. */
export function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
}

/** Why a database cannot be used, and what to do: the doctor's words, which a start that fails speaks as well. */
export function databaseSays(w: Words, error: unknown): string {
  const code = codeOf(error);
  const { migration = '', cause } = (error ?? {}) as { migration?: string; cause?: unknown };
  if (code === 'MIGRATION_UNKNOWN') return w.cli.newer(migration);
  if (code === 'MIGRATION_CHANGED') return w.cli.changed(migration);
  if (code === 'MIGRATION_FAILED')
    return w.cli.migrationFailed(migration, w.cli.database[codeOf(cause)] ?? safeLine(cause));
  return w.cli.database[code] ?? w.cli.databaseOther(code);
}

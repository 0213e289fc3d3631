import { chmodSync, renameSync, rmSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { sqliteFile } from './sqlite.ts';

/**
 * Copies an SQLite database that may be in use, and checks the copy before it gets its name: what stands under
 * `file` is always whole. Returns its size in bytes, or undefined when the copy did not pass.
 */
export async function backupSqlite(url: string, file: string): Promise<number | undefined> {
  const part = `${file}.part`;
  rmSync(part, { force: true });
  const source = new Database(sqliteFile(url), { readonly: true, fileMustExist: true, timeout: 5000 });
  try {
    // All pages in one step: between steps a write of the bot would start the copy again, and a busy bot would never let it end.
    await source.backup(part, { progress: () => 0x7fffffff });
  } finally {
    source.close();
  }
  const copy = new Database(part);
  const sound =
    copy.pragma('journal_mode = DELETE', { simple: true }) === 'delete' && copy.pragma('quick_check', { simple: true }) === 'ok';
  copy.close();
  if (!sound) {
    rmSync(part, { force: true });
    return undefined;
  }
  chmodSync(part, 0o600);
  renameSync(part, file);
  return statSync(file).size;
}

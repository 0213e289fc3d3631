import { chmodSync, renameSync, rmSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { sqliteFile } from './sqlite.ts';

/**
 * Copies an SQLite database that may be in use, and checks the copy before it gets its name: what stands under
 * `file` is always whole. Returns its size in bytes, or undefined when the copy did not pass.
 */
export function backupSqlite(url: string, file: string): number | undefined {
  const part = `${file}.part`;
  rmSync(part, { force: true });
  const source = new Database(sqliteFile(url), { readonly: true, fileMustExist: true, timeout: 5000 });
  try {
    // As of one moment, whatever the bot writes meanwhile; and only what is there: no free page goes along with what was deleted.
    source.prepare('VACUUM INTO ?').run(part);
  } finally {
    source.close();
  }
  const copy = new Database(part);
  const sound =
    copy.pragma('journal_mode = DELETE', { simple: true }) === 'delete' &&
    copy.pragma('quick_check', { simple: true }) === 'ok';
  copy.close();
  if (!sound) {
    rmSync(part, { force: true });
    return undefined;
  }
  chmodSync(part, 0o600);
  renameSync(part, file);
  return statSync(file).size;
}

import { chmodSync } from 'node:fs';
import Database from 'better-sqlite3';
import { failure, isBusy } from './failure.ts';
import { sqliteFile } from './sqlite.ts';

/**
 * Says that this process is the bot of an SQLite file, for as long as it runs: two would remember what the other has changed, and both
 * send. The lock is the operating system's, through SQLite, on an empty file beside: a kill leaves none behind, and the command line works
 * beside the bot. Gives what lets it go.
 */
export function holdDatabase(url: string): () => void {
  if (url.startsWith('postgres')) return () => undefined;
  const file = `${sqliteFile(url)}.lock`;
  // One that is just stopping gets its time to end.
  const lock = new Database(file, { timeout: 5000 });
  try {
    chmodSync(file, 0o600);
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw isBusy(error) ? failure('HELD') : error;
  }
  return () => void lock.close();
}

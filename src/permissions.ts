import { chmodSync, existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Config } from './config.ts';
import { sqliteFile } from './data/sqlite.ts';

/** From here on, what this process creates is for its own user only: files 0600, folders 0700. */
export const createPrivately = (): void => void process.umask(0o077);

/** The same for what is there already: the database, what SQLite keeps beside it, and the folders that are ours. */
export function keepPrivate({ databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>): void {
  const file = databaseUrl.startsWith('file:') ? resolve(sqliteFile(databaseUrl)) : undefined;
  const files = file ? [file, `${file}-wal`, `${file}-shm`, `${file}.secret`] : [];
  const ours = resolve('data');
  const folders = [dataDir, ...(file && dirname(file) === ours ? [ours] : [])];
  const each = [...files.map((path) => [path, 0o600] as const), ...folders.map((path) => [path, 0o700] as const)];
  for (const [path, mode] of each) {
    try {
      if (existsSync(path)) chmodSync(path, mode);
    } catch {
      // Somebody else's file, or a disk that cannot be written: doctor names what that means.
    }
  }
}

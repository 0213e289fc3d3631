import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Config } from './config.ts';
import { sqliteFile } from './data/sqlite.ts';

/** APP_SECRET; the demo makes one of its own, beside its database. With chat tokens the configuration has required it. */
export function appSecret({ APP_SECRET, databaseUrl }: Config): string {
  if (APP_SECRET) return APP_SECRET;
  const file = databaseUrl.startsWith('file:') ? `${sqliteFile(databaseUrl)}.secret` : './data/carteira.secret';
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // Under its name only once it is whole; another process that starts at the same time may be first, and its secret is ours.
    const own = `${file}.${process.pid}`;
    writeFileSync(own, randomBytes(48).toString('base64url'), { mode: 0o600 });
    try {
      linkSync(own, file);
    } catch (error) {
      if (!existsSync(file)) throw error;
    } finally {
      rmSync(own);
    }
  }
  return readFileSync(file, 'utf8');
}

import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { command } from './command.ts';
import { type Data, openData } from './data/client.ts';
import { holdDatabase } from './data/lock-file.ts';
import { migrate } from './data/migrate.ts';
import { databaseSays } from './data/says.ts';
import { sqliteFile } from './data/sqlite.ts';
import type { AroundStatement } from './data/statement.ts';
import type { Words } from './kit/words.ts';

/** The database, ours alone and migrated; undefined when it cannot be used, which is said in the doctor's words. */
export async function startDatabase(
  url: string,
  w: Words,
  say: (line: string) => void,
  around?: AroundStatement,
): Promise<Data | undefined> {
  try {
    if (url.startsWith('file:')) mkdirSync(dirname(sqliteFile(url)), { recursive: true, mode: 0o700 });
    const release = holdDatabase(url);
    await migrate(url);
    const data = openData(url, { around });
    const { close } = data;
    return Object.assign(data, { close: () => close().finally(release) });
  } catch (error) {
    say(`${w.cli.checks.database}: ${databaseSays(w, error)}\n\n${command} doctor\n`);
    return undefined;
  }
}

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { start } from '../../src/boot.ts';
import { readConfig } from '../../src/config.ts';
import { openData } from '../../src/data/client.ts';
import { sqliteFile } from '../../src/data/sqlite.ts';
import { words } from '../../src/words/index.ts';
import { databases } from '../database.ts';
import { dump } from '../everybody/dump.ts';
import { seedFirm } from '../everybody/seed.ts';
import { testNow } from '../house.ts';

/** The lines of docs/deploy.md: what takes a copy, and what goes back to it, first of SQLite and then of PostgreSQL. */
const page = readFileSync('docs/deploy.md', 'utf8');
const section = page.slice(page.indexOf('### Backup'), page.indexOf("### Clients' files"));
const blocks = [...section.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, lines]) => lines!);
const lines = { sqlite: blocks.slice(0, 2), postgresql: blocks.slice(2) };

const marks = { firm: 'Zebra', admins: 'Tucano', analyst: 'Onça' };
const documents = { admins: '11222333000181', analyst: '11444777000161' };
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'carteira-restore-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What somebody types, but for where things lie here. */
async function type(block: string, env: Record<string, string>, here: (line: string) => string): Promise<void> {
  const child = spawn('sh', ['-ec', here(block)], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said = text(child.stderr);
  const code = await new Promise((over) => child.on('close', over));
  expect([code, await said]).toEqual([0, '']);
}

describe.each(databases)('a backup of $provider', ({ provider, open }) => {
  it('taken while somebody writes is gone back to by the lines of the page, and the bot runs on it', {
    timeout: 120_000,
  }, async () => {
    const database = await open();
    const { firmId } = await seedFirm(database.data, { ...marks, documents });
    const before = await dump(database.data, firmId);
    const target = new URL(provider === 'postgresql' ? database.direct : 'postgresql://x/x');
    target.pathname += '_restored';
    const place = sqliteFile(database.url);
    const here = (line: string) =>
      line
        .replaceAll('/var/backups', folder)
        .replaceAll('data/carteira.db', place)
        .replaceAll('node dist/cli.js', `"${process.execPath}" --import tsx src/cli.ts`)
        .replaceAll('carteira_restored', target.pathname.slice(1));
    const env = { DATABASE_URL: database.direct, RESTORED_URL: target.href };
    const [take = '', back = ''] = lines[provider];
    // A firm that is none of those that are looked at.
    const other = await seedFirm(database.data, { firm: 'Ema', admins: 'Ema', analyst: 'Ema', documents });
    let writing = true;
    const writer = (async () => {
      for (let n = 0; writing; n++) {
        await database.data.db.firm.update({ where: { id: other.firmId }, data: { phone: String(n) } });
        // SQLite answers at once: nothing else would ever come to its turn.
        await new Promise(setImmediate);
      }
    })();
    await type(take, env, here);
    writing = false;
    await writer;
    await database.data.db.firm.update({ where: { id: firmId }, data: { name: 'Later' } });
    await database.data.db.client.deleteMany({ where: { firmId } });

    if (provider === 'sqlite') await database.data.close();
    await type(back, env, here);
    const restored = provider === 'sqlite' ? database.url : target.href;
    const data = openData(restored);
    expect(Object.fromEntries(await dump(data, firmId))).toEqual(Object.fromEntries(before));
    await data.close();
    const config = readConfig({ DATABASE_URL: restored, APP_SECRET: 's'.repeat(32), PORT: '0', DATA_DIR: folder });
    const bot = (await start(config, {
      log,
      w: words.en,
      say: (line) => expect.unreachable(line),
      clock: () => testNow,
    }))!;
    expect((await fetch(`http://127.0.0.1:${bot.port}/readyz`)).status).toBe(200);
    await bot.stop();
    if (provider === 'postgresql')
      await database.data.db.$executeRawUnsafe(`DROP DATABASE "${target.pathname.slice(1)}"`);
    await database.drop();
    expect(existsSync(place)).toBe(false);
  });
});

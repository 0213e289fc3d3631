import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { start } from '../../src/boot.ts';
import { readConfig } from '../../src/config.ts';
import { words } from '../../src/words/index.ts';
import { databases } from '../database.ts';
import { createPlace, isThere } from './together.ts';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const around = { log, w: words['pt-BR'], say: (line: string) => expect.unreachable(line) };
const here = isThere('pgbouncer') && isThere('caddy');

it('what compose.yaml gives the pooler and the proxy is there to be given', () => {
  expect(readFileSync('docs/operate/pgbouncer.ini', 'utf8')).toMatch(/^carteira = .*$/m);
  expect(readFileSync('docs/operate/Caddyfile', 'utf8')).toMatch(/dynamic a \{[^}]*\}/);
});

// Where the two programs are installed (Debian: pgbouncer, caddy).
describe.each(databases.slice(1).filter(() => here))('three copies behind the pooler and the proxy', ({ open }) => {
  it('answer without a gap while one goes after the other', { timeout: 60_000 }, async () => {
    const database = await open();
    const place = createPlace();
    const pooled = await place.pooler(new URL(database.url), 'letters0and1digits');
    const config = readConfig({
      DATABASE_URL: pooled,
      DATABASE_DIRECT_URL: database.url,
      APP_SECRET: 's'.repeat(32),
      PORT: '0',
      TRUSTED_PROXIES: '1',
      CONSOLE: 'off',
    });
    // The pooler is there a moment after it was started.
    const first = await (async () => {
      for (let left = 50; ; left--) {
        const bot = await start(config, { ...around, say: () => undefined });
        if (bot || left === 0) return bot!;
      }
    })();
    const bots = [first, (await start(config, around))!, (await start(config, around))!];
    const url = await place.proxy(bots.map(({ port }) => port));
    expect((await fetch(`${url}/metrics`)).status).toBe(404);
    expect((await fetch(`${url}/healthz`)).status).toBe(404);
    const seen: number[] = [];
    let asking = true;
    const visitor = async () => {
      while (asking) seen.push((await fetch(`${url}/readyz`)).status);
    };
    const visitors = [visitor(), visitor()];
    for (const bot of bots.slice(1)) {
      await bot.stop();
      for (let at = seen.length; seen.length < at + 10; ) await new Promise(setImmediate);
    }
    asking = false;
    await Promise.all(visitors);
    expect(seen.filter((status) => status !== 200)).toEqual([]);
    expect(seen.length).toBeGreaterThan(20);
    await first.stop();
    await place.clear();
    await database.drop();
  });
});

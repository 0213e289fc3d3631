// Every state of a client, every role, every offer pressed: `npm run soak -- offers [EVERY]`. None may be refused, and no state is without one.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openData } from '../src/data/client.ts';
import { migrate } from '../src/data/migrate.ts';
import { walk } from '../test/clients/walk.ts';

const folder = mkdtempSync(join(tmpdir(), 'carteira-soak-'));
const url = process.env.TEST_DATABASE_URL ?? `file:${join(folder, 'soak.db')}`;
await migrate(url);
const data = openData(url);
const { pressed, refused, stuck, ...counts } = await walk(data, { every: Number(process.argv[2] ?? 1) });
await data.close();
rmSync(folder, { recursive: true, force: true });
for (const line of [...new Set([...refused, ...stuck.map((each) => `${each}: nothing to do`)])].slice(0, 50))
  process.stdout.write(`${line}\n`);
const figures = {
  ...counts,
  refused: refused.length,
  stuck: stuck.length,
  pressed: Object.fromEntries([...pressed].sort()),
};
process.stdout.write(`${JSON.stringify(figures)}\n`);
if (refused.length + stuck.length > 0) process.exitCode = 1;

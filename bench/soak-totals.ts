// Random histories of licences, packages, connections and imports against a notebook that knows nothing of the product:
// `npm run soak -- totals [HISTORIES] [SEED]`. Every total equals its list, and what the notebook says.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openData } from '../src/data/client.ts';
import { migrate } from '../src/data/migrate.ts';
import { histories } from '../test/licenses/histories.ts';

const folder = mkdtempSync(join(tmpdir(), 'carteira-soak-'));
const url = process.env.TEST_DATABASE_URL ?? `file:${join(folder, 'soak.db')}`;
await migrate(url);
const data = openData(url);
const [runs = 500, seed] = process.argv.slice(2).map(Number);
const { done, kinds } = await histories(data, { runs, length: 30, seed });
process.stdout.write(`${JSON.stringify({ histories: runs, done, kinds: [...kinds].sort() })}\n`);
await data.close();
rmSync(folder, { recursive: true, force: true });

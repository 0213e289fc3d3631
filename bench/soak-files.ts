import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { differenceOf } from '../test/portfolio/breaking.ts';

/**
 * `npm run long -- files [COUNT] [FROM]`: breaks a clean list in every way at random, COUNT times (100,000), and reads it back. Where it
 * came to is kept, so that the same command goes on from there; FROM begins elsewhere.
 */
const count = Number(process.argv[2] ?? 100_000);
const kept = join(tmpdir(), 'carteira-long-files.txt');
const before = existsSync(kept) ? Number(readFileSync(kept, 'utf8')) : 0;
const from = Number(process.argv[3] ?? (before < count ? before : 0));
const step = 500;
const mostShown = 20;

const found: string[] = [];
const started = performance.now();
for (let seed = from; seed < count && found.length < mostShown; seed++) {
  const difference = await differenceOf(seed);
  if (difference) {
    found.push(difference);
    process.stdout.write(`${difference}\n`);
  }
  if ((seed + 1) % step !== 0) continue;
  writeFileSync(kept, String(seed + 1));
  const rate = (seed + 1 - from) / ((performance.now() - started) / 1000);
  process.stdout.write(`${seed + 1} of ${count}, ${Math.round(rate)} a second, ${found.length} differences\n`);
}
if (found.length === 0) rmSync(kept, { force: true });
process.exit(found.length > 0 ? 1 : 0);

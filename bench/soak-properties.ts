// `npm run long -- properties [ROUNDS] [SEED]`: every property test with other examples than the suite's, ROUNDS times (10 unless told). A
// failure prints its seed: `FC_SEED=… npx vitest run FILE` plays it again.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const rounds = Number(process.argv[2] ?? 10);
const first = Number(process.argv[3] ?? Math.floor(Math.random() * 2 ** 31));
const folder = join(import.meta.dirname, '../test');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts') && /fast-check|histories/.test(readFileSync(join(folder, file), 'utf8')))
  .map((file) => join('test', file));

let failed = 0;
for (let i = 0; i < rounds; i++) {
  const seed = first + i;
  const env = { ...process.env, FC_SEED: String(seed) };
  const args = ['vitest', 'run', '--project', 'carteira', '--reporter', 'dot', ...files];
  const { status, stdout } = spawnSync('npx', args, { env, encoding: 'utf8', maxBuffer: 2 ** 28 });
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} FC_SEED=${seed}`);
  if (status !== 0) {
    failed++;
    console.log(stdout);
  }
}
console.log(`${files.length} files, ${rounds} rounds: ${rounds - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

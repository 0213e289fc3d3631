// Ten thousand files that are several things at once, or as many as are named: `npm run check:polyglots -- 50000`.
import { spawnSync } from 'node:child_process';

const env = { ...process.env, POLYGLOTS: process.argv[2] ?? '10000' };
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', 'test/documents/polyglots.test.ts'],
  {
    env,
    stdio: 'inherit',
  },
);
process.exitCode = status ?? 1;

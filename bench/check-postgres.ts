// `npm run check:postgres`: PostgreSQL in the ways it troubles us, each on servers of its own: a pooler in transaction mode (PgBouncer), a
// restart, and a second server in place of the first. Needs PostgreSQL's own programs and pgbouncer (Debian: postgresql, pgbouncer).
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Data, openData } from '../src/data/client.ts';
import { inWords } from '../src/data/errors.ts';
import { newId } from '../src/data/id.ts';
import { migrate } from '../src/data/migrate.ts';
import { createSecret } from '../src/data/secret.ts';
import { write } from '../src/data/write.ts';
import { contextOf } from '../src/firms/context.ts';
import { UserError } from '../src/kit/errors.ts';
import { createRegistry } from '../src/kit/registry.ts';

const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').sort() : [];
const bin = `/usr/lib/postgresql/${versions.at(-1)}/bin`;
const folder = mkdtempSync(join(tmpdir(), 'carteira-postgres-'));
const asRoot = process.getuid?.() === 0;
/** The server refuses to run as root: then it runs as the user that its package made. */
const owner = asRoot ? ['runuser', '-u', 'postgres', '--'] : [];
const run = (...command: string[]) =>
  execFileSync([...owner, ...command][0]!, [...owner, ...command].slice(1), { stdio: 'pipe' });
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const instant = new Date('2026-07-01T12:34:56.789Z');

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

let passed = 0;
let failed = 0;
function check(what: string, ok: boolean, seen: unknown = ''): void {
  if (ok) passed++;
  else failed++;
  process.stdout.write(`${ok ? 'ok     ' : 'FAILED '} ${what}${ok ? '' : `: ${JSON.stringify(seen)}`}\n`);
}

interface Server {
  port: number;
  url: string;
  data: string;
  start(): void;
  /** `immediate` is as a power cut: connections break wherever they are. */
  stop(mode: 'fast' | 'immediate'): void;
}

/** A server of its own whose databases are in another time zone: what depends on the session shows. */
async function makeServer(name: string, port: number, make = true): Promise<Server> {
  const data = join(folder, name);
  if (make) {
    run(`${bin}/initdb`, '-D', data, '-U', 'carteira', '-A', 'trust', '--no-sync');
    writeFileSync(
      join(data, 'postgresql.auto.conf'),
      `timezone = 'America/Sao_Paulo'\nunix_socket_directories = ''\nmax_connections = 100\n`,
    );
  }
  const start = () =>
    void run(
      `${bin}/pg_ctl`,
      '-D',
      data,
      '-o',
      `-p ${port} -c listen_addresses=127.0.0.1`,
      '-l',
      `${data}.log`,
      '-w',
      'start',
    );
  const stop = (mode: string) => void run(`${bin}/pg_ctl`, '-D', data, '-m', mode, '-w', 'stop');
  return { port, data, url: `postgresql://carteira@127.0.0.1:${port}/postgres`, start, stop };
}

async function makePooler(server: Server): Promise<{ url: string; child: ChildProcess }> {
  const port = await freePort();
  const file = join(folder, 'pgbouncer.ini');
  const lines = [
    '[databases]',
    `* = host=127.0.0.1 port=${server.port} user=carteira`,
    '[pgbouncer]',
    `listen_addr = 127.0.0.1\nlisten_port = ${port}\nunix_socket_dir =`,
    'auth_type = any\npool_mode = transaction\ndefault_pool_size = 4\nmax_client_conn = 200',
  ];
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o644 });
  const child = spawn([...owner, 'pgbouncer', '-q', file][0]!, [...owner, 'pgbouncer', '-q', file].slice(1), {
    stdio: 'ignore',
  });
  await sleep(1000);
  return { url: `postgresql://carteira@127.0.0.1:${port}/postgres`, child };
}

const ctxOf = (data: Data, firmId: string, key: string | null = newId()) =>
  contextOf(
    {
      data,
      secret: createSecret('a secret of at least thirty-two characters'),
      publicUrl: '',
      registry: createRegistry([], []),
      log: quiet,
    },
    {
      firm: { id: firmId, name: '', timeZone: 'UTC', version: 0 },
      actor: { kind: 'system', id: 'check' },
      from: 'cli',
      now: new Date(),
      key,
    },
  );

async function makeFirm(data: Data): Promise<string> {
  const id = newId();
  await data.db.$transaction((tx) => tx.firm.create({ data: { id, name: 'F', createdAt: instant } }));
  return id;
}

interface Figures {
  done: number;
  busy: number;
  unsure: number;
  other: string[];
}

/** People who write and read all the time, until told to stop. What was said to be done is compared with what is there. */
function traffic(data: Data, firmId: string) {
  const writes: Figures = { done: 0, busy: 0, unsure: 0, other: [] };
  const reads: Figures = { done: 0, busy: 0, unsure: 0, other: [] };
  let longest = 0;
  let stopped = false;
  const count = async (figures: Figures, work: () => Promise<unknown>) => {
    const began = performance.now();
    try {
      await work();
      figures.done++;
    } catch (thrown) {
      // As the dispatcher would say it.
      const error = inWords(thrown);
      if (error instanceof UserError && (error.code === 'busy' || error.code === 'unsure')) figures[error.code]++;
      else figures.other.push(String(error).slice(0, 200));
    }
    longest = Math.max(longest, performance.now() - began);
  };
  const people = Array.from({ length: 8 }, async () => {
    while (!stopped) {
      await count(writes, () => write(ctxOf(data, firmId), 'manage', ({ audit }) => audit('checked')));
      await count(reads, () => data.db.firm.count());
      await count(reads, () => data.all('SELECT "id" FROM "Firm" WHERE "id" = ?', [firmId], 'reserve'));
      await sleep(20);
    }
  });
  return {
    end: async () => {
      stopped = true;
      await Promise.all(people);
      return { writes, reads, longest: Math.round(longest) };
    },
  };
}

async function behindPooler(server: Server): Promise<void> {
  const { url, child } = await makePooler(server);
  try {
    check('migrates through the pooler', Array.isArray(await migrate(url)));
    const data = openData(url, { connections: 8 });
    const ids = await Promise.all(Array.from({ length: 40 }, () => makeFirm(data)));
    const direct = new pg.Client({ connectionString: server.url });
    await direct.connect();
    const { rows } = await direct.query<{ at: string }>(
      `SELECT "createdAt"::text AS at FROM "Firm" WHERE "id" = ANY ($1)`,
      [ids],
    );
    const wrong = rows.filter(({ at }) => at !== '2026-07-01 12:34:56.789');
    check(
      `${rows.length} instants stored through the pooler are the ones that were meant`,
      rows.length === 40 && wrong.length === 0,
      wrong[0],
    );
    await direct.end();
    const asked = await Promise.allSettled(
      Array.from({ length: 200 }, (_, n) =>
        data.all<{ createdAt: number }>(`SELECT "createdAt" FROM "Firm" WHERE "id" = ? AND ${n % 5} < 5`, [
          ids[n % 40]!,
        ]),
      ),
    );
    const right = asked.filter((each) => each.status === 'fulfilled' && each.value[0]?.createdAt === instant.getTime());
    check(
      `${right.length} of 200 reads through the pooler are answered`,
      right.length === 200,
      asked.find((each) => each.status === 'rejected'),
    );
    const firmId = ids[0]!;
    await Promise.all(
      Array.from({ length: 40 }, () => write(ctxOf(data, firmId), 'manage', ({ audit }) => audit('pooled'))),
    );
    check('40 writes at once through the pooler', (await data.db.audit.count({ where: { verb: 'pooled' } })) === 40);
    await data.close();
  } finally {
    child.kill('SIGTERM');
  }
}

async function disturbed(what: string, { url }: Server, disturb: () => Promise<void>): Promise<void> {
  await migrate(url);
  const data = openData(url, { connections: 8 });
  const firmId = await makeFirm(data);
  const people = traffic(data, firmId);
  await sleep(1500);
  await disturb();
  await sleep(1500);
  const { writes, reads, longest } = await people.end();
  const there = await data.db.audit.count({ where: { firmId, verb: 'checked' } });
  const said = `${writes.done} writes done, ${writes.busy} busy, ${writes.unsure} unsure; ${reads.done} reads; longest ${longest} ms`;
  check(
    `${what}: ${said}`,
    writes.other.length + reads.other.length === 0,
    [...writes.other, ...reads.other].slice(0, 2),
  );
  check(
    `${what}: what was said to be done is there, once`,
    there >= writes.done && there <= writes.done + writes.unsure,
    {
      there,
      writes,
    },
  );
  check(`${what}: well again`, (await data.probe()) === undefined);
  await data.close();
}

try {
  if (asRoot) {
    const { uid, gid } = Object.fromEntries(
      ['u', 'g'].map((flag) => [`${flag}id`, Number(execFileSync('id', [`-${flag}`, 'postgres']))]),
    );
    mkdirSync(folder, { recursive: true });
    execFileSync('chown', ['-R', `${uid}:${gid}`, folder]);
  }
  const port = await freePort();
  const first = await makeServer('first', port);
  first.start();
  await behindPooler(first);
  await disturbed('a restart', first, async () => {
    first.stop('fast');
    first.start();
  });
  await disturbed('a crash', first, async () => {
    first.stop('immediate');
    first.start();
  });
  // A second server follows the first, and takes its place under the same address.
  run(
    `${bin}/pg_basebackup`,
    '-D',
    join(folder, 'second'),
    '-d',
    first.url.replace('/postgres', ''),
    '-R',
    '-X',
    'stream',
    '--no-sync',
  );
  const second = await makeServer('second', await freePort(), false);
  second.start();
  await disturbed('a fail-over', first, async () => {
    // Nothing is under way to the follower when the first ends in order: what it has acknowledged, the second has.
    first.stop('fast');
    run(`${bin}/pg_ctl`, '-D', second.data, '-w', 'promote');
    second.stop('fast');
    const taking = await makeServer('second', port, false);
    taking.start();
  });
  await (await makeServer('second', port, false)).stop('fast');
} finally {
  for (const name of ['first', 'second'])
    try {
      run(`${bin}/pg_ctl`, '-D', join(folder, name), '-m', 'immediate', 'stop');
    } catch {
      // It has ended.
    }
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(`\n${passed} ok, ${failed} failed\n`);
process.exitCode = failed > 0 ? 1 : 0;

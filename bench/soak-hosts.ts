// Three processes on three network addresses with one PostgreSQL and no common disk; one is killed, one frozen, one cut off:
// `npm run long -- hosts [LEASE_MS] [ROUNDS]`. Needs Linux, root, `ip` (Debian: iproute2) and PostgreSQL's own programs (Debian: postgresql).
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Data, openData } from '../src/data/client.ts';
import { newId } from '../src/data/id.ts';
import { migrate } from '../src/data/migrate.ts';
import { messageId } from '../src/jobs/mail.ts';
import { createSmtp, type Smtp } from '../test/fakes/smtp.ts';
import { compare } from './soak-connections.ts';

const run = (...[program = '', ...args]: string[]) => execFileSync(program, args, { stdio: 'pipe' });
const net = '10.213.77';
const bridge = 'carteira-br';
const from = 'carteira@horizonte.com.br';

interface Host {
  name: string;
  address: string;
  cable(state: 'up' | 'down'): void;
}

function makeHosts(count: number): Host[] {
  run('ip', 'link', 'add', bridge, 'type', 'bridge');
  run('ip', 'addr', 'add', `${net}.1/24`, 'dev', bridge);
  run('ip', 'link', 'set', bridge, 'up');
  return Array.from({ length: count }, (_, i) => {
    const [name, cable, address] = [`carteira-${i}`, `carteira-v${i}`, `${net}.${10 + i}`];
    run('ip', 'netns', 'add', name);
    run('ip', 'link', 'add', cable, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name);
    run('ip', 'link', 'set', cable, 'master', bridge, 'up');
    for (const link of ['lo', 'eth0']) run('ip', '-n', name, 'link', 'set', link, 'up');
    run('ip', '-n', name, 'addr', 'add', `${address}/24`, 'dev', 'eth0');
    return { name, address, cable: (state) => void run('ip', 'link', 'set', cable, state) };
  });
}

function removeHosts(count: number): void {
  for (let i = 0; i < count; i++)
    try {
      run('ip', 'netns', 'del', `carteira-${i}`);
    } catch {
      // It was not made.
    }
  try {
    run('ip', 'link', 'del', bridge);
  } catch {
    // Nor was that.
  }
}

/** A PostgreSQL of its own, for the hosts and for us. */
function makeServer(folder: string): { url: string; stop(): void } {
  const bin = `/usr/lib/postgresql/${readdirSync('/usr/lib/postgresql').sort().at(-1)}/bin`;
  const data = join(folder, 'pg');
  const owner = ['runuser', '-u', 'postgres', '--'];
  run('chown', 'postgres', folder);
  run(...owner, `${bin}/initdb`, '-D', data, '-U', 'carteira', '-A', 'trust', '--no-sync');
  writeFileSync(join(data, 'pg_hba.conf'), `host all all ${net}.0/24 trust\n`);
  const options = `-p 5437 -c listen_addresses=${net}.1 -c unix_socket_directories=`;
  run(...owner, `${bin}/pg_ctl`, '-D', data, '-o', options, '-l', join(folder, 'pg.log'), '-w', 'start');
  return {
    url: `postgresql://carteira@${net}.1:5437/postgres`,
    stop: () => void run(...owner, `${bin}/pg_ctl`, '-D', data, '-m', 'immediate', '-w', 'stop'),
  };
}

interface Copy {
  host: Host;
  child: ChildProcess;
  /** Deeds that it has said were done, and when. */
  deeds: { deed: string; at: number }[];
}

function begin(host: Host, args: readonly string[]): Copy {
  const program = [process.execPath, '--import', 'tsx', 'bench/stream-connections.ts', ...args];
  const child = spawn('ip', ['netns', 'exec', host.name, ...program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const deeds: Copy['deeds'] = [];
  createInterface({ input: child.stdout! }).on('line', (line) => {
    if (/^\w+ \S+ \S+\.com$/.test(line)) deeds.push({ deed: line, at: Date.now() });
  });
  return { host, child, deeds };
}

const ways = ['killed', 'frozen', 'cut off'] as const;

export interface HostsFigures {
  way: (typeof ways)[number];
  /** Until what was in its hands came from another, in seconds: the window. */
  window: number;
  /** The longest that the others were without a deed meanwhile, in seconds. */
  pause: number;
  /** What it held at that moment. */
  held: number;
  /** Letters that came a second time, under the same id, by it or by another. */
  repeated: number;
  /** Of those, what it said to its end after it woke although another had sent it already: at most what it had begun to say. */
  afterWaking: number;
}

/** One fault, from its beginning until all that was in the hands of the one has come. */
async function fault(
  way: (typeof ways)[number],
  copies: readonly Copy[],
  { data, smtp, lease }: { data: Data; smtp: Smtp; lease: number },
): Promise<HostsFigures> {
  const [victim, ...others] = copies as [Copy, ...Copy[]];
  const start = smtp.arrived.length;
  const at = Date.now();
  if (way === 'killed') victim.child.kill('SIGKILL');
  else if (way === 'frozen') victim.child.kill('SIGSTOP');
  else victim.host.cable('down');
  const held = await data.db.outbox.findMany({
    where: { state: 'pending', lease: { not: null } },
    select: { key: true },
  });
  // Longer than its lease, and than the server waits for the rest of its transaction.
  await sleep(Math.max(lease * 1.5, 20_000));
  const woke = Date.now();
  const known = new Set(smtp.arrived.map((each) => each.messageId));
  if (way === 'frozen') victim.child.kill('SIGCONT');
  if (way === 'cut off') victim.host.cable('up');
  await sleep(5000);
  const came = smtp.arrived.slice(start);
  const ids = new Set(held.map(({ key }) => messageId(key, from)));
  const firsts = came.filter((each) => ids.has(each.messageId) && each.at < woke);
  const times = others.flatMap(({ deeds }) => deeds.map((each) => each.at)).filter((each) => each >= at && each < woke);
  const gaps = [at, ...times.sort((a, b) => a - b), woke].map((each, i, all) => each - (all[i - 1] ?? each));
  const seen = new Set<string>(smtp.arrived.slice(0, start).map((each) => each.messageId));
  const again = came.filter(({ messageId }) => seen.size === seen.add(messageId).size);
  return {
    way,
    window: (Math.max(at, ...firsts.map((each) => each.at)) - at) / 1000,
    pause: Math.max(...gaps) / 1000,
    held: held.length,
    repeated: again.length,
    afterWaking: again.filter(
      (each) => each.at >= woke && each.by.endsWith(victim.host.address) && known.has(each.messageId),
    ).length,
  };
}

export async function soakHosts({ lease, rounds }: { lease: number; rounds: number }) {
  const folder = mkdtempSync(join(tmpdir(), 'carteira-hosts-'));
  const figures: HostsFigures[] = [];
  const copies: Copy[] = [];
  let server: ReturnType<typeof makeServer> | undefined;
  try {
    const hosts = makeHosts(3);
    server = makeServer(folder);
    await migrate(server.url);
    const data = openData(server.url, { connections: 2 });
    const smtp = await createSmtp({ host: `${net}.1` });
    const firmId = newId();
    const firm = { id: firmId, name: 'Horizonte Contábil', email: 'marina@horizonte.com.br', createdAt: new Date() };
    await data.db.firm.create({ data: firm });
    await data.db.provenAddress.create({ data: { email: firm.email, firmId, provenAt: firm.createdAt } });
    let runs = 0;
    const copy = (host: Host) => {
      const fresh = begin(host, [server!.url, smtp.url, firmId, String(runs++), String(lease)]);
      copies.push(fresh);
      return fresh;
    };
    let now = hosts.map(copy);
    const busy = async () => {
      for (let left = 600; left > 0 && now.some(({ deeds }) => deeds.length < 5); left--) await sleep(100);
    };
    for (let n = 0; n < rounds * ways.length; n++) {
      await busy();
      const way = ways[n % ways.length]!;
      process.stderr.write(`${way}\n`);
      figures.push(await fault(way, now, { data, smtp, lease }));
      const [victim, ...others] = now as [Copy, ...Copy[]];
      // Each in turn; what was killed is started anew.
      now = [...others, way === 'killed' ? copy(victim.host) : victim];
    }
    process.stderr.write('the rest is sent\n');
    for (const { child } of now) child.kill('SIGTERM');
    for (const end = Date.now() + 300_000; Date.now() < end; await sleep(500)) {
      if ((await data.db.outbox.count({ where: { state: 'pending' } })) === 0) break;
      const later = { state: 'pending', dueAt: { gt: new Date() } };
      await data.db.$transaction((tx) => tx.outbox.updateMany({ where: later, data: { dueAt: new Date() } }));
    }
    const whole = await compare(
      data,
      smtp,
      copies.flatMap(({ deeds }) => deeds.map(({ deed }) => deed)),
    );
    for (const { child } of now) {
      if (child.exitCode !== null) throw new Error('a process has ended by itself');
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }
    await smtp.stop();
    await data.close();
    return { figures, whole };
  } finally {
    for (const { child } of copies) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    server?.stop();
    removeHosts(3);
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === import.meta.filename) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/lib/postgresql'))
    throw new Error('this needs root, `ip` and PostgreSQL');
  const [lease = 4000, rounds = 1] = process.argv.slice(2).map(Number);
  const { figures, whole } = await soakHosts({ lease, rounds });
  console.table(figures);
  process.stdout.write(`${JSON.stringify(whole)}\n`);
  const wrong = whole.missing.length + whole.lost + whole.dead.length + whole.doubled.length + whole.odd.length;
  if (wrong > 0 || figures.some(({ window, afterWaking, held }) => window * 1000 > lease + 5000 || afterWaking > held))
    process.exitCode = 1;
}

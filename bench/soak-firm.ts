// What a firm costs: its rows and bytes at rest, and a day of it in rows, bytes and CPU seconds, of our process and of PostgreSQL; and what a
// process costs that serves nobody. `npm run long -- firm [FIRMS] [CLIENTS]`; TEST_DATABASE_URL names an empty database, else it is SQLite.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCore, registry } from '../src/core.ts';
import { type Data, openData } from '../src/data/client.ts';
import { newId } from '../src/data/id.ts';
import { migrate } from '../src/data/migrate.ts';
import { createSecret } from '../src/data/secret.ts';
import { features } from '../src/features.ts';
import { mailSender } from '../src/jobs/mail.ts';
import { createOutbox } from '../src/jobs/outbox.ts';
import { runsOf } from '../src/jobs/runs.ts';
import { sweep } from '../src/jobs/sweep.ts';
import type { Asked, Core, Outcome } from '../src/kit/incoming.ts';
import { benchToday, firmId, seedFirms } from './seed.ts';

const people = 8;
const quiet = { info: () => undefined, warn: () => undefined, error: (fields: object) => console.error(fields) };
/** Eight in the morning in São Paulo, and the rest of that day. */
const morning = new Date(`${benchToday}T11:00:00Z`);

export interface FirmFigures {
  firms: number;
  clients: number;
  atRest: { rows: number; bytes: number };
  aDay: { asked: number; sent: number; rows: number; bytes: number; cpu: number; database: number };
  /** Where the rows of that day are. */
  tables: Readonly<Record<string, number>>;
  /** CPU seconds in a day of a process that nobody asks anything, and of its database. */
  idle: { cpu: number; database: number };
  /** Connections of one process, busy. */
  connections: number;
}

const tablesOf = async (data: Data): Promise<string[]> =>
  data.provider === 'sqlite'
    ? (
        await data.all<{ name: string }>(
          `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'`,
          [],
        )
      ).map(({ name }) => name)
    : (await data.all<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`, [])).map(
        ({ name }) => name,
      );

/** What the database holds, with its indexes. */
async function held(data: Data): Promise<{ rows: number; bytes: number; tables: Map<string, number> }> {
  const tables = new Map<string, number>();
  for (const table of await tablesOf(data))
    tables.set(table, Number((await data.all<{ n: number }>(`SELECT count(*) AS n FROM "${table}"`, []))[0]!.n));
  const [size] =
    data.provider === 'sqlite'
      ? await data.all<{ n: number }>(
          'SELECT page_count * page_size AS n FROM pragma_page_count(), pragma_page_size()',
          [],
        )
      : await data.all<{ n: number }>('SELECT pg_database_size(current_database()) AS n', []);
  return { rows: [...tables.values()].reduce((sum, n) => sum + n), bytes: Number(size!.n), tables };
}

/** The servers of PostgreSQL that work for this database. */
const serversOf = async (data: Data): Promise<number[]> =>
  data.provider === 'sqlite'
    ? []
    : (await data.all<{ pid: number }>('SELECT pid FROM pg_stat_activity WHERE datname = current_database()', [])).map(
        ({ pid }) => pid,
      );

/** CPU seconds of other processes on this machine, in hundredths of a second; those that have ended meanwhile are not in it. */
function secondsOf(pids: readonly number[]): number {
  let ticks = 0;
  for (const pid of pids) {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ');
      ticks += Number(fields[11]) + Number(fields[12]);
    } catch {
      // Elsewhere, or over.
    }
  }
  return ticks / 100;
}

/** CPU seconds that some work takes, here and in PostgreSQL. */
async function spent(data: Data, work: () => Promise<unknown>): Promise<{ cpu: number; database: number }> {
  const pids = await serversOf(data);
  const [began, before] = [process.cpuUsage(), secondsOf(pids)];
  await work();
  const { user, system } = process.cpuUsage(began);
  return { cpu: (user + system) / 1e6, database: secondsOf(await serversOf(data)) - before };
}

const told = (outcome: Outcome): Outcome => {
  if (outcome.kind === 'view' && outcome.refused) throw new Error(JSON.stringify(outcome.view).slice(0, 400));
  return outcome;
};

/** A working day: sixty commands of eight people, and four clients who are invited. */
async function workingDay(core: Core, firm: number, clients: number): Promise<number> {
  let n = 0;
  const ask = async (asked: Asked) => {
    const user = `U${firm}-${n++ % people}`;
    const place = {
      platform: 'slack',
      workspace: `T${firm}`,
      user,
      locale: 'pt-BR',
      isAdmin: async () => false,
    } as const;
    return told(await core.handle({ key: newId(), place, asked }));
  };
  const type = (command: string, text = '') => ask({ kind: 'typed', command, text });
  for (let i = 0; i < 16; i++) await type('carteira');
  for (const text of ['', 'vencimento:30d', 'situacao:conectado', 'padaria', '', 'vencimento:7d'])
    for (let i = 0; i < 4; i++) await type('clientes', text);
  for (let i = 0; i < 20; i++) await type('cliente', String(firm * 1_000_000 + ((i * 7) % clients)).padStart(14, '0'));
  n = people * 2;
  for (let i = 0; i < 4; i++) {
    n = people * (3 + i);
    const form = await type('convidar', `email:novo${i}@cliente${firm}.com.br Cliente Novo ${i}`);
    if (form.kind !== 'form') continue;
    n = people * (3 + i);
    const fields = Object.fromEntries(form.form.fields.map(({ name, value }) => [name, value ?? '']));
    await ask({ kind: 'submit', id: form.form.id, fields });
  }
  return 60 + 8;
}

export async function soakFirm({
  url,
  firms,
  clients,
  ticks = 10,
}: {
  url: string;
  firms: number;
  clients: number;
  /** So many minutes of rest are looked at. */
  ticks?: number;
}): Promise<FirmFigures> {
  await migrate(url);
  const data = openData(url);
  const clean = async () => {
    if (data.provider === 'postgresql') await data.db.$executeRawUnsafe('VACUUM');
  };
  try {
    const empty = await held(data);
    await seedFirms(url, firms, clients, people);
    const rest = await held(data);

    const secret = createSecret('a secret of at least thirty-two characters');
    let now = morning;
    const clock = () => now;
    const [publicUrl, dataDir] = ['https://carteira.example.com', join(tmpdir(), 'carteira-firm-files')];
    const core = createCore({ data, secret, publicUrl, clock, limit: () => 0, log: quiet });
    let sent = 0;
    const post = async () => ({ ok: true as const, message: `m${++sent}` });
    const house = { data, secret, publicUrl, dataDir, registry, log: quiet };
    const runs = runsOf(features, { house, post, linkTo: () => undefined, clock, dataDir } as never);
    const deliver = async () => ({ ok: true as const, message: `m${++sent}` });
    const mail = mailSender({ deliver, from: 'Carteira <carteira@example.com>', keep: false });
    const outbox = createOutbox({ data, secret, senders: { mail, ...runs.senders }, clock, log: quiet });
    const tasks = [sweep(data, quiet), ...runs.tasks];
    const minute = async () => {
      for (const task of tasks) await task.run(now);
      await outbox.drain();
    };
    /** Nothing has happened: the clock's tasks once, and the outbox looks every second. */
    const quietMinute = async () => {
      await minute();
      for (let second = 1; second < 60; second++) await outbox.drain();
    };

    // What the first of everything compiles and prepares is nobody's day.
    await minute();
    await core.handle({
      key: newId(),
      place: { platform: 'slack', workspace: 'T0', user: 'U0-0', locale: 'pt-BR', isAdmin: async () => false },
      asked: { kind: 'typed', command: 'carteira', text: '' },
    });
    const still = await spent(data, async () => {
      for (let i = 0; i < ticks; i++) await quietMinute();
    });

    await data.db.$transaction((tx) =>
      tx.schedule.createMany({
        data: Array.from({ length: firms }, (_, firm) => {
          const where = { place: 'channel', platform: 'slack', workspace: `T${firm}`, channel: `C${firm}` };
          const times = { nextAt: new Date(now.getTime() - 1000), settledUntil: new Date(now.getTime() - 86_400_000) };
          const stamps = { createdAt: now, updatedAt: now };
          return {
            id: newId(),
            firmId: firmId(firm),
            kind: 'expiry',
            rule: 'weekdays 08:00',
            ...where,
            ...times,
            ...stamps,
          };
        }),
      }),
    );
    await clean();
    const before = await held(data);
    sent = 0;
    let asked = 0;
    const busy = await spent(data, async () => {
      await minute();
      for (let firm = 0; firm < firms; firm++) {
        asked += await workingDay(core, firm, clients);
        await outbox.drain();
      }
      // What an invitation waits for before its letter goes.
      now = new Date(morning.getTime() + 8 * 3_600_000);
      await minute();
    });
    const connections = (await serversOf(data)).length;
    await clean();
    const after = await held(data);
    const each = (value: number) => value / firms;
    return {
      firms,
      clients,
      atRest: { rows: each(rest.rows - empty.rows), bytes: each(rest.bytes - empty.bytes) },
      aDay: {
        asked: each(asked),
        sent: each(sent),
        rows: each(after.rows - before.rows),
        bytes: each(after.bytes - before.bytes),
        cpu: each(busy.cpu),
        database: each(busy.database),
      },
      tables: Object.fromEntries(
        [...after.tables].flatMap(([name, n]) => {
          const more = each(n - (before.tables.get(name) ?? 0));
          return more > 0 ? [[name, more]] : [];
        }),
      ),
      idle: { cpu: (still.cpu / ticks) * 1440, database: (still.database / ticks) * 1440 },
      connections,
    };
  } finally {
    await data.close();
  }
}

if (process.argv[1] === import.meta.filename) {
  const [firms = 200, clients = 100] = process.argv.slice(2).map(Number);
  const folder = mkdtempSync(join(tmpdir(), 'carteira-firm-'));
  const url = process.env.TEST_DATABASE_URL ?? `file:${join(folder, 'firm.db')}`;
  const { atRest, aDay, tables, idle, connections } = await soakFirm({ url, firms, clients });
  rmSync(folder, { recursive: true, force: true });
  const kb = (bytes: number) => `${Math.round(bytes / 1000)} kB`;
  const s = (seconds: number) => `${seconds.toFixed(2)} s`;
  const lines = [
    `${firms} firms of ${clients} clients and ${people} people, on ${url.split(':')[0]}`,
    `a firm at rest: ${Math.round(atRest.rows)} rows, ${kb(atRest.bytes)} with indexes`,
    `a day of it: ${aDay.asked} asked, ${aDay.sent.toFixed(1)} messages sent, ${Math.round(aDay.rows)} rows, ${kb(aDay.bytes)} more`,
    `in ${Object.entries(tables)
      .sort(([, a], [, b]) => b - a)
      .map(([name, n]) => `${name} ${n.toFixed(1)}`)
      .join(', ')}`,
    `CPU of that day: ${s(aDay.cpu)} of the process, ${s(aDay.database)} of PostgreSQL`,
    `a process that nobody asks: ${s(idle.cpu)} in a day, ${s(idle.database)} of PostgreSQL`,
    `connections of a process: ${connections}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

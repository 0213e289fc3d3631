// Kills a process again and again while it invites, asks and decides: `npm run soak -- connections [KILLS]`.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Data, openData } from '../src/data/client.ts';
import { newId } from '../src/data/id.ts';
import { migrate } from '../src/data/migrate.ts';
import { messageId } from '../src/jobs/mail.ts';
import { createSmtp, type Smtp } from '../test/fakes/smtp.ts';

export interface SoakFigures {
  kills: number;
  /** Deeds the process had said were done. */
  acknowledged: number;
  /** Of those, what the database does not say, or says otherwise. */
  missing: string[];
  /** Letters the database says were to be sent, and how many of them never came. */
  letters: number;
  lost: number;
  /** Why letters were put aside. */
  dead: string[];
  /** Letters that came more than once, always under the same id. */
  repeated: number;
  /** Letters to the same person about the same thing under another id. */
  doubled: string[];
  /** Decisions without exactly one audit row, agreed ones without a consent. */
  odd: string[];
}

const from = 'carteira@horizonte.com.br';

interface Run {
  child: ChildProcess;
  /** Resolves when there are so many deeds. */
  busy: Promise<unknown>;
}

function start(args: readonly string[], deeds: string[], enough = 1): Run {
  let mine = 0;
  const child = spawn(process.execPath, ['--import', 'tsx', 'bench/stream-connections.ts', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout! });
  const busy = new Promise<void>((resolve) => {
    child.on('close', () => resolve());
    lines.on('line', (line) => {
      // readline hands out an unfinished last line as well: a deed has three words, and its address ends so.
      if (!/^\w+ \S+ \S+\.com$/.test(line)) return;
      deeds.push(line);
      if (++mine >= enough) resolve();
    });
  });
  return { child, busy };
}

async function kill({ child }: Run): Promise<void> {
  const gone = once(child, 'close');
  child.kill('SIGKILL');
  await gone;
}

/** What was acknowledged, against what is there. */
export async function compare(data: Data, smtp: Smtp, deeds: readonly string[]): Promise<Omit<SoakFigures, 'kills'>> {
  const { db } = data;
  const requests = new Map(
    (await db.connectionRequest.findMany({ include: { consents: true } })).map((each) => [each.id, each]),
  );
  const audits = await db.audit.findMany({ where: { subject: { startsWith: 'request:' } } });
  const rows = await db.outbox.findMany({ where: { kind: 'mail' } });
  const count = new Map<string, number>();
  for (const { messageId } of smtp.arrived) count.set(messageId, (count.get(messageId) ?? 0) + 1);
  const came = (key: string) => count.has(messageId(key, from));
  const missing: string[] = [];
  for (const deed of deeds) {
    const [verb = '', id = '', email = ''] = deed.split(' ');
    const request = requests.get(id);
    const letter =
      verb === 'invited'
        ? smtp.arrived.some((each) => each.to[0] === email)
        : verb === 'asked' || verb === 'cancelled' || came(`mail:decided:${id}`);
    const stands = verb === 'invited' || verb === 'asked' ? request !== undefined : request?.state === verb;
    if (!stands || request?.email !== email || !letter) missing.push(deed);
  }
  const odd = [...requests.values()]
    .filter((each) => {
      const decisions = audits.filter(
        (audit) => audit.subject === `request:${each.id}` && /\.(accept|decline|cancel)$/.test(audit.verb),
      );
      const agreed = each.direction === 'client_to_firm' || each.state === 'accepted';
      return decisions.length !== (each.state === 'pending' ? 0 : 1) || each.consents.length !== (agreed ? 1 : 0);
    })
    .map((each) => `${each.id} ${each.direction} ${each.state}`);
  const subjects = new Map<string, Set<string>>();
  for (const { to, raw, messageId } of smtp.arrived) {
    const subject = /^subject:((?:.*\r\n[ \t])*.*)/im.exec(raw)?.[1] ?? '';
    const about = `${to[0]} ${subject}`;
    subjects.set(about, (subjects.get(about) ?? new Set()).add(messageId));
  }
  return {
    acknowledged: deeds.length,
    missing,
    letters: rows.length,
    lost: rows.filter((row) => !came(row.key)).length,
    dead: rows
      .filter((row) => row.state === 'dead')
      .map((row) => `${row.key.split(':')[1]}, ${row.attempts}: ${row.error}`),
    repeated: [...count.values()].reduce((sum, each) => sum + each - 1, 0),
    doubled: [...subjects].filter(([, ids]) => ids.size > 1).map(([about]) => about),
    odd,
  };
}

/** Kills whoever invites and decides, `kills` times; then lets one send what is left. The database must be migrated and empty. */
export async function soakConnections({
  url,
  kills,
  patience = 90_000,
}: {
  url: string;
  kills: number;
  patience?: number;
}): Promise<SoakFigures> {
  const data = openData(url, { connections: 2 });
  const smtp = await createSmtp();
  const firmId = newId();
  const firm = { id: firmId, name: 'Horizonte Contábil', email: 'marina@horizonte.com.br', createdAt: new Date() };
  await data.db.firm.create({ data: firm });
  await data.db.provenAddress.create({ data: { email: firm.email, firmId, provenAt: firm.createdAt } });
  const deeds: string[] = [];
  const args = [url, smtp.url, firmId];
  for (let n = 0; n < kills; n++) {
    // Taken, and never answered: this one has to come again, under the same id. Not of the first runs: each kill was a try already.
    if (n >= kills / 2) smtp.cut(`c${n}-1@example.com`);
    // At any moment, but while it works: a time alone is long for one machine, and over before anything happens on another.
    const run = start([...args, String(n)], deeds, 2 + Math.floor(Math.random() * 10));
    await run.busy;
    await sleep(Math.random() * 200);
    await kill(run);
  }
  const last = start(args, deeds);
  try {
    for (const end = Date.now() + patience; Date.now() < end; await sleep(500)) {
      if ((await data.db.outbox.count({ where: { state: 'pending' } })) === 0) break;
      // Each kill was a try of what was on its way, and the next may be hours away: here they pass at once.
      const later = { state: 'pending', dueAt: { gt: new Date() } };
      await data.db.$transaction((tx) => tx.outbox.updateMany({ where: later, data: { dueAt: new Date() } }));
    }
  } finally {
    await kill(last);
  }
  const figures = await compare(data, smtp, deeds);
  await smtp.stop();
  await data.close();
  return { kills, ...figures };
}

if (process.argv[1] === import.meta.filename) {
  const folder = mkdtempSync(join(tmpdir(), 'carteira-soak-'));
  const url = process.env.TEST_DATABASE_URL ?? `file:${join(folder, 'soak.db')}`;
  await migrate(url);
  const figures = await soakConnections({ url, kills: Number(process.argv[2] ?? 200), patience: 300_000 });
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  rmSync(folder, { recursive: true, force: true });
}

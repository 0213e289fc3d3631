// Kills a process with an outbox again and again while messages are written: `node --import tsx bench/soak-outbox.ts [KILLS]`.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openData } from '../src/data/client.ts';
import { newId } from '../src/data/id.ts';
import { migrate } from '../src/data/migrate.ts';
import { messageId } from '../src/jobs/mail.ts';
import { createSmtp } from '../test/fakes/smtp.ts';

export interface SoakFigures {
  kills: number;
  written: number;
  /** Messages that never came. */
  lost: number;
  /** Messages that came more than once: taken by the server, but not yet marked when the process was killed. */
  repeated: number;
  /** Messages that came again after they had been marked as sent. */
  repeatedAfterMark: number;
  /** Messages that came under an id that is no row's. */
  foreign: number;
  workers: number;
}

const from = 'carteira@horizonte.com.br';
const workers = 8;

async function drainer(databaseUrl: string, smtpUrl: string): Promise<ChildProcess> {
  const options = [`workers=${workers}`, 'lease=4000', 'timeout=3000', 'poll=50'];
  const child = spawn(process.execPath, ['--import', 'tsx', 'bench/drain.ts', databaseUrl, smtpUrl, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout!, 'data');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/**
 * Writes messages and kills whoever sends them, `kills` times; then lets one finish: until nothing is left, or nothing has come for
 * `patience` milliseconds. The database must be migrated.
 */
export async function soakOutbox({
  url,
  kills,
  patience = 20_000,
}: {
  url: string;
  kills: number;
  patience?: number;
}): Promise<SoakFigures> {
  const data = openData(url, { connections: 2 });
  const smtp = await createSmtp();
  const ids = new Map<string, string>();
  const times = () => {
    const count = new Map<string, number>();
    for (const { messageId } of smtp.arrived) count.set(messageId, (count.get(messageId) ?? 0) + 1);
    return count;
  };
  const marked = new Map<string, number>();
  let written = 0;
  const write = async (count: number) => {
    const now = new Date();
    const rows = Array.from({ length: count }, () => {
      const key = `soak:${written++}`;
      ids.set(messageId(key, from), key);
      const payload = JSON.stringify({ to: `c${written}@example.com`, subject: key, text: key, html: `<p>${key}</p>` });
      // A third of them in lanes, which must not get stuck behind a row whose process was killed.
      return {
        id: newId(),
        key,
        kind: 'mail',
        lane: written % 3 ? '' : `lane${written % 4}`,
        payload,
        dueAt: now,
        createdAt: now,
      };
    });
    await data.db.$transaction((tx) => tx.outbox.createMany({ data: rows }));
  };
  let child = await drainer(url, smtp.url);
  try {
    for (let n = 0; n < kills; n++) {
      const before = smtp.arrived.length;
      await write(40);
      // At any moment, but while it works.
      for (const end = Date.now() + patience; smtp.arrived.length === before && Date.now() < end; ) await sleep(5);
      await sleep(Math.random() * 120);
      await kill(child);
      const sent = await data.db.outbox.findMany({ where: { state: 'sent' }, select: { key: true } });
      const count = times();
      for (const { key } of sent) if (!marked.has(key)) marked.set(key, count.get(messageId(key, from)) ?? 0);
      child = await drainer(url, smtp.url);
    }
    for (
      let [end, seen] = [0, -1];
      (await data.db.outbox.count({ where: { state: 'pending' } })) > 0;
      await sleep(100)
    ) {
      if (smtp.arrived.length > seen) end = Date.now() + patience;
      if (Date.now() > end) break;
      seen = smtp.arrived.length;
    }
  } finally {
    await kill(child);
  }
  const count = times();
  await smtp.stop();
  await data.close();
  return {
    kills,
    written,
    lost: [...ids.keys()].filter((id) => !count.has(id)).length,
    repeated: [...count.values()].reduce((sum, each) => sum + each - 1, 0),
    repeatedAfterMark: [...marked].filter(([key, before]) => count.get(messageId(key, from)) !== before).length,
    foreign: [...count.keys()].filter((id) => !ids.has(id)).length,
    workers,
  };
}

if (process.argv[1] === import.meta.filename) {
  const folder = mkdtempSync(join(tmpdir(), 'carteira-soak-'));
  const url = process.env.TEST_DATABASE_URL ?? `file:${join(folder, 'soak.db')}`;
  await migrate(url);
  process.stdout.write(`${JSON.stringify(await soakOutbox({ url, kills: Number(process.argv[2] ?? 200) }))}\n`);
  rmSync(folder, { recursive: true, force: true });
}

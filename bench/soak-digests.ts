// Kills a process again and again while digests go out: `node --import tsx bench/soak-digests.ts [KILLS]`.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openData } from '../src/data/client.ts';
import { newId } from '../src/data/id.ts';
import { migrate } from '../src/data/migrate.ts';
import { createSink } from './sink.ts';

export interface DigestSoak {
  kills: number;
  due: number;
  /** Channels that got no message. */
  lost: number;
  /** Channels that got more than one: different keys for what was one slot. */
  doubled: number;
  /** Messages under the same key that came again, because nobody lived to mark them: a platform that knows keys shows one. */
  repeated: number;
}

async function start(url: string, port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bench/send-digests.ts', url, String(port)], {
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

/** Makes digests due and kills whoever runs and sends them, at any moment of it. The database must be migrated. */
export async function soakDigests({
  url,
  kills,
  round = 25,
  patience = 30_000,
}: {
  url: string;
  kills: number;
  round?: number;
  patience?: number;
}): Promise<DigestSoak> {
  const data = openData(url, { connections: 2 });
  const sink = await createSink();
  const firmId = newId();
  await data.db.firm.create({ data: { id: firmId, name: 'Escritório', createdAt: new Date() } });
  let due = 0;
  const make = async () => {
    const now = new Date();
    const stamps = { nextAt: now, settledUntil: new Date(now.getTime() - 25 * 3_600_000), createdAt: now, updatedAt: now };
    const rows = Array.from({ length: round }, () => ({
      id: newId(),
      firmId,
      kind: 'expiry',
      rule: 'daily 00:00',
      place: 'channel',
      platform: 'test',
      workspace: 'w',
      channel: `C${due++}`,
      sendEmpty: true,
      onHoliday: 'next',
      ...stamps,
    }));
    await data.db.$transaction((tx) => tx.schedule.createMany({ data: rows }));
  };
  const keys = () => {
    const byChannel = new Map<string, Set<string>>();
    for (const line of sink.seen.keys()) {
      const [channel = '', key = ''] = line.split(' ');
      byChannel.set(channel, (byChannel.get(channel) ?? new Set()).add(key));
    }
    return byChannel;
  };
  let child = await start(url, sink.port);
  try {
    for (let n = 0; n < kills; n++) {
      const before = sink.seen.size;
      await make();
      // At any moment of it: from before anything is run until most of it is sent.
      const share = Math.random() * round;
      for (const end = Date.now() + patience; sink.seen.size < before + share && Date.now() < end; ) await sleep(2);
      await sleep(Math.random() * 20);
      await kill(child);
      child = await start(url, sink.port);
    }
    for (const end = Date.now() + 2 * patience; keys().size < due && Date.now() < end; ) await sleep(50);
  } finally {
    await kill(child);
  }
  const seen = keys();
  await sink.stop();
  await data.close();
  return {
    kills,
    due,
    lost: due - seen.size,
    doubled: [...seen.values()].filter((each) => each.size > 1).length,
    repeated: [...sink.seen.values()].reduce((sum, times) => sum + times - 1, 0),
  };
}

if (process.argv[1] === import.meta.filename) {
  const folder = mkdtempSync(join(tmpdir(), 'carteira-soak-'));
  const url = process.env.TEST_DATABASE_URL ?? `file:${join(folder, 'soak.db')}`;
  await migrate(url);
  const figures = await soakDigests({ url, kills: Number(process.argv[2] ?? 100) });
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  rmSync(folder, { recursive: true, force: true });
  process.exit(figures.lost + figures.doubled > 0 ? 1 : 0);
}

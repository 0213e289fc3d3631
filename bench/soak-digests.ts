// Kills a process again and again while digests go out: `node --import tsx bench/soak-digests.ts [KILLS] [sink | slack | blind]`, to a receiver
// that knows keys, to a Slack that lets us look, or to one that does not.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openData } from '../src/data/client.ts';
import { newId } from '../src/data/id.ts';
import { migrate } from '../src/data/migrate.ts';
import { startFakeSlack } from '../test/fakes/slack/server.ts';
import { createSink } from './sink.ts';

export interface DigestSoak {
  kills: number;
  due: number;
  /** Channels that got no message. */
  lost: number;
  /** Channels in which more than one stands: different keys for what was one slot, or a platform that knows no keys. */
  doubled: number;
  /** Messages that were sent or looked for again, because nobody lived to mark them: a platform that knows keys shows one. */
  repeated: number;
}

/** What takes the digests, and what came there. */
interface Receiver {
  platform: string;
  target: string;
  /** How many messages came, and by channel how many stand there. */
  came(): number;
  standing(): Map<string, number>;
  repeated(): number;
  stop(): Promise<void>;
}

async function sinkReceiver(): Promise<Receiver> {
  const { port, seen, stop } = await createSink();
  const standing = () => {
    const keys = new Map<string, number>();
    for (const line of seen.keys()) {
      const [channel = ''] = line.split(' ');
      keys.set(channel, (keys.get(channel) ?? 0) + 1);
    }
    return keys;
  };
  const repeated = () => [...seen.values()].reduce((sum, times) => sum + times - 1, 0);
  return { platform: 'test', target: String(port), came: () => seen.size, standing, repeated, stop };
}

async function slackReceiver(channels: number, blind: boolean): Promise<Receiver> {
  const { state, apiUrl, stop } = await startFakeSlack();
  for (let n = 0; n < channels; n++) state.channels.set(`C${n}`, { member: true });
  if (!blind) state.scopes.add('channels:history');
  const standing = () => {
    const messages = new Map<string, number>();
    for (const { channel } of state.messages) messages.set(channel, (messages.get(channel) ?? 0) + 1);
    return messages;
  };
  const repeated = () => state.calls.filter(({ method }) => method === 'conversations.history').length;
  return { platform: 'slack', target: apiUrl, came: () => state.messages.length, standing, repeated, stop };
}

async function start(url: string, target: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bench/send-digests.ts', url, target], {
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
  to = 'sink',
  round = 25,
  patience = 30_000,
}: {
  url: string;
  kills: number;
  to?: 'sink' | 'slack' | 'blind';
  round?: number;
  patience?: number;
}): Promise<DigestSoak> {
  const data = openData(url, { connections: 2 });
  const receiver = to === 'sink' ? await sinkReceiver() : await slackReceiver(kills * round, to === 'blind');
  const firmId = newId();
  await data.db.firm.create({ data: { id: firmId, name: 'Escritório', createdAt: new Date() } });
  let due = 0;
  const make = async () => {
    const now = new Date();
    const stamps = {
      nextAt: now,
      settledUntil: new Date(now.getTime() - 25 * 3_600_000),
      createdAt: now,
      updatedAt: now,
    };
    const rows = Array.from({ length: round }, () => ({
      id: newId(),
      firmId,
      kind: 'expiry',
      rule: 'daily 00:00',
      place: 'channel',
      platform: receiver.platform,
      workspace: 'w',
      channel: `C${due++}`,
      sendEmpty: true,
      onHoliday: 'next',
      ...stamps,
    }));
    await data.db.$transaction((tx) => tx.schedule.createMany({ data: rows }));
  };
  let child = await start(url, receiver.target);
  try {
    for (let n = 0; n < kills; n++) {
      const before = receiver.came();
      await make();
      // At any moment of it: from before anything is run until most of it is sent.
      const share = Math.random() * round;
      for (const end = Date.now() + patience; receiver.came() < before + share && Date.now() < end; ) await sleep(2);
      await sleep(Math.random() * 20);
      await kill(child);
      child = await start(url, receiver.target);
    }
    for (const end = Date.now() + 2 * patience; receiver.standing().size < due && Date.now() < end; ) await sleep(50);
  } finally {
    await kill(child);
  }
  const standing = receiver.standing();
  await receiver.stop();
  await data.close();
  return {
    kills,
    due,
    lost: due - standing.size,
    doubled: [...standing.values()].filter((count) => count > 1).length,
    repeated: receiver.repeated(),
  };
}

if (process.argv[1] === import.meta.filename) {
  const folder = mkdtempSync(join(tmpdir(), 'carteira-soak-'));
  const url = process.env.TEST_DATABASE_URL ?? `file:${join(folder, 'soak.db')}`;
  await migrate(url);
  const figures = await soakDigests({
    url,
    kills: Number(process.argv[2] ?? 100),
    to: (process.argv[3] ?? 'sink') as 'sink',
  });
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  rmSync(folder, { recursive: true, force: true });
  process.exit(figures.lost + figures.doubled > 0 ? 1 : 0);
}

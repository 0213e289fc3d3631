import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Data, openData } from '../src/data/client.ts';
import { newId } from '../src/data/id.ts';
import { migrate } from '../src/data/migrate.ts';
import { line, type Result } from './report.ts';
import { createSink } from './sink.ts';

export interface OutboxFigures {
  sent: number;
  perSecond: number;
  /** Megabytes the process held at most during the first tenth, and during all of it. */
  rssTenth: number;
  rssPeak: number;
}

/** A backlog of messages of a mail's usual length, all due. */
export async function fill(data: Data, count: number, now: Date): Promise<void> {
  const payload = JSON.stringify({
    to: 'cliente@example.com',
    subject: 'Convite',
    text: 'x'.repeat(800),
    html: 'x'.repeat(4000),
  });
  for (let done = 0; done < count; done += 1000) {
    const rows = Array.from({ length: Math.min(1000, count - done) }, (_, i) => ({
      id: newId(),
      key: `bench:${done + i}`,
      kind: 'bench',
      payload,
      dueAt: now,
      createdAt: now,
    }));
    await data.db.outbox.createMany({ data: rows });
  }
}

/** How fast a process of its own sends a backlog to a receiver on this machine, and what it holds in memory meanwhile. */
export async function measureOutbox(url: string, messages: number): Promise<OutboxFigures> {
  await migrate(url);
  const data = openData(url);
  await fill(data, messages, new Date());
  await data.close();
  const sink = await createSink();
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'bench/drain.ts', url, `tcp://127.0.0.1:${sink.port}`, 'once'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const figures = JSON.parse(await text(child.stdout)) as OutboxFigures;
  await sink.stop();
  const repeated = [...sink.seen.values()].filter((times) => times !== 1).length;
  if (figures.sent !== messages || sink.seen.size !== messages || repeated > 0)
    throw new Error(`${figures.sent} of ${messages} were sent, ${sink.seen.size} arrived, ${repeated} more than once`);
  return figures;
}

/** The outbox drains at 500 messages a second or more to a receiver on this machine, and holds no more for a longer backlog. */
export async function benchOutbox(): Promise<Result[]> {
  const results: Result[] = [];
  for (const messages of [20_000, 100_000]) {
    const folder = mkdtempSync(join(tmpdir(), 'carteira-bench-'));
    try {
      const { perSecond, rssTenth, rssPeak } = await measureOutbox(`file:${join(folder, 'bench.db')}`, messages);
      const what = `outbox, a backlog of ${messages / 1000},000`;
      results.push(line(`${what}, SQLite`, `${perSecond} messages/s`, perSecond / 500, { atLeast: 1 }));
      results.push(
        line(`${what}, memory`, `${rssPeak} MB at most, ${rssTenth} MB in its first tenth`, rssPeak / rssTenth, {
          atMost: 1.5,
        }),
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return results;
}

if (process.argv[1] === import.meta.filename) await benchOutbox();

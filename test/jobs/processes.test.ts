import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { fill } from '../../bench/outbox.ts';
import { createSink } from '../../bench/sink.ts';
import { soakOutbox } from '../../bench/soak-outbox.ts';
import { databases } from '../database.ts';

describe.each(databases)('processes with an outbox on one $provider database', ({ open }) => {
  it('three of them send one backlog: every message exactly once', { timeout: 120_000 }, async () => {
    const { data, url, drop } = await open();
    await fill(data, 3000, new Date());
    const sink = await createSink();
    const run = async () => {
      const child = spawn(
        process.execPath,
        ['--import', 'tsx', 'bench/drain.ts', url, `tcp://127.0.0.1:${sink.port}`, 'once', 'workers=16'],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      return (JSON.parse(await text(child.stdout)) as { sent: number }).sent;
    };
    const sent = await Promise.all([run(), run(), run()]);
    expect(sent.reduce((sum, each) => sum + each)).toBe(3000);
    expect(sink.seen.size).toBe(3000);
    expect([...sink.seen.values()].filter((times) => times !== 1)).toEqual([]);
    expect(await data.db.outbox.count({ where: { state: 'sent', attempts: 0 } })).toBe(3000);
    await sink.stop();
    await drop();
  });

  it('killed again and again, they lose nothing, and send nothing again that was marked', { timeout: 240_000 }, async () => {
    const { url, drop } = await open();
    const kills = 10;
    const figures = await soakOutbox({ url, kills });
    expect(figures).toMatchObject({ written: 400, lost: 0, repeatedAfterMark: 0, foreign: 0 });
    expect(figures.repeated).toBeLessThanOrEqual(kills * figures.workers);
    await drop();
  });
});

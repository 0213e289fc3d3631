import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { fill } from '../../bench/outbox.ts';
import { createSink } from '../../bench/sink.ts';
import { soakOutbox } from '../../bench/soak-outbox.ts';
import { databases } from '../database.ts';

/** The same at large, by name: `npm run soak -- outbox 200`. */
const backlog = 1200;

// On one database, PostgreSQL where there is one; on the other by name: npm run soak.
describe.each(databases.slice(-1))('processes with an outbox on one $provider database', ({ open }) => {
  it('three of them send one backlog: every message exactly once', { timeout: 120_000 }, async () => {
    const { data, url, drop } = await open();
    await fill(data, backlog, new Date());
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
    expect(sent.reduce((sum, each) => sum + each)).toBe(backlog);
    expect(sink.seen.size).toBe(backlog);
    expect([...sink.seen.values()].filter((times) => times !== 1)).toEqual([]);
    expect(await data.db.outbox.count({ where: { state: 'sent', attempts: 0 } })).toBe(backlog);
    await sink.stop();
    await drop();
  });

  it('killed again and again, they lose nothing, and send nothing again that was marked', {
    timeout: 240_000,
  }, async () => {
    const { url, drop } = await open();
    const kills = 4;
    const figures = await soakOutbox({ url, kills });
    expect(figures).toMatchObject({ written: 40 * kills, lost: 0, repeatedAfterMark: 0, foreign: 0 });
    expect(figures.repeated).toBeLessThanOrEqual(kills * figures.workers);
    await drop();
  });
});

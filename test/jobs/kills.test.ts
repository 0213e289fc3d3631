import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Data } from '../../src/data/client.ts';
import { claim, release, settle } from '../../src/jobs/service/queue.ts';
import { databases, type TestDatabase } from '../database.ts';
import { testNow } from '../house.ts';
import { minutes, ok, postOffice } from './fixture.ts';

describe.each(databases)('the outbox of a process that is killed, on $provider', ({ open }) => {
  let database: TestDatabase;
  let data: Data;
  let now = testNow;
  beforeAll(async () => {
    database = await open();
    data = database.data;
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    now = testNow;
    await data.db.outbox.deleteMany();
  });

  const { put, box } = postOffice({ data: () => data, clock: () => now });
  const row = (key: string) => data.db.outbox.findUniqueOrThrow({ where: { key } });

  it('does not count a try that a kill cut short', async () => {
    const key = await put();
    for (let i = 0; i < 20; i++) {
      expect(await claim(data, now, { limit: 1, lease: 1000 })).toHaveLength(1);
      now = minutes(i + 1);
    }
    expect((await box(async () => ok).drain()).sent).toBe(1);
    expect((await row(key)).attempts).toBe(0);
  });

  it('puts aside what ended the process every time it was begun, and nothing that was only taken beside it', async () => {
    const [key, ...others] = await Promise.all(
      Array.from({ length: 12 }, (_, i) => put(i % 4 === 1 ? { lane: `c${i}` } : {})),
    );
    const deadly = (await row(key!)).id;
    let kills = 0;
    // What is given back was not begun.
    await release(data, await claim(data, now, { limit: 32, lease: 1000 }));
    expect((await row(key!)).claims).toBe(0);
    for (let i = 0; i < 200 && kills < 30; i++) {
      const rows = await claim(data, now, { limit: 32, lease: 1000 });
      // A kill leaves all as they are.
      if (rows.some(({ id }) => id === deadly)) kills++;
      else
        await settle(
          data,
          now,
          rows.map((each) => ({ row: each, verdict: { state: 'sent', message: '' } })),
        );
      now = minutes(i + 1);
    }
    expect(kills).toBe(30);
    // Kills at random may have hit it, too: it waits longer and longer, and goes when nothing ends its try.
    expect(await box(async () => ok).drain()).toMatchObject({ dead: 0, retried: 1 });
    for (const other of others) expect((await row(other)).state).toBe('sent');
    now = new Date(now.getTime() + 10_000);
    expect(await claim(data, now, { limit: 32, lease: 1000 })).toHaveLength(1);
    now = new Date(now.getTime() + 10_000);
    expect(await box(async () => ok).drain()).toMatchObject({ sent: 0, retried: 1 });
    const waits = (await row(key!)).dueAt.getTime() - now.getTime();
    expect(waits).toBeGreaterThan(10_000);
    now = new Date(now.getTime() + waits);
    const later = { at: now, row: await row(key!) };
    expect(await box(async () => ok).drain()).toMatchObject({ sent: 1, dead: 0 });
    // A day of that is enough.
    const { dueAt, claims } = later.row;
    await data.db.outbox.update({
      where: { key: key! },
      data: { state: 'pending', claims, dueAt, createdAt: minutes(-25 * 60) },
    });
    expect(await box(async () => ok).drain()).toMatchObject({ sent: 0, dead: 1 });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Data } from '../../src/data/client.ts';
import { claim, release } from '../../src/jobs/service/queue.ts';
import type { Delivered } from '../../src/kit/incoming.ts';
import { databases, type TestDatabase } from '../database.ts';
import { testNow } from '../house.ts';
import { minutes, ok, postOffice } from './fixture.ts';

describe.each(databases)('doubt about a message, on $provider', ({ open }) => {
  let database: TestDatabase;
  let data: Data;
  let now = testNow;
  beforeAll(async () => {
    database = await open();
    data = database.data;
  });
  afterAll(() => database.drop());

  const { put, box } = postOffice({ data: () => data, clock: () => now });

  it('is said with every try after one that may have arrived, and with no other', async () => {
    const [killed, refused] = [await put(), await put()];
    const said: Record<string, unknown[]> = {};
    const answers: Delivered[] = [
      { ok: false, reason: 'down', unsure: true },
      { ok: false, reason: 'asked to wait', wait: 1000 },
      { ok: false, reason: 'no' },
    ];
    const outbox = box(async (_, { key, since }) => {
      said[key] ??= [];
      said[key].push(since);
      return answers[said[key].length - 1] ?? ok;
    });
    // Taken by a process that never said what came of it; the other was given back as it was.
    await claim(data, now, { limit: 2, lease: 1000 }).then((rows) =>
      release(
        data,
        rows.filter(({ key }) => key === refused),
      ),
    );
    for (let i = 0; i < 4; i++) {
      now = minutes(i + 1);
      await outbox.drain();
    }
    expect(said).toEqual({ [killed]: Array(4).fill(testNow), [refused]: [undefined, testNow, testNow, testNow] });
    const plain = await put();
    answers.splice(0, 3, { ok: false, reason: 'no' });
    for (let i = 5; i < 7; i++) {
      now = minutes(i);
      await outbox.drain();
    }
    expect(said[plain]).toEqual([undefined, undefined]);
  });
});

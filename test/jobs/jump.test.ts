import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { registry } from '../../src/core.ts';
import { write } from '../../src/data/write.ts';
import { runDue } from '../../src/digests/service/run.ts';
import { contextOf } from '../../src/firms/context.ts';
import type { Outbox } from '../../src/jobs/outbox.ts';
import { settingsBack } from '../../src/jobs/service/jump.ts';
import { deleteExpired } from '../../src/jobs/service/purge.ts';
import { claim } from '../../src/jobs/service/queue.ts';
import type { UserError } from '../../src/kit/errors.ts';
import type { Delivered } from '../../src/kit/incoming.ts';
import { databases, type TestDatabase } from '../database.ts';
import { addClient, parts } from '../digests/fixture.ts';
import { button, house, quiet, testNow, testSecret } from '../house.ts';
import { minutes, ok, postOffice } from './fixture.ts';

describe.each(databases)('a clock that jumps, on $provider', ({ open }) => {
  let database: TestDatabase;
  let now = testNow;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    now = testNow;
    await database.data.db.outbox.deleteMany();
  });
  const { put, box } = postOffice({ data: () => database.data, clock: () => now });
  const row = (key: string) => database.data.db.outbox.findUniqueOrThrow({ where: { key } });

  /** Sends all that is due, and lets the clock jump while the first message is on its way. */
  async function onTheWay(jump: number, answers: readonly Delivered[]): Promise<string[]> {
    const sent: string[] = [];
    let outbox: Outbox;
    const send = async (_: unknown, { key }: { key: string }) => {
      sent.push(key);
      if (sent.length === 1) {
        now = minutes(jump);
        // It is looked for what is due, with every lease over, before the first has its answer.
        outbox.wake();
        for (let n = 0; n < 20; n++) await database.data.db.outbox.count();
      }
      return answers[sent.length - 1] ?? ok;
    };
    outbox = box(send, { workers: 1 });
    await outbox.drain();
    return sent;
  }

  it.each([60, -60])('sends once what is on its way and what waits behind it, %d minutes later', async (jump) => {
    const keys = [await put(), await put(), await put(), await put({ lane: 'a' }), await put({ lane: 'a' })];
    expect((await onTheWay(jump, [])).sort()).toEqual(keys.sort());
    expect(await database.data.db.outbox.count({ where: { state: 'sent' } })).toBe(5);
  });

  it('tries again what failed on its way while the clock jumped ahead, after its time and not after a lease', async () => {
    const key = await put();
    expect(await onTheWay(60, [{ ok: false, reason: 'no' }])).toEqual([key]);
    const { dueAt, lease, attempts } = await row(key);
    expect({ lease, attempts }).toEqual({ lease: null, attempts: 1 });
    expect(dueAt.getTime() - now.getTime()).toBeLessThan(60_000);
  });

  it('sends at once what was written or taken just before the clock was set back, also by a process that is gone', async () => {
    const key = await put();
    const later = await put({ dueAt: minutes(30) });
    const taken = await put();
    await database.data.db.outbox.update({ where: { key: later }, data: { createdAt: testNow } });
    // Taken by a process that is gone, whose clock was an hour ahead, as was this one's when it wrote the first.
    await claim(database.data, now, { limit: 2, lease: 120_000 });
    await database.data.db.outbox.updateMany({ where: { key }, data: { lease: null, leaseUntil: null } });
    now = minutes(-60);
    const sent: string[] = [];
    const outbox = box(async (_, once) => {
      sent.push(once.key);
      return ok;
    });
    await outbox.drain();
    expect(sent).toEqual([key]);
    now = minutes(-57);
    await outbox.drain();
    expect(sent.sort()).toEqual([key, taken].sort());
    expect((await row(later)).dueAt).toEqual(minutes(30));
  });

  it('does a delivery once, on either side of a jump', async () => {
    const { data } = database;
    const { firmId } = await house(data);
    const said: string[] = [];
    for (const jump of [0, 60, -60, 0]) {
      const ctx = contextOf(
        { data, secret: testSecret, publicUrl: '', registry, log: quiet },
        {
          firm: { id: firmId, name: 'Firma', timeZone: 'UTC', version: 0 },
          actor: { kind: 'system', id: 'test' },
          from: 'cli',
          now: minutes(jump),
          key: `once:${firmId}`,
        },
      );
      await deleteExpired(data, minutes(jump));
      await write(ctx, 'manage', ({ audit }) => audit('thing.done')).then(
        () => said.push('done'),
        (error: UserError) => said.push(error.code),
      );
    }
    expect(said).toEqual(['done', 'repeated', 'repeated', 'repeated']);
    expect(await data.db.audit.count({ where: { firmId, verb: 'thing.done' } })).toBe(1);
  });

  it('sends a digest once for its slot, early when the clock is ahead, and the next one at its time', async () => {
    const { data } = database;
    const { admin, firmId } = await house(data, { clock: () => now });
    admin.place.channel = 'C1';
    await addClient(data, firmId, { name: 'Padaria Vencida', expiresOn: '2026-11-10' });
    await admin.press(button(await admin.type('/resumo'), /dias úteis às 8h, aqui/));
    const tuesday = new Date('2026-11-17T08:00-03:00').getTime();
    const runs: string[] = [];
    // An hour ahead at half past seven, back again, eight o'clock, and an hour back after that; then Wednesday.
    for (const [minute] of [[-31], [30], [-29], [0], [1], [-59], [2], [1440]] as const)
      for (const { key } of await runDue(parts(data), new Date(tuesday + minute * 60_000)))
        runs.push(`${minute} ${key.split(':').slice(1).join(':')}`);
    expect(runs).toEqual(['30 2026-11-17T08:00', '1440 2026-11-18T08:00']);
  });
});

describe('a clock', () => {
  it('was set back when it shows less than what has passed', () => {
    let [at, passed] = [testNow.getTime(), 0];
    const back = settingsBack(
      () => new Date(at),
      () => passed,
    );
    // Before the first look nobody knows.
    const seen = [back()];
    for (const [by, took] of [
      [60_000, 60_000],
      [3_600_000, 1000],
      [-3_600_000, 1000],
      [1000, 1000],
      [0, 3000],
    ] as const) {
      at += by;
      passed += took;
      seen.push(back());
    }
    expect(seen).toEqual([true, false, false, true, false, false]);
  });
});

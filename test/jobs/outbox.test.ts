import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { registry } from '../../src/core.ts';
import { type Data, openData } from '../../src/data/client.ts';
import { write } from '../../src/data/write.ts';
import { contextOf } from '../../src/firms/context.ts';
import { outboxHealth } from '../../src/jobs/reads.ts';
import type { Sender } from '../../src/jobs/sender.ts';
import { purgeOutbox } from '../../src/jobs/service/purge.ts';
import { claim, settle } from '../../src/jobs/service/queue.ts';
import type { Delivered } from '../../src/kit/incoming.ts';
import { databases, type TestDatabase } from '../database.ts';
import { house, quiet, testNow, testSecret } from '../house.ts';
import { minutes, ok, postOffice } from './fixture.ts';

describe.each(databases)('the outbox on $provider', ({ open }) => {
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

  it('sends what is due once, with its key, and nothing of it stays', async () => {
    const key = await put({ payload: { hello: 'you' } });
    const later = await put({ dueAt: minutes(1) });
    const seen: unknown[] = [];
    const outbox = box(async (payload, { key: sent }) => {
      seen.push([payload, sent]);
      return ok;
    });
    expect(await outbox.drain()).toEqual({ sent: 1, retried: 0, dead: 0 });
    expect(await outbox.drain()).toEqual({ sent: 0, retried: 0, dead: 0 });
    expect(seen).toEqual([[{ hello: 'you' }, key]]);
    expect(await row(key)).toMatchObject({
      state: 'sent',
      sentAt: now,
      attempts: 0,
      lease: null,
      leaseUntil: null,
      payload: '{}',
    });
    expect((await row(later)).state).toBe('pending');
  });

  it('opens a sealed payload, and keeps it where the sender says so', async () => {
    const key = await put({ payload: { sealed: testSecret.seal('{"link":"x"}') } });
    const seen: unknown[] = [];
    await box({
      keep: true,
      send: async (payload) => {
        seen.push(payload);
        return ok;
      },
    }).drain();
    expect(seen).toEqual([{ link: 'x' }]);
    expect((await row(key)).payload).toContain('sealed');
  });

  it('tries again with longer and longer waits, always under the same key, and puts aside after ten tries', async () => {
    const key = await put();
    const keys: string[] = [];
    const at: number[] = [];
    const outbox = box(async (_, { key: sent }) => {
      keys.push(sent);
      at.push((now.getTime() - testNow.getTime()) / 1000);
      throw new Error('maria@example.com is not there\r\nreally');
    });
    for (let i = 0; i < 12; i++) {
      await outbox.drain();
      now = new Date(Math.max(now.getTime(), (await row(key)).dueAt.getTime()));
    }
    expect(keys).toEqual(Array(10).fill(key));
    expect(at).toEqual([0, 5, 20, 65, 200, 605, 1820, 5465, 12665, 19865]);
    expect(await row(key)).toMatchObject({ state: 'dead', attempts: 10, error: '… is not there really', dueAt: now });
  });

  it('gives a message up at once when its place is gone, and tells the admins once; never about a notice', async () => {
    const gone: Delivered = { ok: false, reason: 'the channel was deleted', gone: true };
    const key = await put({ firmId: 'f1' });
    const told: unknown[] = [];
    const notices: Sender = {
      send: async (payload) => {
        told.push(payload);
        return gone;
      },
    };
    const outbox = box(async () => gone, { senders: { test: { send: async () => gone }, notice: notices } });
    expect(await outbox.drain()).toEqual({ sent: 0, retried: 0, dead: 2 });
    const notice = await row(`notice:${key}`);
    expect(notice).toMatchObject({ kind: 'notice', firmId: 'f1', state: 'dead' });
    expect(told).toEqual([{ firmId: 'f1', kind: 'test', key, reason: 'the channel was deleted' }]);
    // For a week it can be corrected and sent again; then it holds nothing any more.
    await purgeOutbox(data, new Date(now.getTime() + 6 * 86_400_000));
    expect((await row(key)).payload).not.toBe('{}');
    await purgeOutbox(data, new Date(now.getTime() + 8 * 86_400_000));
    expect((await row(key)).payload).toBe('{}');
    expect(await data.db.outbox.count()).toBe(2);
    const health = await outboxHealth(data, now);
    expect(health).toMatchObject({ ok: true, waiting: 0, dead: 2 });
    expect(health.letters.map((letter) => letter.key).sort()).toEqual([key, notice.key].sort());
  });

  it('waits as long as the platform asks; that is no failure, but not for ever', async () => {
    const key = await put();
    let calls = 0;
    const outbox = box(async () => {
      calls++;
      return { ok: false, reason: 'ratelimited', wait: 30_000 };
    });
    for (let i = 0; i < 15; i++) {
      await outbox.drain();
      await outbox.drain();
      now = new Date(now.getTime() + 30_000);
    }
    expect(calls).toBe(15);
    expect(await row(key)).toMatchObject({ state: 'pending', attempts: 0, error: 'ratelimited' });
    now = minutes(25 * 60);
    for (let i = 0; i < 12; i++) {
      await outbox.drain();
      now = new Date(now.getTime() + 30_000);
    }
    expect((await row(key)).state).toBe('dead');
  });

  it('sends a lane one after the other, in order; lanes do not wait for each other', async () => {
    for (let i = 0; i < 20; i++)
      await put({ lane: i % 2 ? 'odd' : 'even', payload: { i }, createdAt: minutes(-20 + i), dueAt: minutes(-20 + i) });
    const order: Record<string, number[]> = { odd: [], even: [] };
    const busy = new Set<string>();
    let most = 0;
    await box(async (payload) => {
      const { i } = payload as { i: number };
      const lane = i % 2 ? 'odd' : 'even';
      expect(busy.has(lane)).toBe(false);
      busy.add(lane);
      most = Math.max(most, busy.size);
      await new Promise((resolve) => setTimeout(resolve, 5));
      order[lane]!.push(i);
      busy.delete(lane);
      return ok;
    }).drain();
    expect(order).toEqual({ even: [0, 2, 4, 6, 8, 10, 12, 14, 16, 18], odd: [1, 3, 5, 7, 9, 11, 13, 15, 17, 19] });
    expect(most).toBe(2);
  });

  it('keeps the order of a lane over a short failure; a message that fails on steps aside', async () => {
    const first = await put({ lane: 'c', dueAt: minutes(-2) });
    const second = await put({ lane: 'c', dueAt: minutes(-1) });
    const sent: string[] = [];
    const outbox = box(async (_, { key }) => {
      sent.push(key);
      return key === first ? { ok: false, reason: 'no' } : ok;
    });
    for (let i = 0; i < 4; i++) {
      await outbox.drain();
      expect(sent).toEqual(Array(i + 1).fill(first));
      now = (await row(first)).leaseUntil!;
    }
    await outbox.drain();
    expect(sent.slice(4)).toEqual([first, second]);
  });

  it('keeps the pace of a lane', async () => {
    for (let i = 0; i < 4; i++) await put({ lane: 'c' });
    const at: number[] = [];
    await box({
      pace: 60,
      send: async () => {
        at.push(performance.now());
        return ok;
      },
    }).drain();
    const gaps = at.slice(1).map((each, i) => each - at[i]!);
    expect(gaps).toHaveLength(3);
    expect(Math.min(...gaps)).toBeGreaterThan(55);
  });

  it('sends a lane one after the other though two work on it', async () => {
    for (let i = 0; i < 30; i++) await put({ lane: `lane${i % 3}`, dueAt: minutes(-60 + i), payload: { i } });
    // Two connections of one process to SQLite would only wait for each other.
    const other = data.provider === 'sqlite' ? data : openData(database.url, { connections: 3 });
    const busy = new Set<string>();
    const order: number[] = [];
    const send: Sender['send'] = async (payload) => {
      const { i } = payload as { i: number };
      expect(busy.has(`lane${i % 3}`)).toBe(false);
      busy.add(`lane${i % 3}`);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 8));
      order.push(i);
      busy.delete(`lane${i % 3}`);
      return ok;
    };
    const both = [box(send, { poll: 5 }), box(send, { data: other, poll: 5 })];
    for (const each of both) each.start();
    await expect.poll(() => order.length, { timeout: 10_000 }).toBe(30);
    await Promise.all(both.map((each) => each.stop()));
    if (other !== data) await other.close();
    for (const lane of [0, 1, 2])
      expect(order.filter((i) => i % 3 === lane)).toEqual(Array.from({ length: 10 }, (_, i) => i * 3 + lane));
    expect(await data.db.outbox.count({ where: { state: 'sent', attempts: 0 } })).toBe(30);
  });

  it('is not undone by somebody else’s transaction that fails meanwhile', async () => {
    const keys = await Promise.all(Array.from({ length: 20 }, () => put()));
    let calls = 0;
    const outbox = box(async () => {
      calls++;
      await new Promise((resolve) => setTimeout(resolve, 5));
      return ok;
    });
    const failing = async () => {
      for (let i = 0; i < 10; i++) {
        const undone = data.db.$transaction(async (tx) => {
          await tx.delivery.create({ data: { key: 'undone', expiresAt: now } });
          await new Promise((resolve) => setTimeout(resolve, 10));
          throw new Error('undone');
        });
        await expect(undone).rejects.toThrow('undone');
      }
    };
    await Promise.all([failing(), outbox.drain()]);
    expect(calls).toBe(20);
    for (const key of keys) expect((await row(key)).state).toBe('sent');
  });

  it('marks and records in one transaction; a record that fails does not send again', async () => {
    const key = await put();
    let calls = 0;
    await box({
      send: async () => {
        calls++;
        return { ok: true, message: 'm1' };
      },
      sent: async (tx, _, message) => {
        await tx.delivery.create({ data: { key: `posted:${message}`, expiresAt: now } });
      },
    }).drain();
    expect(await data.db.delivery.count({ where: { key: 'posted:m1' } })).toBe(1);
    expect([calls, (await row(key)).state]).toEqual([1, 'sent']);
    await data.db.delivery.deleteMany();
  });

  it('leaves a row alone whose lease is another one; a lease that ran out is taken over', async () => {
    const key = await put();
    const [mine] = await claim(data, now, { limit: 10, lease: 60_000 });
    expect(await claim(data, now, { limit: 10, lease: 60_000 })).toEqual([]);
    now = minutes(2);
    const [theirs] = await claim(data, now, { limit: 10, lease: 60_000 });
    expect(theirs).toMatchObject({ key, attempts: 0 });
    await settle(data, now, [{ row: mine!, verdict: { state: 'dead', reason: 'too late to say so' } }]);
    expect((await row(key)).state).toBe('pending');
    await settle(data, now, [{ row: mine!, verdict: { state: 'sent', message: '' } }]);
    expect((await row(key)).state).toBe('sent');
  });

  it('does not begin what could not end within its lease', async () => {
    const key = await put();
    const clock = [now];
    let calls = 0;
    const outbox = box(
      async () => {
        calls++;
        return ok;
      },
      // Claimed at noon; when its turn comes, the lease has almost run out.
      { clock: () => clock.shift() ?? minutes(1.5), lease: 120_000, timeout: 45_000, workers: 1 },
    );
    expect(await outbox.drain()).toMatchObject({ sent: 1, retried: 1 });
    expect([calls, (await row(key)).attempts]).toEqual([1, 0]);
    expect(() => box(async () => ok, { lease: 1000, timeout: 1000 })).toThrow('lease');
  });

  it('goes on without a sender that does not answer, and without one it does not have', async () => {
    const [slow, unknown] = [await put(), await put({ kind: 'nobody' })];
    await box(() => new Promise(() => undefined), { timeout: 20 }).drain();
    expect(await row(slow)).toMatchObject({ state: 'pending', error: 'no answer within 20 ms' });
    expect(await row(unknown)).toMatchObject({ state: 'pending', error: 'nobody sends nobody' });
  });

  it('stops: what is on its way ends, what was not begun is given back', async () => {
    const keys = await Promise.all(Array.from({ length: 6 }, () => put()));
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    let begun = 0;
    const outbox = box(
      async () => {
        begun++;
        await gate;
        return ok;
      },
      { workers: 2 },
    );
    outbox.start();
    await expect.poll(() => begun).toBe(2);
    const stopped = outbox.stop();
    release();
    await stopped;
    const rows = await Promise.all(keys.map(row));
    expect(rows.filter((each) => each.state === 'sent')).toHaveLength(2);
    for (const each of rows.filter((each) => each.state !== 'sent'))
      expect(each).toMatchObject({ state: 'pending', attempts: 0, lease: null, leaseUntil: null });
    expect(begun).toBe(2);
    expect(data.afterWrite).toBeUndefined();
  });

  it('stops in time when something never ends, and that is sent again after its lease', async () => {
    const key = await put();
    const outbox = box(() => new Promise(() => undefined), { grace: 50, timeout: 60_000, lease: 120_000 });
    outbox.start();
    await expect.poll(() => outbox.health().inFlight).toBe(1);
    await outbox.stop();
    expect((await row(key)).state).toBe('pending');
    now = minutes(3);
    expect((await box(async () => ok).drain()).sent).toBe(1);
  });

  it('is awake at once after a write, and finds by itself what others wrote', async () => {
    const outbox = box(async () => ok, { poll: 50 });
    outbox.start();
    const key = await put();
    await expect.poll(async () => (await row(key)).state, { timeout: 3000 }).toBe('sent');
    await outbox.stop();
    const waking = box(async () => ok, { poll: 60_000 });
    waking.start();
    await expect.poll(() => waking.health().lookedAt).toBeDefined();
    const { firmId } = await house(data, { clock: () => now });
    const firm = { id: firmId, name: 'Horizonte', timeZone: 'America/Sao_Paulo', version: 0 };
    const parts = { data, secret: testSecret, publicUrl: 'http://localhost:3000', registry, log: quiet };
    const ctx = contextOf(parts, { firm, actor: { kind: 'system', id: 'test' }, from: 'test', now });
    await write(ctx, 'manage', (w) =>
      w.enqueue({ key: 'written', kind: 'test', lane: 'c', payload: { link: 'x' }, sealed: true }),
    );
    await expect.poll(async () => (await row('written')).state, { timeout: 3000 }).toBe('sent');
    expect(await row('written')).toMatchObject({ lane: 'c', firmId, payload: '{}' });
    await waking.stop();
  });

  it('is not healthy while its database does not answer', async () => {
    let hangs = false;
    const slow: Data = {
      ...data,
      all: (sql, values) => (hangs ? new Promise(() => undefined) : data.all(sql, values)),
    };
    const outbox = box(async () => ok, { data: slow, poll: 10, grace: 50 });
    outbox.start();
    await expect.poll(() => outbox.health()).toMatchObject({ ok: true, lookedAt: now });
    hangs = true;
    now = minutes(2);
    expect(outbox.health().ok).toBe(false);
    await outbox.stop();
  });

  it('is not healthy while what is due does not leave', async () => {
    await put({ dueAt: minutes(-6) });
    await put({ dueAt: minutes(60) });
    expect(await outboxHealth(data, now)).toEqual({ ok: false, waiting: 2, lateSeconds: 360, dead: 0, letters: [] });
  });

  it('forgets what was sent 30 days ago, and dead letters after 90', async () => {
    const days = (d: number) => minutes(-d * 24 * 60);
    for (const [state, sentAt, dueAt] of [
      ['sent', days(31), days(31)],
      ['sent', days(29), days(31)],
      ['dead', null, days(89)],
      ['dead', null, days(91)],
      ['pending', null, days(100)],
    ] as const)
      await data.db.outbox.update({ where: { key: await put() }, data: { state, sentAt, dueAt } });
    expect(await purgeOutbox(data, now)).toBe(2);
    expect(await data.db.outbox.count()).toBe(3);
  });
});

import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { companyLimit, createBudget, type Time } from '../../../adapters/conta-azul/budget.ts';
import { createLimits } from '../../../adapters/conta-azul/stand-in/limits.ts';
import { bakery, type Stand, stand } from './fixture.ts';

/** Time that passes when it is told to, with all that falls due in it. */
function createTime(): Time & { pass(ms: number): Promise<void> } {
  let at = 0;
  const due = new Set<{ at: number; work(): void }>();
  return {
    now: () => at,
    after: (ms, work) => {
      const each = { at: at + ms, work };
      due.add(each);
      return () => void due.delete(each);
    },
    pass: async (ms) => {
      const until = at + ms;
      for (;;) {
        await turn();
        const [next] = [...due].filter((each) => each.at <= until).sort((a, b) => a.at - b.at);
        if (!next) break;
        at = next.at;
        due.delete(next);
        next.work();
      }
      at = until;
    },
  };
}

describe('the limits of a company', () => {
  let s: Stand | undefined;
  afterEach(() => s?.stop());

  it('are kept to: ten in a second, however many are wanted at once, and all of them come', async () => {
    s = await stand({ limited: true });
    const books = await s.books(bakery.document);
    await books.company();
    const before = s.fake.requests.length;
    const started = performance.now();
    const sent: number[] = [];
    const listen = () => void sent.push(performance.now());
    subscribe('undici:request:create', listen);
    await Promise.all(Array.from({ length: 25 }, () => books.company()));
    unsubscribe('undici:request:create', listen);
    const statuses = s.fake.requests.slice(before).map((each) => each.status);
    expect(statuses.filter((each) => each === 200)).toHaveLength(25);
    // Counted where they are sent: a busy machine may deliver some closer together, which are refused then and asked again.
    expect(sent.length).toBeGreaterThanOrEqual(25);
    expect(sent.slice(10).filter((at, n) => at - sent[n]! < 1000)).toEqual([]);
    expect(performance.now() - started).toBeGreaterThan(1900);
  });

  it('that another process has spent are waited for', async () => {
    s = await stand({ limited: true });
    const books = await s.books(bakery.document);
    const { access } = await s.tokens(bakery.document);
    const spend = Array.from({ length: 10 }, () =>
      fetch(`${s!.url}/v1/pessoas/conta-conectada`, { headers: { authorization: `Bearer ${access}` } }),
    );
    await Promise.all(spend);
    expect(await books.company()).toMatchObject({ name: bakery.name });
    expect(s.fake.requests.map((each) => each.status)).toContain(429);
  });

  it('let those go first for whom somebody waits', async () => {
    const budget = createBudget({ length: 60, most: 1 });
    const order: string[] = [];
    const take = async (name: string, urgent: boolean) => {
      const arrived = await budget.take('one', { urgent });
      arrived();
      order.push(name);
    };
    await Promise.all([take('first', false), take('later', false), take('latest', false), take('now', true)]);
    expect(order).toEqual(['first', 'now', 'later', 'latest']);
    // Another company has its own.
    const other = performance.now();
    await budget.take('two', {});
    expect(performance.now() - other).toBeLessThan(50);
  });

  it('are given up by whoever does not wait any longer', async () => {
    const budget = createBudget({ length: 60, most: 1 });
    (await budget.take('one', {}))();
    const stop = new AbortController();
    const given = budget.take('one', { signal: stop.signal });
    const next = budget.take('one', {});
    stop.abort(new Error('enough'));
    await expect(given).rejects.toThrow('enough');
    await expect(next).resolves.toBeTypeOf('function');
    await expect(budget.take('one', { signal: stop.signal })).rejects.toThrow('enough');
  });

  describe('by a clock of their own', () => {
    it('count from when a request arrived, as far as its answer tells', async () => {
      const time = createTime();
      const budget = createBudget({ length: 1000, most: 2 }, undefined, time);
      const sent: number[] = [];
      const ask = async (urgent: boolean, took: number) => {
        const arrived = await budget.take('one', { urgent });
        sent.push(time.now());
        time.after(took, arrived);
      };
      // How long an answer takes when nothing holds it up.
      for (let i = 0; i < 300; i++) {
        void ask(false, 50);
        await time.pass(1100);
      }
      const asked = async (...took: number[]) => {
        sent.length = 0;
        const from = time.now();
        for (const each of took) void ask(true, each);
        await time.pass(10_000);
        return sent.map((at) => Math.round((at - from) / 20) * 20);
      };
      expect(await asked(50, 50, 50, 50)).toEqual([0, 0, 1000, 1000]);
      // The first was late by 400 ms: two seconds in which it may have arrived are behind it, not one.
      expect(await asked(450, 50, 50, 50)).toEqual([0, 0, 1000, 1400]);
    });

    it('are spent at an even pace by those for whom nobody waits', async () => {
      const time = createTime();
      const budget = createBudget(companyLimit, undefined, time);
      const sent: number[] = [];
      for (let i = 0; i < 100; i++)
        void budget.take('one', {}).then((arrived) => {
          sent.push(time.now());
          arrived();
        });
      await time.pass(20_000);
      expect(sent).toHaveLength(100);
      const pace = companyLimit.length / companyLimit.most;
      for (let i = 1; i < sent.length; i++) expect(sent[i]! - sent[i - 1]!).toBeGreaterThan(pace * 0.75);
      expect(sent[99]! / pace).toBeLessThan(101);
    });
  });

  it('are a minute’s too, and what we keep to is what is allowed', () => {
    let at = 0;
    const refused = createLimits(() => at);
    const { length, most } = companyLimit;
    // As fast as our own limit lets: ten at once, as soon as the ten before are long enough ago.
    for (let i = 0; i < 2000; i++) {
      if (i > 0 && i % most === 0) at += length;
      expect(refused('one')).toBe(false);
    }
    // Nearly as fast as is allowed: two thousand take 200 seconds.
    expect(at / 1000).toBeLessThan(200 * 1.05);
    expect(refused('one')).toBe(true);
  });
});

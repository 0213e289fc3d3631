import { afterEach, describe, expect, it } from 'vitest';
import { companyLimits, createBudget } from '../../../adapters/conta-azul/budget.ts';
import { createLimits } from '../../fakes/conta-azul/limits.ts';
import { bakery, type Stand, stand } from './stand.ts';

describe('the limits of a company', () => {
  let s: Stand | undefined;
  afterEach(() => s?.stop());

  it('are kept to: ten in a second, however many are wanted at once, and none is refused', async () => {
    s = await stand({ limited: true });
    const books = await s.books(bakery.document);
    await books.company();
    const before = s.fake.requests.length;
    const started = performance.now();
    await Promise.all(Array.from({ length: 25 }, () => books.company()));
    const statuses = s.fake.requests.slice(before).map((each) => each.status);
    expect(statuses.filter((each) => each === 200)).toHaveLength(25);
    // A machine that is busy elsewhere may deliver two a little closer together than they were sent.
    expect(statuses.filter((each) => each === 429).length).toBeLessThan(4);
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
    const budget = createBudget([{ length: 60, most: 1 }]);
    const order: string[] = [];
    const take = async (name: string, urgent: boolean) => {
      await budget.take('one', { urgent });
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
    const budget = createBudget([{ length: 60, most: 1 }]);
    await budget.take('one', {});
    const stop = new AbortController();
    const given = budget.take('one', { signal: stop.signal });
    const next = budget.take('one', {});
    stop.abort(new Error('enough'));
    await expect(given).rejects.toThrow('enough');
    await expect(next).resolves.toBeTypeOf('function');
    await expect(budget.take('one', { signal: stop.signal })).rejects.toThrow('enough');
  });

  it('are a minute’s too, and what we keep to is what is allowed', () => {
    let at = 0;
    const refused = createLimits(() => at);
    // As fast as our own limits let: each window is theirs, and a little longer.
    const [second, minute] = companyLimits as readonly [{ length: number; most: number }, { length: number; most: number }];
    expect([second.most, minute.most]).toEqual([10, 600]);
    const sent: number[] = [];
    const next = () =>
      Math.max(at, ...companyLimits.map(({ length, most }) => (sent.length >= most ? sent[sent.length - most]! + length : 0)));
    for (let i = 0; i < 2000; i++) {
      at = next();
      sent.push(at);
      expect(refused('one')).toBe(false);
    }
    // Nearly as fast as is allowed: two thousand take 200 seconds.
    expect(at / 1000).toBeLessThan(200 * 1.1);
    expect(refused('one') || refused('one')).toBe(true);
  });
});

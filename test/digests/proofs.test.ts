import { describe, expect, it } from 'vitest';
import { soakDigests } from '../../bench/soak-digests.ts';
import { localTicker, simulate } from '../../bench/year-digests.ts';
import { databases } from '../database.ts';

// The same at large, by name: bench/year-digests.ts with 500 firms and processes of their own, bench/soak-digests.ts with 100 kills.
// On one database, PostgreSQL where there is one; on the other by name: npm run soak.
describe.each(databases.slice(-1))('digests over time, on $provider', ({ open, provider }) => {
  it('run every slot once, through changes of clocks, holidays, downtime and restarts', {
    timeout: 300_000,
  }, async () => {
    const { url, drop } = await open();
    const tickers = Array.from({ length: provider === 'sqlite' ? 1 : 3 }, () => localTicker(url));
    // Clocks change in five of the zones, and Easter falls into it.
    const from = new Date('2026-03-06T00:00:00Z');
    const { expected, missing, extra, messages } = await simulate({ url, tickers, firms: 20, days: 34, from });
    await Promise.all(tickers.map((each) => each.stop()));
    expect({ missing, extra }).toEqual({ missing: [], extra: [] });
    expect(expected).toBeGreaterThan(100);
    expect(messages).toBe(expected);
    await drop();
  });

  it.each(['sink', 'slack'] as const)(
    'are neither lost nor doubled when whoever sends them to a %s is killed',
    {
      timeout: 300_000,
    },
    async (to) => {
      const { url, drop } = await open();
      const figures = await soakDigests({ url, kills: 2, to });
      expect(figures).toMatchObject({ due: 50, lost: 0, doubled: 0 });
      await drop();
    },
  );
});

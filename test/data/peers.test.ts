import { describe, expect, it } from 'vitest';
import { openPeers } from '../../src/data/peers.ts';
import { databases } from '../database.ts';
import { quiet } from '../house.ts';

it('processes whose database is away hear nothing, and end at once', async () => {
  let heard = 0;
  const url = 'postgresql://root@127.0.0.1:1/none';
  const peers = openPeers({ url, heard: () => void heard++, log: quiet, rest: 1, again: 5 });
  peers.tell();
  await new Promise((resolve) => setTimeout(resolve, 50));
  await peers.close();
  expect(heard).toBe(0);
});

describe.each(databases.filter(({ provider }) => provider === 'postgresql'))(
  'processes on one $provider',
  ({ open }) => {
    it('hear of each other once for many writes, not of themselves, and again after their connection is lost', async () => {
      const { data, direct: url, drop } = await open();
      const heard = [0, 0];
      const [one, two] = heard.map((_, i) =>
        openPeers({ url, heard: () => void heard[i]!++, log: quiet, rest: 20, again: 20 }),
      );
      try {
        // Each looks once when it begins to listen.
        await expect.poll(() => heard).toEqual([1, 1]);
        for (let i = 0; i < 50; i++) one!.tell();
        await expect.poll(() => heard).toEqual([1, 2]);
        const cut = await data.all<{ n: number }>(
          `SELECT count(pg_terminate_backend(pid)) AS n FROM pg_stat_activity
         WHERE datname = current_database() AND query LIKE ? AND pid <> pg_backend_pid()`,
          ['LISTEN %'],
        );
        expect(cut[0]!.n).toBeGreaterThan(0);
        // What may have been written in between is looked for.
        await expect.poll(() => heard[1]).toBeGreaterThan(2);
        const before = heard[0]!;
        await expect
          .poll(() => {
            two!.tell();
            return heard[0];
          })
          .toBeGreaterThan(before);
      } finally {
        await Promise.all([one!.close(), two!.close()]);
        await drop();
      }
    });
  },
);

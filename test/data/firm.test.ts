import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { soakFirm } from '../../bench/soak-firm.ts';
import { databases } from '../database.ts';

/** The same at large, by name, with what docs/scale.md says of it: `npm run long -- firm`. */
describe.each(databases)('what a firm costs on $provider', ({ provider, open }) => {
  it('is so many rows at rest and in a day, and no connection', { timeout: 120_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'carteira-firm-'));
    const database = await open();
    const url = provider === 'sqlite' ? `file:${join(folder, 'firm.db')}` : database.url;
    const [firms, clients] = [2, 20];
    const { atRest, aDay, tables, idle, connections } = await soakFirm({ url, firms, clients, ticks: 1 });
    // Itself, its workspace, what Slack takes there, its people and who they are, its clients.
    expect(atRest.rows).toBe(clients + 8 * 2 + 5);
    expect(aDay).toMatchObject({ asked: 68, sent: 5 });
    expect(tables).toMatchObject({ Audit: 5, Client: 4, ConnectionRequest: 4, Digest: 1, Outbox: 5 });
    expect(aDay.rows).toBe(Object.values(tables).reduce((sum, n) => sum + n));
    expect([aDay.cpu > 0, idle.cpu > 0, aDay.bytes >= 0]).toEqual([true, true, true]);
    expect(connections).toBeLessThanOrEqual(provider === 'sqlite' ? 0 : 13 + 5);
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });
});

import { describe, expect, it } from 'vitest';
import { soakConnections } from '../../bench/soak-connections.ts';
import { databases } from '../database.ts';

describe.each(databases)('invitations and decisions on $provider', ({ open }) => {
  it('killed at any moment, they lose nothing that was acknowledged, and no letter comes twice under two ids', {
    timeout: 240_000,
  }, async () => {
    const { url, drop } = await open();
    const { acknowledged, letters, repeated, ...figures } = await soakConnections({ url, kills: 8 });
    expect(figures).toEqual({ kills: 8, missing: [], lost: 0, dead: [], doubled: [], odd: [] });
    expect(acknowledged).toBeGreaterThan(8);
    expect(letters).toBeGreaterThan(8);
    // What was on its way when the process ended: eight workers each time, and what the server cut off.
    expect(repeated).toBeLessThanOrEqual(8 * 9);
    await drop();
  });
});

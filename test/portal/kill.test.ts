import { describe, expect, it } from 'vitest';
import { soakConnections } from '../../bench/soak-connections.ts';
import { databases } from '../database.ts';

/** The same at large, by name: `npm run soak -- connections 200`. */
const kills = 4;

// On one database, PostgreSQL where there is one; on the other by name: npm run soak.
describe.each(databases.slice(-1))('invitations and decisions on $provider', ({ open }) => {
  it('killed at any moment, they lose nothing that was acknowledged, and no letter comes twice under two ids', {
    timeout: 240_000,
  }, async () => {
    const { url, drop } = await open();
    const { acknowledged, letters, repeated, ...figures } = await soakConnections({ url, kills });
    expect(figures).toEqual({ kills, missing: [], lost: 0, dead: [], doubled: [], odd: [] });
    expect(acknowledged).toBeGreaterThan(kills);
    expect(letters).toBeGreaterThan(kills);
    // What was on its way when the process ended: eight workers each time, and what the server cut off.
    expect(repeated).toBeLessThanOrEqual(kills * 9);
    await drop();
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases, type TestDatabase } from '../database.ts';
import { histories } from './histories.ts';

// Some of them here; as many as one likes by name: npm run soak -- totals.
describe.each(databases)('random histories on $provider', ({ open }) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.drop());

  it('leave totals that an independent model has too, and that equal their lists', { timeout: 300_000 }, async () => {
    const { done, kinds } = await histories(database.data, { runs: 8, length: 22 });
    // Not everything was refused.
    expect(done).toBeGreaterThan(15);
    expect(kinds.size).toBeGreaterThan(6);
  });
});

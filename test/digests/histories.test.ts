import { describe, it } from 'vitest';
import { checkHistories } from '../../bench/soak-summaries.ts';
import { databases } from '../database.ts';
import { parts } from './fixture.ts';

// A few; many by name: npm run soak -- summaries 500.
describe.each(databases)('summaries of random histories, on $provider', ({ open }) => {
  it('tell what was done, once, to whose it was', { timeout: 120_000 }, async () => {
    const { data, drop } = await open();
    await checkHistories(parts(data), { runs: 4 });
    await drop();
  });
});

import { defineConfig } from 'vitest/config';
import { LongFirst } from './test/order.ts';

export default defineConfig({
  test: {
    pool: 'forks',
    // One more than the cores this is meant for: many a test waits for a process, a database or a clock, and uses none meanwhile.
    maxWorkers: 3,
    // Loading the house costs more than most of its tests: a worker loads it once, and takes file after file.
    isolate: false,
    sequence: { sequencer: LongFirst },
    projects: [
      // What the sources say about themselves: needs no database. A busy machine may take its time over reading them all.
      { extends: true, test: { name: 'habits', include: ['test/habits/**/*.test.ts'], testTimeout: 60_000 } },
      {
        extends: true,
        test: {
          name: 'carteira',
          include: ['test/**/*.test.ts'],
          // Axe looks at every page there is, which takes minutes: by name, `npm run check:axe`.
          exclude: ['test/habits/**', ...(process.env.CHECK_AXE ? [] : ['test/demo/axe.test.ts'])],
          globalSetup: ['test/setup.ts'],
          setupFiles: ['test/no-secrets.ts', 'test/seed.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});

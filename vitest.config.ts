import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      // What the sources say about themselves: needs no database.
      { extends: true, test: { name: 'habits', include: ['test/habits/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'carteira',
          include: ['test/**/*.test.ts'],
          exclude: ['test/habits/**'],
          globalSetup: ['test/setup.ts'],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
});

import { defineConfig } from 'vitest/config';

const errandSetup = { globalSetup: ['apps/server/test/database.ts'], testTimeout: 30_000, hookTimeout: 60_000 };

/** Law uses nothing; errands, house and strangers use the app over the embedded PostgreSQL; journeys use a browser; faults kill processes. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    isolate: false,
    projects: [
      {
        test: {
          name: 'law',
          include: ['apps/**/*.test.ts', 'packages/**/*.test.ts'],
          exclude: ['**/*.api.test.ts', '**/node_modules/**', 'apps/server/test/**'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'errand',
          include: ['apps/**/*.api.test.ts', 'apps/server/test/**/*.test.ts'],
          exclude: ['**/node_modules/**'],
          ...errandSetup,
        },
      },
      // Where a kill or a full disk strikes is left to chance; what happened by an unlucky one is tried once more, and both runs are shown.
      { test: { name: 'fault', include: ['tests/faults/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 60_000, retry: 1 } },
      {
        test: {
          name: 'journey',
          include: ['e2e/**/*.test.ts'],
          globalSetup: ['e2e/city.ts'],
          maxConcurrency: 2,
          testTimeout: 120_000,
          hookTimeout: 150_000,
        },
      },
    ],
  },
});

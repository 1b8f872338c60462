import { defineConfig } from 'vitest/config';

/** Two workers at most: each holds a database of its own, and the product is meant for small machines. */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'contract', environment: 'node', include: ['contract/src/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'server',
          environment: 'node',
          include: ['server/src/**/*.test.ts', 'bench/**/*.test.ts', 'fuzz/**/*.test.ts', 'scripts/**/*.test.ts'],
          globalSetup: ['server/src/kernel/testing/global-setup.ts'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
          // A wait for something that happens, not a measure of how fast.
          expect: { poll: { timeout: 15_000 } },
        },
      },
      { extends: true, test: { name: 'web', environment: 'node', include: ['web/src/**/*.test.{ts,tsx}'] } },
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['e2e/**/*.e2e.ts'],
          globalSetup: ['e2e/global-setup.ts'],
          fileParallelism: false,
          maxConcurrency: 2,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});

import { defineConfig } from 'vitest/config';
import { LongestFirst } from './scripts/longest-first.ts';

/**
 * Three workers for two processors, since tests wait: for the database, for a process, for time. A worker goes on with the next
 * file in the same process, which has read the program already: what a test file changes beyond itself, it puts back.
 */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 3,
    isolate: false,
    sequence: { sequencer: LongestFirst },
    projects: [
      { extends: true, test: { name: 'contract', environment: 'node', include: ['contract/src/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'server',
          environment: 'node',
          include: ['server/src/**/*.test.ts', 'bench/**/*.test.ts', 'fuzz/**/*.test.ts', 'scripts/**/*.test.ts'],
          globalSetup: ['server/src/kernel/testing/global-setup.ts'],
          // These end what hangs, and measure nothing: a machine under load takes several times as long.
          testTimeout: 60_000,
          hookTimeout: 120_000,
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
          // Journeys wait and ask by turns; each worker has a server and a browser of its own, for all of its files.
          maxWorkers: Number(process.env['CHUNGTAY_TEST_JOURNEYS'] ?? 1),
          maxConcurrency: 2,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});

/** The order in which the test files begin: a long one that begins last leaves the other worker idle. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files of twenty seconds and more, longest first: a fresh clone knows nothing of earlier runs and would go by their size. */
const longest = [
  'server/src/crash/crash.test.ts',
  'server/src/laws/matrix/matrix.test.ts',
  'server/src/processes/released.test.ts',
  'server/src/kernel/backup/backup.test.ts',
  'server/src/kernel/postgres/embedded.test.ts',
  'server/src/kernel/backup/moment.test.ts',
  'fuzz/fuzz.test.ts',
  'server/src/changing.test.ts',
  'server/src/release/upgrade.test.ts',
  'server/src/processes/replica.test.ts',
  'server/src/kernel/backup/drill.test.ts',
  'server/src/reporting/form/calendars.test.ts',
  'server/src/crash/full-disk.test.ts',
  'bench/bench.test.ts',
  'server/src/identity/sign-on/routes.test.ts',
  'e2e/laws.e2e.ts',
  'e2e/offline.e2e.ts',
  'e2e/accounts.e2e.ts',
  'e2e/desk.e2e.ts',
  'e2e/deadlines.e2e.ts',
  'e2e/entry.e2e.ts',
];

/** The place of a file among the long ones; behind them all for any other. */
const placeOf = ({ moduleId }: TestSpecification): number => {
  const at = longest.findIndex((path) => moduleId.endsWith(`/${path}`));
  return at < 0 ? longest.length : at;
};

/** Long files first; the others as vitest has it, one project after the other. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((one, other) => placeOf(one) - placeOf(other));
  }
}

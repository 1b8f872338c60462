import { describe, expect, it } from 'vitest';
// @ts-expect-error: the scripts run without a build and carry no types
import { countReport, failures, sum } from './count.mjs';

const report = (statuses: string[][], brokenFiles = 0): string => {
  const all = statuses.flat();
  const having = (...wanted: string[]): number => all.filter((status) => wanted.includes(status)).length;
  return JSON.stringify({
    numPassedTests: having('passed'),
    numFailedTests: having('failed'),
    numPendingTests: having('skipped'),
    numTodoTests: having('todo'),
    testResults: [
      ...statuses.map((file) => ({
        status: file.includes('failed') ? 'failed' : 'passed',
        assertionResults: file.map((status) => ({ status })),
      })),
      ...Array.from({ length: brokenFiles }, () => ({ status: 'failed', assertionResults: [] })),
    ],
  });
};

describe('counting a run', () => {
  it.each([
    [
      'passed, failed, skipped and todo',
      report([
        ['passed', 'passed', 'failed'],
        ['skipped', 'todo', 'passed'],
      ]),
      1,
      [3, 1, 2],
    ],
    ['a file that could not be loaded', report([['passed']], 2), 1, [1, 2, 0]],
    ['a run that failed without a failed test', report([['passed']]), 1, [1, 1, 0]],
    ['a run that left no report', null, 1, [0, 1, 0]],
    ['a run that left no report and called it success', null, 0, [0, 1, 0]],
    ['nothing to run', report([]), 0, [0, 0, 0]],
  ])('%s', (_, text, exitCode, [passed, failed, skipped]) => {
    expect(countReport(text, exitCode)).toEqual({ passed, failed, skipped });
  });

  it('names what failed with the beginning of its message', () => {
    const text = JSON.stringify({
      testResults: [
        {
          name: 'a.test.ts',
          status: 'failed',
          assertionResults: [
            { status: 'passed', fullName: 'counts' },
            { status: 'failed', fullName: 'adds', failureMessages: ['expected 25\nbut got 15'] },
          ],
        },
        { name: 'b.test.ts', status: 'failed', message: 'cannot be loaded', assertionResults: [] },
        { name: 'c.test.ts', status: 'passed', assertionResults: [{ status: 'passed', fullName: 'rests' }] },
      ],
    });
    expect(failures(text)).toEqual(['a.test.ts > adds\nexpected 25\nbut got 15', 'b.test.ts\ncannot be loaded']);
    expect(failures(null)).toEqual([]);
  });

  it('adds runs up', () => {
    expect(
      sum([
        { passed: 1, failed: 2, skipped: 3 },
        { passed: 10, failed: 20, skipped: 30 },
      ]),
    ).toEqual({ passed: 11, failed: 22, skipped: 33 });
  });
});

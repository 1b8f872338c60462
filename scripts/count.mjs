/** Counts what vitest reports, so that nothing that went wrong is missing from the sum. */

const LINES_OF_A_MESSAGE = 12;

/**
 * The count of one run from vitest's JSON report (null: it wrote none) and its exit code. A file that could not be loaded and a run
 * that failed without a failed test (global set-up, an error after the end) count as one failure each.
 */
export const countReport = (text, exitCode) => {
  if (text === null) return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(text);
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  const failed = report.numFailedTests + brokenFiles.length;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
};

/** What failed, each as the file, the name of the test and the first lines of its message; a broken file as one. */
export const failures = (text) =>
  text === null
    ? []
    : JSON.parse(text).testResults.flatMap((file) => {
        const tests = file.assertionResults.filter(({ status }) => status === 'failed');
        const head = (message) => (message ?? '').split('\n').slice(0, LINES_OF_A_MESSAGE).join('\n');
        if (tests.length > 0)
          return tests.map((test) => `${file.name} > ${test.fullName}\n${head(test.failureMessages?.[0])}`);
        return file.status === 'failed' ? [`${file.name}\n${head(file.message)}`] : [];
      });

/** Adds up counts. */
export const sum = (counts) =>
  counts.reduce(
    (total, count) => ({
      passed: total.passed + count.passed,
      failed: total.failed + count.failed,
      skipped: total.skipped + count.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );

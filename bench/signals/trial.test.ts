import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { faultsOfTrial, trial } from './trial.ts';

/** What makes the country and its faults; it must not know what looks for them, or the figures would praise themselves. */
const generator = ['chance.ts', 'world.ts', 'wording.ts', 'faults.ts'];

/** Imports of a source other than the generator's own files. */
const foreignImports = (source: string): string[] =>
  [...source.matchAll(/(?:from|import\()\s*'([^']+)'/g)]
    .map(([, path]) => path ?? '')
    .filter((path) => !generator.includes(path.replace('./', '')));

describe('the trial of the quality signals', () => {
  it.each(generator)('%s knows nothing of the detectors and their thresholds', (file) => {
    expect(foreignImports(readFileSync(new URL(file, import.meta.url), 'utf8'))).toEqual([]);
  });
  it('sees a generator that would look', () => {
    const planted = `import { x } from '@app/contract/reporting/signals/kinds.ts';\nimport { y } from './world.ts';`;
    expect(foreignImports(planted)).toEqual(['@app/contract/reporting/signals/kinds.ts']);
  });

  it('finds what was planted and leaves honest units alone', { timeout: 60_000 }, () => {
    const outcome = trial(7, { provinces: 3, units: 40, months: 30 }, 8);
    expect(outcome.clean).toBeGreaterThan(3000);
    expect(faultsOfTrial(outcome)).toEqual([]);
  });

  it('is not satisfied by a detector that says nothing, or that asks everybody', () => {
    const row = { kind: 'flat' as const, planted: 20, found: 20, alarms: 0 };
    const good = { seed: 1, size: { provinces: 1, units: 1, months: 1 }, rows: [row], clean: 100, alarmed: 2 };
    expect(faultsOfTrial(good)).toEqual([]);
    expect(faultsOfTrial({ ...good, rows: [{ ...row, found: 18 }] })).toEqual(['flat: 18 of 20 found']);
    expect(faultsOfTrial({ ...good, rows: [{ ...row, planted: 0, found: 0 }] })).toEqual(['flat: 0 of 0 found']);
    expect(faultsOfTrial({ ...good, alarmed: 3 })).toEqual(['3 of 100 honest unit-periods were asked about']);
    expect(faultsOfTrial({ ...good, clean: 0, alarmed: 0 })).toHaveLength(1);
  });
});

/** Law 12: the table of the ASVS says what is there, no more. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countsOf, faultsOfAsvs, linesIn, requirements, testsIn } from './asvs.ts';
import { root, textOf } from './repository.ts';

const page = textOf('docs/security/asvs.md');
const read = (file: string): string | null => {
  const path = join(root, file);
  if (!existsSync(path)) return null;
  return statSync(path).isDirectory() ? '' : textOf(file);
};

describe('law 12: the table of the ASVS 5.0', () => {
  it('has every requirement of levels 1 and 2 once, and names files and tests that are there', () => {
    expect([...requirements.values()].filter((level) => level === 1)).toHaveLength(70);
    expect(requirements.size).toBe(253);
    expect(faultsOfAsvs(page, read)).toEqual([]);
  });

  it('sees a number that is missing or stands twice, a wrong level, a state that is none, and a wrong count', () => {
    const lines = page.split('\n');
    const first = lines.findIndex((line) => line.startsWith('| 1.2.4 |'));
    const line = lines[first] ?? '';
    const without = lines.toSpliced(first, 1).join('\n');
    expect(faultsOfAsvs(without, read)[0]).toBe('1.2.4 is missing');
    expect(faultsOfAsvs(without, read)[1]).toMatch(/^the page must say: \d+ met/);
    expect(faultsOfAsvs(`${page}\n${line}`, read)).toContain('1.2.4 stands twice');
    expect(faultsOfAsvs(page.replace(line, line.replace('| L1 |', '| L2 |')), read)).toContain(
      '1.2.4 is not of level L2',
    );
    expect(faultsOfAsvs(page.replace(line, line.replace('| met |', '| fine |')), read)).toContain('1.2.4 is “fine”');
    expect(faultsOfAsvs(`${page}\n| 1.9.9 | L1 | something else | met | here | none |`, read)).toContain(
      '1.9.9 is no requirement of levels 1 and 2',
    );
  });

  it('sees a file, a test and a proof that are not there', () => {
    const line = linesIn(page).find(({ number }) => number === '1.2.4');
    const [named] = testsIn(line?.tests ?? '');
    if (!line || !named) throw new Error('1.2.4 names no test');
    expect(faultsOfAsvs(page.replace(`“${named.title}”`, '“a test that nobody wrote”'), read)[0]).toContain(
      `names the test “a test that nobody wrote”, which ${named.file} does not have`,
    );
    const planted = page.replace(line.tests, 'by reading').replace(line.where, '`server/src/nowhere.ts`');
    expect(faultsOfAsvs(planted, read)).toEqual(
      expect.arrayContaining([
        '1.2.4 is met without a test',
        '1.2.4 names server/src/nowhere.ts, which does not exist',
      ]),
    );
  });

  it('counts the states', () => {
    expect(countsOf(linesIn('| 1.1.1 | L2 | a | met | b | c |\n| 1.1.2 | L2 | a | not met | b | c |'))).toBe(
      '1 met, 0 partly, 1 not met, 0 does not apply',
    );
  });
});

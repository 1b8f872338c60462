import { describe, expect, it } from 'vitest';
import { allFiles, textOf } from './repository.ts';
import { faultsOfSettings, settingsRead, settingsTold } from './settings.ts';

const sources = allFiles().filter(
  (file) => /^server\/src\/.*\.ts$/.test(file) && !/\.test\.ts$|\/testing\/|\/laws\/|\/processes\//.test(file),
);

describe('law: every setting stands in the operator guide', () => {
  it('tells each that the program reads, and none that it does not', () => {
    const read = settingsRead(sources.map(textOf));
    expect(read.length).toBeGreaterThan(12);
    expect(faultsOfSettings(read, settingsTold(textOf('docs/operator-guide.md')))).toEqual([]);
  });

  it('sees one that is not told, and one that is gone', () => {
    const read = settingsRead([
      "const a = env['CHUNGTAY_ATTIC']; const b = process.env.CHUNGTAY_CELLAR_FILE;",
      "env['CHUNGTAY_ROOF'] env['PATH']",
    ]);
    const told = settingsTold(
      '| setting | meaning |\n|---|---|\n| `CHUNGTAY_CELLAR` | x |\n| `CHUNGTAY_ROOF=1` or `--roof` | `NOT_A_SETTING` |\n| `CHUNGTAY_SHED` | y |\n',
    );
    expect(faultsOfSettings(read, told)).toEqual([
      'CHUNGTAY_ATTIC is read and does not stand in the operator guide',
      'CHUNGTAY_SHED stands in the operator guide and is not read',
    ]);
  });
});

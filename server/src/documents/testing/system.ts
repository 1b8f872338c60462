/** The office programs that the tests open finished papers with. Missing ones are named and skipped, unless CI demands them. */
import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';

const finds = (program: string): boolean => {
  try {
    execFileSync(program, ['-v'], { stdio: 'ignore', timeout: 20_000 });
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
};

/** null when the program is there; else why its tests are skipped. With CI_REQUIRE_SYSTEM=1 a missing one is an error. */
export const whyNotUse = (program: string): string | null => {
  if (finds(program)) return null;
  if (process.env['CI_REQUIRE_SYSTEM'] === '1') throw new Error(`${program} is not installed, and CI requires it`);
  return `${program} is not installed`;
};

export const runProgram = promisify(execFile);

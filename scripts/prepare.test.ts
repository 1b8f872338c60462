import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** A stand-in for npm: writes down how it was called and leaves what the real one would leave. */
const NPM = `
const fs = require('node:fs');
fs.appendFileSync('calls.txt', process.argv.slice(2).join(' ') + '\\n');
if (process.env.NPM_FAILS) { console.error('no network'); process.exit(7); }
const made = { install: 'node_modules/.package-lock.json', 'build:web': 'web/dist/index.html', 'build:server': 'server/dist/main.js' }[
  process.argv.at(-1).startsWith('build:') ? process.argv.at(-1) : process.argv[2]
];
fs.mkdirSync(require('node:path').dirname(made), { recursive: true });
fs.writeFileSync(made, '');
`;

let clone = '';
const put = (path: string, seconds: number): void => {
  mkdirSync(dirname(join(clone, path)), { recursive: true });
  writeFileSync(join(clone, path), '');
  utimesSync(join(clone, path), seconds, seconds);
};
const prepare = (env: Record<string, string> = {}) => {
  rmSync(join(clone, 'calls.txt'), { force: true });
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/prepare.mjs', '--build'], {
    cwd: clone,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], npm_execpath: join(clone, 'npm-cli.js'), ...env },
  });
  const calls = existsSync(join(clone, 'calls.txt'))
    ? readFileSync(join(clone, 'calls.txt'), 'utf8').trim().split('\n')
    : [];
  return { status, stdout, stderr, calls };
};
const INSTALL = 'install --no-audit --no-fund --include=dev --include=optional';
const [WEB, SERVER] = ['run -s build:web', 'run -s build:server'];

beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'prepare-test-'));
  mkdirSync(join(clone, 'scripts'));
  for (const name of ['prepare.mjs', 'newest.mjs'])
    copyFileSync(join(import.meta.dirname, name), join(clone, 'scripts', name));
  writeFileSync(join(clone, 'npm-cli.js'), NPM);
  for (const path of [
    ...['package-lock.json', 'web/index.html', 'web/src/main.tsx', 'contract/src/org/routes.ts'],
    ...['server/src/main.ts', 'scripts/build-server.mjs'],
  ])
    put(path, 1000);
});
afterEach(() => rmSync(clone, { recursive: true, force: true }));

describe('preparing a clone', () => {
  it('installs and builds a fresh clone, one line each, and is silent the second time', () => {
    const first = prepare();
    expect(first).toMatchObject({ status: 0, calls: [INSTALL, WEB, SERVER] });
    expect(first.stdout).toMatch(
      /^Cài các gói phụ thuộc · installing packages … \d+,\d s\nDựng ứng dụng web · building the web app … \d+,\d s\nDựng chương trình · building the program … \d+,\d s\n$/,
    );
    expect(prepare()).toEqual({ status: 0, stdout: '', stderr: '', calls: [] });
  });

  it('installs again when the lock is newer than what is there', () => {
    prepare();
    const future = Date.now() / 1000 + 100;
    utimesSync(join(clone, 'package-lock.json'), future, future);
    expect(prepare().calls).toEqual([INSTALL]);
  });

  it.each([
    ['web/src/main.tsx', [WEB]],
    ['web/index.html', [WEB]],
    ['web/public/icon.svg', [WEB]],
    ['contract/src/org/routes.ts', [WEB, SERVER]],
    ['server/src/main.ts', [SERVER]],
  ])('builds again when %s is newer', (path, built) => {
    prepare();
    put(path, Date.now() / 1000 + 100);
    expect(prepare().calls).toEqual(built);
  });

  it('shows what npm said and stops when npm fails', () => {
    const run = prepare({ NPM_FAILS: '1' });
    expect(run).toMatchObject({ status: 1, calls: [INSTALL] });
    expect(run.stderr).toContain('no network');
  });
});

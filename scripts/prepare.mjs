/**
 * Makes a fresh clone ready with nothing but Node: checks its version, installs the packages when the lock is newer than what is
 * there, and with `--build` builds the web app and the program when their sources are newer than what was built. Uses no package,
 * since none may be there.
 */
import { spawnSync } from 'node:child_process';
import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { changedAt, serverIsCurrent, webIsCurrent } from './newest.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs npm, the one that runs this script where there is one; shows its output only when it fails. */
const npm = (...args) => {
  const path = process.env.npm_execpath;
  const [command, before] = path?.endsWith('js')
    ? [process.execPath, [path]]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
  const run = spawnSync(command, [...before, ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1e9,
    shell: command.endsWith('.cmd'),
  });
  if (run.status === 0) return;
  process.stdout.write(' ✗\n');
  process.stderr.write(`${run.stdout ?? ''}${run.stderr ?? ''}${run.error ? `${run.error.message}\n` : ''}`);
  process.exit(1);
};

const timed = (vi, en, work) => {
  process.stdout.write(`${vi} · ${en} …`);
  const begin = Date.now();
  work();
  const seconds = (Date.now() - begin) / 1000;
  process.stdout.write(` ${seconds.toFixed(1).replace('.', ',')} s\n`);
};

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `Cần Node từ 20.19, máy có ${process.versions.node}. · Node 20.19 or later is needed, this is ${process.versions.node}.\n`,
  );
  process.exit(1);
}

const installed = 'node_modules/.package-lock.json';
if (changedAt(installed) < changedAt('package-lock.json') || !Number.isFinite(changedAt(installed))) {
  timed('Cài các gói phụ thuộc', 'installing packages', () => {
    // Not `npm ci`: it stops at a lock that lacks the packages of other platforms. Building and testing need the dev packages.
    npm('install', '--no-audit', '--no-fund', '--include=dev', '--include=optional');
    const now = new Date();
    if (changedAt(installed) < changedAt('package-lock.json')) utimesSync(join(root, installed), now, now);
  });
}

if (process.argv.includes('--build')) {
  if (!webIsCurrent()) timed('Dựng ứng dụng web', 'building the web app', () => npm('run', '-s', 'build:web'));
  if (!serverIsCurrent()) timed('Dựng chương trình', 'building the program', () => npm('run', '-s', 'build:server'));
}

/**
 * Makes a fresh clone ready with nothing but Node: checks its version, installs the packages when the lock is newer than what is
 * there, and with `--build` builds the web app when its sources are newer than its output. Uses no package, since none may be there.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

const changedAt = (path) => {
  try {
    return statSync(join(root, path)).mtimeMs;
  } catch {
    return Number.NEGATIVE_INFINITY;
  }
};

/** The newest time below a path; a folder counts too, since its time tells of a deleted file. */
const newestBelow = (path) => {
  const own = changedAt(path);
  if (!Number.isFinite(own) || !statSync(join(root, path)).isDirectory()) return own;
  return Math.max(own, ...readdirSync(join(root, path)).map((name) => newestBelow(`${path}/${name}`)));
};

/** The newest time of what the web app is built from; `web` itself is left out, since building puts `dist` into it. */
const webSourcesChangedAt = () => {
  const parts = readdirSync(join(root, 'web')).filter((name) => name !== 'node_modules' && name !== 'dist');
  return Math.max(newestBelow('contract/src'), ...parts.map((name) => newestBelow(`web/${name}`)));
};

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
  const isCurrent = changedAt('web/dist/index.html') >= webSourcesChangedAt();
  if (!isCurrent) timed('Dựng ứng dụng web', 'building the web app', () => npm('run', '-s', 'build'));
}

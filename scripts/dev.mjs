/** `npm run dev`: the server restarts and the page reloads when a source changes. Arguments go to the server. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const packageFolder = (name) => dirname(createRequire(join(root, 'web/package.json')).resolve(`${name}/package.json`));

const run = (...args) => spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
const wishes = process.argv.slice(2);
// The web's development server passes /api on to port 3000.
const server = run(
  join(packageFolder('tsx'), 'dist/cli.mjs'),
  'watch',
  '--clear-screen=false',
  'server/src/main.ts',
  '--demo',
  '--port',
  '3000',
  ...wishes,
);
const web = run(join(packageFolder('vite'), 'bin/vite.js'), 'web');

const children = [server, web];
for (const child of children) {
  child.once('exit', (code) => {
    for (const other of children) other.kill('SIGINT');
    process.exitCode ||= code ?? 0;
  });
}
// Ctrl-C reaches all three at once; this one waits until the database is closed.
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal);
  });
}

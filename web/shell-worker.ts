/** Writes the worker that keeps the shell, with the names of all files of this build and a version that changes with any of them. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Plugin } from 'vite';

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** The worker of a build: `/` stands for the page itself. */
export const workerOf = (source: string, dist: string): string => {
  const files = filesIn(dist)
    .map((file) => ({ path: `/${relative(dist, file).split(sep).join('/')}`, content: readFileSync(file) }))
    .filter(({ path }) => path !== '/sw.js' && !/\.(br|gz)$/.test(path))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
  const hash = createHash('sha256').update(source);
  for (const { path, content } of files) hash.update(path).update(content);
  const names = files.map(({ path }) => (path === '/index.html' ? '/' : path));
  const filled = source
    .replace("const VERSION = 'none';", `const VERSION = '${hash.digest('hex').slice(0, 12)}';`)
    .replace('const FILES = [];', `const FILES = ${JSON.stringify(names)};`);
  if (filled.includes("VERSION = 'none'") || filled.includes('FILES = [];'))
    throw new Error('the worker has no place for its files');
  return filled;
};

/** After everything else is written. */
export const shellWorker = (): Plugin => {
  let dist = '';
  return {
    name: 'shell-worker',
    apply: 'build',
    configResolved: ({ build }) => {
      dist = build.outDir;
    },
    writeBundle: {
      order: 'post',
      sequential: true,
      handler: () =>
        writeFileSync(
          join(dist, 'sw.js'),
          workerOf(readFileSync(join(import.meta.dirname, 'worker.mjs'), 'utf8'), dist),
        ),
    },
  };
};

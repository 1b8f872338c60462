/** Whether what was built is as new as what it is built from, by the times of the files. Uses no package, since none may be there. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** When a file was changed; before all time, where there is none. */
export const changedAt = (path) => {
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

/** `web` itself is left out, since building puts `dist` into it. */
export const webIsCurrent = () => {
  const parts = readdirSync(join(root, 'web')).filter((name) => name !== 'node_modules' && name !== 'dist');
  const newest = Math.max(newestBelow('contract/src'), ...parts.map((name) => newestBelow(`web/${name}`)));
  return changedAt('web/dist/index.html') >= newest;
};

/** Tests count too: what is built is not worth the question which source belongs to it. */
export const serverIsCurrent = () =>
  changedAt('server/dist/main.js') >=
  Math.max(...['contract/src', 'server/src', 'scripts/build-server.mjs'].map(newestBelow));

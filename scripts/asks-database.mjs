/** Which test files see the database of the tests, and so differ between versions of PostgreSQL. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** How a test gets the address of the database: vitest hands it out. What Fastify is asked by has the same name and stands behind a dot. */
const ASKS = /(?<![.\w])inject\(/;
const IMPORT = /\bfrom '(\.{1,2}\/[^']+\.ts)'|\bimport\('(\.{1,2}\/[^']+\.ts)'\)/g;

/** Whether a file or anything it imports, however far, asks for the database of the tests; `seen` holds the files already looked at. */
export const asksDatabase = (file, seen = new Set()) => {
  if (seen.has(file) || !existsSync(file)) return false;
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  if (ASKS.test(text)) return true;
  return [...text.matchAll(IMPORT)].some(([, from, asked]) =>
    asksDatabase(resolve(dirname(file), from ?? asked), seen),
  );
};

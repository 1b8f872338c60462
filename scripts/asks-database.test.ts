import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
// @ts-expect-error: the scripts run without a build and carry no types
import { asksDatabase } from './asks-database.mjs';

const src = resolve(import.meta.dirname, '../server/src');

describe('a test that sees the database of the tests', () => {
  let folder: string;
  const put = (name: string, text: string): string => {
    const path = join(folder, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, text);
    return path;
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'chungtay-asks-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is known by what it asks for itself, and by what it imports, however far and in a circle', () => {
    put('testing/far.ts', "import { far } from '../near.ts';\nconst url = inject('ownerUrl');");
    put('near.ts', "export { far } from './testing/far.ts';");
    expect(asksDatabase(put('own.test.ts', "const url = inject('appUrl');"))).toBe(true);
    expect(asksDatabase(put('through.test.ts', "import { far } from './near.ts';"))).toBe(true);
    expect(asksDatabase(put('late.test.ts', "const { far } = await import('./near.ts');"))).toBe(true);
  });

  it('is not one that asks for nothing, or only imports packages', () => {
    put('rules.ts', "import { z } from 'zod';\nimport { round } from './round.ts';");
    put('round.ts', "export { rules } from './rules.ts';\nconst answer = await app.inject({ url: '/' });");
    expect(asksDatabase(put('rules.test.ts', "import { rules } from './rules.ts';"))).toBe(false);
  });

  it('tells them apart in the house', () => {
    const asked = ['org/routes', 'laws/rows/rows', 'kernel/backup/backup', 'figures/totals'];
    expect(asked.filter((name) => !asksDatabase(join(src, `${name}.test.ts`)))).toEqual([]);
    const alone = ['org/rules', 'documents/office', 'kernel/backup/moment', 'release/upgrade'];
    expect(alone.filter((name) => asksDatabase(join(src, `${name}.test.ts`)))).toEqual([]);
  });
});

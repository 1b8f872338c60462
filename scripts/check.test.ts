/** Every law of the check is shown a planted fault, in a small house built for it with the real settings. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const plan = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')) as { forbidden: { name: string }[] };

const houses: string[] = [];
afterAll(() => {
  for (const house of houses) rmSync(house, { recursive: true, force: true });
});

/** Builds a house of the given files with the real settings and stand-ins for the packages. */
const build = (files: Record<string, string>): string => {
  const house = mkdtempSync(join(tmpdir(), 'house-'));
  houses.push(house);
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), text);
  };
  for (const name of ['.dependency-cruiser.cjs', 'biome.json', 'knip.json', 'tsconfig.json', '.gitignore']) {
    copyFileSync(join(root, name), join(house, name));
  }
  for (const workspace of ['.', 'contract', 'server', 'web']) {
    mkdirSync(join(house, workspace), { recursive: true });
    copyFileSync(join(root, workspace, 'package.json'), join(house, workspace, 'package.json'));
  }
  for (const name of ['zod', 'kysely', 'pg', '@tanstack/react-router']) {
    put(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    put(`node_modules/${name}/index.js`, 'exports.a = 1;\n');
    put(`node_modules/${name}/index.d.ts`, 'export declare const a: number;\n');
  }
  mkdirSync(join(house, 'node_modules/@app'));
  symlinkSync('../../contract', join(house, 'node_modules/@app/contract'));
  for (const name of ['@types', 'vite', '@biomejs'])
    symlinkSync(join(root, 'node_modules', name), join(house, 'node_modules', name));
  for (const [path, text] of Object.entries(files)) put(path, text);
  return house;
};

const check = (house: string, ...tools: string[]) => {
  const { status, stdout } = spawnSync(process.execPath, [join(root, 'scripts/check.mjs'), ...tools], {
    cwd: house,
    encoding: 'utf8',
  });
  return { status, stdout };
};

/** Files that import one another as the pairs say; what is only imported is an empty module. */
const importing = (pairs: readonly (readonly [from: string, to: string])[]): Record<string, string> => {
  const files: Record<string, string> = {};
  for (const [, to] of pairs)
    if (to.includes('/src/') && !to.endsWith('nowhere.ts')) files[to] = 'export const a = 1;\n';
  for (const [from, to] of pairs) {
    const way = relative(dirname(from), to);
    const specifier = to.startsWith('@') || !to.includes('/src/') ? to : way.startsWith('.') ? way : `./${way}`;
    files[from] = `${files[from] ?? ''}import '${specifier}';\n`;
  }
  return files;
};

const rooms = 'server/src';
const faults: Record<string, readonly [from: string, to: string]> = {
  'no-circles': [`${rooms}/kernel/hen.ts`, `${rooms}/kernel/egg.ts`],
  'no-dead-doors': [`${rooms}/kernel/lost.ts`, `${rooms}/kernel/nowhere.ts`],
  'contract-stands-alone': ['contract/src/org/up.ts', `${rooms}/kernel/clock.ts`],
  'contract-imports-only-zod': ['contract/src/org/heavy.ts', 'kysely'],
  'kernel-knows-no-room': [`${rooms}/kernel/nosy.ts`, `${rooms}/org/index.ts`],
  'storey-1-does-not-look-up': [`${rooms}/org/up.ts`, `${rooms}/reporting/index.ts`],
  'storey-2-does-not-look-up': [`${rooms}/figures/up.ts`, `${rooms}/review/index.ts`],
  'storey-3-does-not-look-up': [`${rooms}/reporting/up.ts`, `${rooms}/review/index.ts`],
  'through-the-door': [`${rooms}/reporting/window.ts`, `${rooms}/figures/queries.ts`],
  'rooms-do-not-know-the-program': [`${rooms}/org/program.ts`, `${rooms}/app.ts`],
  'tests-lend-nothing': [`${rooms}/org/borrowed.ts`, `${rooms}/org/lender.test.ts`],
  'rules-are-pure': [`${rooms}/org/rules.ts`, `${rooms}/org/queries.ts`],
  'sql-lives-in-queries': [`${rooms}/org/actions.ts`, 'kysely'],
  'queries-do-not-decide': [`${rooms}/identity/posts/queries.ts`, `${rooms}/identity/posts/rules.ts`],
  'web-knows-only-the-contract': ['web/src/org/deep.ts', `${rooms}/kernel/clock.ts`],
  'server-knows-no-web': [`${rooms}/kernel/screen.ts`, 'web/src/main.ts'],
  'web-kernel-knows-no-room': ['web/src/kernel/nosy.ts', 'web/src/org/page.ts'],
  'ui-knows-no-room-and-no-router': ['web/src/ui/link.ts', '@tanstack/react-router'],
  'web-rooms-keep-apart': ['web/src/org/neighbour.ts', 'web/src/identity/page.ts'],
  'web-rooms-show-ledgers-at-most': ['web/src/review/neighbour.ts', 'web/src/reporting/page.ts'],
  'org-asks-only-its-neighbours': [`${rooms}/org/neighbour.ts`, `${rooms}/identity/index.ts`],
  'figures-asks-only-its-neighbours': [`${rooms}/figures/neighbour.ts`, `${rooms}/documents/index.ts`],
  'documents-asks-only-its-neighbours': [`${rooms}/documents/neighbour.ts`, `${rooms}/notices/index.ts`],
  'notices-asks-only-its-neighbours': [`${rooms}/notices/neighbour.ts`, `${rooms}/figures/index.ts`],
  'programmes-asks-only-its-neighbours': [`${rooms}/programmes/neighbour.ts`, `${rooms}/plans/index.ts`],
  'plans-asks-only-its-neighbours': [`${rooms}/plans/neighbour.ts`, `${rooms}/emulation/index.ts`],
  'reporting-asks-only-its-neighbours': [`${rooms}/reporting/neighbour.ts`, `${rooms}/plans/index.ts`],
  'local-models-asks-only-its-neighbours': [`${rooms}/local-models/neighbour.ts`, `${rooms}/plans/index.ts`],
  'activities-asks-only-its-neighbours': [`${rooms}/activities/neighbour.ts`, `${rooms}/plans/index.ts`],
  'conferences-asks-only-its-neighbours': [`${rooms}/conferences/neighbour.ts`, `${rooms}/reporting/index.ts`],
  'recognition-asks-only-its-neighbours': [`${rooms}/recognition/neighbour.ts`, `${rooms}/plans/index.ts`],
  'emulation-asks-only-its-neighbours': [`${rooms}/emulation/neighbour.ts`, `${rooms}/activities/index.ts`],
  'review-asks-only-its-neighbours': [`${rooms}/review/neighbour.ts`, `${rooms}/dashboards/index.ts`],
  'dashboards-asks-only-its-neighbours': [`${rooms}/dashboards/neighbour.ts`, `${rooms}/portal/index.ts`],
  'portal-asks-only-its-neighbours': [`${rooms}/portal/neighbour.ts`, `${rooms}/review/index.ts`],
  'audit-asks-only-its-neighbours': [`${rooms}/audit/neighbour.ts`, `${rooms}/operation/index.ts`],
  'operation-asks-only-its-neighbours': [`${rooms}/operation/neighbour.ts`, `${rooms}/audit/index.ts`],
};

const allowed = [
  ['contract/src/org/routes.ts', 'zod'],
  [`${rooms}/kernel/database.ts`, 'kysely'],
  [`${rooms}/kernel/testing/cast.ts`, `${rooms}/identity/index.ts`],
  [`${rooms}/app.ts`, `${rooms}/org/routes.ts`],
  [`${rooms}/org/routes.ts`, `${rooms}/org/actions.ts`],
  [`${rooms}/org/actions.ts`, `${rooms}/org/units/queries.ts`],
  [`${rooms}/org/actions.ts`, '@app/contract/org/routes.ts'],
  [`${rooms}/org/units/queries.ts`, 'kysely'],
  [`${rooms}/org/seed.ts`, 'pg'],
  [`${rooms}/identity/actions.ts`, `${rooms}/org/index.ts`],
  [`${rooms}/identity/rules.ts`, `${rooms}/org/rules.ts`],
  [`${rooms}/reporting/testing/sample.ts`, `${rooms}/figures/testing/tree.ts`],
  [`${rooms}/reporting/actions.ts`, `${rooms}/figures/index.ts`],
  [`${rooms}/review/actions.ts`, `${rooms}/reporting/index.ts`],
  [`${rooms}/review/actions.test.ts`, `${rooms}/kernel/testing/cast.ts`],
  ['web/src/review/page.ts', 'web/src/documents/preview.ts'],
  ['web/src/review/page.ts', 'web/src/ui/button.ts'],
  ['web/src/shell/layout.ts', '@tanstack/react-router'],
] as const;

describe('the plan of the house', () => {
  it('has a planted fault for each of its laws', () => {
    expect(Object.keys(faults).sort()).toEqual(plan.forbidden.map(({ name }) => name).sort());
  });

  it('sees every planted fault', { timeout: 60_000 }, () => {
    const circle = [`${rooms}/kernel/egg.ts`, `${rooms}/kernel/hen.ts`] as const;
    const { status, stdout } = check(build(importing([...Object.values(faults), circle])), 'plan');
    expect(status).toBe(1);
    const lines = stdout.split('\n');
    const unseen = Object.entries(faults).filter(
      ([name, [from, to]]) =>
        !lines.some(
          (line) => line.startsWith(`${name}: `) && line.includes(from) && line.includes(to.split('/').pop() ?? ''),
        ),
    );
    expect(unseen).toEqual([]);
  });

  it('refuses no allowed door', { timeout: 60_000 }, () => {
    const { status, stdout } = check(build(importing(allowed)), 'plan');
    expect(stdout).toMatch(/^✓ plan .* \d+ modules\n$/);
    expect(status).toBe(0);
  });

  it('fails when it has read nothing', { timeout: 60_000 }, () => {
    const { status, stdout } = check(
      build({ 'contract/src/readme.md': 'no module here\n', 'vitest.config.ts': '' }),
      'plan',
    );
    expect(stdout).toContain('held against 0 files');
    expect(status).toBe(1);
  });
});

describe('format, types and unused code', () => {
  it('sees every planted fault', { timeout: 90_000 }, () => {
    const house = build({
      'contract/src/kernel/words.ts': 'export type Words = { vi: string; en: string };\n',
      'server/src/main.ts':
        "import { Words } from '@app/contract/kernel/words.ts';\nimport { used } from './used.ts';\n" +
        'enum Level {\n  Commune,\n}\nconst first: string = [used][1];\nconst idle = 1;\nconst words: { note?: Words } = { note: undefined };\n',
      'server/src/used.ts': "export const used = 'a';\nexport const unusedExport = 'b';\n",
      'server/src/unusedFile.ts':
        "export default 1;\nexport const wait = async (): Promise<number> => 1;\nwait();\nconsole.log('x');\nexport const ugly = {a:1}\n",
    });
    const { status, stdout } = check(house, 'lint', 'types', 'unused');
    expect(status).toBe(1);
    const seen = (fault: string): boolean => stdout.includes(fault);
    const expected = {
      lint: ['noDefaultExport', 'noConsole', 'useFilenamingConvention', 'noFloatingPromises', 'unusedFile.ts format'],
      // erasable syntax, type-only import, unchecked index, unused name, exact optional property
      types: ['main.ts(3,6): error TS1294', 'error TS1484', 'error TS2322', 'error TS6133', 'error TS2375'],
      unused: [
        'Unused files',
        'server/src/unusedFile.ts',
        'Unused exports',
        'unusedExport',
        'Unused dependencies',
        'fastify-type-provider-zod',
      ],
    };
    expect(
      Object.values(expected)
        .flat()
        .filter((fault) => !seen(fault)),
    ).toEqual([]);
    expect(stdout.match(/^✗ \w+/gm)?.sort()).toEqual(['✗ lint', '✗ types', '✗ unused']);
  });

  it('knows its tools by name', () => {
    expect(check(root, 'taste')).toMatchObject({ status: 2 });
  });
});

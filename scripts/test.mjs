/**
 * `npm test`: all tests, on the embedded PostgreSQL 18 and on a PostgreSQL 15 of the system, then the journeys in a browser.
 * Names what this machine lacks; with CI_REQUIRE_SYSTEM=1 a missing part counts as a failure. Further arguments are a filter for
 * vitest. The last line is the count over all runs.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';
import { asksDatabase } from './asks-database.mjs';
import { countReport, failures, sum } from './count.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const BROWSER_PACKAGE = '@sparticuz/chromium@143.0.4';
const filter = process.argv.slice(2);
const strict = process.env.CI_REQUIRE_SYSTEM === '1';

register();
const { launchBrowser, packagedChromium, systemChromium } = await import('../e2e/browser.ts');

const say = (line) => process.stdout.write(`${line}\n`);
const onPath = (program) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find((path) => existsSync(path)) ?? null;
const postgres15 = () =>
  ['/usr/lib/postgresql/15/bin', '/usr/pgsql-15/bin', '/opt/homebrew/opt/postgresql@15/bin'].find((folder) =>
    existsSync(join(folder, 'postgres')),
  ) ?? null;

/** The browser of the registry; null when it cannot be had or does not run here. */
const browserFromRegistry = () => {
  if (!existsSync(join(root, 'node_modules/@sparticuz/chromium'))) {
    say(`No Chromium on this machine: installing ${BROWSER_PACKAGE} for the tests`);
    const npm = process.env.npm_execpath?.endsWith('js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
    spawnSync(npm[0], [...npm.slice(1), 'install', '--no-save', '--no-audit', '--no-fund', BROWSER_PACKAGE], {
      cwd: root,
      stdio: 'ignore',
    });
  }
  try {
    return packagedChromium();
  } catch {
    return null;
  }
};

const startsUp = async (found) => {
  try {
    await (await launchBrowser(found)).close();
    return true;
  } catch {
    return false;
  }
};

const system = {
  Chromium: systemChromium(),
  'LibreOffice (soffice)': onPath('soffice') ?? onPath('libreoffice'),
  'PostgreSQL 15': postgres15(),
  pdftotext: onPath('pdftotext'),
  pdftoppm: onPath('pdftoppm'),
  nginx: onPath('nginx') ?? ['/usr/sbin/nginx'].find((path) => existsSync(path)) ?? null,
};
for (const [name, found] of Object.entries(system))
  say(`${found ? 'has   ' : 'LACKS '} ${name}${found ? `: ${found.path ?? found}` : ''}`);
const missing = Object.keys(system).filter((name) => !system[name]);

let browser = system.Chromium ?? browserFromRegistry();
if (browser !== null && !(await startsUp(browser))) {
  say(`LACKS  a Chromium that starts: ${browser.path} does not`);
  browser = null;
}

mkdirSync(join(root, 'tmp'), { recursive: true });
const reports = mkdtempSync(join(root, 'tmp/test-'));

const failed = [];
const run = (title, projects, env = {}, more = []) => {
  say(`\n── ${title}`);
  const report = join(reports, `${readdirSync(reports).length}.json`);
  const args = ['run', '--passWithNoTests', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { status } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      ...args,
      ...projects.flatMap((name) => ['--project', name]),
      ...more,
      ...filter,
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } },
  );
  const text = existsSync(report) ? readFileSync(report, 'utf8') : null;
  const count = countReport(text, status ?? 1);
  failed.push(...failures(text).map((failure) => `${title}: ${failure}`));
  if (filter.length === 0 && count.passed + count.failed === 0) {
    say(`Nothing ran in: ${title}`);
    return { ...count, failed: 1 };
  }
  return count;
};

/** Tests of the server that no version of the database can make fail. */
const withoutDatabase = () =>
  readdirSync(join(root, 'server/src'), { recursive: true, withFileTypes: true })
    .filter(({ name }) => name.endsWith('.test.ts'))
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => !asksDatabase(path))
    .map((path) => relative(root, path));

const counts = [run('PostgreSQL 18 (embedded)', ['contract', 'server', 'web'])];
/** What has been asked of PostgreSQL 18 and would be asked in vain of another version. */
const sameOnAnyVersion = [
  // The scripts, the launcher, the processes, copies: they met both versions above, or start the one they bring.
  ...['scripts/**', 'fuzz/**', 'bench/**', '**/kernel/postgres/**', '**/kernel/start-faults*'],
  ...['**/kernel/replica*', '**/processes/**', '**/crash/**'],
  // The program's rules: what the database lets through is asked of both versions by the law of rows.
  '**/laws/matrix/**',
  // Protocols, second factors and files, behind which stand the plainest of statements.
  ...['**/identity/sign-on/**', '**/identity/security/**', '**/identity/administrator/**', '**/reporting/workbook/**'],
  ...withoutDatabase(),
];
if (system['PostgreSQL 15'])
  counts.push(
    run(
      'PostgreSQL 15 (system)',
      ['server'],
      { CHUNGTAY_TEST_PG: '15' },
      sameOnAnyVersion.flatMap((path) => ['--exclude', path]),
    ),
  );
// Two at once, each with a server of its own: a journey spends half of its time waiting.
if (browser) counts.push(run('Journeys in the browser', ['e2e'], { CHUNGTAY_TEST_JOURNEYS: '2' }));
rmSync(reports, { recursive: true, force: true });

if (strict) for (const name of missing) say(`Missing on this machine, and CI_REQUIRE_SYSTEM=1: ${name}`);
const untested = missing.filter((name) => name !== 'Chromium' || browser === null);
if (!strict && untested.length > 0) say(`\nNot tested for lack of a system part: ${untested.join(', ')}`);
const total = sum([...counts, { passed: 0, failed: strict ? missing.length : 0, skipped: 0 }]);
if (total.passed + total.failed === 0) say('No test ran.');
// Once more at the end: a record of a run keeps its last lines.
for (const failure of failed) say(`\nFAILED ${failure}`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
say(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);

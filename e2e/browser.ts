/** The browser of the journeys: the one of the system, else the one that the package registry delivers. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** A Chromium that can be started, with the environment it needs. */
export type Chromium = { path: string; env: Record<string, string> };

const KNOWN_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const PACKAGE = '@sparticuz/chromium';

/** The Chromium of the system; `CHROMIUM_PATH` comes first and must exist when it is set. */
export const systemChromium = (): Chromium | null => {
  const wish = process.env['CHROMIUM_PATH'];
  if (wish !== undefined && !existsSync(wish)) throw new Error(`CHROMIUM_PATH names ${wish}, which does not exist.`);
  const path = wish ?? KNOWN_PATHS.find((candidate) => existsSync(candidate));
  return path === undefined ? null : { path, env: {} };
};

/** Linux images without a desktop lack the security libraries of Chromium; the package brings its own copy of them. */
const lacksLibraries = (path: string): boolean =>
  spawnSync('ldd', [path], { encoding: 'utf8' }).stdout?.includes('not found') ?? false;

/** The Chromium of the npm package, unpacked to the temporary folder; null when the package is not installed. */
export const packagedChromium = (): Chromium | null => {
  const root = resolve(import.meta.dirname, '..');
  if (!existsSync(join(root, 'node_modules', PACKAGE))) return null;
  const program = `import('${PACKAGE}').then(async ({ default: chromium }) => console.log(await chromium.executablePath()))`;
  // In a process of its own: loading the package with this variable set changes the environment of the process.
  const env = { ...process.env, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
  const path = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: root,
    env,
    encoding: 'utf8',
  }).trim();
  const libraries = join(tmpdir(), 'al2023', 'lib');
  return {
    path,
    env: lacksLibraries(path) ? { LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: join(tmpdir(), 'fonts') } : {},
  };
};

/** How every browser here is started: without a window, and it talks to nobody but the pages it is sent to. */
export const launchOptions = (
  found: Chromium | null = systemChromium() ?? packagedChromium(),
): { executablePath: string; env: Record<string, string>; args: string[] } => {
  if (found === null)
    throw new Error(`No Chromium: install one, set CHROMIUM_PATH, or run "npm install --no-save ${PACKAGE}@143.0.4".`);
  return {
    executablePath: found.path,
    env: { ...(process.env as Record<string, string>), ...found.env },
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--disable-dev-shm-usage',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-domain-reliability',
      '--disable-sync',
      '--no-first-run',
      '--no-pings',
      '--font-render-hinting=none',
    ],
  };
};

export const launchBrowser = async (found?: Chromium | null): Promise<Browser> => chromium.launch(launchOptions(found));

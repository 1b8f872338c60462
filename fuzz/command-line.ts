/** The commands of `chungtay` with odd arguments, each as a process of its own: an exit code and a sentence, never a stack. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { programArguments } from '../server/src/built.ts';
import type { Tally } from './tally.ts';
import type { World } from './world.ts';

const root = resolve(import.meta.dirname, '..');
const LIMIT_MS = 60_000;

type Said = { code: number | null; text: string };

const run = (args: readonly string[], env: Record<string, string>): Promise<Said> =>
  new Promise((done) => {
    const child = spawn(process.execPath, [...programArguments('cli'), ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part: Buffer) => {
        if (text.length < 100_000) text += part.toString('utf8');
      });
    const limit = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
    child.once('exit', (code) => {
      clearTimeout(limit);
      done({ code, text });
    });
  });

/** The commands as the usage names them, so that a new one is met without a word here. */
const commandsOf = (usage: string): string[] =>
  [...usage.matchAll(/^ {2}(\S.*)$/gm)].map(([, call = '']) => call.split(/ (?=[[<-]|$)/)[0]?.trim() ?? '');

/** What is odd to ask, beside flags that no command knows; `bad` is a file, `out` a folder, `inside` a folder in it. */
const oddities = (at: { bad: string; out: string; inside: string; port: number }): string[][] => {
  const report = (...more: string[]) => ['report', '--unit', '44', '--period', '2026-M10', ...more];
  const reports = (file: string) => ['import', '--form', 'TH01', '--period', '2026-M10', '--file', file];
  const send = (server: string) => [
    'send',
    '--server',
    server,
    '--username',
    'cast.commune',
    ...reports(at.bad).slice(1),
  ];
  return [
    ['no such command'],
    ['__proto__'],
    reports(at.bad),
    ['report', '--unit'],
    ['report', '--unit', '44', '--period', '2026-M13', '--out', at.inside],
    ['report', '--unit', "44'; drop table org.unit; --", '--period', '2026-M10', '--out', at.inside],
    ['report', '--unit', '../../etc', '--period', '2026-M10', '--out', `${at.inside}/../papers/./x`],
    report('--format', 'exe', '--out', at.inside),
    report('--format', 'xlsx', '--out', `${at.inside}/tên có / gạch`),
    report('--format', 'xlsx', '--out', at.bad),
    ['units', 'import', '/dev/null'],
    ['units', 'import', `${at.out}/không-có`],
    reports(at.out),
    ['import', '--form', '__proto__', '--period', '1e308', '--file', '/etc/passwd'],
    send('gopher://x'),
    send(`http://127.0.0.1:${at.port}`),
  ];
};

const wrongIn = (args: readonly string[], { code, text }: Said): string | null => {
  if (code === null) return 'did not end by itself';
  if (/\n\s+at .*\.[jt]s:|TypeError|RangeError|ReferenceError/.test(text)) return `a stack: ${text.slice(0, 300)}`;
  return code === 0 && args.includes('--no-such-flag') ? 'took an unknown flag' : null;
};

/** Asks every command with a flag that it does not know, and with oddities; `few` is the short form. */
export const fuzzCommandLine = async (
  world: World,
  tally: Tally,
  how: { few: boolean; until: number },
): Promise<void> => {
  const out = mkdtempSync(join(tmpdir(), 'chungtay-fuzz-out-'));
  const env = { DATABASE_URL: world.urls.ownerUrl, APP_DATABASE_URL: world.urls.appUrl };
  const bad = join(out, 'bad.json');
  writeFileSync(bad, '[{"unitCode":"19138","cells":{"__proto__":{"value":1},"plans_issued":{"value":"x"}}}]');
  const found = (what: string, input = '') => tally.found({ kind: 'CLI', what, input });
  try {
    const names = commandsOf((await run([], env)).text);
    if (names.length === 0) found('names no command');
    const every = names.map((name) => [...name.split(' '), '--no-such-flag', '\u202E']);
    const odd = oddities({ bad, out, inside: join(out, 'papers'), port: world.port });
    const before = readdirSync(root).sort().join();
    for (const args of how.few ? [...every.slice(0, 1), ...odd.slice(1, 3)] : [...every, ...odd]) {
      if (!how.few && Date.now() > how.until) break;
      tally.tried('CLI');
      const wrong = wrongIn(args, await run(args, env));
      if (wrong) found(`${args[0]}: ${wrong}`, `chungtay ${args.join(' ')}`);
    }
    if (readdirSync(root).sort().join() !== before) found('left something in the folder of the program');
    if (existsSync(join(out, '..', 'x'))) found('wrote outside the folder asked for');
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
};

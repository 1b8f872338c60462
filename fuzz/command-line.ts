/** The commands of `chungtay` with odd arguments, each as a process of its own: an exit code and a sentence, never a stack. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Tally } from './tally.ts';
import type { World } from './world.ts';

const root = resolve(import.meta.dirname, '..');
const LIMIT_MS = 60_000;

type Said = { code: number | null; text: string };

const run = (args: readonly string[], env: Record<string, string>): Promise<Said> =>
  new Promise((done) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'server/src/cli.ts', ...args], {
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

/** Commands that would start something that does not end by itself. */
const staysOpen = /^(serve|restore|backup)/;

/** Asks each command with each oddity; `few` is the short form: unknown flags, and what needs no database. */
export const fuzzCommandLine = async (
  world: World,
  tally: Tally,
  how: { few: boolean; until: number },
): Promise<void> => {
  const out = mkdtempSync(join(tmpdir(), 'chungtay-fuzz-out-'));
  const env = { DATABASE_URL: world.urls.ownerUrl, APP_DATABASE_URL: world.urls.appUrl };
  const bad = join(out, 'bad.json');
  writeFileSync(bad, '[{"unitCode":"19138","cells":{"__proto__":{"value":1},"plans_issued":{"value":"x"}}}]');
  const inside = join(out, 'papers');
  try {
    const usage = await run([], env);
    const found = commandsOf(usage.text).filter((name) => name && !staysOpen.test(name));
    if (found.length === 0) tally.found({ kind: 'CLI', what: 'names no command', input: usage.text.slice(0, 400) });
    const every = found.map((name) => [...name.split(' '), '--no-such-flag', '\u202E']);
    const odd: string[][] = [
      ['no such command'],
      ['__proto__'],
      ['report', '--unit'],
      ['report', '--unit', '44', '--period', '2026-M13', '--out', inside],
      ['report', '--unit', "44'; drop table org.unit; --", '--period', '2026-M10', '--out', inside],
      ['report', '--unit', '../../etc', '--period', '2026-M10', '--out', `${inside}/../papers/./x`],
      ['report', '--unit', '44', '--period', '2026-M10', '--format', 'exe', '--out', inside],
      ['report', '--unit', '44', '--period', '2026-M10', '--format', 'xlsx', '--out', `${inside}/tên có / gạch`],
      ['report', '--unit', '44', '--period', '2026-M10', '--format', 'xlsx', '--out', bad],
      ['units', 'import', '/dev/null'],
      ['units', 'import', `${out}/không-có`],
      ['import', '--form', 'TH01', '--period', '2026-M10', '--file', bad],
      ['import', '--form', 'TH01', '--period', '2026-M10', '--file', out],
      ['import', '--form', '__proto__', '--period', '1e308', '--file', '/etc/passwd'],
      ['send', '--server', 'gopher://x', '--username', 'x', '--form', 'TH01', '--period', '2026-M10', '--file', bad],
      [
        'send',
        '--server',
        `http://127.0.0.1:${world.port}`,
        '--username',
        'cast.commune',
        '--form',
        'TH01',
        '--period',
        '2026-M10',
        '--file',
        bad,
      ],
    ];
    const before = readdirSync(root).sort().join();
    const all = how.few ? [...every.slice(0, 2), ...odd.slice(0, 3), odd[11] ?? []] : [...every, ...odd];
    for (const args of all) {
      if (Date.now() > how.until) break;
      tally.tried('CLI');
      const { code, text } = await run(args, env);
      const input = `chungtay ${args.join(' ')}`;
      if (code === null) tally.found({ kind: 'CLI', what: `${args[0]}: did not end by itself`, input });
      else if (/\n\s+at .*\.ts:|TypeError|RangeError|ReferenceError/.test(text))
        tally.found({ kind: 'CLI', what: `${args[0]}: a stack: ${text.slice(0, 300)}`, input });
      else if (code === 0 && args.includes('--no-such-flag'))
        tally.found({ kind: 'CLI', what: `${args[0]}: took an unknown flag`, input });
    }
    if (readdirSync(root).sort().join() !== before)
      tally.found({ kind: 'CLI', what: 'left something in the folder of the program', input: '' });
    if (existsSync(join(out, '..', 'x')))
      tally.found({ kind: 'CLI', what: 'wrote outside the folder asked for', input: '' });
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
};

/** Kills the program and its database at random while people work, and judges what is left. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { connectOwner } from '../house.ts';
import { startEmbedded } from '../kernel/postgres/embedded.ts';
import { type GrowingRegister, growingRegister } from './change-sets.ts';
import { type Judged, judge } from './check.ts';
import { clientOf, signIn } from './client.ts';
import { type Cast, prepare } from './prepare.ts';
import { killDatabase, type RunningProgram, startProgram } from './program.ts';
import { isLoading } from './queries.ts';
import { type Acknowledged, type Log, work } from './workload.ts';

export type CrashReport = Judged & {
  kills: { app: number; database: number; both: number; loading: number };
  acknowledged: Record<string, number>;
  refused: Record<string, number>;
  retried: number;
};

const newLog = (): Log => ({ acknowledged: [], refused: new Map(), retried: 0 });
const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** Any moment in the middle of the work: after so many acts, however slow the machine is. */
const untilBusy = async (log: Log): Promise<void> => {
  const acts = Math.random() * 40;
  for (let waited = 0; waited < 6000 && log.acknowledged.length < acts; waited += 5) await pause(5);
  await pause(Math.random() * 40);
};

/** Until the register is being written: whoever loads it holds its lock from the first statement to the commit. */
const untilLoading = async (ownerUrl: string): Promise<void> => {
  const owner = await connectOwner(ownerUrl);
  owner.on('error', () => undefined);
  try {
    for (let waited = 0; waited < 15_000; waited += 10) {
      if (await isLoading(owner)) break;
      await pause(10);
    }
  } finally {
    await owner.end();
  }
  await pause(Math.random() * 300);
};

type Instance = { dataDir: string; ownerUrl: string; cast: Cast; cookies: Map<string, string> };

/** One life of the program: people work, then something is killed. Answers what was acknowledged before. */
const oneLife = async (
  program: RunningProgram,
  { dataDir, ownerUrl, cast, cookies }: Instance,
  how: { victim: 'app' | 'database' | 'both'; register: GrowingRegister | null; loaded: 'half' | 'whole' },
): Promise<Log> => {
  const log = newLog();
  for (const username of [...cast.officers.map((each) => each.username), cast.decider, cast.importer, cast.head])
    if (!cookies.has(username)) cookies.set(username, await signIn(program.url, username));
  const loading = how.register?.loadNext(dataDir);
  let over = false;
  const working = work({
    cast,
    as: (username) => clientOf(program.url, cookies.get(username) ?? ''),
    log,
    isOver: () => over,
  });
  if (!loading) await untilBusy(log);
  else if (how.loaded === 'half') await untilLoading(ownerUrl);
  else await Promise.race([loading.done, pause(20_000)]);
  if (how.victim !== 'app') killDatabase(dataDir);
  if (how.victim !== 'database') await program.kill();
  over = true;
  await working;
  if (loading) {
    const limit = setTimeout(() => loading.child.kill('SIGKILL'), 15_000);
    if (await loading.done)
      log.acknowledged.push({ kind: 'change', effectiveOn: loading.effectiveOn, requestId: null });
    clearTimeout(limit);
  }
  // The app outlives its database and would go on; it goes too before the next life. A database that outlives the app is found again.
  if (how.victim === 'database') await program.kill();
  return log;
};

const faultKinds = ['lost', 'halfDone', 'wrongTotals', 'brokenChains'] as const;

const add = (to: Record<string, number>, key: string, n = 1): void => {
  to[key] = (to[key] ?? 0) + n;
};

const count = (report: CrashReport, log: Log, judged: Judged, when: string): void => {
  report.retried += log.retried;
  for (const { kind } of log.acknowledged) add(report.acknowledged, kind);
  for (const [code, n] of log.refused) add(report.refused, code, n);
  for (const what of faultKinds) report[what].push(...judged[what].map((fault) => `${when}: ${fault}`));
};

const emptyReport = (): CrashReport => ({
  kills: { app: 0, database: 0, both: 0, loading: 0 },
  acknowledged: {},
  refused: {},
  retried: 0,
  lost: [],
  halfDone: [],
  wrongTotals: [],
  brokenChains: [],
});

/** Is handed the database when all has been judged, with everything that was acknowledged in it. */
type Afterwards = (owner: pg.Client, acknowledged: readonly Acknowledged[]) => Promise<unknown>;

/**
 * So many kills on a fresh instance. What a life has left is judged in the next one, by the program's own recovery and before
 * anybody works. `say` is told of each.
 */
export const crash = async (
  kills: number,
  say: (line: string) => void,
  afterwards?: Afterwards,
): Promise<CrashReport> => {
  const dataDir = join(mkdtempSync(join(tmpdir(), 'chungtay-crash-')), 'db');
  const report = emptyReport();
  const register = growingRegister();
  const victims = ['app', 'database', 'both'] as const;
  try {
    const first = await startEmbedded({ dataDir });
    const cast = await prepare(first);
    await first.stop();
    const instance: Instance = { dataDir, ownerUrl: first.ownerUrl, cast, cookies: new Map() };
    let left: Log | null = null;
    const acknowledged: Acknowledged[] = [];
    for (let kill = 0; kill <= kills; kill += 1) {
      const program = await startProgram(dataDir);
      if (left) {
        const owner = await connectOwner(first.ownerUrl);
        count(report, left, await judge(owner, left.acknowledged), `after kill ${kill} (${victims[kill % 3]})`);
        acknowledged.push(...left.acknowledged);
        if (kill === kills) await afterwards?.(owner, acknowledged);
        await owner.end();
        say(
          `${kill}/${kills} ${victims[kill % 3]?.padEnd(8)} ${String(left.acknowledged.length).padStart(4)} acknowledged`,
        );
      }
      if (kill === kills || faultsOf(report).length > 0) {
        await program.stop();
        break;
      }
      const victim = victims[(kill + 1) % 3] ?? 'both';
      const loads = (kill + 1) % 5 === 0;
      const loaded = (kill + 1) % 10 === 5 ? 'half' : 'whole';
      left = await oneLife(program, instance, { victim, register: loads ? register : null, loaded });
      report.kills[victim] += 1;
      if (loads) report.kills.loading += 1;
    }
    return report;
  } finally {
    killDatabase(dataDir);
    rmSync(join(dataDir, '..'), { recursive: true, force: true });
    register.end();
  }
};

/** The same kills shared among several instances that run side by side, each on its own; they are judged as one. */
export const crashAtOnce = async (
  instances: number,
  kills: number,
  say: (line: string) => void,
): Promise<CrashReport> => {
  const report = emptyReport();
  const shares = Array.from({ length: instances }, (_, at) => Math.floor((kills + at) / instances));
  const parts = await Promise.all(
    shares.map((share, at) => crash(share, (line) => say(`instance ${at + 1}: ${line}`))),
  );
  for (const part of parts) {
    report.retried += part.retried;
    for (const [kind, n] of Object.entries(part.kills)) add(report.kills, kind, n);
    for (const [kind, n] of Object.entries(part.acknowledged)) add(report.acknowledged, kind, n);
    for (const [code, n] of Object.entries(part.refused)) add(report.refused, code, n);
    for (const what of faultKinds) report[what].push(...part[what]);
  }
  return report;
};

/** All faults in one list. */
export const faultsOf = ({ lost, halfDone, wrongTotals, brokenChains }: Judged): string[] => [
  ...lost.map((fault) => `lost ${fault}`),
  ...halfDone.map((fault) => `half done ${fault}`),
  ...wrongTotals.map((fault) => `wrong total ${fault}`),
  ...brokenChains.map((fault) => `broken chain ${fault}`),
];

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
import { killDatabase, startProgram } from './program.ts';
import { isLoading } from './queries.ts';
import { type Log, work } from './workload.ts';

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

/** One life of the program: people work, then something is killed. Answers what was acknowledged before. */
const oneLife = async (
  { dataDir, ownerUrl, cast, cookies }: { dataDir: string; ownerUrl: string; cast: Cast; cookies: Map<string, string> },
  how: { victim: 'app' | 'database' | 'both'; register: GrowingRegister | null; loaded: 'half' | 'whole' },
): Promise<Log> => {
  const program = await startProgram(dataDir);
  const log = newLog();
  for (const username of [
    ...cast.officers.slice(0, 6).map((each) => each.username),
    cast.decider,
    cast.importer,
    cast.head,
  ])
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

const add = (to: Record<string, number>, key: string, n = 1): void => {
  to[key] = (to[key] ?? 0) + n;
};

const count = (report: CrashReport, log: Log, judged: Judged, when: string): void => {
  report.retried += log.retried;
  for (const { kind } of log.acknowledged) add(report.acknowledged, kind);
  for (const [code, n] of log.refused) add(report.refused, code, n);
  for (const what of ['lost', 'halfDone', 'wrongTotals', 'brokenChains'] as const)
    report[what].push(...judged[what].map((fault) => `${when}: ${fault}`));
};

/** So many kills on a fresh instance. `say` is told after each of them; `plant` does harm before a crash is judged, to see it told. */
export const crash = async (
  kills: number,
  say: (line: string) => void,
  plant?: (owner: pg.Client, log: Log) => Promise<unknown>,
): Promise<CrashReport> => {
  const dataDir = join(mkdtempSync(join(tmpdir(), 'chungtay-crash-')), 'db');
  const report: CrashReport = {
    kills: { app: 0, database: 0, both: 0, loading: 0 },
    acknowledged: {},
    refused: {},
    retried: 0,
    lost: [],
    halfDone: [],
    wrongTotals: [],
    brokenChains: [],
  };
  const register = growingRegister();
  const cookies = new Map<string, string>();
  try {
    const first = await startEmbedded({ dataDir });
    const cast = await prepare(first);
    await first.stop();
    for (let kill = 1; kill <= kills; kill += 1) {
      const victim = (['app', 'database', 'both'] as const)[kill % 3] ?? 'both';
      const loads = kill % 5 === 0;
      const loaded = kill % 10 === 5 ? 'half' : 'whole';
      const log = await oneLife(
        { dataDir, ownerUrl: first.ownerUrl, cast, cookies },
        { victim, register: loads ? register : null, loaded },
      );
      report.kills[victim] += 1;
      if (loads) report.kills.loading += 1;
      const running = await startEmbedded({ dataDir });
      const owner = await connectOwner(running.ownerUrl);
      await plant?.(owner, log);
      count(report, log, await judge(owner, log.acknowledged), `after kill ${kill} (${victim})`);
      await owner.end();
      await running.stop();
      say(`${kill}/${kills} ${victim.padEnd(8)} ${String(log.acknowledged.length).padStart(4)} acknowledged`);
      if (faultsOf(report).length > 0) break;
    }
    return report;
  } finally {
    killDatabase(dataDir);
    rmSync(join(dataDir, '..'), { recursive: true, force: true });
  }
};

/** All faults in one list. */
export const faultsOf = ({ lost, halfDone, wrongTotals, brokenChains }: Judged): string[] => [
  ...lost.map((fault) => `lost ${fault}`),
  ...halfDone.map((fault) => `half done ${fault}`),
  ...wrongTotals.map((fault) => `wrong total ${fault}`),
  ...brokenChains.map((fault) => `broken chain ${fault}`),
];

/** A disk that is full while people send: what was acknowledged stays, nothing is half done, and work goes on when there is room. */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectOwner } from '../house.ts';
import { startEmbedded } from '../kernel/postgres/embedded.ts';
import { judge } from './check.ts';
import { clientOf, signIn } from './client.ts';
import { type Cast, prepare } from './prepare.ts';
import { killDatabase, startProgram } from './program.ts';
import { type Acknowledged, type Log, work } from './workload.ts';

const folder = mkdtempSync(join(tmpdir(), 'chungtay-small-disk-'));
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=700m', 'tmpfs', folder]).status === 0;
const dataDir = join(folder, 'db');
const filler = join(folder, 'filler');
if (!mounted && process.env['CI_REQUIRE_SYSTEM'] === '1') throw new Error('a small disk cannot be mounted here');

/** Writes until there is no room left for another page. */
const fill = (): void => {
  const file = openSync(filler, 'a');
  try {
    for (const size of [1024 * 1024, 8 * 1024])
      for (let room = true; room; )
        try {
          room = writeSync(file, Buffer.alloc(size)) === size;
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
          room = false;
        }
  } finally {
    closeSync(file);
  }
};

let cast: Cast;
beforeAll(async () => {
  if (!mounted) return;
  const running = await startEmbedded({ dataDir });
  cast = await prepare(running);
  await running.stop();
}, 180_000);
afterAll(() => {
  if (!mounted) return;
  killDatabase(dataDir);
  spawnSync('umount', ['-l', folder]);
  rmSync(folder, { recursive: true, force: true });
});

/** Everybody works until `enough` says so; answers what was acknowledged and what was refused. */
const workUntil = async (url: string, enough: (log: Log) => boolean): Promise<Log> => {
  const log: Log = { acknowledged: [], refused: new Map(), retried: 0 };
  const cookies = new Map<string, string>();
  for (const name of [
    ...cast.officers.slice(0, 6).map(({ username }) => username),
    cast.decider,
    cast.importer,
    cast.head,
  ])
    cookies.set(name, await signIn(url, name));
  const begun = Date.now();
  const isOver = () => enough(log) || Date.now() - begun > 40_000;
  await work({ cast, as: (name) => clientOf(url, cookies.get(name) ?? ''), log, isOver });
  return log;
};

it.skipIf(!mounted)(
  'refuses clearly while the disk is full, and loses nothing',
  async () => {
    const acknowledged: Acknowledged[] = [];
    const program = await startProgram(dataDir);
    let filled = false;
    const log = await workUntil(program.url, ({ acknowledged: acts, refused }) => {
      if (!filled && acts.length >= 20) {
        fill();
        filled = true;
      }
      return (refused.get('kernel.storage-full') ?? 0) > 5;
    });
    acknowledged.push(...log.acknowledged);
    expect(log.acknowledged.length).toBeGreaterThanOrEqual(20);
    expect(log.refused.get('kernel.storage-full') ?? 0).toBeGreaterThan(5);
    expect([...log.refused.keys()]).not.toContain('kernel.something-wrong');

    // Room again: the same program goes on by itself.
    rmSync(filler);
    const later = await workUntil(program.url, ({ acknowledged: acts }) => acts.length > 10);
    acknowledged.push(...later.acknowledged);
    expect(later.acknowledged.length).toBeGreaterThan(10);
    await program.stop();

    const running = await startEmbedded({ dataDir });
    const owner = await connectOwner(running.ownerUrl);
    const judged = await judge(owner, acknowledged);
    await owner.end();
    await running.stop();
    expect(judged).toEqual({ lost: [], halfDone: [], wrongTotals: [], brokenChains: [] });
  },
  180_000,
);

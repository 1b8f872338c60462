/** The real program with its demonstration, as a process of its own on a database of its own. */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { programArguments } from '../server/src/built.ts';
import { clockOffset, movableClockScript } from './clock.ts';

/** A server started for journeys, on the day of the journeys. */
export type DemoServer = {
  url: string;
  dataDir: string;
  /** How far its clock is from the real one, in milliseconds; the pages must be moved as far. */
  clockOffset: number;
  /** Moves its clock further (`letPass`). */
  clockFile: string;
  stop: () => Promise<void>;
  /** Ends the program and leaves its folder, so that another one can begin with a copy of it. */
  end: () => Promise<void>;
};

const root = resolve(import.meta.dirname, '..');
const asModule = (script: string): string => `data:text/javascript,${encodeURIComponent(script)}`;
const START_LIMIT_MS = 300_000;
const STOP_LIMIT_MS = 20_000;

/**
 * Starts the demonstration on a free port, or a copy of one that has ended; fails with the server's own words when it does not come up.
 */
export const startDemoServer = async (env: Record<string, string> = {}, of?: DemoServer): Promise<DemoServer> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'chungtay-e2e-'));
  chmodSync(dataDir, 0o755);
  if (of && existsSync(join(of.dataDir, 'db/data/postmaster.pid'))) throw new Error(`${of.dataDir} is still running`);
  // As it is: the files belong to the user of the database.
  if (of && spawnSync('cp', ['-a', join(of.dataDir, 'db'), dataDir]).status !== 0)
    throw new Error(`${of.dataDir} cannot be copied`);
  const { DATABASE_URL: _, ...inherited } = process.env;
  // A copy goes on at the time at which the other one ended.
  const offset = of?.clockOffset ?? clockOffset();
  const clockFile = join(dataDir, 'clock');
  const child = spawn(
    process.execPath,
    [
      '--import',
      asModule(movableClockScript(offset, clockFile)),
      ...programArguments('main'),
      '--demo',
      '--port',
      '0',
      '--data-dir',
      join(dataDir, 'db'),
    ],
    {
      cwd: root,
      env: { ...inherited, CHUNGTAY_READY: '1', CHUNGTAY_RATE_LIMIT: '100000', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const said: string[] = [];
  const hear = (line: string): void => {
    said.push(line);
    if (said.length > 40) said.shift();
  };
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  createInterface({ input: child.stderr }).on('line', hear);

  const end = async (): Promise<void> => {
    child.kill('SIGINT');
    const hard = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
    await exited;
    clearTimeout(hard);
  };
  const stop = async (): Promise<void> => {
    await end();
    rmSync(dataDir, { recursive: true, force: true });
  };

  try {
    const url = await new Promise<string>((ready, refuse) => {
      const fail = (why: string): void => refuse(new Error(`The server ${why}:\n${said.join('\n')}`));
      const limit = setTimeout(() => fail(`was not ready after ${START_LIMIT_MS / 1000} s`), START_LIMIT_MS);
      child.once('error', refuse);
      child.once('exit', (code) => fail(`ended with ${code}`));
      createInterface({ input: child.stdout }).on('line', (line) => {
        hear(line);
        const address = /^READY (http\S+)/.exec(line)?.[1];
        if (address === undefined) return;
        clearTimeout(limit);
        ready(address.replace(/\/$/, ''));
      });
    });
    return { url, dataDir, clockOffset: offset, clockFile, stop, end };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** The real program as a process of its own, to be killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { programArguments } from '../built.ts';

const root = resolve(import.meta.dirname, '../../..');
// The thousand-kill run shares its machine with others for hours; a start that hangs is told all the same.
const START_LIMIT_MS = 240_000;

export type RunningProgram = { url: string; kill: () => Promise<void>; stop: () => Promise<void> };

const exitOf = (child: ChildProcess): Promise<void> =>
  new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) done();
    else child.once('exit', () => done());
  });

/** Starts the server on a folder with a database and waits until it answers. @throws Error with the server's own words. */
export const startProgram = async (dataDir: string): Promise<RunningProgram> => {
  const { DATABASE_URL: _, ...inherited } = process.env;
  const child = spawn(
    process.execPath,
    [...programArguments('main'), '--empty', '--port', '0', '--data-dir', dataDir],
    {
      cwd: root,
      env: { ...inherited, CHUNGTAY_READY: '1', CHUNGTAY_RATE_LIMIT: '1000000' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const said: string[] = [];
  const hear = (line: string): void => {
    said.push(line);
    if (said.length > 30) said.shift();
  };
  createInterface({ input: child.stderr }).on('line', hear);
  const url = await new Promise<string>((ready, refuse) => {
    const fail = (why: string) => refuse(new Error(`the server ${why}:\n${said.join('\n')}`));
    const limit = setTimeout(() => {
      child.kill('SIGKILL');
      fail('was not ready in time');
    }, START_LIMIT_MS);
    child.once('exit', (code) => {
      clearTimeout(limit);
      fail(`ended with ${code}`);
    });
    createInterface({ input: child.stdout }).on('line', (line) => {
      hear(line);
      const address = /^READY (http\S+)/.exec(line)?.[1];
      if (address === undefined) return;
      clearTimeout(limit);
      ready(address.replace(/\/$/, ''));
    });
  });
  const end = (signal: 'SIGKILL' | 'SIGINT') => async () => {
    child.kill(signal);
    await exitOf(child);
  };
  return { url, kill: end('SIGKILL'), stop: end('SIGINT') };
};

/** Kills every process of the database at once, as when the power goes: no shutdown, no checkpoint. Answers how many there were. */
export const killDatabase = (dataDir: string): number => {
  const data = join(dataDir, 'data');
  const pids = readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && readlinkSync(`/proc/${name}/cwd`) === data;
    } catch {
      // Gone meanwhile, or not ours to look at.
      return false;
    }
  });
  let killed = 0;
  for (const pid of pids)
    try {
      process.kill(Number(pid), 'SIGKILL');
      killed += 1;
    } catch {
      // Ended between listing and killing.
    }
  return killed;
};

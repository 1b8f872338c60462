/** The program itself as a process of its own, and a signed-in client that asks it over HTTP on the loopback. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { programArguments } from '../server/src/built.ts';
import { demoPassword } from '../server/src/demonstration/sign-ins.ts';
import type { Place } from './owner.ts';

export type Program = { address: string; pid: number; stop: () => Promise<void> };

const root = resolve(import.meta.dirname, '..');
/** What `npm start` and the container ask of Node. */
const asStarted = ['--max-semi-space-size=4'];
const READY_LIMIT_MS = 120_000;

/** Starts the program and waits until it answers; without a place, on the embedded database of a folder. */
export const startProgram = async (on: Place | { dataDir: string }, args: readonly string[] = []): Promise<Program> => {
  const database: NodeJS.ProcessEnv =
    'dataDir' in on
      ? { CHUNGTAY_DATA_DIR: on.dataDir, DATABASE_URL: '' }
      : { DATABASE_URL: on.ownerUrl, APP_DATABASE_URL: on.appUrl };
  const child = spawn(process.execPath, [...asStarted, ...programArguments('main'), ...args], {
    cwd: root,
    env: {
      ...process.env,
      ...database,
      HOST: '127.0.0.1',
      PORT: '0',
      CHUNGTAY_READY: '1',
      CHUNGTAY_RATE_LIMIT: '1000000',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  try {
    return { address: await addressOf(child), pid: child.pid ?? 0, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** What a process with all its threads holds now, or has held at most since it began, in MB, where the system tells. */
export const memoryOf = (pid: number, which: 'VmRSS' | 'VmHWM'): number =>
  Number(new RegExp(`${which}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024;

const addressOf = (child: ChildProcess): Promise<string> =>
  new Promise((found, failed) => {
    let complaints = '';
    child.stderr?.on('data', (part: Buffer) => {
      complaints += part.toString();
    });
    const timer = setTimeout(() => failed(new Error('the program did not get ready')), READY_LIMIT_MS);
    child.on('exit', (code) => failed(new Error(`the program ended with ${code}: ${complaints}`)));
    if (child.stdout)
      createInterface(child.stdout).on('line', (line) => {
        if (!line.startsWith('READY ')) return;
        clearTimeout(timer);
        found(line.slice('READY '.length));
      });
  });

export type Client = {
  /** The whole body of an answer; anything but 200 is an error. */
  get: (path: string) => Promise<Uint8Array>;
  post: (path: string, body: unknown) => Promise<Uint8Array>;
  /** Sends a file as it is. */
  send: (path: string, file: Uint8Array) => Promise<Uint8Array>;
};

/** A client with the session of one of the demonstration's posts. */
export const signIn = async (address: string, username: string): Promise<Client> => {
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const answer = await fetch(`${address}${path}`, init);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const json = { 'content-type': 'application/json' };
  const entered = await ask('/api/session', {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ username, password: demoPassword }),
  });
  await entered.arrayBuffer();
  const cookie = entered.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  const bytes = async (answer: Promise<Response>) => new Uint8Array(await (await answer).arrayBuffer());
  return {
    get: (path) => bytes(ask(path, { headers: { cookie } })),
    send: (path, file) =>
      bytes(
        ask(path, {
          method: 'POST',
          headers: { 'content-type': 'application/octet-stream', cookie },
          body: new Blob([file as Uint8Array<ArrayBuffer>]),
        }),
      ),
    post: (path, body) =>
      bytes(ask(path, { method: 'POST', headers: { ...json, cookie }, body: JSON.stringify(body) })),
  };
};

export const readJson = <T>(body: Uint8Array): T => JSON.parse(new TextDecoder().decode(body)) as T;

/** The real program and a real proxy as processes of their own, for tests that stop and kill them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { programArguments } from '../built.ts';

const root = resolve(import.meta.dirname, '../../..');
const START_LIMIT_MS = 120_000;

/** A port that is free now. */
export const freePort = (): Promise<number> =>
  new Promise((done, refuse) => {
    const probe = createServer();
    probe.once('error', refuse);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });

export type Running = {
  child: ChildProcess;
  said: () => string;
  /** Sends a signal and answers how the process ended. */
  end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<number | string>;
};

const running = (child: ChildProcess): Running => {
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (part: Buffer) => {
      said = `${said}${part.toString()}`.slice(-20_000);
    });
  const exited = new Promise<number | string>((done) => {
    child.once('exit', (code, signal) => done(code ?? signal ?? 'gone'));
  });
  return {
    child,
    said: () => said,
    end: async (signal) => {
      child.kill(signal);
      return exited;
    },
  };
};

/** Moves the clock of a process to this moment and lets it run on from there. */
const clockAt = (moment: Date): string => {
  const offset = moment.getTime() - Date.now();
  const script = `{ const now = Date.now; const moved = () => now() + ${offset};
    globalThis.Date = new Proxy(Date, {
      construct: (Real, given, target) => Reflect.construct(Real, given.length > 0 ? given : [moved()], target),
      get: (Real, name) => (name === 'now' ? moved : Reflect.get(Real, name)) }); }`;
  return `data:text/javascript,${encodeURIComponent(script)}`;
};

/** Starts the program with these settings and nothing else of the caller's; `ready` waits for its own word. */
export const startProgram = (
  env: Record<string, string>,
  { at, args = ['--empty'], folder = root }: { at?: Date; args?: readonly string[]; folder?: string } = {},
): Running & { ready: () => Promise<void> } => {
  // What lies in another folder is another program.
  const program = folder === root ? programArguments('main') : ['--import', 'tsx', 'server/src/main.ts'];
  const child = spawn(process.execPath, [...(at ? ['--import', clockAt(at)] : []), ...program, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', HOME: tmpdir(), CHUNGTAY_READY: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const process_ = running(child);
  return {
    ...process_,
    ready: () =>
      new Promise((done, refuse) => {
        const limit = setTimeout(() => refuse(new Error(`not ready in time:\n${process_.said()}`)), START_LIMIT_MS);
        const look = setInterval(() => {
          if (!process_.said().includes('READY http')) return;
          clearTimeout(limit);
          clearInterval(look);
          done();
        }, 50);
        child.once('exit', (code) => {
          clearTimeout(limit);
          clearInterval(look);
          refuse(new Error(`ended with ${code}:\n${process_.said()}`));
        });
      }),
  };
};

const nginxPlaces = ['/usr/sbin/nginx', '/usr/bin/nginx', '/usr/local/bin/nginx', '/opt/homebrew/bin/nginx'];

/** Where the proxy is; null, with a note, when it is not installed. With CI_REQUIRE_SYSTEM=1 that is an error. */
export const nginxProgram = (): string | null => {
  const found = nginxPlaces.find((path) => existsSync(path)) ?? null;
  if (!found && process.env['CI_REQUIRE_SYSTEM'] === '1') throw new Error('nginx is not installed, and CI requires it');
  return found;
};

/** The configuration that operators are given, for these ports of this machine and without a certificate. */
const renderNginx = (listen: number, apps: readonly [number, number], folder: string): string =>
  readFileSync(join(root, 'deploy/nginx.conf'), 'utf8')
    .replace('server app-1:3000', `server 127.0.0.1:${apps[0]}`)
    .replace('server app-2:3000', `server 127.0.0.1:${apps[1]}`)
    .replace('listen 443 ssl;', `listen 127.0.0.1:${listen};`)
    .replace(/^ *ssl_.*\n/gm, '')
    .replace('worker_processes auto;', 'worker_processes 1;')
    .replace('access_log /dev/stdout', `access_log ${folder}/access.log`)
    .replaceAll('error_log /dev/stderr', `error_log ${folder}/error.log`)
    .replaceAll('/tmp/nginx', `${folder}/nginx`);

/** Starts the proxy on a port in front of two others. */
export const startNginx = async (program: string, listen: number, apps: readonly [number, number]) => {
  const folder = mkdtempSync(join(tmpdir(), 'chungtay-nginx-'));
  chmodSync(folder, 0o755);
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, renderNginx(listen, apps, folder));
  const proxy = running(
    spawn(program, ['-p', folder, '-c', file, '-g', 'daemon off;'], { stdio: ['ignore', 'pipe', 'pipe'] }),
  );
  return {
    log: () => readFileSync(join(folder, 'access.log'), 'utf8'),
    stop: async () => {
      await proxy.end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
    said: () =>
      `${proxy.said()}${existsSync(join(folder, 'error.log')) ? readFileSync(join(folder, 'error.log'), 'utf8') : ''}`,
  };
};

import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { type RunningPostgres, startEmbedded, startSystemPostgres } from './embedded.ts';
import { startPostgres } from './launcher.ts';
import { packagedProgram, packageFolder, systemProgram } from './program.ts';

const DEBIAN_15 = '/usr/lib/postgresql/15/bin';
const engines = [
  { name: 'PostgreSQL 18 from npm', major: 18, present: true, start: (dataDir: string) => startEmbedded({ dataDir }) },
  {
    name: 'PostgreSQL 15 of the system',
    major: 15,
    present: existsSync(join(DEBIAN_15, 'postgres')),
    start: (dataDir: string) => startSystemPostgres({ binDir: DEBIAN_15, dataDir }),
  },
];

const folders: string[] = [];
const running: RunningPostgres[] = [];
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'chungtay-test-'));
  chmodSync(folder, 0o755);
  folders.push(folder);
  return folder;
};
const kept = async (starting: Promise<RunningPostgres>): Promise<RunningPostgres> => {
  const server = await starting;
  running.push(server);
  return server;
};
const ask = async (url: string, sql: string): Promise<unknown> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query({ text: sql, rowMode: 'array' });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
};
/** A server that has ended removes this file as its last act; its process may linger until somebody collects it. */
const isRunning = (dataDir: string): boolean => existsSync(join(dataDir, 'data/postmaster.pid'));
const postmaster = (dataDir: string): number =>
  Number.parseInt(readFileSync(join(dataDir, 'data/postmaster.pid'), 'utf8'), 10);

/** The arguments of a program of its own that starts the server and then does something. */
const programThat = (dataDir: string, then: string): string[] => {
  const door = JSON.stringify(join(import.meta.dirname, 'embedded.ts'));
  const program = `const { startEmbedded } = await import(${door});
    const server = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)} }); console.log('up'); ${then}`;
  return ['--import', 'tsx', '--input-type=module', '-e', program];
};

afterEach(async () => {
  for (const server of running.splice(0).reverse()) await server.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe.each(engines.filter(({ present }) => present))('$name', ({ start, major }) => {
  it('starts, keeps its data over a stop, and leaves nothing running', { timeout: 30_000 }, async () => {
    const dataDir = join(newFolder(), 'db');
    const first = await kept(start(dataDir));
    expect(first).toMatchObject({ adopted: false, firstStart: true });
    expect(await ask(first.ownerUrl, "select current_setting('server_version_num')::int / 10000")).toBe(major);
    expect(await ask(first.ownerUrl, 'select current_database()')).toBe('chungtay');
    expect(await ask(first.ownerUrl, "select current_setting('fsync') || current_setting('synchronous_commit')")).toBe(
      'onon',
    );
    expect(
      await ask(
        first.ownerUrl,
        `select string_agg(w, ' ' order by w collate "vi-VN-x-icu") from unnest('{đạt,dũng,ăn,an}'::text[]) w`,
      ),
    ).toBe('an ăn dũng đạt');
    await ask(first.ownerUrl, 'create table kept as select 42 as value');
    await first.stop();
    expect(isRunning(dataDir)).toBe(false);

    const second = await kept(start(dataDir));
    expect(second).toMatchObject({ adopted: false, firstStart: false });
    expect(await ask(second.ownerUrl, 'select value from kept')).toBe(42);
  });

  it('comes back with every acknowledged row after kill -9 of the server', { timeout: 30_000 }, async () => {
    const dataDir = join(newFolder(), 'db');
    const first = await kept(start(dataDir));
    await ask(first.ownerUrl, 'create table kept as select 7 as value');
    process.kill(postmaster(dataDir), 'SIGKILL');
    const second = await kept(start(dataDir));
    expect(second).toMatchObject({ adopted: false, firstStart: false });
    expect(await ask(second.ownerUrl, 'select value from kept')).toBe(7);
  });
});

describe('one database, several processes', () => {
  it('gives two callers at the same moment one server, and the last one out shuts it down', {
    timeout: 30_000,
  }, async () => {
    const dataDir = join(newFolder(), 'db');
    const [one, two] = await Promise.all([kept(startEmbedded({ dataDir })), kept(startEmbedded({ dataDir }))]);
    expect([one.adopted, two.adopted].sort()).toEqual([false, true]);
    expect([one.firstStart, two.firstStart].sort()).toEqual([false, true]);
    await one.stop();
    expect(await ask(two.ownerUrl, 'select 1')).toBe(1);
    await two.stop();
    expect(isRunning(dataDir)).toBe(false);
    expect(readdirSync(dataDir).filter((name) => name.includes('half'))).toEqual([]);
  });

  it('shuts down to the end when nothing else keeps the program running', { timeout: 30_000 }, () => {
    const dataDir = join(newFolder(), 'db');
    const { stdout } = spawnSync(
      process.execPath,
      programThat(dataDir, "await server.stop(); console.log('stopped');"),
      {
        encoding: 'utf8',
      },
    );
    expect(stdout).toBe('up\nstopped\n');
    expect(isRunning(dataDir)).toBe(false);
  });

  it('takes over the server that a killed program has left behind', { timeout: 30_000 }, async () => {
    const dataDir = join(newFolder(), 'db');
    const child = spawn(process.execPath, programThat(dataDir, 'setInterval(() => {}, 1000);'), {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const pid = postmaster(dataDir);
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    const heir = await kept(startEmbedded({ dataDir }));
    expect(heir).toMatchObject({ adopted: true, firstStart: false });
    expect(postmaster(dataDir)).toBe(pid);
    await heir.stop();
    expect(isRunning(dataDir)).toBe(false);
  });

  it('starts although the number in a left-over lock file now belongs to another program', {
    timeout: 30_000,
  }, async () => {
    const dataDir = join(newFolder(), 'db');
    await (await startEmbedded({ dataDir })).stop();
    const data = join(dataDir, 'data');
    const { uid } = statSync(data);
    const stranger = spawn('sleep', ['60'], process.getuid?.() === 0 ? { uid } : {});
    try {
      writeFileSync(join(data, 'postmaster.pid'), `${stranger.pid}\n${data}\n1\n5432\n\n\n\n`);
      const server = await kept(startEmbedded({ dataDir }));
      expect(await ask(server.ownerUrl, 'select 1')).toBe(1);
    } finally {
      stranger.kill();
    }
  });
});

describe('the place of the database', () => {
  it('shuts data and socket off from other users, and lets nobody in over the network', {
    timeout: 30_000,
  }, async () => {
    const dataDir = join(newFolder(), 'db');
    const { ownerUrl } = await kept(startEmbedded({ dataDir }));
    for (const folder of ['', 'run', 'data']) expect(statSync(join(dataDir, folder)).mode & 0o777).toBe(0o700);
    expect(await ask(ownerUrl, "select current_setting('listen_addresses')")).toBe('');
  });

  it('moves the socket to a short path when the data folder is deep', { timeout: 30_000 }, async () => {
    const dataDir = join(newFolder(), 'a'.repeat(60), 'ầ'.repeat(30), 'db');
    const { ownerUrl } = await kept(startEmbedded({ dataDir }));
    const socket = new URL(ownerUrl.replace('@/', '@local/')).searchParams.get('host') ?? '';
    expect(Buffer.byteLength(`${socket}/.s.PGSQL.5432`)).toBeLessThanOrEqual(107);
    expect(statSync(socket).mode & 0o777).toBe(0o700);
    expect(await ask(ownerUrl, 'select 1')).toBe(1);
    folders.push(socket);
  });

  it.runIf(process.getuid?.() === 0)(
    'finds a home for the data when root has cloned into a closed folder',
    { timeout: 30_000 },
    async () => {
      const closed = newFolder();
      mkdirSync(join(closed, 'clone'));
      chmodSync(closed, 0o700);
      const dataDir = join(closed, 'clone', 'db');
      const first = await kept(startEmbedded({ dataDir }));
      const home = readFileSync(join(dataDir, 'location'), 'utf8').trim();
      folders.push(home);
      await ask(first.ownerUrl, 'create table kept as select 3 as value');
      await first.stop();
      const second = await kept(startEmbedded({ dataDir }));
      expect(second.firstStart).toBe(false);
      expect(await ask(second.ownerUrl, 'select value from kept')).toBe(3);
    },
  );

  it.runIf(process.getuid?.() === 0)(
    'runs from a copy when npm has put the programs where the server cannot go',
    { timeout: 60_000 },
    async () => {
      const closed = newFolder();
      const copy = join(closed, 'package');
      cpSync(await packageFolder(), copy, { recursive: true, verbatimSymlinks: true });
      chmodSync(closed, 0o700);
      const dataDir = join(newFolder(), 'db');
      const server = await kept(startPostgres(packagedProgram(copy), dataDir));
      expect(await ask(server.ownerUrl, 'select 1')).toBe(1);
      expect(readdirSync(dataDir).some((name) => name.startsWith('program-18'))).toBe(true);
    },
  );

  it('links the libraries when npm was told to skip install scripts', { timeout: 60_000 }, async () => {
    const copy = join(newFolder(), 'package');
    cpSync(await packageFolder(), copy, { recursive: true, verbatimSymlinks: true });
    const link = join(copy, 'native/lib/libicui18n.so.60');
    rmSync(link);
    const server = await kept(startPostgres(packagedProgram(copy), join(newFolder(), 'db')));
    expect(await ask(server.ownerUrl, 'select 1')).toBe(1);
    expect(existsSync(link)).toBe(true);
  });

  it('says which folder holds no PostgreSQL', () => {
    expect(() => systemProgram('/nowhere')).toThrow('No PostgreSQL in /nowhere');
  });
});

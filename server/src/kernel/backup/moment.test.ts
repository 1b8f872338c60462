import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { type RunningPostgres, startEmbedded, startSystemPostgres } from '../postgres/embedded.ts';
import type { StartOptions } from '../postgres/launcher.ts';
import { type Program, packagedProgram, packageFolder, systemProgram } from '../postgres/program.ts';
import { bringBack } from './moment.ts';
import { makePhysicalBackup } from './physical.ts';
import { askAt, newFolder, passphrase } from './testing/alone.ts';

const DEBIAN_15 = '/usr/lib/postgresql/15/bin';
type Engine = {
  name: string;
  present: boolean;
  program: () => Promise<Program>;
  start: (dataDir: string, options?: StartOptions) => Promise<RunningPostgres>;
};
const engines: Engine[] = [
  {
    name: 'PostgreSQL 18 from npm',
    present: true,
    program: async () => packagedProgram(await packageFolder()),
    start: (dataDir, options) => startEmbedded({ dataDir, ...options }),
  },
  {
    name: 'PostgreSQL 15 of the system',
    present: existsSync(join(DEBIAN_15, 'postgres')),
    program: async () => systemProgram(DEBIAN_15),
    start: (dataDir, options) => startSystemPostgres({ binDir: DEBIAN_15, dataDir, ...options }),
  },
];

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

describe.each(engines.filter(({ present }) => present))('the kept log on $name', ({ start, program }) => {
  const ready = async () => {
    const folder = newFolder();
    closing.push(folder.remove);
    const at = (name: string) => join(folder.path, name);
    const server = await start(at('db'), { walArchive: at("log it's %full") });
    closing.push(server.stop);
    const ask = <T extends Record<string, unknown>>(text: string) => askAt<T>(server.ownerUrl, text);
    /** Writes rows and answers a moment that is after them and before whatever comes next. */
    const write = async (from: number, to: number): Promise<Date> => {
      for (let n = from; n <= to; n += 1) await ask(`insert into kept values (${n})`);
      const [{ now } = { now: new Date(0) }] = await ask<{ now: Date }>('select clock_timestamp() as now');
      await pause(20);
      return new Date(now.getTime() + 5);
    };
    /** The piece of the log that is being written is handed over at once. */
    const handOver = async () => {
      const [{ piece } = { piece: '' }] = await ask<{ piece: string }>(
        'select pg_walfile_name(pg_switch_wal()) as piece',
      );
      for (let n = 0; n < 600 && !existsSync(join(at("log it's %full"), piece)); n += 1) await pause(50);
    };
    await ask('create table kept (n integer)');
    return {
      at,
      server,
      ask,
      write,
      handOver,
      how: { program: await program(), from: at('copy'), log: at("log it's %full"), passphrase },
    };
  };
  const rowsIn = async (dataDir: string): Promise<number[]> => {
    const server = await start(dataDir);
    try {
      return (await askAt<{ n: number }>(server.ownerUrl, 'select n from kept order by n')).map(({ n }) => n);
    } finally {
      await server.stop();
    }
  };

  it('brings the database to a moment: exactly the rows written until then are there', async () => {
    const { at, server, write, handOver, how } = await ready();
    const before = await write(1, 3);
    await makePhysicalBackup({ ownerUrl: server.ownerUrl, out: at('copy'), passphrase });
    const between = await write(4, 6);
    await write(7, 9);
    await handOver();
    await server.stop();
    await bringBack({ ...how, until: between, dataDir: at('then') });
    expect(await rowsIn(at('then'))).toEqual([1, 2, 3, 4, 5, 6]);
    await bringBack({ ...how, until: null, dataDir: at('end') });
    expect(await rowsIn(at('end'))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    // What cannot be had is refused, and nothing is left of the attempt.
    await expect(bringBack({ ...how, until: before, dataDir: at('early') })).rejects.toThrow('take an older copy');
    await expect(bringBack({ ...how, until: between, dataDir: at('then') })).rejects.toThrow('holds something already');
    await expect(
      bringBack({ ...how, until: between, dataDir: at('locked'), passphrase: 'another passphrase' }),
    ).rejects.toThrow('The passphrase is wrong');
    for (const name of ['early', 'locked']) expect(existsSync(at(`${name}/data`))).toBe(false);
  }, 120_000);

  it('goes on being kept by whoever starts the database next, until it is told to stop', async () => {
    const { at, server, ask } = await ready();
    await expect(start(at('db'), { walArchive: at('elsewhere') })).rejects.toThrow('runs with another --wal-archive');
    await server.stop();
    const again = await start(at('db'));
    closing.push(again.stop);
    const modeOf = async () => (await ask<{ archive_mode: string }>('show archive_mode'))[0]?.archive_mode;
    expect(await modeOf()).toBe('on');
    await again.stop();
    const without = await start(at('db'), { walArchive: 'none' });
    closing.push(without.stop);
    expect(await modeOf()).toBe('off');
    await expect(makePhysicalBackup({ ownerUrl: without.ownerUrl, out: at('copy'), passphrase })).rejects.toThrow(
      'The log is not kept yet',
    );
  }, 120_000);
});

import { spawn, spawnSync } from 'node:child_process';
import { createWriteStream, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { inDatabase } from '../testing/global-setup.ts';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { type MadeBackup, makeBackup } from './make.ts';
import { type Read, record, recordsOf } from './records.ts';
import { migrationsOf, restoreBackup } from './restore.ts';
import { sealing, unsealed } from './sealed.ts';
import { anythingIn, mustSeeAll } from './shape.ts';
import { newFolder, nothingToSay, passphrase } from './testing/alone.ts';
import { asAdmin, emptyDatabase } from './testing/empty.ts';

let source: TestDatabase;
let made: MadeBackup;
const folder = newFolder();
const file = join(folder.path, 'whole.backup');
const drops: (() => Promise<void>)[] = [];
const target = async (owner?: string): Promise<string> => {
  const { ownerUrl, drop } = await emptyDatabase(owner);
  drops.push(drop);
  return ownerUrl;
};
const isEmpty = async (ownerUrl: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return (await anythingIn(client)) === null;
  } finally {
    await client.end();
  }
};
const restoreInto = (ownerUrl: string, from: string, secret: string | null = passphrase) =>
  restoreBackup({ ownerUrl, from, passphrase: secret, check: nothingToSay });

beforeAll(async () => {
  // Without the register: what is asked of every way in which a file can be wrong is not a matter of how much it holds.
  source = await testDatabase('ground');
  // Rows of many sizes in a table that was worked on, so that their place on the disk is not the order in which they came.
  await source.owner.query(
    `insert into kernel.idempotency_key (user_id, key, fingerprint, answer, at)
     select 'u' || n % 7, 'key-' || n || '-padded',
       coalesce((select string_agg(md5(n || '-' || i), '') from generate_series(1, n % 45) i), ''), to_jsonb(E'ký tự\\t"\\n\\\\ ' || n), now()
     from generate_series(1, 3000) n`,
  );
  await source.owner.query("delete from kernel.idempotency_key where key like '%3-padded'");
  await source.owner.query("update kernel.idempotency_key set fingerprint = 'x' where key like '%5-padded'");
  made = await makeBackup({ ownerUrl: source.ownerUrl, out: file, passphrase });
}, 120_000);
afterEach(async () => {
  for (const drop of drops.splice(0)) await drop();
});
afterAll(async () => {
  await source.close();
  folder.remove();
});

describe('a backup', () => {
  it('holds every table with its rows, and nothing that can be read without the passphrase; it is restored byte by byte, with sequences, keys, triggers and policies as they were', async () => {
    const country = await testDatabase();
    drops.push(country.close);
    const own = newFolder();
    drops.push(async () => own.remove());
    const whole = join(own.path, 'country.backup');
    const all = await makeBackup({ ownerUrl: country.ownerUrl, out: whole, passphrase });
    expect(all.sums.length).toBeGreaterThan(25);
    expect(all.rows).toBeGreaterThan(100_000);
    expect(readdirSync(own.path)).toEqual(['country.backup']);
    const text = readFileSync(whole).toString('latin1');
    expect(text.startsWith('CHUNGTAY BACKUP 1 ')).toBe(true);
    expect(text).not.toContain('cast.commune');
    expect(text).not.toContain('unit_state');
    const ownerUrl = await target();
    const { sums, ran } = await restoreInto(ownerUrl, whole);
    expect(sums).toEqual(all.sums);
    expect(ran).toEqual([]);
    const shape = `select string_agg(x, E'\\n' order by x) as all from (
      select conrelid::regclass || ' ' || pg_get_constraintdef(oid) as x from pg_constraint where connamespace::regnamespace::text !~ '^pg_'
      union all select tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text from pg_trigger where not tgisinternal
      union all select oid::regclass || ' ' || relrowsecurity::text || relforcerowsecurity from pg_class where relkind = 'r' and relnamespace::regnamespace::text !~ '^pg_'
      union all select schemaname || sequencename || ' ' || coalesce(last_value::text, '-') from pg_sequences) all_of_it`;
    expect(await asAdmin(shape, ownerUrl)).toEqual(await asAdmin(shape, country.ownerUrl));
    // A new row gets the next number, and one that points nowhere is refused.
    await asAdmin(
      "insert into org.body (unit_id, kind, line, name) select id, 'women', 'front', '{}' from org.unit order by id desc limit 1",
      ownerUrl,
    );
    await expect(
      asAdmin("insert into org.body (unit_id, kind, line, name) values (-1, 'women', 'front', '{}')", ownerUrl),
    ).rejects.toThrow('foreign key');
  }, 120_000);

  it('is made and restored by an owner who is no superuser', async () => {
    const owner = `test_owner_${process.pid}`;
    await asAdmin(`create role ${owner} login; grant chungtay_app to ${owner}`);
    try {
      const first = await target(owner);
      await restoreInto(first, file);
      const again = join(folder.path, 'again.backup');
      expect((await makeBackup({ ownerUrl: first, out: again, passphrase })).sums).toEqual(made.sums);
      expect((await restoreInto(await target(owner), again)).sums).toEqual(made.sums);
    } finally {
      for (const drop of drops.splice(0)) await drop();
      await asAdmin(`drop role ${owner}`);
    }
  }, 120_000);

  it('is one moment of a database that is being written', async () => {
    const writer = new pg.Client({ connectionString: source.ownerUrl });
    await writer.connect();
    let going = true;
    const writing = (async () => {
      for (let n = 0; going && n < 20_000; n += 1)
        await writer.query(
          `with one as (insert into kernel.instance (key, value) values ('pair a ${n}', '1')) insert into kernel.idempotency_key (user_id, key, fingerprint, at) values ('pair', 'pair-key-${n}', '', now())`,
        );
    })();
    const out = join(folder.path, 'busy.backup');
    const { sums } = await makeBackup({ ownerUrl: source.ownerUrl, out, passphrase });
    going = false;
    await writing;
    await writer.end();
    const ownerUrl = await target();
    expect((await restoreInto(ownerUrl, out)).sums).toEqual(sums);
    const pairs = `select (select count(*) from kernel.instance where key like 'pair%')::int as one,
                          (select count(*) from kernel.idempotency_key where user_id = 'pair')::int as two`;
    const [there] = await asAdmin<{ one: number; two: number }>(pairs, ownerUrl);
    const [here] = await asAdmin<{ one: number; two: number }>(pairs, source.ownerUrl);
    expect(there?.one).toBe(there?.two);
    expect(there?.one).toBeLessThan(here?.one ?? 0);
  }, 120_000);

  it('is refused to a role that does not see every row', async () => {
    const appUrl = inDatabase(inject('appUrl'), new URL(source.ownerUrl.replace('@/', '@x/')).pathname.slice(1));
    const seen = new pg.Client({ connectionString: appUrl });
    await seen.connect();
    await expect(mustSeeAll(seen)).rejects.toThrow(/does not see all of/);
    await seen.end();
    const owner = new pg.Client({ connectionString: source.ownerUrl });
    await owner.connect();
    await owner.query(
      `begin; create role test_narrow_${process.pid}; alter table org.body owner to test_narrow_${process.pid}`,
    );
    await owner.query(`set local role test_narrow_${process.pid}`);
    await expect(mustSeeAll(owner)).rejects.toThrow(/does not see all of/);
    await owner.query('rollback');
    await owner.end();
  });
});

describe('a file that is not what was written', () => {
  const whole = () => readFileSync(file);
  const bad = (name: string, content: Buffer): string => {
    const path = join(folder.path, name);
    writeFileSync(path, content);
    return path;
  };
  /** Where the chunks begin: after the header line, each behind its length and before its seal. */
  const chunks = (content: Buffer): Buffer[] => {
    const found: Buffer[] = [];
    for (let at = content.indexOf('\n') + 1; at < content.length; ) {
      const end = at + 4 + (content.readUInt32BE(at) % 0x8000_0000) + 16;
      found.push(content.subarray(at, end));
      at = end;
    }
    return found;
  };
  const faults: [string, (content: Buffer) => Buffer, RegExp][] = [
    ['a flipped bit in the middle', (content) => flipped(content, content.length >> 1), /damaged at chunk/],
    ['a flipped bit in the last byte', (content) => flipped(content, content.length - 1), /damaged at chunk/],
    [
      'a changed header',
      (content) => Buffer.concat([content.subarray(0, 19), Buffer.from(' '), content.subarray(19)]),
      /damaged at chunk/,
    ],
    ['half of it', (content) => content.subarray(0, content.length >> 1), /cut short|damaged/],
    [
      'its last chunk missing',
      (content) => content.subarray(0, content.length - (chunks(content).at(-1)?.length ?? 0)),
      /cut short/,
    ],
    [
      'two chunks in each other’s place',
      (content) => {
        const [one, two, ...rest] = chunks(content);
        return Buffer.concat([content.subarray(0, content.indexOf('\n') + 1), two ?? one, one, ...rest] as Buffer[]);
      },
      /damaged at chunk 0/,
    ],
    [
      'something behind its end',
      (content) => Buffer.concat([content, Buffer.from('more, and more than a seal')]),
      /damaged at chunk/,
    ],
    ['another kind of file', () => Buffer.from('PK and so on\n'), /is no backup/],
    ['nothing', () => Buffer.alloc(0), /is no backup/],
  ];
  const flipped = (content: Buffer, at: number): Buffer => {
    const copy = Buffer.from(content);
    copy.writeUInt8(copy.readUInt8(at) ^ 4, at);
    return copy;
  };

  const drain = async (path: string): Promise<void> => {
    for await (const _ of await unsealed(path, 'tables', passphrase)) void _;
  };

  it('opens to its end when nothing is changed', async () => {
    expect(chunks(whole()).length).toBeGreaterThan(2);
    await drain(bad('bad.backup', whole()));
  });

  it.each(faults)('%s is told', async (_name, damage, words) => {
    await expect(drain(bad('bad.backup', damage(whole())))).rejects.toThrow(words);
  });

  it.each(['a flipped bit in the last byte', 'its last chunk missing'])(
    '%s leaves the target empty',
    async (name) => {
      const [, damage, words] = faults.find(([each]) => each === name) ?? never();
      const ownerUrl = await target();
      await expect(restoreInto(ownerUrl, bad('bad.backup', damage(whole())))).rejects.toThrow(words);
      expect(await isEmpty(ownerUrl)).toBe(true);
    },
    120_000,
  );

  it('opens with no other passphrase', async () => {
    const ownerUrl = await target();
    await expect(restoreInto(ownerUrl, file, 'another passphrase')).rejects.toThrow('The passphrase is wrong');
    await expect(restoreInto(ownerUrl, file, null)).rejects.toThrow('The passphrase is missing');
    expect(await isEmpty(ownerUrl)).toBe(true);
  });

  it('opens however the letters of the passphrase were typed', async () => {
    const opened = await unsealed(file, 'tables', passphrase.normalize('NFD'));
    opened.destroy();
  });

  it('is told without a passphrase as well', async () => {
    const plain = join(folder.path, 'plain.backup');
    const { sums } = await makeBackup({ ownerUrl: source.ownerUrl, out: plain, passphrase: null });
    const ownerUrl = await target();
    await expect(restoreInto(ownerUrl, bad('bad.backup', flipped(readFileSync(plain), 5_000)), null)).rejects.toThrow(
      /damaged at chunk 0/,
    );
    expect((await restoreInto(ownerUrl, plain, null)).sums).toEqual(sums);
  }, 120_000);
});

describe('a restore is refused', () => {
  it('where something stands already', async () => {
    await expect(restoreInto(source.ownerUrl, file)).rejects.toThrow(/Only an empty database/);
    const ownerUrl = await target();
    await asAdmin('create table public.planted (id integer)', ownerUrl);
    await expect(restoreInto(ownerUrl, file)).rejects.toThrow(/public\.planted/);
  });

  it('when the backup is newer than the program, or of another one', () => {
    const known = [{ name: 'a.sql', text: '', hash: '1' }];
    const of = (name: string, hash: string) => migrationsOf({ version: '9.9.9', migrations: [{ name, hash }] }, known);
    expect(of('a.sql', '1')).toEqual(known);
    expect(() => of('b.sql', '1')).toThrow(/version 9\.9\.9 is newer than this program.*b\.sql/);
    expect(() => of('a.sql', '2')).toThrow(/a\.sql of the backup is not the one/);
  });

  it('when the check finds a fault; the target stays empty unless the operator wants it nonetheless', async () => {
    const ownerUrl = await target();
    const how = { ownerUrl, from: file, passphrase, check: () => Promise.resolve(['planted fault']) };
    await expect(restoreBackup(how)).rejects.toThrow('planted fault');
    expect(await isEmpty(ownerUrl)).toBe(true);
    expect((await restoreBackup({ ...how, despiteFaults: true })).faults).toEqual(['planted fault']);
    expect(await isEmpty(ownerUrl)).toBe(false);
  }, 120_000);
});

describe('rows that are not those the backup was made of', () => {
  /** Opens the file, lets its records be changed, and seals them again as a program with a fault would have. */
  const resealed = async (change: (read: Read) => Buffer): Promise<string> => {
    const path = join(folder.path, 'resealed.backup');
    async function* records(): AsyncGenerator<Buffer> {
      const opened = (await unsealed(file, 'tables', passphrase)).pipe(createGunzip());
      for await (const read of recordsOf(opened)) yield* record(read.kind, change(read));
    }
    await pipeline(
      Readable.from(records()),
      createGzip(),
      await sealing('tables', passphrase),
      createWriteStream(path),
    );
    return path;
  };
  const instead = (kind: Read['kind'], from: string, to: string) => (read: Read) =>
    read.kind === kind ? Buffer.from(read.content.toString('latin1').replace(from, to), 'latin1') : read.content;

  it.each([
    [
      'a value that was written otherwise',
      instead('D', '\tkey-7-padded\t', '\tkey-?-padded\t'),
      /kernel\.idempotency_key: [0-9a-f]+ ≠/,
    ],
    [
      'a table with fewer rows than were counted',
      instead('E', '"rows":2700', '"rows":2701'),
      /kernel\.idempotency_key: 2700 ≠ 2701/,
    ],
    ['a table the program does not have', instead('M', 'org.area_tag', 'org.arena_tag'), /org\.arena_tag/],
  ])(
    '%s: told by the name of the table, and nothing is kept',
    async (_name, change, words) => {
      const ownerUrl = await target();
      await expect(restoreInto(ownerUrl, await resealed(change))).rejects.toThrow(words);
      expect(await isEmpty(ownerUrl)).toBe(true);
    },
    120_000,
  );

  it('are the same when nothing was changed', async () => {
    expect((await restoreInto(await target(), await resealed(({ content }) => content))).sums).toEqual(made.sums);
  }, 120_000);
});

describe('a program that does not get to the end', () => {
  const program = (body: string): string[] => ['--import', 'tsx', '--input-type=module', '-e', body];
  const door = (name: string) => JSON.stringify(join(import.meta.dirname, name));
  /** Starts a program, waits for its word and kills it. */
  const killed = async (body: string, until: () => Promise<boolean> | boolean): Promise<void> => {
    const child = spawn(process.execPath, program(body), { stdio: ['ignore', 'inherit', 'inherit'] });
    const gone = new Promise((resolve) => child.once('exit', resolve));
    for (let n = 0; n < 600 && !(await until()); n += 1) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await until()).toBe(true);
    child.kill('SIGKILL');
    await gone;
  };

  it('leaves no backup that looks finished', async () => {
    const out = join(folder.path, 'killed.backup');
    const blocker = new pg.Client({ connectionString: source.ownerUrl });
    await blocker.connect();
    // One of the last tables is held, so that the backup waits for it in the middle of its work.
    await blocker.query('begin; lock table reporting.submission in access exclusive mode');
    await killed(
      `const { makeBackup } = await import(${door('make.ts')});
       await makeBackup({ ownerUrl: ${JSON.stringify(source.ownerUrl)}, out: ${JSON.stringify(out)}, passphrase: 'x' });`,
      async () =>
        (
          await asAdmin(
            "select from pg_stat_activity where application_name = 'chungtay backup' and wait_event_type = 'Lock'",
          )
        ).length > 0,
    );
    await blocker.query('rollback');
    await blocker.end();
    expect(existsSync(out)).toBe(false);
  }, 120_000);

  it('leaves an empty target', async () => {
    const ownerUrl = await target();
    const mark = join(folder.path, 'halfway');
    await killed(
      `const { restoreBackup } = await import(${door('restore.ts')}); const { writeFileSync } = await import('node:fs');
       await restoreBackup({ ownerUrl: ${JSON.stringify(ownerUrl)}, from: ${JSON.stringify(file)}, passphrase: ${JSON.stringify(passphrase)},
         check: async () => { writeFileSync(${JSON.stringify(mark)}, ''); await new Promise((later) => setTimeout(later, 60000)); return []; } });`,
      () => existsSync(mark),
    );
    expect(await isEmpty(ownerUrl)).toBe(true);
    expect((await restoreInto(ownerUrl, file)).sums).toEqual(made.sums);
  }, 120_000);

  it('leaves nothing on a disk that is full', () => {
    const out = join(folder.path, 'full.backup');
    const body = `const { makeBackup } = await import(${door('make.ts')});
      await makeBackup({ ownerUrl: ${JSON.stringify(source.ownerUrl)}, out: ${JSON.stringify(out)}, passphrase: 'x' })
        .then(() => console.log('made'), (error) => console.log('refused', error.code));`;
    // A limit on the size of files stands in for the disk; the signal that comes with it is what a shell can turn off.
    const limited = spawnSync(
      '/bin/sh',
      ['-c', 'trap "" XFSZ; ulimit -f 200; exec "$0" "$@"', process.execPath, ...program(body)],
      {
        encoding: 'utf8',
      },
    );
    expect(limited.stdout).toBe('refused EFBIG\n');
    expect(readdirSync(folder.path).filter((name) => name.startsWith('full'))).toEqual([]);
  }, 120_000);
});

const never = (): never => {
  throw new Error('no such fault');
};

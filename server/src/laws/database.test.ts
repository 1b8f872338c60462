/** Laws of the house that are asked of a real database. Each plants a fault and must see it. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { migrate, migrationNames } from '../kernel/migrate.ts';
import { tablesText } from '../kernel/tables-writer.ts';
import { inDatabase } from '../kernel/testing/global-setup.ts';
import { type TestDatabase, testDatabase } from '../kernel/testing/index.ts';
import { faultsOfColumns } from './promise.ts';
import { textOf } from './repository.ts';
import {
  definersOf,
  faultsOfDefiners,
  faultsOfRole,
  faultsOfTables,
  keptByTriggers,
  roleOf,
  tablesOf,
} from './row-security.ts';
import { keysUpward } from './sql-names.ts';
import { openapiFile, openapiText, tablesFile } from './write-generated.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** Carries out a fault, looks, and takes it back: nothing planted outlives its test. */
const planted = async <T>(fault: string, look: (owner: pg.Client) => Promise<T>): Promise<T> => {
  await database.owner.query('begin');
  try {
    await database.owner.query(fault);
    return await look(database.owner);
  } finally {
    await database.owner.query('rollback');
  }
};

describe('law 5: foreign keys point down the house', () => {
  const keysOf = async (owner: pg.Client) =>
    (
      await owner.query<{ name: string; from: string; to: string }>(
        `select c.conname as name, f.nspname as from, t.nspname as to
         from pg_constraint c
         join pg_class cf on cf.oid = c.conrelid join pg_namespace f on f.oid = cf.relnamespace
         join pg_class ct on ct.oid = c.confrelid join pg_namespace t on t.oid = ct.relnamespace
         where c.contype = 'f' order by 1`,
      )
    ).rows;

  it('or sideways to a neighbour of the plan', async () => {
    const keys = await keysOf(database.owner);
    expect(keys.length).toBeGreaterThan(20);
    expect(keysUpward(keys)).toEqual([]);
  });

  it('sees one that points up', async () => {
    expect(
      await planted(
        'alter table org.body add column report_id integer constraint planted_key references reporting.report',
        async (owner) => keysUpward(await keysOf(owner)),
      ),
    ).toEqual(['planted_key points from org to reporting']);
  });
});

describe('law 6: migrations run on an empty and on a furnished database', () => {
  const name = `test_law_${process.pid}`;
  const url = () => inDatabase(inject('ownerUrl'), name);
  const asAdmin = async (command: string) => {
    const admin = new pg.Client({ connectionString: inject('ownerUrl') });
    await admin.connect();
    await admin.query(command);
    await admin.end();
  };

  beforeAll(() => asAdmin(`create database ${name}`));
  afterAll(() => asAdmin(`drop database if exists ${name} with (force)`));

  it('runs all of them in order on an empty one, and none of them again', async () => {
    expect(await migrate(url())).toEqual({ ran: await migrationNames() });
    expect(await migrate(url())).toEqual({ ran: [] });
    const owner = new pg.Client({ connectionString: url() });
    await owner.connect();
    const { rows } = await owner.query(
      "select has_database_privilege('chungtay_app', current_database(), 'temp') as may",
    );
    await owner.end();
    expect(rows).toEqual([{ may: false }]);
  });

  it('leaves a furnished database as it is', async () => {
    const rows = () => database.owner.query('select id, slot, words from figures.indicator order by id');
    const before = await rows();
    expect(before.rowCount).toBeGreaterThan(10);
    expect(await migrate(database.ownerUrl)).toEqual({ ran: [] });
    expect((await rows()).rows).toEqual(before.rows);
  });

  it('refuses a migration that was changed after it ran', async () => {
    const [first = ''] = await migrationNames();
    const owner = new pg.Client({ connectionString: url() });
    await owner.connect();
    await owner.query('update public.migration set hash = $1 where name = $2', ['planted', first]);
    await owner.end();
    await expect(migrate(url())).rejects.toThrow(`migration ${first} was changed after it ran`);
  });

  it('names the room and the order of each in its file name', async () => {
    const faultsOfNames = (names: readonly string[]) =>
      names.filter(
        (file) =>
          !/^\d{8}-\d{2}-(kernel|org|identity|figures|documents|notices|reporting|review)-[a-z-]+\.sql$/.test(file),
      );
    expect(faultsOfNames(await migrationNames())).toEqual([]);
    expect(faultsOfNames(['20261122-08-attic-roof.sql', 'later.sql'])).toHaveLength(2);
  });
});

describe('law 6: what is generated is up to date', () => {
  it('has the types of the tables as they are', async () => {
    expect(textOf(tablesFile)).toBe(await tablesText(database.ownerUrl));
  });

  it('sees a column that the types lack', async () => {
    const other = await testDatabase();
    await other.owner.query('alter table org.body add column planted text');
    const text = await tablesText(other.ownerUrl);
    await other.close();
    expect(text).not.toBe(textOf(tablesFile));
    expect(text).toContain('planted: string | null;');
  });

  it('has the description of the API as it is served', async () => {
    expect(textOf(openapiFile) === (await openapiText()), 'run the script named in CONTRIBUTING.md').toBe(true);
  });
});

describe('law 9: no column holds records of residents', () => {
  /** Every column that is no number, date or truth value; open where no check binds it to a closed list. */
  const columnsOf = async (owner: pg.Client) =>
    (
      await owner.query<{ name: string; isOpen: boolean }>(
        `select n.nspname || '.' || c.relname || '.' || a.attname as name,
                coalesce(item.typcategory, t.typcategory) not in ('N', 'D', 'B', 'R', 'T') and not exists (
                  select from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
                    and pg_get_constraintdef(k.oid) ~ '= ANY \\(+ARRAY\\['
                ) as "isOpen"
         from pg_attribute a
         join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p', 'm', 'f')
         join pg_namespace n on n.oid = c.relnamespace and n.nspname !~ '^(pg_|information_schema)'
         join pg_type t on t.oid = a.atttypid
         left join pg_type item on item.oid = t.typelem and t.typcategory = 'A'
         where a.attnum > 0 and not a.attisdropped order by 1`,
      )
    ).rows;

  it('accounts for every column that may hold a name or free words', async () => {
    expect(faultsOfColumns(await columnsOf(database.owner))).toEqual([]);
  });

  it('sees a new text, a list of texts, and a column that would describe persons', async () => {
    expect(
      await planted(
        `alter table org.body add column remark text, add column leaders text[], add column kept text check (kept in ('yes', 'no'));
         create table org.meeting (resident_id integer)`,
        async (owner) => faultsOfColumns(await columnsOf(owner)),
      ),
    ).toEqual([
      'org.meeting.resident_id would describe a person',
      'org.body.leaders may hold a name or free words and is not accounted for',
      'org.body.remark may hold a name or free words and is not accounted for',
    ]);
  });

  it('sees a reason whose column is gone', async () => {
    expect(
      await planted('alter table org.area_tag drop column basis', async (owner) =>
        faultsOfColumns(await columnsOf(owner)),
      ),
    ).toEqual(['org.area_tag.basis is accounted for, but is no such column']);
  });
});

describe('law 10: the runtime role sees and writes only what the policies let pass', () => {
  it('has row-level security enabled and forced on every table, with a policy', async () => {
    const tables = await tablesOf(database.owner);
    expect(tables.length).toBeGreaterThan(25);
    expect(faultsOfTables(tables)).toEqual([]);
  });

  it('sees a table without it, one not forced, and totals that can be written', async () => {
    expect(
      await planted(
        `create table org.planted (id integer);
         alter table org.body no force row level security;
         grant update on figures.total to chungtay_app;
         grant select on public.migration to chungtay_app`,
        async (owner) => faultsOfTables(await tablesOf(owner)),
      ),
    ).toEqual([
      'figures.total can be written by the runtime role',
      'org.body does not force row-level security on its owner',
      'org.planted has no row-level security',
      'org.planted does not force row-level security on its owner',
      'org.planted has no policy',
      'public.migration stands open to the runtime role',
    ]);
  });

  it('gives the runtime role no ownership and no way around the policies', async () => {
    expect(faultsOfRole(await roleOf(database.owner))).toEqual([]);
  });

  it('sees a runtime role that owns something or may pass by', async () => {
    const role = await roleOf(database.owner);
    if (!role) throw new Error('there is no runtime role');
    expect(
      await planted('alter table org.body owner to chungtay_app', async (owner) => faultsOfRole(await roleOf(owner))),
    ).toContainEqual(expect.stringMatching(/^the runtime role owns [1-9]\d* things$/));
    expect(faultsOfRole({ ...role, bypass: true, superuser: true, memberOf: ['owner'] })).toEqual([
      'the runtime role is a superuser',
      'the runtime role passes row-level security by',
      'the runtime role is a member of owner',
    ]);
    expect(faultsOfRole(undefined)).toEqual(['there is no runtime role']);
  });

  it('pins where functions that run as their owner look for names, temporary tables last', async () => {
    const definers = await definersOf(database.owner);
    expect(definers.length).toBeGreaterThan(15);
    expect(faultsOfDefiners(definers)).toEqual([]);
  });

  it('sees a function without a pinned path, and one that looks among temporary tables first', async () => {
    expect(
      await planted(
        `create function org.planted() returns integer language sql security definer as 'select 1';
         alter procedure org.rebuild_reach() set search_path = org, pg_catalog`,
        async (owner) => faultsOfDefiners(await definersOf(owner)),
      ),
    ).toEqual([
      'org.planted runs as its owner on the path of its caller',
      'org.rebuild_reach looks among temporary tables first',
    ]);
  });

  it.each(keptByTriggers)('refuses to write %s by hand', async (table) => {
    const app = new pg.Client({ connectionString: database.appUrl });
    await app.connect();
    await app.query("select set_config('app.user', 'system', false), set_config('app.all_units', 'yes', false)");
    const refused = expect.objectContaining({ code: '42501' });
    await expect(app.query(`update ${table} set n = '{}'`)).rejects.toEqual(refused);
    await expect(app.query(`delete from ${table}`)).rejects.toEqual(refused);
    await app.end();
  });
});

import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { loadTable, mustHaveTables, putAside, putBack } from './load.ts';
import { tablesOf } from './shape.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase('ground');
});
afterAll(() => database.close());

const tables = [
  { name: 'round.person', columns: ['id', 'chief', 'house'] },
  { name: 'round.house', columns: ['id', 'keeper'] },
];
const data = (text: string) => Readable.from([Buffer.from(text)]) as AsyncIterable<Buffer>;

/** Tables that point at each other in a circle and at themselves, with a trigger that would spoil what is loaded. */
const planted = async (work: () => Promise<void>): Promise<void> => {
  const { owner } = database;
  await owner.query(`begin; create schema round;
    create table round.house (id integer primary key, keeper integer not null);
    create table round.person (id integer primary key, chief integer references round.person, house integer not null references round.house);
    alter table round.house add constraint kept foreign key (keeper) references round.person deferrable initially deferred;
    create function round.spoil() returns trigger language plpgsql as 'begin new.id := new.id + 1000; return new; end';
    create trigger spoil before insert on round.person for each row execute function round.spoil();
    create trigger watch before insert on round.house for each row execute function round.spoil();
    alter table round.house disable trigger watch;
    call kernel.guard('round.person');
    insert into round.house values (9, 9); insert into round.person values (-991, null, 9); set constraints all immediate`);
  try {
    await work();
  } finally {
    await owner.query('rollback');
  }
};

describe('loading rows whose keys point in a circle', () => {
  it('takes them in any order, spoils nothing, and puts keys, triggers and guards back', () =>
    planted(async () => {
      const { owner } = database;
      const aside = await putAside(owner, tables);
      await loadTable(owner, tables[0] ?? never(), data('1\t2\t1\n2\t\\N\t1\n'));
      await loadTable(owner, tables[1] ?? never(), data('1\t2\n'));
      await putBack(owner, aside);
      expect((await owner.query('select id, chief, house from round.person order by id')).rows).toEqual([
        { id: 1, chief: 2, house: 1 },
        { id: 2, chief: null, house: 1 },
      ]);
      expect(
        (await owner.query("select tgname, tgenabled from pg_trigger where tgname in ('spoil', 'watch') order by 1"))
          .rows,
      ).toEqual([
        { tgname: 'spoil', tgenabled: 'O' },
        { tgname: 'watch', tgenabled: 'D' },
      ]);
      expect(
        (await owner.query("select relforcerowsecurity as forced from pg_class where oid = 'round.person'::regclass"))
          .rows,
      ).toEqual([{ forced: true }]);
      expect((await owner.query("select condeferred from pg_constraint where conname = 'kept'")).rows).toEqual([
        { condeferred: true },
      ]);
    }));

  it('refuses a row that points nowhere', () =>
    planted(async () => {
      const { owner } = database;
      const aside = await putAside(owner, tables);
      await loadTable(owner, tables[0] ?? never(), data('1\t7\t1\n'));
      await expect(putBack(owner, aside)).rejects.toThrow('foreign key');
    }));

  it('refuses tables that are not those of the backup', () =>
    planted(async () => {
      const { owner } = database;
      const here = await tablesOf(owner);
      await mustHaveTables(owner, here);
      await owner.query('alter table round.house add column roof text');
      await expect(mustHaveTables(owner, here)).rejects.toThrow(/round\.house/);
    }));
});

const never = (): never => {
  throw new Error('no such table');
};

/** A migration beside statements that are under way. */
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runAlone } from './migrate.ts';
import { type TestDatabase, testDatabase } from './testing/index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase('ground');
});
afterAll(() => database.close());

it('lets a statement come to its end that may still call the function it takes away', async () => {
  const writer = new pg.Client({ connectionString: database.ownerUrl });
  await writer.connect();
  await writer.query(`
    create schema planted;
    create table planted.written (n integer);
    create function planted.helper() returns void language sql as $$ select null::void $$;
    create function planted.follow() returns trigger language plpgsql as $$
    begin perform pg_sleep(0.4); perform planted.helper(); return null; end $$;
    create trigger follows after insert on planted.written for each statement execute function planted.follow()`);
  const writing = writer.query('insert into planted.written values (1)');
  await expect
    .poll(
      async () =>
        (
          await database.owner.query(
            `select from pg_stat_activity where query like 'insert into planted%' and state = 'active'`,
          )
        ).rowCount,
    )
    .toBe(1);
  await runAlone(database.owner, {
    name: 'planted',
    hash: 'planted',
    text: `create or replace function planted.follow() returns trigger language plpgsql as $$ begin return null; end $$;
drop function planted.helper();`,
  });
  await expect(writing).resolves.toMatchObject({ rowCount: 1 });
  await expect(writer.query('insert into planted.written values (2)')).resolves.toMatchObject({ rowCount: 1 });
  await writer.end();
});

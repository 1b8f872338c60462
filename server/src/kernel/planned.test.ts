import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { planned } from './planned.ts';
import { type TestDatabase, testDatabase } from './testing/index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

it('a marked statement is planned once for its connection and answers each question anew; others leave nothing', async () => {
  const found = await database.transact(async (tx) => {
    const answers: number[] = [];
    for (const ids of [[1], [1, 2, 3], Array.from({ length: 50 }, (_, at) => at)]) {
      const { rows } = await sql<{ n: number }>`
        select ${planned} count(*)::integer as n from generate_series(1, 20) g
        where g = any((select ${ids}::integer[])::integer[])`.execute(tx);
      await sql`select count(*) from generate_series(1, 20) g where g = any(${ids}::integer[])`.execute(tx);
      answers.push(rows[0]?.n ?? 0);
    }
    const { rows: kept } = await sql<{ statement: string; plans: number }>`
      select statement, (generic_plans + custom_plans)::integer as plans from pg_prepared_statements
      where statement like '%generate_series(1, 20)%'`.execute(tx);
    return { answers, kept };
  });
  expect(found.answers).toEqual([1, 3, 20]);
  expect(found.kept).toEqual([{ statement: expect.stringContaining('planned'), plans: 3 }]);
});

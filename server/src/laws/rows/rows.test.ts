/** Law 10, its end: the database's own line, asked by raw SQL as the runtime role, without an actor and with foreign ones. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../kernel/testing/index.ts';
import { openRows, type RowsAsked } from './ask.ts';
import { expectedRows, faultsOfRows } from './table.ts';

let database: TestDatabase;
let rows: RowsAsked;

beforeAll(async () => {
  database = await testDatabase('ground');
  rows = await openRows(database.owner, database.appUrl);
});
afterAll(async () => {
  await rows.close();
  await database.close();
});

const faultsOf = async (tables: readonly string[]): Promise<string[]> => {
  const found: string[] = [];
  for (const table of tables) found.push(...faultsOfRows(table, await rows.ask(table)));
  return found;
};

describe('law 10: row by row, the database lets pass whom the table of posts names', () => {
  it('has a row of the commune in every table, so that silence means something', async () => {
    expect(rows.tables.length).toBeGreaterThan(40);
    expect(await rows.empty()).toEqual([]);
  });

  it('asks every table there is, and no table that is gone', async () => {
    expect(Object.keys(expectedRows).filter((table) => !rows.tables.includes(table))).toEqual([]);
  });

  it('shows and takes what it should, from whom it should, in every table', async () => {
    expect(await faultsOf(rows.tables)).toEqual([]);
  }, 240_000);

  it('sees a policy that lets everybody read, one that lets a reader write, and a table nobody has thought of', async () => {
    await rows.owner.query('create policy planted on figures.sheet for select to chungtay_app using (true)');
    await rows.owner.query(
      'create policy planted on reporting.report for update to chungtay_app using (true) with check (true)',
    );
    const found = await faultsOf(['figures.sheet', 'reporting.report']);
    await rows.owner.query('drop policy planted on figures.sheet');
    await rows.owner.query('drop policy planted on reporting.report');
    expect(found).toContain('figures.sheet: nobody sees, and should not');
    expect(found).toContain('reporting.report: its inspector updates, and should not');
    const nothing = { sees: [], inserts: [], updates: [], deletes: [] };
    expect(faultsOfRows('attic.box', nothing)).toEqual([expect.stringMatching(/^attic\.box is new/)]);
  });
});

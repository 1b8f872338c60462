/** A change set that comes after the figures: totals of open longer periods move to the new tree. */
import { parsePeriod } from '@app/contract/kernel/period.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemActor } from '../../identity/index.ts';
import { announce } from '../../kernel/actor.ts';
import type { Tx } from '../../kernel/database.ts';
import { type TestDatabase, testDatabase } from '../../kernel/testing/index.ts';
import { periodId } from '../period-ids.ts';
import { putExpectations, putSheets } from '../queries.ts';
import { plantTree } from '../testing/small-tree.ts';
import { wholeSheet } from '../testing/whole-sheet.ts';
import { differencesOfTotals, rebuildTotals } from './actions.ts';

const everything = systemActor(1);
const idOf = (code: string) => {
  const found = parsePeriod(code);
  if (!found) throw new Error(code);
  return periodId(found);
};
let database: TestDatabase;
let units: Map<string, number>;
const unit = (name: string) => units.get(name) ?? 0;
const act = (work: (tx: Tx) => Promise<unknown>) =>
  database.transact(async (tx) => {
    await announce(tx, everything);
    await work(tx);
  });
const sumOf = async (name: string, code: string) =>
  (
    await database.owner.query<{ sum: number | null }>(
      `select sum[1] as sum from figures.total where unit_id = $1 and period_id = $2 and line = 'all' and reading = 'accepted'`,
      [unit(name), idOf(code)],
    )
  ).rows[0]?.sum ?? null;

beforeAll(async () => {
  database = await testDatabase('ground');
  units = await plantTree(database.owner, {
    id: 'nation',
    level: 'nation',
    children: [
      { id: 'north', level: 'province', children: [{ id: 'a', level: 'commune', children: [] }] },
      { id: 'south', level: 'province', children: [{ id: 'b', level: 'commune', children: [] }] },
    ],
  });
  for (const [name, code, value] of [
    ['a', '2026-M05', 10],
    ['a', '2026-M07', 15],
    ['b', '2026-M05', 4],
  ] as const)
    await act((tx) =>
      putSheets(
        tx,
        { periodId: idOf(code), line: 'committee', reading: 'accepted' },
        wholeSheet,
        [{ unitId: unit(name), own: [value], precision: [0], declared: null, notes: null, sourceId: null }],
        'import',
        new Date(),
      ),
    );
  await act((tx) => putExpectations(tx, idOf('2026-M07'), 'committee', [unit('a')], [1]));
});
afterAll(() => database.close());

it('moves what a commune counted in its old province to the new one, from the day of the change on', async () => {
  // On 01/07/2026 commune a goes from the north to the south.
  await database.owner.query(`update org.unit_state set during = '(,2026-07-01)' where unit_id = $1`, [unit('a')]);
  await database.owner.query(
    `insert into org.unit_state (unit_id, name, full_name, folded, type, parent_id, during, change_set_id)
     select unit_id, name, full_name, folded, type, $2, '[2026-07-01,)', change_set_id from org.unit_state where unit_id = $1`,
    [unit('a'), unit('south')],
  );
  await database.owner.query('call org.rebuild_reach()');

  expect((await differencesOfTotals(database.owner)).differences.length).toBeGreaterThan(0);
  await database.owner.query('begin');
  const { differences } = await rebuildTotals(database.owner, '2026-07-01');
  await database.owner.query('commit');
  expect(new Set(differences.map(({ what }) => what))).toEqual(new Set(['total', 'expected']));

  expect(await sumOf('north', '2026-M05')).toBe(10);
  expect(await sumOf('north', '2026-H1')).toBe(10);
  expect(await sumOf('south', '2026-M07')).toBe(15);
  expect([await sumOf('north', '2026-Y'), await sumOf('south', '2026-Y'), await sumOf('nation', '2026-Y')]).toEqual([
    null,
    29,
    29,
  ]);
  expect((await differencesOfTotals(database.owner)).differences).toEqual([]);
});

it('leaves earlier periods as they are, and puts everything right when no day is given', async () => {
  await database.owner.query('update figures.total set sum[1] = sum[1] + 1 where unit_id = $1 and period_id = $2', [
    unit('south'),
    idOf('2026-M05'),
  ]);
  await database.owner.query('begin');
  expect((await rebuildTotals(database.owner, '2026-07-01')).differences).toEqual([]);
  expect((await rebuildTotals(database.owner, null)).differences).toMatchObject([
    { what: 'total', unitId: unit('south'), period: '2026-M05', slot: 1, kept: '(5,1,0,0,0)', right: '(4,1,0,0,0)' },
    { line: 'committee' },
  ]);
  await database.owner.query('commit');
  expect((await differencesOfTotals(database.owner)).differences).toEqual([]);
});

it('makes the totals of a longer period of which none is left', async () => {
  await database.owner.query('delete from figures.total where period_id = $1', [idOf('2026-Q2')]);
  await database.owner.query('begin');
  await rebuildTotals(database.owner, null);
  await database.owner.query('commit');
  expect(await sumOf('nation', '2026-Q2')).toBe(14);
  expect((await differencesOfTotals(database.owner)).differences).toEqual([]);
});

/** Figures on both sides of 01/07/2025, on the real register: nothing is lost and nothing is counted twice. */

import { parsePeriod } from '@app/contract/kernel/period.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../identity/index.ts';
import { announce } from '../kernel/actor.ts';
import type { Tx } from '../kernel/database.ts';
import { type TestDatabase, testDatabase } from '../kernel/testing/index.ts';
import { nation, unitByCode } from '../org/index.ts';
import { periodId } from './period-ids.ts';
import { putExpectations, putSheets } from './queries.ts';
import { wholeSheet } from './testing/whole-sheet.ts';
import { readFigures } from './totals.ts';
import { differencesOfTotals } from './verify/actions.ts';

const everything = systemActor(1);
const period = (code: string) => {
  const found = parsePeriod(code);
  if (!found) throw new Error(code);
  return found;
};

describe('the reform of 01/07/2025', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());

  const act = <T>(work: (tx: Tx) => Promise<T>) =>
    database.transact(async (tx) => {
      await announce(tx, everything);
      return work(tx);
    });
  const post = (unitId: number, code: string, value: number) =>
    act((tx) =>
      putSheets(
        tx,
        { periodId: periodId(period(code)), line: 'committee', reading: 'accepted' },
        wholeSheet,
        [{ unitId, own: [value], precision: [0], declared: null, notes: null, sourceId: null }],
        'import',
        new Date(),
      ),
    );
  const read = (unitId: number, code: string) =>
    act(
      async (tx) =>
        (
          await readFigures(tx, {
            indicators: ['plans_issued'],
            unitIds: [unitId],
            periods: [period(code)],
            line: 'all',
            reading: 'accepted',
          })
        )[0]?.value ?? null,
    );
  const counted = (unitId: number, code: string) =>
    act(async (tx) => {
      const question = { indicators: ['plans_issued'], unitIds: [unitId], periods: [period(code)] };
      const [figure] = await readFigures(tx, { ...question, line: 'all', reading: 'accepted' });
      return figure && { value: figure.value, reported: figure.reported, expected: figure.expected };
    });
  const pairs = async (kind: string) =>
    (
      await database.owner.query<{ successor: number; predecessors: number[] }>(
        `select successor_id as successor, array_agg(predecessor_id order by predecessor_id) as predecessors
         from org.succession s join org.unit u on u.id = s.successor_id and u.level = 'commune'
         where effective_on = '2025-07-01' and predecessor_id <> successor_id
         group by successor_id having bool_and(kind = $1) and count(*) = 2 order by successor_id limit 1`,
        [kind],
      )
    ).rows[0];

  it('gives 25 for two merged communes with 10 and 15, in the commune, its province and the nation', async () => {
    const merged = await pairs('whole');
    const [one = 0, other = 0] = merged?.predecessors ?? [];
    const successor = merged?.successor ?? 0;
    await post(one, '2025-M05', 10);
    await post(other, '2025-M06', 15);
    await post(successor, '2025-M07', 100);
    const root = await act((tx) => nation(tx));
    expect(await read(successor, '2025-H1')).toBeNull();
    expect(await read(one, '2025-H1')).toBe(10);
    expect(await read(successor, '2025-Y')).toBe(125);
    expect(await read(root.id, '2025-H1')).toBe(25);
    expect(await read(root.id, '2025-Y')).toBe(125);
    const { rows } = await database.owner.query<{ id: number }>(
      `select r.ancestor_id as id from org.reach r join org.unit u on u.id = r.ancestor_id and u.level = 'province'
       where r.descendant_id = $1 and r.during @> '2025-12-14'::date`,
      [successor],
    );
    expect(await read(rows[0]?.id ?? 0, '2025-Y')).toBe(125);
    expect((await differencesOfTotals(database.owner)).differences).toEqual([]);
  });

  it('counts nine months and the year of a merged unit in full, and says on how many of the expected reports they rest', async () => {
    const { rows } = await database.owner.query<{ id: number; predecessors: number[] }>(
      `select s.successor_id as id, array_agg(s.predecessor_id order by s.predecessor_id) as predecessors
       from org.succession s join org.unit u on u.id = s.successor_id and u.level = 'province'
       join org.unit_state t on t.unit_id = u.id and t.code = '44' where s.effective_on = '2025-07-01' group by 1`,
    );
    const [province] = rows;
    const communes = await act(async (tx) => [
      (await unitByCode(tx, '18853', '2025-02-14')).id,
      (await unitByCode(tx, '18880', '2025-08-14')).id,
    ]);
    const [old = 0, today = 0] = communes;
    for (const [unitId, code, value] of [
      [old, '2025-M02', 7],
      [old, '2025-M05', 3],
      [today, '2025-M08', 5],
    ] as const) {
      await post(unitId, code, value);
      await act((tx) => putExpectations(tx, periodId(period(code)), 'committee', [unitId], [1]));
    }
    for (const unitId of [province?.id ?? 0, today])
      for (const code of ['2025-N9', '2025-Y'])
        expect([code, await counted(unitId, code)]).toEqual([code, { value: 15, reported: 3, expected: 3 }]);
    // The quarters stay on their own trees, and a province of the old tree keeps what it had.
    expect(await counted(today, '2025-Q1')).toEqual({ value: null, reported: 0, expected: 0 });
    expect(await read(province?.predecessors[0] ?? 0, '2025-Q1')).toBe(7);
  });

  it('lets the figures of a divided commune stand where all its parts meet: in the province, in no commune', async () => {
    const { rows } = await database.owner.query<{ predecessor: number; successors: number[] }>(
      `select predecessor_id as predecessor, array_agg(successor_id) as successors from org.succession s
       join org.unit u on u.id = s.predecessor_id and u.level = 'commune'
       where kind = 'part' and effective_on = '2025-07-01' group by predecessor_id order by predecessor_id desc limit 1`,
    );
    const divided = rows[0];
    await post(divided?.predecessor ?? 0, '2025-M04', 40);
    for (const successor of divided?.successors ?? []) expect(await read(successor, '2025-Y')).toBeNull();
    const above = await database.owner.query<{ id: number }>(
      `select ancestor_id as id from org.reach r join org.unit u on u.id = r.ancestor_id and u.level = 'province'
       where descendant_id = $1 and during @> '2025-12-14'::date`,
      [divided?.predecessor],
    );
    expect(above.rows).toHaveLength(1);
    expect(await read(above.rows[0]?.id ?? 0, '2025-Y')).toBe(40);
  });

  it('reads month 07/2025, which ends on 14/07, on the new tree', async () => {
    const codes = await act(async (tx) => [
      (await unitByCode(tx, '00004', period('2025-M06').endsOn)).fullName,
      (await unitByCode(tx, '00004', period('2025-M07').endsOn)).fullName,
    ]);
    expect(codes).toEqual(['Phường Trúc Bạch', 'Phường Ba Đình']);
  });
});

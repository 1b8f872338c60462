import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import { type Period, parsePeriod } from '@app/contract/kernel/period.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../../identity/index.ts';
import { announce } from '../../kernel/actor.ts';
import type { Tx } from '../../kernel/database.ts';
import { type TestDatabase, testDatabase } from '../../kernel/testing/index.ts';
import { periodId } from '../period-ids.ts';
import { acceptSheets, putExpectations, putSheets } from '../queries.ts';
import { figureFrom } from '../rules.ts';
import { plantTree } from '../testing/small-tree.ts';
import { wholeSheet } from '../testing/whole-sheet.ts';
import { type Asked, merged, readFiltered } from './filtered.ts';
import { type Grid, type Member, readGrid } from './grid.ts';
import { unitsAsked } from './queries.ts';

const now = new Date('2026-11-22T03:00:00Z');
const period = (code: string): Period => {
  const found = parsePeriod(code);
  if (!found) throw new Error(code);
  return found;
};
const indicator = (id: string) => {
  const found = indicatorOf(id);
  if (!found) throw new Error(id);
  return found;
};
/** From so many communes on, sheets are found by their period; fewer are looked up over the tree. */
const COMMUNES = 320;
const sessions = indicator('outreach_sessions');
const points = indicator('model_points');
const slots = [sessions.slot, points.slot];
const periods = ['2026-M01', '2026-M02', '2026-Q1', '2026-N9', '2026-Y'].map(period);

describe('a grid of figures', () => {
  let database: TestDatabase;
  let members: Member[];
  const act = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    database.transact(async (tx) => {
      await announce(tx, systemActor(1));
      return work(tx);
    });

  const post = async (tx: Tx, code: string, line: 'committee' | 'police', cells: Map<number, (number | null)[]>) => {
    const address = { periodId: periodId(period(code)), line };
    const sheets = [...cells].map(([unitId, own]) => ({
      ...{ unitId, own, precision: own.map(() => 0), declared: null, notes: null, sourceId: null },
    }));
    await putSheets(tx, { ...address, reading: 'submitted' }, wholeSheet, sheets, 'import', now);
    await acceptSheets(tx, address, wholeSheet, [...cells.keys()], now);
  };

  beforeAll(async () => {
    database = await testDatabase('ground');
    const communes = Array.from({ length: COMMUNES }, (_, at) => ({
      id: `c${at}`,
      level: 'commune' as const,
      children: at % 50 === 0 ? [{ id: `h${at}`, level: 'residential_area' as const, children: [] }] : [],
    }));
    const units = await plantTree(database.owner, {
      id: 'nation',
      level: 'nation',
      children: [
        { id: 'north', level: 'province', children: communes.slice(0, 200) },
        { id: 'south', level: 'province', children: communes.slice(200) },
      ],
    });
    const random = fc.sample(fc.option(fc.integer({ min: 0, max: 99 }), { freq: 3 }), { numRuns: 6000, seed: 7 });
    let drawn = 0;
    const draw = (): (number | null)[] => {
      const own: (number | null)[] = Array.from({ length: Math.max(...slots) }, () => null);
      for (const slot of slots) own[slot - 1] = random[drawn++ % random.length] ?? null;
      return own;
    };
    await act(async (tx) => {
      const every = [...units].filter(([name]) => name !== 'nation').map(([, id]) => id);
      for (const code of ['2026-M01', '2026-M02', '2026-M03', '2026-Q1', '2026-M07'])
        await post(tx, code, 'committee', new Map(every.filter((_, at) => at % 7 !== 3).map((id) => [id, draw()])));
      await putExpectations(tx, periodId(period('2026-M01')), 'committee', every, slots);
    });
    members = (
      await act((tx) =>
        unitsAsked(
          tx,
          communes.map(({ id }) => units.get(id) ?? 0),
        ),
      )
    ).map((unit, row) => ({
      ...unit,
      row,
    }));
  });
  afterAll(() => database.close());

  const read = (of: readonly Member[], rows: number) =>
    act((tx) => readGrid(tx, { members: of, rows, periods, slots, line: 'committee', reading: 'accepted' }));
  const contents = (grid: Grid, row: number) =>
    periods.flatMap((each) =>
      slots.map((slot) => [each.code, slot, grid.slotAt(row, each, slot), grid.expectedAt(row, each, slot)]),
    );

  it('is the same whether many communes are found by their period or a few at a time over the tree', async () => {
    const together = await read(members, members.length);
    for (let from = 0; from < members.length; from += 80) {
      const some = members.slice(from, from + 80);
      const few = await read(
        some.map((member, row) => ({ ...member, row })),
        some.length,
      );
      for (const [row, { row: place }] of some.entries()) expect(contents(few, row)).toEqual(contents(together, place));
    }
    // What stands in residential areas, and cells of the quarter that stand before those of its months, took part.
    expect(together.slotAt(0, period('2026-M01'), sessions.slot).n).toBe(2);
    expect(members.some((_, row) => together.slotAt(row, period('2026-Y'), sessions.slot).rolled === 2)).toBe(true);
  });

  it('puts units together in rows as the sum of each, with what was expected of them', async () => {
    const each = await read(members, members.length);
    const rows = [0, 1, 2].map((of) => members.flatMap(({ row }) => (row % 3 === of ? [row] : [])));
    const sums = merged(each, rows, () => true);
    const together = await read(
      members.map((member) => ({ ...member, row: member.row % 3 })),
      3,
    );
    for (const row of [0, 1, 2]) {
      expect(contents(together, row)).toEqual(contents(sums, row));
      expect(together.unitsAt(row, period('2026-M01'))).toBe(rows[row]?.length);
    }
  });

  it('counts those units alone that meet a condition, the same by one scan as unit by unit', async () => {
    const condition: Asked = { indicator: points, part: null, whole: null, is: 'gt', than: 50 };
    const months = periods.slice(0, 2);
    const question = {
      members: members.map((member) => ({ ...member, row: member.row % 3 })),
      rows: 3,
      periods: months,
      slots,
      line: 'committee' as const,
      reading: 'accepted' as const,
    };
    const scanned = await act((tx) => readFiltered(tx, question, [condition]));
    if (!scanned) throw new Error('one scan should answer this');
    const each = await read(members, members.length);
    const rows = [0, 1, 2].map((of) => members.flatMap(({ row }) => (row % 3 === of ? [row] : [])));
    const sifted = merged(each, rows, (row, month) => (each.slotAt(row, month, points.slot).sum ?? 0) > 50);
    for (const row of [0, 1, 2])
      for (const month of months) {
        const stated = (grid: Grid) =>
          figureFrom(sessions, (slot) => ({
            slot: grid.slotAt(row, month, slot),
            expected: grid.expectedAt(row, month, slot),
          }));
        expect(stated(scanned)).toEqual(stated(sifted));
        expect(scanned.unitsAt(row, month)).toBe(sifted.unitsAt(row, month));
        expect(scanned.unitsAt(row, month)).toBeGreaterThan(10);
      }
    const years = { ...question, periods: [period('2026-Y')] };
    expect(await act((tx) => readFiltered(tx, years, [condition]))).toBeNull();
  });
});

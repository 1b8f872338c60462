/** The worked cases of wrong-but-plausible sums, posted into the real ledger and read back from it. */
import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import { type CaseCell, type CaseUnit, workedCases } from '@app/contract/figures/figure.cases.ts';
import type { Line } from '@app/contract/figures/routes.ts';
import { childrenOf, type Period, parsePeriod } from '@app/contract/kernel/period.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../identity/index.ts';
import { announce } from '../kernel/actor.ts';
import type { Tx } from '../kernel/database.ts';
import { type TestDatabase, testDatabase } from '../kernel/testing/index.ts';
import { periodId } from './period-ids.ts';
import { putExpectations, putSheets } from './queries.ts';
import { toSheet } from './slots.ts';
import { type PlantedUnit, plantTree } from './testing/small-tree.ts';
import { wholeSheet } from './testing/whole-sheet.ts';
import { readDifference, readFigures, readLastKnown } from './totals.ts';
import { differencesOfTotals } from './verify/actions.ts';

const everything = systemActor(1);
const now = new Date('2026-11-22T03:00:00Z');

const periodOf = (code: string): Period => {
  const period = parsePeriod(code);
  if (!period) throw new Error(`no period ${code}`);
  return period;
};
const planted = (unit: CaseUnit): PlantedUnit => ({
  id: unit.id,
  level: unit.level,
  children: unit.children.map(planted),
});
const withAll = (unit: CaseUnit): CaseUnit[] => [unit, ...unit.children.flatMap(withAll)];
const monthsOf = (period: Period): Period[] =>
  period.kind === 'month' ? [period] : childrenOf(period).flatMap(monthsOf);

type Sheets = Map<string, Map<string, CaseCell>>;

/** Posts one cell as a new revision of its report: the unit's whole sheet again, with the correction in it. */
const post = async (tx: Tx, cell: CaseCell, sheets: Sheets, unit: CaseUnit, unitId: number): Promise<void> => {
  for (const reading of cell.reading === 'accepted' ? (['submitted', 'accepted'] as const) : (['submitted'] as const)) {
    const key = [cell.unit, cell.period, cell.line, reading].join('|');
    const kept = sheets.get(key) ?? new Map<string, CaseCell>();
    kept.set(`${cell.indicator}|${cell.kind}`, cell);
    sheets.set(key, kept);
    const facts = { level: unit.level, tags: new Set(unit.priority ? ['priority'] : []) };
    const of = (kind: CaseCell['kind']) =>
      toSheet(
        Object.fromEntries(
          [...kept.values()].filter((each) => each.kind === kind).map((each) => [each.indicator, inputOf(each)]),
        ),
        cell.line,
        facts,
      );
    const sheet = { ...of('own'), declared: of('declared').declared, unitId, sourceId: null };
    const address = { periodId: periodId(periodOf(cell.period)), line: cell.line, reading };
    const indicator = indicatorOf(cell.indicator);
    if (indicator?.share === 'one' && indicator.line !== cell.line) {
      // The ledger does not even take a copy of another line's figure.
      await sql`savepoint foreign_cell`.execute(tx);
      await expect(putSheets(tx, address, wholeSheet, [sheet], 'submission', now)).rejects.toMatchObject({
        constraint: 'cell_on_home_line',
      });
      await sql`rollback to savepoint foreign_cell`.execute(tx);
      kept.delete(`${cell.indicator}|${cell.kind}`);
    } else await putSheets(tx, address, wholeSheet, [sheet], 'submission', now);
  }
};

/** A nil report says 0 for flows; a stock stays missing. */
const inputOf = (cell: CaseCell) => ({
  value: cell.value ?? (indicatorOf(cell.indicator)?.kind === 'F' ? 0 : null),
  precision: cell.precision,
  kind: cell.kind,
  note: null,
});

/** What the case's regime asks: reports of the period itself, or of every month in it when months are what was sent. */
const expectReports = async (
  tx: Tx,
  worked: (typeof workedCases)[number],
  units: Map<string, number>,
): Promise<void> => {
  const asked = periodOf(worked.ask.period);
  const indicator = indicatorOf(worked.ask.indicator);
  const ids = [indicator?.part, indicator?.whole, indicator?.derived?.from, worked.ask.indicator];
  const relevant = worked.cells.filter(
    (cell) =>
      ids.includes(cell.indicator) &&
      cell.kind === 'own' &&
      (worked.ask.reading === 'submitted' || cell.reading === 'accepted'),
  );
  const byMonth =
    relevant.length > 0 &&
    !relevant.some((cell) => cell.period === asked.code) &&
    asked.kind !== 'month' &&
    relevant.some(
      (cell) => periodOf(cell.period).kind === 'month' && monthsOf(asked).some((month) => month.code === cell.period),
    );
  const used = [...new Set(relevant.map((cell) => cell.line))].filter(
    (line) => indicator?.share !== 'one' || line === indicator.line,
  );
  const home = indicatorOf(ids.find((id) => id) ?? '')?.line ?? 'committee';
  const reporting = withAll(worked.tree).filter((unit) => unit.reports);
  for (const line of used.length > 0 ? used : [home as Line])
    for (const period of byMonth ? monthsOf(asked) : [asked])
      for (const unit of reporting) {
        const slots = ids.flatMap((id) => {
          const each = indicatorOf(id ?? '');
          if (!each || (each.derived?.areaTag && !unit.priority)) return [];
          return each.derived && unit.level !== each.derived.level ? [] : [each.slot];
        });
        await putExpectations(tx, periodId(period), line, [units.get(unit.id) ?? 0], slots);
      }
};

describe('worked cases in the ledger', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase('ground');
  });
  afterAll(() => database.close());

  it.each(workedCases.map((each) => [each.title.en, each] as const))('%s', async (_, worked) => {
    const units = await plantTree(database.owner, planted(worked.tree));
    const { ask, right } = worked;
    const found = await database.transact(async (tx) => {
      await announce(tx, everything);
      await expectReports(tx, worked, units);
      const sheets: Sheets = new Map();
      for (const cell of worked.cells) {
        const unit = withAll(worked.tree).find((each) => each.id === cell.unit);
        if (unit) await post(tx, cell, sheets, unit, units.get(cell.unit) ?? 0);
      }
      const question = {
        indicator: ask.indicator,
        unitId: units.get(ask.unit) ?? 0,
        period: periodOf(ask.period),
        line: ask.line,
        reading: ask.reading,
      };
      const [figure] = await readFigures(tx, {
        ...question,
        indicators: [ask.indicator],
        unitIds: [question.unitId],
        periods: [question.period],
      });
      return { figure, lastKnown: await readLastKnown(tx, question), difference: await readDifference(tx, question) };
    });
    expect(found.figure).toMatchObject({
      value: right.value,
      precision: right.precision,
      reported: right.reported,
      // Where nothing was sent at all, the case leaves open of what kind of report it would have been.
      ...(right.reported > 0 && { basis: right.basis }),
      declared: right.declared ?? null,
      ...(right.expected !== null && { expected: right.expected }),
    });
    if (right.lastKnown !== undefined) expect(found.lastKnown?.value).toBe(right.lastKnown);
    if (right.difference !== undefined) expect(found.difference).toBe(right.difference);
  });

  it('leave totals behind that equal a recomputation from the cells', async () => {
    expect((await differencesOfTotals(database.owner)).differences).toEqual([]);
  });
});

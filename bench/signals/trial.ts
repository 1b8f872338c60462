/** Holds the detectors against made-up countries: an honest one for false alarms, one with faults at known places for what is found. */
import { type SignalKind, signalKinds, usualSettings } from '@app/contract/reporting/signals/kinds.ts';
import type { Case, Cell, Sending, Sheet } from '../../server/src/reporting/signals/case.ts';
import { examine, groupOf } from '../../server/src/reporting/signals/rules.ts';
import { faults, type Planted, plantInto } from './faults.ts';
import { type Province, type Report, type Size, type Unit, type World, worldOf } from './world.ts';

const FIRST_YEAR = 2024;
const MINUTE = 60_000;
const monthCode = (at: number): string =>
  `${FIRST_YEAR + Math.floor(at / 12)}-M${String((at % 12) + 1).padStart(2, '0')}`;
const yearCode = (at: number): string => `${FIRST_YEAR + at}-Y`;
const dueOf = (month: number): number => (month + 1) * 43_200 * MINUTE;
const sentOf = (report: Report, month: number): number =>
  report.sentAt === null ? dueOf(month) - report.minutesLeft * MINUTE : report.sentAt * MINUTE;

const cellsOf = (figures: Record<string, number>, inexact: readonly string[]): Map<string, Cell> =>
  new Map(
    Object.entries(figures).map(([id, value]) => [id, { value, precision: inexact.includes(id) ? 'about' : 'exact' }]),
  );

const sheetOf = (report: Report, at: number, period: string): Sheet => ({
  period,
  at,
  isNil: report.isNil,
  own: cellsOf(report.figures, report.inexact),
  declared: new Map(
    Object.entries(report.declared).map(([id, { value, rounded }]) => [
      id,
      { value, precision: rounded ? 'about' : 'exact' } as const,
    ]),
  ),
  texts: report.notes,
});

const present = <T>(list: readonly (T | null)[], of: (each: T, at: number) => Sheet): Sheet[] =>
  list.flatMap((each, at) => (each === null ? [] : [of(each, at)]));

const BACK = 24;

type Kept = { sheets: readonly (Sheet | null)[]; sendings: readonly Sending[] };

const keep = (unit: Unit): Kept => ({
  sheets: unit.months.map((each, at) => each && sheetOf(each, at, monthCode(at))),
  sendings: unit.months
    .flatMap((each, at): Sending[] =>
      each ? [{ period: monthCode(at), at, sentAt: sentOf(each, at), dueAt: dueOf(at), own: each.own }] : [],
    )
    .toReversed(),
});

const caseOf = (unitId: number, sheet: Sheet, sentAt: number, more: Partial<Case>): Case => ({
  unitId,
  sheet,
  sentAt,
  before: [],
  sendings: [],
  months: [],
  sums: new Map(),
  ...more,
});

type Told = { unit: number; at: 'month' | 'year' | 'province'; place: number; kinds: SignalKind[] };

const tell = (cases: readonly Case[], at: Told['at'], place: number): Told[] => {
  const group = groupOf(cases);
  return cases.map((each) => ({
    unit: each.unitId,
    at,
    place,
    kinds: examine(each, group, usualSettings).map(({ kind }) => kind),
  }));
};

/** Everything the detectors say about one province, month by month and year by year, each looked at when all have sent. */
const examineProvince = ({ units, months: own, id }: Province, months: number): Told[] => {
  const kept = units.map(keep);
  const told: Told[] = [];
  for (let month = 0; month < months; month += 1) {
    const cases = units.flatMap((unit, at): Case[] => {
      const report = unit.months[month];
      const sheets = kept[at]?.sheets ?? [];
      const sheet = sheets[month];
      if (!report || !sheet) return [];
      const before = sheets
        .slice(Math.max(unit.since, month - BACK), month)
        .flatMap((each) => each ?? [])
        .toReversed();
      const sentBy = dueOf(months);
      const sendings = (kept[at]?.sendings ?? []).filter((each) => each.at <= month && each.sentAt <= sentBy);
      return [caseOf(unit.id, sheet, sentOf(report, month), { before: month < unit.since ? [] : before, sendings })];
    });
    told.push(...tell(cases, 'month', month));
    const declared = own[month];
    if (declared) {
      const sums = new Map(
        Object.keys(declared.declared).map((name) => [
          name,
          {
            value: units.reduce((sum, unit) => sum + (unit.months[month]?.figures[name] ?? 0), 0),
            reported: cases.length,
            expected: units.length,
          },
        ]),
      );
      told.push(...tell([caseOf(id, sheetOf(declared, month, monthCode(month)), 0, { sums })], 'province', month));
    }
  }
  for (let year = 0; year * 12 + 12 <= months; year += 1) {
    const cases = units.flatMap((unit): Case[] => {
      const report = unit.years[year];
      if (!report) return [];
      const sheets = present(unit.months.slice(year * 12, year * 12 + 12), (each, at) =>
        sheetOf(each, year * 12 + at, monthCode(year * 12 + at)),
      );
      const before =
        unit.since > 0 ? [] : present(unit.years.slice(0, year), (each, at) => sheetOf(each, at, yearCode(at)));
      return [
        caseOf(unit.id, sheetOf(report, year, yearCode(year)), report.minutesLeft, {
          before: before.toReversed(),
          months: unit.since > year * 12 ? [] : sheets,
        }),
      ];
    });
    told.push(...tell(cases, 'year', year));
  }
  return told;
};

const examineWorld = (world: World): Told[] =>
  world.provinces.flatMap((province) => examineProvince(province, world.months));

export type Row = {
  kind: SignalKind;
  planted: number;
  found: number;
  /** Honest unit-periods at which it was told all the same. */
  alarms: number;
};
export type Outcome = {
  seed: number;
  size: Size;
  rows: Row[];
  /** Honest unit-periods that were looked at, and those at which anything at all was told. */
  clean: number;
  alarmed: number;
};

const NEEDED = { found: 0.95, alarms: 0.02 } as const;

const isFound = (told: readonly Told[], { fault, at, unit, from, to }: Planted): boolean =>
  told.some(
    (each) =>
      each.unit === unit && each.at === at && each.place >= from && each.place <= to && each.kinds.includes(fault),
  );

/** One honest country and one with so many faults of each kind. */
export const trial = (seed: number, size: Size, each: number): Outcome => {
  const honest = examineWorld(worldOf(seed, size));
  const world = worldOf(seed + 1000, size);
  const planted = plantInto(world, seed, each);
  const told = examineWorld(world);
  return {
    seed,
    size,
    rows: signalKinds.map((kind) => {
      const mine = planted.filter(({ fault }) => fault === kind);
      return {
        kind,
        planted: mine.length,
        found: mine.filter((place) => isFound(told, place)).length,
        alarms: honest.filter(({ kinds }) => kinds.includes(kind)).length,
      };
    }),
    clean: honest.length,
    alarmed: honest.filter(({ kinds }) => kinds.length > 0).length,
  };
};

/** What keeps an outcome from being good enough; empty when it is. Nothing planted proves nothing. */
export const faultsOfTrial = ({ rows, clean, alarmed }: Outcome): string[] => [
  ...rows
    .filter(({ planted, found }) => planted === 0 || found < NEEDED.found * planted)
    .map(({ kind, planted, found }) => `${kind}: ${found} of ${planted} found`),
  ...(clean === 0 || alarmed > NEEDED.alarms * clean
    ? [`${alarmed} of ${clean} honest unit-periods were asked about`]
    : []),
  ...faults.filter((fault) => !signalKinds.includes(fault)).map((fault) => `nothing looks for ${fault}`),
];

/**
 * Figures on both sides of 01/07/2025. Months of the two provinces that became Quảng Trị: until then by their 264 communes of the old
 * tree, since then by the 78 of the new one; they lead up to the months of the whole country. And the year 2024 of the two that became
 * Cà Mau, of whose communes 19 were divided without a word about how many people went where. Invented, like all of the demonstration.
 */
import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import {
  addDays,
  deadlineOn,
  type Period,
  periodContaining,
  periodOf,
  todayInVietnam,
} from '@app/contract/kernel/period.ts';
import type { CellInput } from '@app/contract/reporting/routes.ts';
import { periodId, periodOfCode } from '../figures/index.ts';
import type { House } from '../house.ts';
import { type Unit, unitByCode, unitsBelow } from '../org/index.ts';
import { acceptMany, importMany, openPeriod, waitingReports } from '../reporting/index.ts';
import { CLOSED_MONTHS, cellsOfSize, FORM, provinceCells } from './months.ts';

/** Codes until 30/06/2025: Quảng Bình and the old Quảng Trị; since then 44 is the new Quảng Trị. */
const provinceCodes = { old: ['44', '45'], today: ['44'] } as const;
/** The first month that ends on the new tree. */
const REFORM = '2025-07-01';
/** Three to four old communes make up a new one; what they do comes to about the same. */
const OLD_SIZE = 0.2;

/** The year that waits for decisions on shares: provinces by their codes until 30/06/2025, and what they told of it. */
const divided = { period: '2024-Y', form: 'N01', codes: ['95', '96'] } as const;
/** A report of a year is not sent without a word. */
const wordsOfYear = { results: 'Số liệu minh họa của năm 2024.' };
const toldOfYear = ['outreach_sessions', 'outreach_attendance', 'model_points'] as const;

/** The months of 2025 and 2026 that were over before those of the whole country begin. */
const earlierMonths = (today: string): Period[] => {
  const { year, number } = periodContaining('month', today);
  const first = year * 12 + number - CLOSED_MONTHS;
  return [2025, 2026]
    .flatMap((each) => Array.from({ length: 12 }, (_, at) => periodOf('month', each, at + 1)))
    .filter((month) => month.year * 12 + month.number < first);
};

/** Loads them period by period. */
export const loadReform = async (house: House): Promise<void> => {
  await loadPeriod(house, divided.form, periodOfCode(divided.period), divided.codes, {
    commune: yearCells,
    province: () => ({}),
    narrative: wordsOfYear,
  });
  for (const period of earlierMonths(todayInVietnam(house.clock()))) {
    const isOld = period.endsOn < REFORM;
    await loadPeriod(house, FORM, period, isOld ? provinceCodes.old : provinceCodes.today, {
      commune: (code) => cellsOfSize(code, period, isOld ? OLD_SIZE : 1),
      province: (code) => provinceCells(code, period),
    });
  }
};

type Cells = Record<string, CellInput>;

/** A commune's year: its months added up, and what stood at the end of the last. */
const yearCells = (code: string): Cells => {
  const { year } = periodOfCode(divided.period);
  const months = Array.from({ length: 12 }, (_, at) => cellsOfSize(code, periodOf('month', year, at + 1), OLD_SIZE));
  return Object.fromEntries(
    toldOfYear.flatMap((id) => {
      const cells = months.flatMap((month) => month[id] ?? []);
      const last = cells.at(-1);
      const value =
        indicatorOf(id)?.kind === 'F' ? cells.reduce((sum, cell) => sum + (cell.value ?? 0), 0) : last?.value;
      return last ? [[id, { ...last, value: value ?? null }]] : [];
    }),
  );
};

type Fill = {
  commune: (code: string) => Cells;
  province: (code: string) => Cells;
  /** What every report says in words, where the form asks for some. */
  narrative?: Record<string, string>;
};

/** Opened, sent by all communes and their provinces on the day it was due, and accepted. */
const loadPeriod = async (
  house: House,
  form: string,
  period: Period,
  codes: readonly string[],
  fill: Fill,
): Promise<void> => {
  const due = deadlineOn(period, 'commune');
  const communes: Unit[] = [];
  await house.asSystem(
    async (ask) => {
      for (const code of codes) {
        const { id } = await unitByCode(ask.tx, code, period.endsOn);
        await openPeriod(ask, form, period, id);
        communes.push(...(await unitsBelow(ask.tx, id, period.endsOn, 'commune')));
      }
    },
    () => new Date(`${period.endsOn}T20:00:00Z`),
  );
  const shared = { nil: false, ...(fill.narrative && { narrative: fill.narrative }) };
  const rows = [
    ...communes.map(({ code }) => ({ unitCode: code, cells: fill.commune(code), ...shared })),
    ...codes.map((code) => ({ unitCode: code, cells: fill.province(code), ...shared })),
  ].filter(({ cells }) => Object.keys(cells).length > 0);
  await house.asSystem(
    (ask) => importMany({ params: undefined, query: undefined, body: { form, period: period.code, rows } }, ask),
    () => new Date(`${due}T03:00:00Z`),
  );
  await house.asSystem(
    async (ask) => {
      const waiting = await waitingReports(ask.tx, form, periodId(period), ask.today);
      const reports = waiting.map(({ id, revision }) => ({ id, revision }));
      await acceptMany({ params: undefined, query: undefined, body: { reports } }, ask);
    },
    () => new Date(`${addDays(due, 2)}T03:00:00Z`),
  );
};

/** Obligations follow the units: who ends owes nothing for what ends later, who takes over owes it instead. */
import type { CivilDate } from '@app/contract/kernel/period.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { dropExpectations, periodOfCode, sayPeriod } from '../../figures/index.ts';
import type { Ask } from '../../kernel/ask.ts';
import { formVersion } from '../form/queries.ts';
import { expectReports, openPeriod } from '../obligations.ts';
import { regimeBook } from '../regimes/book.ts';
import { unlessClashing } from '../regimes/queries.ts';
import * as q from './queries.ts';

export { holdReporting } from './queries.ts';

type Passing = {
  on: CivilDate;
  ended: readonly number[];
  opened: readonly { unitId: number; like: readonly number[] }[];
};

/** Reports of units for periods that end on a day or later in which somebody has worked already. */
export const begunReports = async (
  ask: Ask,
  unitIds: readonly number[],
  on: CivilDate,
): Promise<{ unitId: number; form: Words; period: Words }[]> =>
  (await q.reportsFrom(ask.tx, unitIds, on))
    .filter(({ begun, ofRequest }) => begun && !ofRequest)
    .map(({ unitId, title, period }) => ({ unitId, form: title, period: sayPeriod(periodOfCode(period)).words }));

/** How many reports units have for periods that end on a day or later. */
export const openReportsOf = async (ask: Ask, unitIds: readonly number[], on: CivilDate): Promise<number> =>
  (await q.reportsFrom(ask.tx, unitIds, on)).length;

const untouched = (reports: readonly q.OpenReport[], units: readonly number[]): q.OpenReport[] =>
  reports.filter(({ unitId, begun, ofRequest }) => units.includes(unitId) && !begun && !ofRequest);

/** One form, version, period and level after the other: they expect the same. */
const grouped = (reports: readonly q.OpenReport[]): q.OpenReport[][] => {
  const groups = new Map<string, q.OpenReport[]>();
  for (const report of reports) {
    const key = [report.form, report.version, report.period, report.level].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), report]);
  }
  return [...groups.values()];
};

/** What is owed by whom from the day on: by form and period, the units that owe it because others owed it. */
const owedAnew = (
  reports: readonly q.OpenReport[],
  { opened }: Passing,
): { form: string; period: string; title: Words; units: number[] }[] =>
  grouped(reports.filter(({ ofRequest }) => !ofRequest)).flatMap((group) => {
    const [first] = group;
    const owed = new Set(group.map(({ unitId }) => unitId));
    const units = opened.filter(({ like }) => like.some((id) => owed.has(id))).map(({ unitId }) => unitId);
    return first && units.length > 0 ? [{ form: first.form, period: first.period, title: first.title, units }] : [];
  });

/**
 * Brings obligations in line with units that have just changed, for all periods that end on the day or later: reports of ended
 * units in which nobody has worked are withdrawn and no longer expected, the units that took over owe the same forms and
 * periods, and unsent reports go to whoever stands above now. Run by the owner, who has held the reports.
 */
export const passObligations = async (ask: Ask, passing: Passing): Promise<{ opened: number; withdrawn: number }> => {
  const { on, ended, opened } = passing;
  const reports = await q.reportsFrom(ask.tx, [...new Set([...ended, ...opened.flatMap(({ like }) => like)])], on);
  const gone = untouched(reports, ended);
  await q.deleteReports(
    ask.tx,
    gone.map(({ id }) => id),
  );
  for (const group of grouped(gone)) await withdrawn(ask, group);
  const book = await regimeBook(ask.tx);
  let made = 0;
  for (const { form, period, units } of owedAnew(reports, passing))
    made +=
      (await unlessClashing(ask.tx, () =>
        openPeriod(ask, form, periodOfCode(period), undefined, { book, only: new Set(units) }),
      )) ?? 0;
  await q.readdress(ask.tx, on);
  return { opened: made, withdrawn: gone.length };
};

const withdrawn = async (ask: Ask, group: readonly q.OpenReport[]): Promise<void> => {
  const [first] = group;
  if (!first) return;
  const units = group.map(({ unitId }) => unitId);
  const form = await formVersion(ask.tx, first.form, first.version);
  await expectReports(ask, form, first.level, periodOfCode(first.period), units, dropExpectations);
  await ask.audit({
    action: 'reporting.withdrawObligations',
    subject: `form:${first.form}`,
    unitId: null,
    after: { period: first.period, withdrawn: units.length, units },
  });
};

/** Reports told one by one beforehand; of more there is only the number. */
const TOLD = 100;

/** What `passObligations` would do, once the units have changed; `called` names a unit. */
export const lookAtObligations = async (ask: Ask, passing: Passing, called: (unitId: number) => string) => {
  const { on, ended, opened } = passing;
  const staying = await q.stayingReports(ask.tx, ended, on);
  const reports = await q.reportsFrom(ask.tx, [...new Set([...ended, ...opened.flatMap(({ like }) => like)])], on);
  const owed = owedAnew(reports, passing);
  return {
    stay: staying.slice(0, TOLD).map(({ unitId, title, period, state, decider }) => ({
      unit: called(unitId),
      form: title,
      period: sayPeriod(periodOfCode(period)),
      state,
      decider: state === 'submitted' ? decider : null,
    })),
    staying: staying.length,
    withdrawn: untouched(reports, ended).length,
    opens: opened.flatMap(({ unitId }) => {
      const own = owed.filter(({ units }) => units.includes(unitId));
      return [...new Set(own.map(({ form }) => form))].flatMap((form) => {
        const of = own.filter((each) => each.form === form);
        const [first] = of;
        return first
          ? [
              {
                unit: called(unitId),
                form: first.title,
                from: sayPeriod(periodOfCode(first.period)),
                reports: of.length,
              },
            ]
          : [];
      });
    }),
  };
};

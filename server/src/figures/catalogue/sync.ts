/** Brings the stored catalogue and calendar up to the ones in the contract. Runs as the owner, after the migrations. */
import { shippedCatalogue } from '@app/contract/figures/catalogue.ts';
import {
  addDays,
  Calendar,
  learnCalendars,
  type Period,
  parentOf,
  periodOf,
  periodsOfYear,
} from '@app/contract/kernel/period.ts';
import type pg from 'pg';
import { storedRules } from '../calendars/queries.ts';
import { periodId } from '../period-ids.ts';
import { upsertIndicators, upsertPeriods, upsertPeriodsWithin } from './queries.ts';

const FIRST_YEAR = 2013;
const LAST_YEAR = 2040;

/** Indicators and periods are data of the program: added when new, their words refreshed, never removed. */
export const syncCatalogue = async (owner: pg.Client): Promise<void> => {
  await upsertIndicators(
    owner,
    shippedCatalogue.map((indicator) => ({
      id: indicator.id,
      slot: indicator.slot,
      kind: indicator.kind,
      share: indicator.share,
      home_line: indicator.share === 'one' ? indicator.line : null,
      words: indicator.words,
    })),
  );
  // Years that a release adds close by the calendars of this instance.
  learnCalendars(await storedRules(owner));
  const years = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, index) => FIRST_YEAR + index);
  const others = Calendar.options.filter((calendar) => calendar !== 'reporting');
  const periods = years.flatMap((year) => [
    ...periodsOfYear(year),
    ...others.map((calendar) => periodOf('year', year, 1, calendar)),
  ]);
  // Longer periods first: the shorter ones point to them.
  const longest = [...periods].sort((a, b) => above(a).length - above(b).length);
  await upsertPeriods(
    owner,
    longest.map((period) => {
      const parent = parentOf(period);
      return {
        id: periodId(period),
        code: period.code,
        calendar: period.calendar,
        kind: period.kind,
        during: `[${period.startsOn},${addDays(period.endsOn, 1)})`,
        parent_id: parent ? periodId(parent) : null,
      };
    }),
  );
  await upsertPeriodsWithin(
    owner,
    periods.flatMap((period) =>
      [period, ...above(period)].map((within) => ({
        period_id: periodId(period),
        within_id: periodId(within),
        same_end: within.endsOn === period.endsOn,
      })),
    ),
  );
};

/** The longer periods that hold a period, shortest first. */
const above = (period: Period): Period[] => {
  const parent = parentOf(period);
  return parent ? [parent, ...above(parent)] : [];
};

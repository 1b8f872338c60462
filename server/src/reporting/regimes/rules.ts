/** Which regime holds, and who may set one. */
import {
  type Calendar,
  type CivilDate,
  compareDates,
  hasKind,
  type Period,
  type PeriodKind,
  sayDate,
} from '@app/contract/kernel/period.ts';
import { type Refusal, refuse, refuseAt } from '@app/contract/kernel/problem.ts';
import { notAllowed } from '@app/contract/kernel/problems.ts';
import { type DeadlineRule, deadlineMoment, type SpecialDays } from '@app/contract/kernel/working-days.ts';
import { kindNotInCalendar } from '@app/contract/reporting/design/problems.ts';
import {
  dayOutsideYear,
  ownRegimeNotAllowed,
  periodKindNotOfForm,
  regimeHasBegun,
  regimeInPast,
  regimeNotForUnit,
} from '@app/contract/reporting/regimes/problems.ts';
import type { OwingLevel } from '@app/contract/reporting/regimes/routes.ts';

export type Regime = DeadlineRule & {
  id: number;
  /** Null: for the whole country. */
  unitId: number | null;
  form: string | null;
  level: OwingLevel;
  calendar: Calendar;
  periodKind: PeriodKind;
  validFrom: CivilDate;
  lockDays: number | null;
  opensDays: number;
  remindDays: readonly number[];
  escalateDays: number | null;
  ownAllowed: boolean;
};

/** Whose report: the form, the level that owes it, its superior, and the period. */
export type Owed = {
  form: string;
  level: OwingLevel;
  superiorId: number;
  period: Pick<Period, 'calendar' | 'kind' | 'endsOn'>;
};

/** The newest of some regimes that has begun at a cut-off; of two of the same day the one set later. */
const newest = (regimes: readonly Regime[], on: CivilDate): Regime | null =>
  regimes
    .filter(({ validFrom }) => validFrom <= on)
    .reduce<Regime | null>(
      (best, each) =>
        best === null || each.validFrom > best.validFrom || (each.validFrom === best.validFrom && each.id > best.id)
          ? each
          : best,
      null,
    );

/**
 * The regime of a report, among those of its calendar. One for the form stands before the general one. A province's own stands before the centre's, where the
 * centre lets provinces have one, and a general one of a province never before one that the centre has set for the form.
 */
export const regimeFor = (regimes: readonly Regime[], { form, level, superiorId, period }: Owed): Regime | null => {
  const fitting = regimes.filter(
    (each) => each.level === level && each.calendar === period.calendar && each.periodKind === period.kind,
  );
  const pick = (unitId: number | null, ofForm: string | null) =>
    newest(
      fitting.filter((each) => each.unitId === unitId && each.form === ofForm),
      period.endsOn,
    );
  const special = pick(null, form);
  const central = special ?? pick(null, null);
  if (!central?.ownAllowed) return central;
  return pick(superiorId, form) ?? (special ? null : pick(superiorId, null)) ?? central;
};

/** What stands in for a regime where none was ever set: the deadline of the oldest default. */
const without: DeadlineRule = { daysAfter: 6, counts: 'days', moves: false, hour: 17 };

/** When a report is due. */
export const dueOf = (regimes: readonly Regime[], owed: Owed, special: SpecialDays): Date =>
  deadlineMoment(owed.period, regimeFor(regimes, owed) ?? without, special);

type Designer = { does: ReadonlySet<string>; allUnits: boolean; unitId: number };

/** Why a post sets no regime at all: the standing agency above the communes does, for its subtree. */
export const whyNotDesignRegimes = ({ does }: Pick<Designer, 'does'>): Refusal | null =>
  does.has('design') ? null : refuse(notAllowed, {});

/** Days off are those of the whole country. */
export const whyNotSetDaysOff = ({ does, allUnits }: Designer): Refusal | null =>
  does.has('design') && allUnits ? null : refuse(notAllowed, {});

type Asked = Pick<Regime, 'unitId' | 'form' | 'level' | 'calendar' | 'periodKind' | 'validFrom' | 'ownAllowed'>;

/**
 * Why a regime cannot be set so. Deadlines of cut-offs that are over never change afterwards (NĐ 09/2019/NĐ-CP Art. 7: who reports knows the
 * deadline before), and a province sets one for its own communes where the centre lets it.
 */
export const whyNotSetRegime = (
  asked: Asked,
  doer: Designer,
  facts: {
    today: CivilDate;
    regimes: readonly Regime[];
    /** The form it is for, if any. */
    form: Pick<Regime, 'calendar' | 'periodKind'> | null;
  },
): Refusal | null => {
  const no = whyNotDesignRegimes(doer);
  if (no) return no;
  const isOwn =
    asked.unitId === null
      ? doer.allUnits
      : !doer.allUnits && asked.unitId === doer.unitId && asked.level === 'commune' && !asked.ownAllowed;
  if (!isOwn) return refuse(regimeNotForUnit, {});
  if (compareDates(asked.validFrom, facts.today) < 0)
    return refuse(regimeInPast, { today: sayDate(facts.today, 'vi') });
  if (!hasKind(asked.calendar, asked.periodKind)) return refuseAt('periodKind', kindNotInCalendar);
  const { form } = facts;
  if (form && (form.calendar !== asked.calendar || form.periodKind !== asked.periodKind))
    return refuse(periodKindNotOfForm, {});
  if (asked.unitId === null) return null;
  const central = regimeFor(
    facts.regimes.filter(({ unitId }) => unitId === null),
    {
      form: asked.form ?? '',
      level: asked.level,
      superiorId: 0,
      period: { calendar: asked.calendar, kind: asked.periodKind, endsOn: asked.validFrom },
    },
  );
  return central?.ownAllowed ? null : refuse(ownRegimeNotAllowed, {});
};

/** Why a regime is not taken back: it has begun, or it is somebody else's. */
export const whyNotWithdrawRegime = (
  regime: Pick<Regime, 'unitId' | 'validFrom'>,
  doer: Designer,
  today: CivilDate,
): Refusal | null => {
  const no = whyNotDesignRegimes(doer);
  if (no) return no;
  const isOwn = regime.unitId === null ? doer.allUnits : regime.unitId === doer.unitId;
  if (!isOwn) return refuse(notAllowed, {});
  return compareDates(regime.validFrom, today) <= 0 ? refuse(regimeHasBegun, {}) : null;
};

/** Why a list of days off is not that of a year. */
export const whyNotDays = (year: number, days: readonly { on: CivilDate }[]): Refusal | null => {
  const inYear = days.every(({ on }) => on.startsWith(`${year}-`));
  return inYear && new Set(days.map(({ on }) => on)).size === days.length ? null : refuse(dayOutsideYear, {});
};

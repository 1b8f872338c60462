import { addUp } from '@app/contract/kernel/decimal.ts';
import { type Precision, worstOf } from '@app/contract/kernel/figure.ts';
import type { CivilDate } from '@app/contract/kernel/period.ts';
import { addDays, compareDates, daysBetween } from '@app/contract/kernel/period.ts';
import { type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import { notAllowed } from '@app/contract/kernel/problems.ts';
import { targetFromAbove, targetGone } from '@app/contract/reporting/targets/problems.ts';
import type { directions, standings } from '@app/contract/reporting/targets/routes.ts';

export type Direction = (typeof directions)[number];
export type Standing = (typeof standings)[number];

/** Who sets targets: posts that design, for units of their subtree. */
export const whyNotSet = (actor: { does: ReadonlySet<string> }): Refusal | null =>
  actor.does.has('design') ? null : refuse(notAllowed, {});

/** Why a target cannot be replaced or taken back: it was set above the asking unit. `isBelow`: the unit that set it lies in the subtree. */
export const whyNotReplace = (
  actor: { does: ReadonlySet<string> },
  target: { endedAt: Date | null; isBelow: boolean },
): Refusal | null => {
  if (!actor.does.has('design')) return refuse(notAllowed, {});
  if (!target.isBelow) return refuse(targetFromAbove, {});
  return target.endedAt === null ? null : refuse(targetGone, {});
};

/** How much of a period is over on a day, from 0 to 1; the day itself counts. */
export const elapsed = ({ startsOn, endsOn }: { startsOn: CivilDate; endsOn: CivilDate }, today: CivilDate): number => {
  if (compareDates(today, startsOn) < 0) return 0;
  if (compareDates(today, endsOn) >= 0) return 1;
  return daysBetween(startsOn, addDays(today, 1)) / daysBetween(startsOn, addDays(endsOn, 1));
};

export type Measured = { value: number; direction: Direction; kind: string };

/**
 * How a result stands to its target. What happens in a period (flows) is held against the pace of the period; what there is, and
 * shares, are reached or not yet. A limit ("at most") is kept or exceeded.
 */
export const standingOf = ({ value, direction, kind }: Measured, result: number | null, over: number): Standing => {
  if (result === null) return 'unknown';
  if (direction === 'at_most') return result <= value ? 'within' : 'above';
  if (result >= value) return 'reached';
  if (kind !== 'F' || over >= 1) return 'below';
  return result >= value * over ? 'ahead' : 'behind';
};

/** Result against target: the share in percent with one decimal, and what is missing or more. */
export const against = (target: Measured, result: number | null, over: number) => ({
  share: result === null || target.value === 0 ? null : Math.round((result / target.value) * 1000) / 10,
  gap: result === null ? null : Math.round((result - target.value) * 10_000) / 10_000,
  standing: standingOf(target, result, over),
});

export type Reached = { result: number | null; precision: Precision; reported: number; expected: number };

/** What several units have reached together: nothing is known where none of them has a result. */
export const addedUp = (parts: readonly Reached[]): Reached => {
  const known = parts.flatMap(({ result, precision }) => (result === null ? [] : [{ result, precision }]));
  return {
    result: known.length === 0 ? null : addUp(known.map(({ result }) => result)),
    precision: worstOf(known.map(({ precision }) => precision)),
    reported: addUp(parts.map(({ reported }) => reported)),
    expected: addUp(parts.map(({ expected }) => expected)),
  };
};

/** Whether targets of several units may be added up, and their results: what adds up itself. */
export const addsUp = (kind: string): boolean => kind === 'F' || kind === 'S';

import { type Indicator, indicatorOf } from '@app/contract/figures/catalogue.ts';
import { tooManyFigures, unknownIndicator } from '@app/contract/figures/problems.ts';
import type * as api from '@app/contract/figures/restated/routes.ts';
import type { SuccessionStep, UnitInTime } from '@app/contract/figures/restated/routes.ts';
import { addUp } from '@app/contract/kernel/decimal.ts';
import type { CivilDate, Period } from '@app/contract/kernel/period.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import type { Input, Result } from '@app/contract/kernel/route.ts';
import type { Ask } from '../../kernel/ask.ts';
import type { Tx } from '../../kernel/database.ts';
import { found, must, Refused } from '../../kernel/problem.ts';
import { stepsAbout, unitsBelowEver, unitsDirectlyBelow, unitsInTime } from '../../org/index.ts';
import { periodOfCode, sayPeriod, unitsToRead } from '../actions.ts';
import { foreignIndicator } from '../catalogue/added.ts';
import { whyNotReadLine } from '../rules.ts';
import { linesRead, readFigures } from '../totals.ts';
import { type RestatedQuestion, readRestated, readRestatedGrid } from './read.ts';
import { registerNow } from './register/loaded.ts';
import { isInForce, type Lineage, lineOf, weightOf } from './standing/rules.ts';

/** A question for more figures than this is an export, not a screen. */
const MOST_ANSWERS = 200_000;

/** Figures on the boundaries of a date. Outside the reach and the lines of the post: not found. */
export const getRestatedFigures = async (
  { query }: Input<typeof api.getRestatedFigures>,
  ask: Ask,
): Promise<Result<typeof api.getRestatedFigures>> => {
  await knownIndicators(ask, query.indicators);
  const periods = query.periods.map(periodOfCode);
  const { boundaries } = query;
  const unitIds = await unitsAsked(ask, query.units, boundaries);
  const answers = query.indicators.length * periods.length * unitIds.length;
  if (answers > MOST_ANSWERS) throw new Refused(refuse(tooManyFigures, { asked: answers, most: MOST_ANSWERS }));
  return { boundaries, figures: await readRestated(ask, { ...query, periods, unitIds }) };
};

const unitsAsked = async (ask: Ask, text: string, on: CivilDate): Promise<number[]> => {
  const [, above] = text.split(':');
  if (above === undefined) return unitsToRead(ask, [...new Set(text.split(',').map(Number))]);
  const [id = 0] = await unitsToRead(ask, [Number(above)]);
  return [id, ...(await unitsDirectlyBelow(ask.tx, id, on)).map((unit) => unit.id)];
};

/** The indicators, or `figures.unknown-indicator` for the first that the post does not know. */
const knownIndicators = async (ask: Ask, ids: readonly string[]): Promise<(Indicator & { id: string })[]> => {
  const unknown = ids.find((id) => !indicatorOf(id)) ?? (await foreignIndicator(ask.tx, ids));
  if (unknown) throw new Refused(refuse(unknownIndicator, { indicator: unknown }));
  return ids.flatMap((id) => indicatorOf(id) ?? []);
};

/** What became of a unit and what it came from; the register of units is known to all. */
export const getWhatBecame = async (
  { params }: Input<typeof api.getWhatBecame>,
  { tx }: Ask,
): Promise<Result<typeof api.getWhatBecame>> => {
  const { lineage } = await registerNow(tx);
  if (!lineage.lives.has(params.unitId)) throw new Refused(refuse(notFound, {}));
  const { before, after } = lineOf(lineage, params.unitId);
  const ids = [params.unitId, ...before, ...after];
  const units = await unitsInTime(tx, ids);
  const unit = found(
    units.find(({ id }) => id === params.unitId),
    refuse(notFound, {}),
  );
  return { unit, units, steps: await stepsAmong(tx, lineage, ids) };
};

/** The successions between these units, each with the share that is allocated by and on what it rests. */
const stepsAmong = async (tx: Tx, lineage: Lineage, ids: readonly number[]): Promise<SuccessionStep[]> => {
  const among = new Set(ids);
  const steps = (await stepsAbout(tx, ids)).filter(({ fromId, toId }) => among.has(fromId) && among.has(toId));
  return steps.map((step) => {
    const pair = lineage.successors
      .get(step.fromId)
      ?.find(({ successorId, on }) => successorId === step.toId && on === step.on);
    if (step.kind === 'whole' || !pair) return { ...step, weight: step.kind === 'whole' ? 1 : null, weightBy: null };
    const weightBy = pair.byLaw !== null ? ('law' as const) : pair.decided !== null ? ('decision' as const) : null;
    return { ...step, weight: weightOf(pair), weightBy };
  });
};

/** The series of a unit through the reforms of its line, as far as the post may see the units of that line. */
export const getSeriesThroughReform = async (
  { query }: Input<typeof api.getSeriesThroughReform>,
  ask: Ask,
): Promise<Result<typeof api.getSeriesThroughReform>> => {
  const { tx, actor, today } = ask;
  const [indicator] = await knownIndicators(ask, [query.indicator]);
  if (!indicator) throw new Refused(refuse(unknownIndicator, { indicator: query.indicator }));
  const { line, reading } = query;
  await unitsToRead(ask, [query.unit]);
  const { lineage } = await registerNow(tx);
  const { before, after } = lineOf(lineage, query.unit);
  const all = [query.unit, ...before, ...after];
  const seen = actor.allUnits ? new Set(all) : await unitsBelowEver(tx, actor.unitId, all);
  const ids = all.filter((id) => seen.has(id));
  for (const each of linesRead([indicator.id], line)) must(whyNotReadLine(actor, each, ids));
  const units = await unitsInTime(tx, ids);
  const periods = query.periods.map(periodOfCode);
  const boundaries = query.boundaries ?? today;
  const isAdded = indicator.kind === 'F' || indicator.kind === 'S' || indicator.kind === 'B';
  const steps = await stepsAmong(tx, lineage, ids);
  const breaks = breaksOf(steps, periods);

  const asked = { indicators: [indicator.id], periods, line, reading };
  const plain = await readFigures(tx, { ...asked, unitIds: ids });
  const pointsOf = (unit: UnitInTime) =>
    plain
      .filter(({ unitId }) => unitId === unit.id)
      .map(({ value, precision, reported, expected }, at) =>
        isInForce(lineage, unit.id, periods[at]?.endsOn ?? '') ? { value, precision, reported, expected } : null,
      );
  const atTheTime = units.map((unit) => ({
    unit,
    role:
      unit.id === query.unit
        ? ('unit' as const)
        : before.includes(unit.id)
          ? ('predecessor' as const)
          : ('successor' as const),
    points: pointsOf(unit),
  }));
  const standing = units.filter(({ id }) => isInForce(lineage, id, boundaries));
  const restated = await readRestated(ask, { ...asked, unitIds: standing.map(({ id }) => id), boundaries });
  return {
    indicator: { id: indicator.id, words: indicator.words, unit: indicator.unit, kind: indicator.kind },
    unit: found(
      units.find(({ id }) => id === query.unit),
      refuse(notFound, {}),
    ),
    boundaries,
    periods: periods.map(sayPeriod),
    atTheTime,
    added: periods.map((_, at) => {
      const values = atTheTime.flatMap(({ points }) => points[at]?.value ?? []);
      return isAdded && values.length > 0 ? addUp(values) : null;
    }),
    restated: standing.map((unit) => ({
      unit,
      points: restated
        .filter(({ unitId }) => unitId === unit.id)
        .map(({ value, precision, reported, expected, allocated, notAllocated }) => ({
          ...{ value, precision, reported, expected, allocated, notAllocated },
        })),
    })),
    breaks,
    unchanged: isAdded
      ? await sumUnchanged(ask, standing, {
          ...{ slot: indicator.slot, line, reading, boundaries },
          period: query.at === undefined ? periodBefore(periods, breaks.at(-1)?.on) : periodOfCode(query.at),
        })
      : null,
  };
};

/** The days on which the area of a line of units changed within some periods, with what happened. */
const breaksOf = (steps: readonly SuccessionStep[], periods: readonly Period[]) => {
  const [first, last] = [periods[0]?.startsOn ?? '', periods.at(-1)?.endsOn ?? ''];
  const days = [...new Set(steps.map(({ on }) => on))].filter((on) => first < on && on <= last);
  return days.map((on) => {
    const here = steps.filter((step) => step.on === on);
    const from = new Set(here.map(({ fromId }) => fromId)).size;
    const to = new Set(here.map(({ toId }) => toId)).size;
    const at = periods.findIndex(({ endsOn }) => endsOn >= on);
    return {
      on,
      before: at < 0 ? periods.length : at,
      words: {
        vi: `${from} đơn vị thành ${to}`,
        en: `${from} ${from === 1 ? 'unit' : 'units'} became ${to}`,
      },
      steps: here,
    };
  });
};

/** The last of some periods that ended before a day. */
const periodBefore = (periods: readonly Period[], on: CivilDate | undefined): Period | null =>
  periods.findLast(({ kind, endsOn }) => on !== undefined && endsOn < on && kind !== 'nine_months') ?? null;

type Unchanged = NonNullable<Result<typeof api.getSeriesThroughReform>['unchanged']>;

/** What the restated units are made of, and that nothing is lost on the way. */
const sumUnchanged = async (
  ask: Ask,
  units: readonly UnitInTime[],
  {
    slot,
    period,
    ...question
  }: Pick<RestatedQuestion, 'line' | 'reading' | 'boundaries'> & { slot: number; period: Period | null },
): Promise<Unchanged | null> => {
  if (!period || period.kind === 'nine_months' || units.length === 0) return null;
  const unitIds = units.map(({ id }) => id);
  const grid = await readRestatedGrid(ask, { ...question, unitIds, periods: [period], slots: [slot] });
  const sources = grid.sourcesOf(unitIds, period, slot);
  const named = new Map(
    (
      await unitsInTime(
        ask.tx,
        sources.map(({ unitId }) => unitId),
      )
    ).map((unit) => [unit.id, unit]),
  );
  const restated = units.map((unit) => ({ unit, value: grid.partsAt(unit.id, period, slot).all.sum }));
  const sum = {
    old: addUp(sources.map(({ value }) => value)),
    restated: addUp(restated.flatMap(({ value }) => value ?? [])),
    elsewhere: addUp(sources.map(({ elsewhere }) => elsewhere)),
    notAllocated: addUp(sources.map(({ notAllocated }) => notAllocated)),
  };
  return {
    period: period.code,
    rows: sources.flatMap(({ unitId, value, into }) => {
      const unit = named.get(unitId);
      return unit ? [{ unit, value, into }] : [];
    }),
    restated,
    sum,
    equal: sum.old === addUp([sum.restated, sum.elsewhere, sum.notAllocated]),
  };
};

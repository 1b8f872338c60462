/** Targets of units against what they have reached: set by the standing agency for its subtree, read by whoever reads the figures. */
import { indicatorOf, type KnownIndicator } from '@app/contract/figures/catalogue.ts';
import { unknownIndicator } from '@app/contract/figures/problems.ts';
import type { FigureAnswer, Line } from '@app/contract/figures/routes.ts';
import { addUp } from '@app/contract/kernel/decimal.ts';
import { type Calendar, type Period, periodContaining, previousOf } from '@app/contract/kernel/period.ts';
import { type FieldFault, type ProblemDescription, refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import type { Input, Result } from '@app/contract/kernel/route.ts';
import { foldAccents } from '@app/contract/kernel/text.ts';
import { say } from '@app/contract/kernel/words.ts';
import {
  targetAboveHundred,
  targetFromAbove,
  targetNotCounted,
  targetsNotRight,
  targetTwice,
  targetUnitUnknown,
} from '@app/contract/reporting/targets/problems.ts';
import type { endTarget, listTargets, setTargets, TargetAnswer } from '@app/contract/reporting/targets/routes.ts';
import {
  foreignIndicator,
  periodId,
  periodOfCode,
  periodOfId,
  readFigures,
  sayPeriod,
  unitsToRead,
  whyNotReadLine,
} from '../../figures/index.ts';
import { postTitles } from '../../identity/index.ts';
import type { Ask } from '../../kernel/ask.ts';
import { found, must, Refused, sayWhyNot } from '../../kernel/problem.ts';
import { parentOf, type Unit, unitById, unitsBelow, unitsBelowEver, unitsDirectlyBelow } from '../../org/index.ts';
import { formVersions } from '../form/design/queries.ts';
import { filledBy, indicatorsOf } from '../form/rules.ts';
import * as q from './queries.ts';
import * as rules from './rules.ts';

type Name = { id: number; code: string; fullName: string };
type Results = (unitId: number, indicator: string) => FigureAnswer | undefined;

/** The line on which a post reads an indicator. */
const lineRead = (ask: Ask, { share, line }: KnownIndicator): Line | 'all' => {
  if (ask.actor.lines.includes('all')) return 'all';
  // Posts that read one line have exactly that one.
  return share === 'one' ? line : ((ask.actor.lines[0] ?? 'committee') as Line);
};

const reads = (ask: Ask, indicator: KnownIndicator, unitId: number): boolean =>
  whyNotReadLine(ask.actor, lineRead(ask, indicator), [unitId]) === null;

const resultsOf = async (
  ask: Ask,
  rows: readonly { indicator: string; unitId: number }[],
  period: Period,
): Promise<Results> => {
  const byLine = new Map<Line | 'all', { indicators: Set<string>; units: Set<number> }>();
  for (const { indicator: id, unitId } of rows) {
    const indicator = indicatorOf(id);
    if (!indicator || !reads(ask, indicator, unitId)) continue;
    const line = lineRead(ask, indicator);
    const group = byLine.get(line) ?? { indicators: new Set(), units: new Set() };
    group.indicators.add(id);
    group.units.add(unitId);
    byLine.set(line, group);
  }
  const figures = new Map<string, FigureAnswer>();
  for (const [line, { indicators, units }] of byLine)
    for (const each of await readFigures(ask.tx, {
      indicators: [...indicators],
      unitIds: [...units],
      periods: [period],
      line,
      reading: 'accepted',
    }))
      figures.set(`${each.unitId} ${each.indicator}`, each);
  return (unitId, indicator) => figures.get(`${unitId} ${indicator}`);
};

type Placed = { row: q.TargetRow; unit: Name };

/**
 * The rows of a unit: what was set for it by name, be it for every year, stands before what was set for each of its neighbours.
 */
const placed = (rows: readonly q.TargetRow[], unit: Name, above: number | null): Placed[] => {
  const own = rows.filter((row) => !row.eachBelow && row.unitId === unit.id);
  const given = rows.filter(
    (row) => row.eachBelow && row.unitId === above && !own.some((each) => each.indicator === row.indicator),
  );
  return [...own, ...given].map((row) => ({ row, unit }));
};

/** By which calendars each indicator is or was counted, and all calendars that forms follow. */
const countedBy = async (ask: Ask) => {
  const all = new Set<Calendar>(['reporting']);
  const of = new Map<string, Set<Calendar>>();
  for (const form of await formVersions(ask.tx)) {
    all.add(form.calendar);
    for (const id of filledBy(indicatorsOf(form))) of.set(id, (of.get(id) ?? new Set()).add(form.calendar));
  }
  return { all, of };
};

/** The targets of a unit and of those directly below it for a period, with what each has reached and whether it keeps the pace. */
export const list = async ({ query }: Input<typeof listTargets>, ask: Ask): Promise<Result<typeof listTargets>> => {
  await unitsToRead(ask, [query.unit]);
  const period = periodOfCode(query.period);
  const on = period.endsOn < ask.today ? period.endsOn : ask.today;
  const unit = found(await unitById(ask.tx, query.unit), refuse(notFound, {}));
  const below = await unitsDirectlyBelow(ask.tx, unit.id, on);
  const above = (await parentOf(ask.tx, unit.id, on))?.id ?? null;
  const asked = [unit.id, ...below.map(({ id }) => id), ...(above === null ? [] : [above])];
  const counted = await countedBy(ask);
  // What is set for every year is set for the years of the calendar that counts it.
  const rows = (await q.targetsOf(ask.tx, asked, [periodId(period)], period.kind === 'year')).filter(
    (row) => row.periodId !== null || (counted.of.get(row.indicator)?.has(period.calendar) ?? true),
  );
  const own = placed(rows, unit, above);
  const theirs = below.flatMap((each) => placed(rows, each, unit.id));
  const all = [...own, ...theirs].filter(({ row, unit: { id } }) => {
    const indicator = indicatorOf(row.indicator);
    return indicator !== undefined && reads(ask, indicator, id);
  });
  const results = await resultsOf(
    ask,
    all.map(({ row, unit: { id } }) => ({ indicator: row.indicator, unitId: id })),
    period,
  );
  const over = rules.elapsed(period, ask.today);
  const titles = await postTitles(
    ask.tx,
    rows.map(({ setBy }) => setBy),
  );
  const isMine = await setBelow(
    ask,
    rows.map(({ setByUnitId }) => setByUnitId),
  );
  const tell = ({ row, unit: { id, code, fullName } }: Placed): TargetAnswer => {
    const indicator = indicatorOf(row.indicator);
    const result = results(id, row.indicator);
    const target = { value: row.value, direction: row.direction, kind: indicator?.kind ?? 'F' };
    return {
      id: row.id,
      unit: { id, code, fullName },
      eachBelow: row.eachBelow,
      indicator: row.indicator,
      line: indicator ? lineRead(ask, indicator) : 'committee',
      period: row.periodId === null ? null : periodOfId(row.periodId).code,
      value: row.value,
      direction: row.direction,
      basis: row.basis,
      setBy: row.setBy === null ? null : (titles.get(row.setBy) ?? null),
      setAt: row.setAt.toISOString(),
      ...stated(result),
      ...rules.against(target, result?.value ?? null, over),
      whyNot: {
        endTarget: sayWhyNot(rules.whyNotReplace(ask.actor, { endedAt: null, isBelow: isMine(row.setByUnitId) })),
      },
    };
  };
  const used = (await q.periodsWithTargets(ask.tx)).map(periodOfId);
  const years = [...counted.all].map((calendar) => periodContaining('year', ask.today, calendar));
  const offered = [
    ...years.flatMap((year) => [year, previousOf(year)]),
    periodContaining('quarter', ask.today),
    periodContaining('month', ask.today),
  ];
  return {
    unit: { id: unit.id, code: unit.code, fullName: unit.fullName, level: unit.level },
    period: sayPeriod(period),
    elapsed: Math.round(over * 1000) / 10,
    own: all.filter(({ unit: { id } }) => id === unit.id).map(tell),
    below: all.filter(({ unit: { id } }) => id !== unit.id).map(tell),
    together: together(
      all.filter(({ unit: { id } }) => id !== unit.id),
      results,
      over,
    ),
    periods: [...new Map([period, ...offered, ...used].map((each) => [each.code, each])).values()]
      .sort((one, other) => other.endsOn.localeCompare(one.endsOn) || other.startsOn.localeCompare(one.startsOn) * -1)
      .map(sayPeriod),
    whyNot: { setTargets: sayWhyNot(rules.whyNotSet(ask.actor)) },
  };
};

const stated = (result: FigureAnswer | undefined) => ({
  result: result?.value ?? null,
  precision: result?.precision ?? ('exact' as const),
  reported: result?.reported ?? 0,
  expected: result?.expected ?? 0,
});

/**
 * Targets against results, each added up over exactly the units that have a target, where it adds up and all point the same way.
 * What units without a target have done is no part of it.
 */
const together = (rows: readonly Placed[], results: Results, over: number) =>
  [...new Set(rows.map(({ row }) => row.indicator))].flatMap((id) => {
    const indicator = indicatorOf(id);
    // A unit may have one target for every year and one for this year: the closer one counts.
    const closest = new Map<number, q.TargetRow>();
    for (const { row, unit } of rows)
      if (row.indicator === id && (row.periodId !== null || !closest.has(unit.id))) closest.set(unit.id, row);
    const mine = [...closest.values()];
    const [first] = mine;
    if (!indicator || !first || !rules.addsUp(indicator.kind)) return [];
    if (mine.some(({ direction }) => direction !== first.direction)) return [];
    const value = addUp(mine.map((row) => row.value));
    const reached = rules.addedUp([...closest.keys()].map((unitId) => stated(results(unitId, id))));
    return [
      {
        indicator: id,
        units: closest.size,
        value,
        ...reached,
        ...rules.against({ value, direction: first.direction, kind: indicator.kind }, reached.result, over),
      },
    ];
  });

/** Whether a unit lies in the asking post's subtree. */
const setBelow = async (ask: Ask, unitIds: readonly number[]): Promise<(unitId: number) => boolean> => {
  if (ask.actor.allUnits) return () => true;
  const mine = await unitsBelowEver(ask.tx, ask.actor.unitId, [...new Set(unitIds)]);
  return (unitId) => unitId === ask.actor.unitId || mine.has(unitId);
};

const fault = (path: string, description: ProblemDescription, data: Record<string, string> = {}): FieldFault => ({
  path,
  code: description.code,
  says: { vi: say(description.says, 'vi', data), en: say(description.says, 'en', data) },
});

/** Units of the subtree by code and by full name; a name that two units have means neither. */
const unitsNamed = async (ask: Ask): Promise<(text: string) => Unit | undefined> => {
  const self = await unitById(ask.tx, ask.actor.unitId, ask.today);
  const all = [...(self ? [self] : []), ...(await unitsBelow(ask.tx, ask.actor.unitId, ask.today))];
  const byCode = new Map(all.filter(({ code }) => code !== '').map((unit) => [unit.code, unit]));
  const byName = new Map<string, Unit | null>();
  for (const unit of all)
    for (const name of new Set([foldAccents(unit.fullName), foldAccents(unit.name)]))
      byName.set(name, byName.has(name) ? null : unit);
  return (text) => byCode.get(text) ?? byCode.get(text.padStart(5, '0')) ?? byName.get(foldAccents(text)) ?? undefined;
};

/** Sets targets, many at once; each takes the place of the one that stood there. The basis names the paper that gives them. */
export const set = async ({ body }: Input<typeof setTargets>, ask: Ask): Promise<Result<typeof setTargets>> => {
  must(rules.whyNotSet(ask.actor));
  const indicator = indicatorOf(body.indicator);
  if (!indicator || (await foreignIndicator(ask.tx, [body.indicator])))
    throw new Refused(refuse(unknownIndicator, { indicator: body.indicator }));
  const period = body.period === null ? null : periodOfCode(body.period);
  const at = period === null ? null : periodId(period);
  await q.holdTargets(ask.tx);
  const unitOf = await unitsNamed(ask);
  const rows = body.rows.map((row, place) => ({ ...row, place, of: unitOf(row.unit) }));
  const before = await q.standingIn(
    ask.tx,
    indicator.id,
    at,
    rows.flatMap(({ of }) => of?.id ?? []),
  );
  const isMine = await setBelow(
    ask,
    before.map(({ setByUnitId }) => setByUnitId),
  );
  const standing = (unitId: number, eachBelow: boolean) =>
    before.find((row) => row.unitId === unitId && row.eachBelow === eachBelow);
  const faults = [
    ...(indicator.kind === 'D' ? [fault('indicator', targetNotCounted)] : []),
    ...rows.flatMap(({ of, unit, value, eachBelow, place }): FieldFault[] => {
      const path = `rows.${place}`;
      if (!of) return [fault(`${path}.unit`, targetUnitUnknown, { unit })];
      const old = standing(of.id, eachBelow);
      const same = rows.find((other) => other.of?.id === of.id && other.eachBelow === eachBelow);
      return [
        ...(same?.place === place ? [] : [fault(`${path}.unit`, targetTwice)]),
        ...(old && !isMine(old.setByUnitId) ? [fault(`${path}.unit`, targetFromAbove)] : []),
        ...(indicator.partOf && value > 100 ? [fault(`${path}.value`, targetAboveHundred)] : []),
      ];
    }),
  ];
  if (faults.length > 0) throw new Refused(refuse(targetsNotRight, { count: faults.length }, faults));
  await q.endTargets(
    ask.tx,
    before
      .filter((row) => rows.some(({ of, eachBelow }) => of?.id === row.unitId && eachBelow === row.eachBelow))
      .map(({ id }) => id),
    ask.now,
  );
  const ids = await q.insertTargets(
    ask.tx,
    rows.map(({ of, value, eachBelow }) => ({
      // Units that were not found are refused above.
      unitId: of?.id ?? 0,
      eachBelow,
      indicator: indicator.id,
      periodId: at,
      value,
      direction: body.direction,
      basis: body.basis,
      setByUnitId: ask.actor.unitId,
      setBy: ask.actor.postId,
      setAt: ask.now,
    })),
  );
  await ask.audit(
    rows.map(({ of, value, eachBelow }, place) => {
      const old = standing(of?.id ?? 0, eachBelow);
      return {
        action: 'reporting.setTargets',
        subject: `target:${ids[place]}`,
        unitId: of?.id ?? null,
        ...(old && { before: { value: old.value, basis: old.basis } }),
        after: { target: indicator.words.vi, value, period: period?.code, basis: body.basis },
      };
    }),
  );
  return { set: ids.length };
};

/** Takes a target back. */
export const end = async ({ params }: Input<typeof endTarget>, ask: Ask): Promise<Result<typeof endTarget>> => {
  const row = found(await q.targetById(ask.tx, params.targetId), refuse(notFound, {}));
  const isMine = await setBelow(ask, [row.setByUnitId]);
  must(rules.whyNotReplace(ask.actor, { endedAt: row.endedAt, isBelow: isMine(row.setByUnitId) }));
  await q.endTargets(ask.tx, [row.id], ask.now);
  await ask.audit({
    action: 'reporting.endTarget',
    subject: `target:${row.id}`,
    unitId: row.unitId,
    before: { target: indicatorOf(row.indicator)?.words.vi ?? row.indicator, value: row.value, basis: row.basis },
  });
  return { done: true };
};

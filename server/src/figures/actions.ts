import type { listAddedIndicators } from '@app/contract/figures/added/routes.ts';
import { type Indicator, indicatorOf, shippedCatalogue } from '@app/contract/figures/catalogue.ts';
import { tooManyFigures, unknownIndicator, unknownPeriod, unknownUnits } from '@app/contract/figures/problems.ts';
import {
  type FigureAnswer,
  type getFigures,
  type getTrace,
  type Line,
  lines,
  type listIndicators,
  type listPeriods,
} from '@app/contract/figures/routes.ts';
import { type Period, parsePeriod, periodName } from '@app/contract/kernel/period.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import type { Input, Result } from '@app/contract/kernel/route.ts';
import type { Ask } from '../kernel/ask.ts';
import { found, must, Refused } from '../kernel/problem.ts';
import {
  communeIdsBelow,
  reformBetween,
  unitById,
  unitsBelow,
  unitsBelowEver,
  unitsByIds,
  unitsDirectlyBelow,
} from '../org/index.ts';
import { foreignIndicator, toIndicator } from './catalogue/added.ts';
import { addedRows } from './catalogue/queries.ts';
import { publishedValues } from './edition/frozen.ts';
import { standingEditions } from './edition/queries.ts';
import { periodId } from './period-ids.ts';
import type { Sources } from './provenance.ts';
import { sheetsOf, usedPeriods } from './queries.ts';
import { editionOf, formulaOf, whyNotReadLine } from './rules.ts';
import { linesRead, readDifference, readFigures, readLastKnown } from './totals.ts';

/** The period behind a code, or `figures.unknown-period`. */
export const periodOfCode = (code: string): Period => found(parsePeriod(code), refuse(unknownPeriod, { period: code }));

/** What a period looks like in answers. */
export const sayPeriod = (period: Period) => ({
  code: period.code,
  kind: period.kind,
  words: { vi: periodName(period, 'vi'), en: periodName(period, 'en') },
  startsOn: period.startsOn,
  endsOn: period.endsOn,
});

/**
 * Keeps the units this post may see, and answers "not found" when one of those asked for is not among them.
 * A post that reads no line (administrator, operator) sees the figures of no unit.
 */
export const unitsToRead = async (ask: Ask, unitIds: readonly number[]): Promise<number[]> => {
  if (ask.actor.lines.length === 0) throw new Refused(refuse(unknownUnits, {}));
  const { tx, actor, today } = ask;
  const asked = unitIds.map((id) => ({ id, on: today }));
  const seen = actor.allUnits ? await unitsByIds(tx, asked) : await unitsBelowEver(tx, actor.unitId, unitIds);
  if (unitIds.some((id) => !seen.has(id))) throw new Refused(refuse(unknownUnits, {}));
  return [...unitIds];
};

/** A question for more figures than this is an export, not a screen. */
const MOST_ANSWERS = 200_000;

/** Totals for indicators × units × periods. Outside the reach of the post: not found. */
export const getFiguresFor = async (
  { query }: Input<typeof getFigures>,
  ask: Ask,
): Promise<Result<typeof getFigures>> => {
  const unknown = query.indicators.find((id) => !indicatorOf(id)) ?? (await foreignIndicator(ask.tx, query.indicators));
  if (unknown) throw new Refused(refuse(unknownIndicator, { indicator: unknown }));
  const periods = query.periods.map(periodOfCode);
  const last = periods.reduce((latest, period) => (period.endsOn > latest ? period.endsOn : latest), '');
  const unitIds = await unitsAsked(ask, query.units, last);
  const answers = query.indicators.length * periods.length * unitIds.length;
  if (answers > MOST_ANSWERS) throw new Refused(refuse(tooManyFigures, { asked: answers, most: MOST_ANSWERS }));
  refuseForeignLine(ask, linesRead(query.indicators, query.line), unitIds);
  return { figures: await readFigures(ask.tx, { ...query, periods, unitIds }) };
};

const unitsAsked = async (ask: Ask, text: string, on: string): Promise<number[]> => {
  const [kind, id] = text.split(':');
  if (id === undefined) return unitsToRead(ask, [...new Set(text.split(',').map(Number))]);
  await unitsToRead(ask, [Number(id)]);
  if (kind === 'communes') return communeIdsBelow(ask.tx, Number(id), on);
  return (await unitsDirectlyBelow(ask.tx, Number(id), on)).map((unit) => unit.id);
};

const refuseForeignLine = (ask: Ask, lines: readonly string[], unitIds: readonly number[]): void => {
  for (const line of lines) must(whyNotReadLine(ask.actor, line, unitIds));
};

/** Where a figure comes from: its formula, the units and submissions behind it, their revisions, who accepted them and when. */
export const traceFigure =
  (sources: Sources) =>
  async ({ query }: Input<typeof getTrace>, ask: Ask): Promise<Result<typeof getTrace>> => {
    const { tx } = ask;
    const indicator = found(indicatorOf(query.indicator), refuse(unknownIndicator, { indicator: query.indicator }));
    if (await foreignIndicator(tx, [query.indicator]))
      throw new Refused(refuse(unknownIndicator, { indicator: query.indicator }));
    const period = periodOfCode(query.period);
    await unitsToRead(ask, [query.unit]);
    const behind = linesRead([indicator.id], query.line);
    refuseForeignLine(ask, behind, [query.unit]);
    const unit = found(await unitById(tx, query.unit, period.endsOn), refuse(unknownUnits, {}));
    const read = (ids: readonly string[], unitIds: readonly number[], line: Line | 'all', reading = query.reading) =>
      readFigures(tx, { indicators: ids, unitIds, periods: [period], line, reading });
    const [figure] = await read([indicator.id], [query.unit], query.line);
    const [other] = await read(
      [indicator.id],
      [query.unit],
      query.line,
      query.reading === 'accepted' ? 'submitted' : 'accepted',
    );
    const operandIds = [indicator.part, indicator.whole].flatMap((id) => id ?? []);
    const operands = await read(operandIds, [query.unit], query.line);
    const own = { indicator: indicator.id, unitId: query.unit, period, line: query.line, reading: query.reading };
    const children = await partsOf(ask, unit, period);
    const childIds = children.map((child) => child.id);
    // Where a post reads only the committee's total of its own unit, its parts are not for it to see.
    const readsParts = behind.every((line) => whyNotReadLine(ask.actor, line, childIds) === null);
    const parts = readsParts ? await read([indicator.id], childIds, query.line) : [];
    const mayAllLines = ask.actor.lines.includes('all');
    const byLine =
      mayAllLines && indicator.share === 'add'
        ? await Promise.all(
            lines.map(async (line) => ({
              line,
              value: (await read([indicator.id], [query.unit], line))[0]?.value ?? null,
            })),
          )
        : [];
    return {
      figure: need(figure),
      other: need(other),
      indicator: {
        id: indicator.id,
        words: indicator.words,
        unit: indicator.unit,
        kind: indicator.kind,
        share: indicator.share,
      },
      unit: { id: unit.id, fullName: unit.fullName, level: unit.level },
      periodWords: sayPeriod(period).words,
      published: await publishedOf(
        ask,
        query.unit,
        period,
        // An edition holds one line; a sum over lines has not been published as such.
        query.line === 'all' ? (indicator.share === 'one' ? indicator.line : null) : query.line,
        indicator,
      ),
      formula: formulaOf(indicator),
      operands: operands.map((operand, at) => ({
        role: at === 0 ? ('part' as const) : ('whole' as const),
        figure: operand,
        words: indicatorOf(operand.indicator)?.words ?? { vi: '', en: '' },
      })),
      own: await ownCells(ask, sources, query, period, indicator),
      parts: parts.map((part, at) => ({
        unitId: part.unitId,
        fullName: children[at]?.fullName ?? '',
        value: part.value,
        precision: part.precision,
        reported: part.reported,
        expected: part.expected,
      })),
      byLine: byLine.filter((each) => each.value !== null),
      lastKnown: figure?.value === null ? await readLastKnown(tx, own) : null,
      difference: await readDifference(tx, own),
      breakOn: await reformBetween(tx, period.startsOn, period.endsOn),
    };
  };

/** The units a total is made of: a province's communes (historic districts carry totals but send no reports), else the units directly below. */
const partsOf = (ask: Ask, unit: { id: number; level: string }, period: Period) =>
  unit.level === 'province'
    ? unitsBelow(ask.tx, unit.id, period.endsOn, 'commune')
    : unitsDirectlyBelow(ask.tx, unit.id, period.endsOn);

const need = (figure: FigureAnswer | undefined): FigureAnswer => {
  if (!figure) throw new Error('a figure was asked for and not answered');
  return figure;
};

/** What brought a cell of a sheet. */
const sourceAt = (
  sheet: { sourceId: number | null; sourceIds: (number | null)[] | null },
  slot: number,
): number | null => (sheet.sourceIds ? (sheet.sourceIds[slot - 1] ?? null) : sheet.sourceId);

const precisionNames = ['exact', 'at_least', 'about'] as const;

const ownCells = async (
  ask: Ask,
  sources: Sources,
  query: Input<typeof getTrace>['query'],
  period: Period,
  indicator: NonNullable<ReturnType<typeof indicatorOf>>,
) => {
  const sheets = (await sheetsOf(ask.tx, query.unit, [periodId(period)], query.reading)).filter(
    (sheet) => query.line === 'all' || sheet.line === query.line,
  );
  const submissionIds = sheets.flatMap((sheet) =>
    sheet.source === 'submission' ? (sourceAt(sheet, indicator.slot) ?? []) : [],
  );
  const known = await sources['submission']?.(ask.tx, submissionIds);
  return sheets.flatMap((sheet) => {
    const value = sheet.own[indicator.slot - 1] ?? null;
    const declared = sheet.declared?.[indicator.slot - 1] ?? null;
    if (value === null && declared === null) return [];
    const from = known?.get(sourceAt(sheet, indicator.slot) ?? 0);
    const notes = (sheet.notes ?? {}) as Record<string, string>;
    return [
      {
        line: sheet.line,
        period: period.code,
        value,
        declared,
        precision: precisionNames[sheet.precision[indicator.slot - 1] ?? 0] ?? 'exact',
        submissionId: from?.submissionId ?? null,
        revision: from?.revision ?? null,
        submittedAt: from?.submittedAt.toISOString() ?? null,
        submittedBy: from?.submittedBy ?? null,
        acceptedAt: from?.acceptedAt?.toISOString() ?? null,
        acceptedBy: from?.acceptedBy ?? null,
        note: notes[indicator.id] ?? null,
      },
    ];
  });
};

/** The figure as it was issued, with the number of the edition that holds it: a line may have one for each of its forms. */
const publishedOf = async (
  ask: Ask,
  unitId: number,
  period: Period,
  line: string | null,
  indicator: Indicator & { id: string },
) => {
  if (line === null) return null;
  const edition = editionOf(indicator, await standingEditions(ask.tx, unitId, periodId(period), line));
  if (!edition) return null;
  const values = await publishedValues(ask.tx, edition.id, unitId);
  return {
    value: values.get(indicator.id) ?? null,
    number: edition.number,
    issuedOn: edition.issuedOn,
    editionId: edition.id,
  };
};

/** Periods that carry obligations or figures, newest first. */
export const listUsedPeriods = async (
  { query }: Input<typeof listPeriods>,
  ask: Ask,
): Promise<Result<typeof listPeriods>> => {
  const codes = await usedPeriods(ask.tx, query.calendar ?? null);
  return codes
    .map(({ code }) => periodOfCode(code))
    .filter((period) => !query.kind || period.kind === query.kind)
    .map(sayPeriod);
};

/** What was added to the catalogue while the program runs, as far as the post may know it. */
export const listAdded = async (_: unknown, ask: Ask): Promise<Result<typeof listAddedIndicators>> =>
  (await addedRows(ask.tx)).map(toIndicator);

/** The catalogue: what ships with the program, and what was added for the asking post. */
export const listCatalogue = async (_: unknown, ask: Ask): Promise<Result<typeof listIndicators>> =>
  [...shippedCatalogue, ...(await addedRows(ask.tx)).map(toIndicator)].map((indicator) => ({
    id: indicator.id,
    slot: indicator.slot,
    group: indicator.group,
    words: indicator.words,
    unit: indicator.unit,
    kind: indicator.kind,
    share: indicator.share,
    part: indicator.part ?? null,
    whole: indicator.whole ?? null,
    partOf: indicator.partOf ?? false,
    public: indicator.public,
    source: indicator.source,
  }));

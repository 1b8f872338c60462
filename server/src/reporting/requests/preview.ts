/** Before anything is asked: whom one can ask, and what of it is known already. */
import { catalogue, indicatorOf, SHIPPED_SLOTS } from '@app/contract/figures/catalogue.ts';
import type { Line } from '@app/contract/figures/routes.ts';
import type { Period } from '@app/contract/kernel/period.ts';
import { type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import type { Input, Result } from '@app/contract/kernel/route.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { requestUnitsUnknown } from '@app/contract/reporting/requests/problems.ts';
import type * as api from '@app/contract/reporting/requests/routes.ts';
import { addedRows, type HeldRow, heldOf, periodId, periodOfCode } from '../../figures/index.ts';
import type { Ask } from '../../kernel/ask.ts';
import { must, Refused, sayWhyNot } from '../../kernel/problem.ts';
import { unitsByIds, unitsWithSuperior } from '../../org/index.ts';
import { formVersions } from '../form/design/queries.ts';
import { versionsFrom } from '../form/design/rules.ts';
import { filledBy, indicatorsOf } from '../form/rules.ts';
import type { FormContent } from '../form/shipped.ts';
import * as q from './queries.ts';
import {
  compareAsked,
  groupsOf,
  type Known,
  knownOfAll,
  type Standing,
  standingOf,
  whyNotAsk,
  whyNotAskKnown,
  whyNotFigures,
  whyNotOtherCalendar,
  whyNotPeriod,
} from './rules.ts';

type Below = { unitId: number; bodyId: number; superiorId: number };
export type Asked = {
  line: Line;
  period: Period;
  level: api.RequestLevel;
  /** Null: all units of the level but those of `except`. */
  units: readonly number[] | null;
  except?: readonly number[];
  indicators: readonly string[];
};

/** The units of a level below the asking one that have a body of the line, on the tree of the period's end. */
const unitsToAsk = async (ask: Ask, { level, line, period }: Pick<Asked, 'level' | 'line' | 'period'>) =>
  (await unitsWithSuperior(ask.tx, level, line, period.endsOn)).filter(
    ({ unitId, superiorId }) => (ask.actor.allUnits && unitId !== ask.actor.unitId) || superiorId === ask.actor.unitId,
  );

/** Whom a post can ask. */
export const choices = async (
  { query }: Input<typeof api.getRequestChoices>,
  ask: Ask,
): Promise<Result<typeof api.getRequestChoices>> => {
  const why = whyNotAsk(ask.actor, query.line);
  must(why);
  const period = periodOfCode(query.period);
  must(whyNotPeriod(period, ask.today));
  const below = await unitsToAsk(ask, { ...query, period });
  return { units: await namesOf(ask, below, period), whyNot: { sendRequest: sayWhyNot(why) } };
};

/** Units by name, with the one above where that is not the one that asks: province by province, then by name. */
const namesOf = async ({ tx, actor }: Ask, below: readonly Below[], period: Period) => {
  const above = new Set(below.map(({ superiorId }) => superiorId));
  const names = await unitsByIds(
    tx,
    [...below.map(({ unitId }) => unitId), ...above].map((id) => ({ id, on: period.endsOn })),
  );
  const nameOf = (id: number): string => names.get(id)?.fullName ?? '';
  return below
    .map(({ unitId, superiorId }) => ({
      id: unitId,
      fullName: nameOf(unitId),
      within: superiorId === actor.unitId ? null : nameOf(superiorId),
    }))
    .sort(compareAsked);
};

export type Found = {
  below: Below[];
  /** Why nothing is asked: another calendar counts a figure of it. */
  elsewhere: Refusal | null;
  known: Known;
  held: ReadonlyMap<string, HeldRow>;
  /** The form that brought or will bring a figure, by `unit:indicator`. */
  formOf: ReadonlyMap<string, string>;
  titles: ReadonlyMap<string, Words>;
};

/** Holds what is asked against the rights of the post, the ledger, and the forms that are open or will be opened. */
export const look = async (ask: Ask, asked: Asked): Promise<Found> => {
  must(whyNotAsk(ask.actor, asked.line));
  const all = await unitsToAsk(ask, asked);
  const left = new Set(asked.except ?? []);
  const named = new Set(asked.units ?? left);
  const below = all.filter(({ unitId }) => (asked.units === null || named.has(unitId)) && !left.has(unitId));
  const isKnown = all.filter(({ unitId }) => named.has(unitId)).length === named.size;
  if (!isKnown || below.length === 0) throw new Refused(refuse(requestUnitsUnknown, {}));
  must(whyNotPeriod(asked.period, ask.today));
  const added = new Set(
    (await addedRows(ask.tx))
      .filter(({ ownerUnitId }) => ownerUnitId === null || ownerUnitId === ask.actor.unitId)
      .map(({ id }) => id),
  );
  const ids = new Set(catalogue.filter(({ id, slot }) => slot <= SHIPPED_SLOTS || added.has(id)).map(({ id }) => id));
  must(whyNotFigures(asked.indicators, asked.line, ids));
  const elsewhere = whyNotOtherCalendar(asked.indicators, await countedElsewhere(ask, asked, below));
  return { below, elsewhere, ...(await whatIsKnown(ask, asked, below)) };
};

/** What is counted by other calendars in the time of the period: by forms that are open, and by those that are or will be in use. */
const countedElsewhere = async ({ tx }: Ask, { period }: Asked, below: readonly Below[]) => {
  const units = below.map(({ unitId }) => unitId);
  const open = await q.formsOfOtherCalendars(tx, units, periodId(period));
  const inUse = versionsFrom(await formVersions(tx), period).filter(
    ({ calendar, beginsOn, ownerUnitId }) =>
      calendar !== period.calendar &&
      beginsOn <= period.endsOn &&
      (ownerUnitId === null || below.some(({ superiorId }) => superiorId === ownerUnitId)),
  );
  return [...open, ...inUse].map(({ code, content }) => ({ code, fills: filledBy(indicatorsOf({ content })) }));
};

const whatIsKnown = async (ask: Ask, asked: Asked, below: readonly Below[]) => {
  const { tx } = ask;
  const units = below.map(({ unitId }) => unitId);
  const slots = new Map(asked.indicators.map((id) => [indicatorOf(id)?.slot ?? 0, id]));
  const rows = await heldOf(tx, units, periodId(asked.period), asked.line, [...slots.keys()]);
  const known = new Map<number, Map<string, Standing>>(units.map((unit) => [unit, new Map()]));
  const formOf = new Map<string, string>();
  const brings = (unit: number, form: string, content: FormContent) => {
    for (const { indicator, levels } of content.sections.flatMap((section) => section.rows)) {
      if (!asked.indicators.includes(indicator) || !levels.includes(asked.level)) continue;
      known.get(unit)?.set(indicator, 'coming');
      if (!formOf.has(`${unit}:${indicator}`)) formOf.set(`${unit}:${indicator}`, form);
    }
  };
  for (const { form, content, units: owing } of await q.formsOwed(tx, units, periodId(asked.period), asked.line))
    for (const unit of owing) brings(unit, form, content);
  const versions = await formVersions(tx);
  for (const form of formsToCome(versions, asked, ask.today))
    for (const { unitId, superiorId } of below)
      if (form.ownerUnitId === null || form.ownerUnitId === superiorId) brings(unitId, form.code, form.content);
  const held = new Map<string, HeldRow>();
  const sources = await q.formsOfSubmissions(
    tx,
    rows.flatMap(({ sourceId }) => sourceId ?? []),
  );
  for (const row of rows) {
    const indicator = slots.get(row.slot) ?? '';
    const key = `${row.unitId}:${indicator}`;
    known.get(row.unitId)?.set(indicator, 'held');
    held.set(key, row);
    const form = row.form ?? (row.sourceId === null ? undefined : sources.get(row.sourceId));
    if (form) formOf.set(key, form);
  }
  return {
    known,
    held,
    formOf,
    titles: new Map(versions.toReversed().map(({ code, content }) => [code, content.title])),
  };
};

const finerFirst = ['month', 'quarter', 'half_year', 'year'];

/** Forms whose reports of a period that is not over will be opened by their regime, for the period itself or for shorter ones in it. */
const formsToCome = (
  versions: Awaited<ReturnType<typeof formVersions>>,
  { line, period }: Asked,
  today: string,
): Awaited<ReturnType<typeof formVersions>> =>
  period.endsOn < today
    ? []
    : versions.filter(
        (form, at) =>
          form.line === line &&
          form.calendar === period.calendar &&
          !form.code.startsWith('YC-') &&
          finerFirst.indexOf(form.periodKind) <= finerFirst.indexOf(period.kind) &&
          form.beginsOn <= period.endsOn &&
          (form.retiredOn === null || form.retiredOn > period.startsOn) &&
          // Newest first: of each form the one version that holds for the period's end.
          versions.findIndex((other) => other.code === form.code && other.beginsOn <= period.endsOn) === at,
      );

/** More units than these are told by their number alone. */
const MOST_TOLD = 200;

/** What would be asked of whom, and what is known instead. */
export const preview = async (
  { query }: Input<typeof api.previewRequest>,
  ask: Ask,
): Promise<Result<typeof api.previewRequest>> => {
  const asked: Asked = {
    line: query.line,
    period: periodOfCode(query.period),
    level: query.level,
    units: query.units?.split(',').map(Number) ?? null,
    except: query.except?.split(',').map(Number) ?? [],
    indicators: [...new Set(query.indicators.split(','))],
  };
  const { below, elsewhere, known, held, formOf, titles } = await look(ask, asked);
  const units = below.map(({ unitId }) => unitId);
  const count = (id: string, standing: Standing) =>
    units.filter((unit) => standingOf(known, unit, id) === standing).length;
  const told = (await namesOf(ask, below, asked.period)).filter(({ id }) => (known.get(id)?.size ?? 0) > 0);
  const titleOf = (code: string | undefined) =>
    code === undefined ? null : { code, title: titles.get(code) ?? { vi: code, en: code } };
  return {
    indicators: asked.indicators.map((id) => {
      const { words, unit } = indicatorOf(id) ?? { words: { vi: id, en: id }, unit: { vi: '', en: '' } };
      return {
        ...{ indicator: id, words, unit },
        ...{ held: count(id, 'held'), coming: count(id, 'coming'), lacking: count(id, 'lacking') },
      };
    }),
    known: told.slice(0, MOST_TOLD).map((unit) => ({
      unit,
      asked: asked.indicators.filter((id) => standingOf(known, unit.id, id) === 'lacking').length,
      figures: asked.indicators
        .filter((id) => standingOf(known, unit.id, id) !== 'lacking')
        .map((id) => {
          const row = held.get(`${unit.id}:${id}`);
          return {
            indicator: id,
            value: row?.value ?? null,
            reading: row?.reading ?? null,
            form: titleOf(formOf.get(`${unit.id}:${id}`)),
          };
        }),
    })),
    units: units.length,
    asked: groupsOf(known, units, asked.indicators).reduce((sum, group) => sum + group.units.length, 0),
    whyNot: { sendRequest: sayWhyNot(elsewhere ?? whyNotAskKnown(knownOfAll(known, units, asked.indicators))) },
  };
};

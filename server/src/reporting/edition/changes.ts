/** What a correction changes: computed before it is issued, kept with the edition, and shown beside what the figures are today. */
import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import type { FileAnswer, Input, Result } from '@app/contract/kernel/route.ts';
import { compareVietnamese, foldAccents } from '@app/contract/kernel/text.ts';
import type {
  downloadEdition,
  EditionChange,
  listEditionChanges,
  listEditionUnits,
  previewEdition,
} from '@app/contract/reporting/edition/routes.ts';
import {
  changedSlots,
  editionById,
  editionsOf,
  periodId,
  periodOfCode,
  unitsOfEdition,
  unitsToRead,
  whyNotReadLine,
} from '../../figures/index.ts';
import type { Ask } from '../../kernel/ask.ts';
import { must, sayWhyNot } from '../../kernel/problem.ts';
import { type Unit, unitsByIds } from '../../org/index.ts';
import { formForPeriod } from '../form/find.ts';
import { whyNotIssueNow } from './actions.ts';
import { changesSince, publishedSlots, withReasons } from './differences.ts';
import { type EditionRow, openEdition } from './open.ts';
import { type ChangeRow, changesOf } from './queries.ts';
import { toCsv } from './rules.ts';

const order = ['nation', 'province', 'district', 'commune', 'residential_area'];
const byPlace = (a: Unit, b: Unit): number =>
  order.indexOf(a.level) - order.indexOf(b.level) || compareVietnamese(a.fullName, b.fullName);

/** More than fit on a screen; the file has them all. */
const MOST_SHOWN = 1000;

const unitsOf = (ask: Ask, ids: readonly number[], on: string) =>
  unitsByIds(
    ask.tx,
    ids.map((id) => ({ id, on })),
  );

const placed = ({ id, code, fullName, level }: Unit) => ({ id, code, fullName, level });

const sayChanges = async (ask: Ask, rows: readonly ChangeRow[], on: string) => {
  const units = await unitsOf(ask, [...new Set(rows.map(({ unitId }) => unitId))], on);
  const changes = rows
    .flatMap(({ unitId, ...row }): (EditionChange & { at: Unit })[] => {
      const at = units.get(unitId);
      return at ? [{ unit: placed(at), ...row, at }] : [];
    })
    .sort(
      (a, b) => byPlace(a.at, b.at) || (indicatorOf(a.indicator)?.slot ?? 0) - (indicatorOf(b.indicator)?.slot ?? 0),
    )
    .map(({ at: _, ...change }) => change);
  return { cells: changes.length, units: units.size, changes: changes.slice(0, MOST_SHOWN) };
};

const briefOf = (edition: EditionRow | null) =>
  edition && { id: edition.id, number: edition.number, issuedOn: edition.issuedOn };

/** Before a correction is issued: every published cell that it would change, and why. */
export const preview = async (
  { query }: Input<typeof previewEdition>,
  ask: Ask,
): Promise<Result<typeof previewEdition>> => {
  await unitsToRead(ask, [query.unit]);
  const period = periodOfCode(query.period);
  const form = await formForPeriod(ask.tx, query.form, period);
  must(whyNotReadLine(ask.actor, form.line, [query.unit]));
  const [newest] = await editionsOf(ask.tx, query.unit, periodId(period), form.code);
  const rows = newest ? await changesSince(ask, newest, form) : [];
  return {
    supersedes: briefOf(newest ?? null),
    ...(await sayChanges(ask, rows, period.endsOn)),
    whyNot: { issueEdition: sayWhyNot(await whyNotIssueNow(ask, { unitId: query.unit, form, period })) },
  };
};

/** The list of differences that an edition was issued with; to posts outside the subtree only its reason. */
export const listChanges = async (
  { params }: Input<typeof listEditionChanges>,
  ask: Ask,
): Promise<Result<typeof listEditionChanges>> => {
  const { row, period, compares } = await openEdition(ask, params.editionId);
  const before = row.supersedesId === null ? undefined : await editionById(ask.tx, row.supersedesId);
  const rows = compares ? await changesOf(ask.tx, row.id) : [];
  return {
    reason: row.reason,
    supersedes: briefOf(before ?? null),
    ...(await sayChanges(ask, rows, period.endsOn)),
  };
};

const PAGE = 50;

/** The units frozen in an edition with how many of their cells are different today. */
export const listUnits = async (
  { params, query }: Input<typeof listEditionUnits>,
  ask: Ask,
): Promise<Result<typeof listEditionUnits>> => {
  const { row, form, period, compares } = await openEdition(ask, params.editionId);
  const slots = [...publishedSlots(form).keys()];
  const changed = compares ? await changedSlots(ask.tx, row.id, 'today', slots) : [];
  const counts = new Map<number, number>();
  for (const { unitId } of changed) counts.set(unitId, (counts.get(unitId) ?? 0) + 1);
  const asked = !compares
    ? [row.unitId]
    : query.only === 'different'
      ? [...counts.keys()]
      : await unitsOfEdition(ask.tx, row.id, slots);
  const words = foldAccents(query.q).trim();
  const units = [...(await unitsOf(ask, asked, period.endsOn)).values()]
    .filter((unit) => words === '' || foldAccents(unit.fullName).includes(words))
    .sort(byPlace);
  return {
    found: units.length,
    different: counts.size,
    units: units
      .slice((query.page - 1) * PAGE, query.page * PAGE)
      .map((unit) => ({ ...placed(unit), different: counts.get(unit.id) ?? 0 })),
  };
};

const heads = {
  vi: ['Mã', 'Đơn vị', 'Chỉ tiêu', 'Đơn vị tính', 'Bản bị thay', 'Đã ban hành', 'Hôm nay', 'Lý do'],
  en: ['Code', 'Unit', 'Indicator', 'Measure', 'Superseded', 'As issued', 'Today', 'Reason'],
} as const;

/** An edition as a table for a spreadsheet, of the units that the post reads. */
export const exportEdition = async (
  { params, query }: Input<typeof downloadEdition>,
  ask: Ask,
): Promise<() => Promise<FileAnswer>> => {
  const { row, form, period, compares } = await openEdition(ask, params.editionId);
  const names = publishedSlots(form);
  const slots = [...names.keys()];
  const units = compares ? null : [row.unitId];
  const sides = await changedSlots(ask.tx, row.id, compares ? 'today' : { editionId: row.id }, slots, {
    all: query.only === 'all' || !compares,
    units,
  });
  const kept = new Map(
    (compares ? await changesOf(ask.tx, row.id) : []).map((each) => [`${each.unitId}:${each.indicator}`, each]),
  );
  const since = new Map(
    (compares
      ? await withReasons(
          ask,
          row,
          sides.filter((each) => each.before !== each.after),
          names,
        )
      : []
    ).map((each) => [`${each.unitId}:${each.indicator}`, each]),
  );
  // What the edition itself changed belongs to its differences, also where today is as issued.
  const told = new Map(sides.map((each) => [`${each.unitId}:${names.get(each.slot)}`, each]));
  for (const [key, each] of kept)
    if (!told.has(key))
      told.set(key, {
        unitId: each.unitId,
        slot: indicatorOf(each.indicator)?.slot ?? 0,
        before: each.after,
        after: each.after,
      });
  const places = await unitsOf(ask, [...new Set([...told.values()].map(({ unitId }) => unitId))], period.endsOn);
  const rows = [...told.entries()]
    .flatMap(([key, { unitId, slot, before, after }]) => {
      const unit = places.get(unitId);
      const indicator = indicatorOf(names.get(slot) ?? '');
      if (!unit || !indicator) return [];
      const reasons = [...(kept.get(key)?.reasons ?? []), ...(since.get(key)?.reasons ?? [])];
      return [
        {
          unit,
          indicator,
          superseded: kept.get(key)?.before ?? null,
          issued: before,
          today: compares ? after : null,
          reasons,
        },
      ];
    })
    .sort((a, b) => byPlace(a.unit, b.unit) || a.indicator.slot - b.indicator.slot);
  const content = toCsv([
    heads[query.language],
    ...rows.map((each) => [
      each.unit.code,
      each.unit.fullName,
      each.indicator.words[query.language],
      each.indicator.unit[query.language],
      each.superseded,
      each.issued,
      each.today,
      each.reasons.map(({ on, reason }) => `${on}: ${reason}`).join('; '),
    ]),
  ]);
  const name = `${query.language === 'vi' ? 'ban-ban-hanh' : 'edition'}-${row.id}-${row.period}.csv`;
  return async () => ({ name, content: new TextEncoder().encode(content) });
};

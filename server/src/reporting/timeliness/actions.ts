/** The board of timeliness: of the units directly below, and for the country of the communes of every province. */

import { unknownUnits } from '@app/contract/figures/problems.ts';
import { type Period, previousOf } from '@app/contract/kernel/period.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { notAllowed, notFound } from '@app/contract/kernel/problems.ts';
import type { Answer, Input, Result } from '@app/contract/kernel/route.ts';
import {
  BOARD_PERIODS,
  type Counted,
  type getNeighbours,
  type getTimeliness,
  type getTimelinessByProvince,
  type setNeighbours,
} from '@app/contract/reporting/timeliness/routes.ts';
import { periodId, periodOfCode, sayPeriod, unitsToRead } from '../../figures/index.ts';
import { postTitles } from '../../identity/index.ts';
import type { Ask } from '../../kernel/ask.ts';
import { found, must, Refused, sayWhyNot } from '../../kernel/problem.ts';
import { unitById, unitsByIds } from '../../org/index.ts';
import { deskPeriods } from '../desk/queries.ts';
import { formForPeriod } from '../form/find.ts';
import { periodOfRow, titleFor } from '../report/answer.ts';
import { whyNotReadDesk } from '../report/rules.ts';
import { urgingsOf } from '../urging/queries.ts';
import { whyNotUrge } from '../urging/rules.ts';
import * as q from './queries.ts';
import { countRevisions, countTimings, rankUnits, timelinessOf, whyNotSetNeighbours } from './rules.ts';

/** The period asked for and those before it, oldest first. */
const boardPeriods = (last: Period): Period[] => {
  const periods = [last];
  while (periods.length < BOARD_PERIODS) periods.unshift(previousOf(periods[0] ?? last));
  return periods;
};

type Asked = Input<typeof getTimeliness>['query'];

/** What both boards begin with. Read like the desk: own subtree, own lines; else it does not exist. */
const boardOf = async (ask: Ask, asked: Asked) => {
  const { tx, actor, today } = ask;
  await unitsToRead(ask, [asked.unit]);
  const period = periodOfCode(asked.period);
  const form = await formForPeriod(tx, asked.form, period);
  must(whyNotReadDesk(actor, form.line));
  const unit = found(
    (await unitsByIds(tx, [{ id: asked.unit, on: period.endsOn }])).get(asked.unit),
    refuse(notFound, {}),
  );
  const hasEnded = (await unitById(tx, unit.id, today)) === null;
  const desk = { unitId: unit.id, isRoot: unit.level === 'nation', hasEnded };
  const periods = boardPeriods(period);
  const codes = new Set([...(await deskPeriods(tx, desk, form.code, today)), period.code]);
  return {
    desk,
    form,
    periods,
    of: { form: form.code, periodIds: periods.map(periodId) },
    said: {
      unit: { id: unit.id, fullName: unit.fullName, level: unit.level },
      form: { code: form.code, title: form.content.title },
      period: sayPeriod(period),
      choices: [...codes].map((code) => sayPeriod(periodOfRow(code))),
    },
  };
};

/** Every report of the units directly below over twelve periods, with shares, ranks, revisions and letters. */
export const showTimeliness = async (
  { query }: Input<typeof getTimeliness>,
  ask: Ask,
): Promise<Result<typeof getTimeliness>> => {
  const { tx, actor, now, today } = ask;
  const { desk, form, periods, of, said } = await boardOf(ask, query);
  const rows = await q.sendingsOfDesk(tx, desk, of, today);
  const byId = new Map(periods.map((period) => [periodId(period), period]));
  const lastPeriodOf = new Map(rows.map((row) => [row.unitId, byId.get(row.periodId)]));
  // As each was called in the last of its periods.
  const names = await unitsByIds(
    tx,
    [...lastPeriodOf].map(([id, period]) => ({ id, on: period?.endsOn ?? today })),
  );
  const named = (id: number) => ({ id, fullName: names.get(id)?.fullName ?? '' });
  const units = new Map<number, q.SendingRow[]>();
  for (const row of rows) units.set(row.unitId, [...(units.get(row.unitId) ?? []), row]);
  const letters = await urgingsOf(tx, { unitIds: [...units.keys()], form: form.code, periodIds: of.periodIds });
  const titles = await postTitles(
    tx,
    letters.map(({ sentBy }) => sentBy),
  );
  return {
    ...said,
    periods: periods.map((period) => ({
      ...sayPeriod(period),
      counted: countTimings(
        rows.filter((row) => row.periodId === periodId(period)),
        now,
      ),
    })),
    all: countTimings(rows, now),
    toUrge: countTimings(
      rows.filter((row) => row.periodId === of.periodIds.at(-1) && !row.isLocked),
      now,
    ).overdue,
    revised: countRevisions(rows),
    units: rankUnits(
      [...units].map(([id, own]) => ({
        ...named(id),
        code: names.get(id)?.code ?? '',
        counted: countTimings(own, now),
        cells: own.map((row) => ({
          period: byId.get(row.periodId)?.code ?? '',
          reportId: row.reportId,
          ...timelinessOf(row, now),
          dueAt: row.dueAt.toISOString(),
          firstAt: row.firstAt?.toISOString() ?? null,
          revisions: row.revisions,
          finalAt: row.finalAt?.toISOString() ?? null,
        })),
      })),
    ),
    urged: letters.map((letter) => ({
      urgingId: letter.urgingId,
      unit: named(letter.unitId),
      period: byId.get(letter.periodId)?.code ?? '',
      number: letter.number,
      sentAt: letter.sentAt.toISOString(),
      by: titleFor(titles, letter.sentBy),
      daysLate: letter.daysLate,
      answeredAt: letter.answeredAt?.toISOString() ?? null,
    })),
    neighboursSee: await q.neighboursSee(tx, desk.unitId),
    whyNot: {
      draftUrging: sayWhyNot(whyNotUrge(actor, { unitId: desk.unitId, line: form.line })),
      setNeighbours: sayWhyNot(desk.unitId === actor.unitId ? whyNotSetNeighbours(actor) : refuse(notAllowed, {})),
    },
  };
};

const nothing: Counted = { due: 0, onTime: 0, late: 0, overdue: 0, notDue: 0, median: null };

/** The communes of every province, added up by province. Only the country has two levels below it: elsewhere there is no such board. */
export const showTimelinessByProvince = async (
  { query }: Input<typeof getTimelinessByProvince>,
  ask: Ask,
): Promise<Result<typeof getTimelinessByProvince>> => {
  const { tx, today } = ask;
  const { desk, periods, of, said } = await boardOf(ask, query);
  if (!desk.isRoot) throw new Refused(refuse(unknownUnits, {}));
  const rows = await q.countByProvince(tx, of, ask);
  const countedBy = new Map(
    rows.map(({ unitId, periodId: id, median, ...counts }) => [
      `${unitId}:${id}`,
      { ...counts, median: median === null ? null : Math.round(median * 10) / 10 || 0 },
    ]),
  );
  const countedOf = (unitId: number | null, id: number | null) => countedBy.get(`${unitId}:${id}`) ?? nothing;
  const ids = rows.flatMap(({ unitId, periodId: id }) => (unitId !== null && id === null ? [unitId] : []));
  const names = await unitsByIds(
    tx,
    ids.map((id) => ({ id, on: today })),
  );
  return {
    ...said,
    periods: periods.map((period) => ({ ...sayPeriod(period), counted: countedOf(null, periodId(period)) })),
    all: countedOf(null, null),
    units: rankUnits(
      ids.map((id) => ({
        id,
        fullName: names.get(id)?.fullName ?? '',
        code: names.get(id)?.code ?? '',
        counted: countedOf(id, null),
        cells: periods.flatMap((period) => {
          const counted = countedBy.get(`${id}:${periodId(period)}`);
          return counted ? [{ period: period.code, counted }] : [];
        }),
      })),
    ),
  };
};

/** Lets the units directly below see each other in the ranking, or no longer. A superior decides for its own; off until then. */
export const switchNeighbours = async (
  { body }: Input<typeof setNeighbours>,
  ask: Ask,
): Promise<Answer<typeof setNeighbours>> => {
  const { tx, actor, now } = ask;
  must(whyNotSetNeighbours(actor));
  const before = await q.neighboursSee(tx, actor.unitId);
  await q.storeNeighbours(tx, { unitId: actor.unitId, isOn: body.isOn, changedAt: now, changedBy: actor.postId });
  await ask.audit({
    action: 'reporting.setNeighbours',
    subject: `unit:${actor.unitId}`,
    unitId: actor.unitId,
    before: { isOn: before },
    after: { isOn: body.isOn },
  });
  return { isOn: body.isOn };
};

/** Twelve months back: what a year of reports shows of a unit. */
const YEAR = 366 * 86_400_000;

/** The own unit among its neighbours: rank and share, no reports and no figures of others. */
export const showNeighbours = async (_: unknown, ask: Ask): Promise<Result<typeof getNeighbours>> => {
  const { tx, actor, now, today } = ask;
  const rows = await q.sendingsOfNeighbours(tx, new Date(now.getTime() - YEAR), now);
  const [first] = rows;
  if (!first) return { superior: null, units: [] };
  const byUnit = new Map<number, q.NeighbourRow[]>();
  for (const row of rows) byUnit.set(row.unitId, [...(byUnit.get(row.unitId) ?? []), row]);
  const names = await unitsByIds(
    tx,
    [first.superiorId, ...byUnit.keys()].map((id) => ({ id, on: today })),
  );
  const named = (id: number) => ({ id, fullName: names.get(id)?.fullName ?? '' });
  const ranked = rankUnits([...byUnit].map(([id, own]) => ({ ...named(id), counted: countTimings(own, now) })));
  return {
    superior: named(first.superiorId),
    units: ranked.map(({ id, fullName, rank, counted: { due, onTime } }) => ({
      ...{ id, fullName, rank, due, onTime },
      isOwn: id === actor.unitId,
    })),
  };
};

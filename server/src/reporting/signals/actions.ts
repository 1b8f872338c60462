/** What people do with quality signals: read them with their evidence, answer, settle, and decide the thresholds. */
import { type Period, parsePeriod, previousOf } from '@app/contract/kernel/period.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import type { Input, Result } from '@app/contract/kernel/route.ts';
import { compareVietnamese } from '@app/contract/kernel/text.ts';
import type { Evidence } from '@app/contract/reporting/signals/evidence.ts';
import { type Settings, signalKinds, usualSettings } from '@app/contract/reporting/signals/kinds.ts';
import type {
  answerSignal,
  listReportSignals,
  listSignalSettings,
  listSignals,
  putSignalSetting,
  settleSignal,
} from '@app/contract/reporting/signals/routes.ts';
import { periodId, periodOfCode, sayPeriod, unitsToRead } from '../../figures/index.ts';
import type { Ask } from '../../kernel/ask.ts';
import type { Tx } from '../../kernel/database.ts';
import { found, must, sayWhyNot } from '../../kernel/problem.ts';
import { unitsBelowEver, unitsByIds } from '../../org/index.ts';
import { type ReportRow, reportById } from '../report/queries.ts';
import { settingsFor } from './examine.ts';
import * as q from './queries.ts';
import {
  scoreOf,
  settingsFrom,
  whyNotAnswer,
  whyNotAnswerFor,
  whyNotDesignSignals,
  whyNotSetting,
  whyNotSettle,
  whyNotSettleFor,
} from './rules.ts';

/** A unit that evidence points to and the reader may not see. */
const UNSEEN = 0;

/** The units named in evidence. */
const unitsIn = (evidence: Evidence): number[] => {
  if (evidence.kind === 'neighbour') return [evidence.unitId];
  return evidence.kind === 'text-copied' ? evidence.texts.flatMap(({ unitId }) => unitId ?? []) : [];
};

/** The periods named in evidence. */
const periodsIn = (evidence: Evidence): string[] => {
  switch (evidence.kind) {
    case 'repeated':
    case 'balance':
      return [evidence.period];
    case 'flat':
      return evidence.series.map(({ since }) => since);
    case 'year-at-once':
      return evidence.periods;
    case 'text-copied':
      return evidence.texts.flatMap(({ period }) => period ?? []);
    case 'last-hour':
      return evidence.sendings.map(({ period }) => period);
    default:
      return [];
  }
};

const without = (evidence: Evidence, seen: ReadonlySet<number>): Evidence => {
  const mask = (id: number) => (seen.has(id) ? id : UNSEEN);
  if (evidence.kind === 'neighbour') return { ...evidence, unitId: mask(evidence.unitId) };
  if (evidence.kind !== 'text-copied') return evidence;
  return {
    ...evidence,
    texts: evidence.texts.map((text) => ({ ...text, unitId: text.unitId === null ? null : mask(text.unitId) })),
  };
};

/** Signals as they travel: with names for what they point to, and without the names of units outside the reader's area. */
const sayAll = async (ask: Ask, rows: readonly q.SignalRow[], settings: Settings) => {
  const ids = [...new Set(rows.flatMap(({ evidence }) => unitsIn(evidence)))];
  const seen = ask.actor.allUnits ? new Set(ids) : await unitsBelowEver(ask.tx, ask.actor.unitId, ids);
  const units = await unitsByIds(
    ask.tx,
    [...seen].map((id) => ({ id, on: ask.today })),
  );
  const codes = [...new Set(rows.flatMap(({ evidence }) => periodsIn(evidence)))];
  return {
    signals: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      reportId: row.reportId,
      evidence: without(row.evidence, seen),
      weight: settings[row.kind].isOn ? settings[row.kind].weight : 0,
      openedAt: row.openedAt.toISOString(),
      closedAt: row.closedAt?.toISOString() ?? null,
      answer: row.answer,
      answeredAt: row.answeredAt?.toISOString() ?? null,
      settledAt: row.settledAt?.toISOString() ?? null,
    })),
    units: [...units.values()].map(({ id, fullName }) => ({ id, fullName })),
    periods: codes.flatMap((code) => {
      const period = parsePeriod(code);
      return period ? [{ code, words: sayPeriod(period).words }] : [];
    }),
  };
};

const scored = (rows: readonly q.SignalRow[]) =>
  rows
    .filter(({ closedAt }) => closedAt === null)
    .map(({ reportId, kind, answeredAt, settledAt }) => ({
      reportId,
      kind,
      answered: answeredAt !== null,
      settled: settledAt !== null,
    }));

/** The signals of one report, for everybody who reads it. */
export const showReportSignals = async (
  { params }: Input<typeof listReportSignals>,
  ask: Ask,
): Promise<Result<typeof listReportSignals>> => {
  const report = found(await reportById(ask.tx, params.reportId, ask.today), refuse(notFound, {}));
  const rows = await q.signalsOfReport(ask.tx, report.id);
  const exam = await q.examOf(ask.tx, report.id);
  const { settings } = await settingsFor(ask, report.superiorId);
  const isSent = report.state === 'submitted' || report.state === 'accepted';
  return {
    examined: exam ? { revision: exam.revision, at: exam.examinedAt.toISOString() } : null,
    waiting: isSent && (exam === undefined || exam.revision < report.revision),
    ...(await sayAll(ask, rows, settings)),
    score: scoreOf(scored(rows), settings),
    whyNot: {
      answerSignal: sayWhyNot(whyNotAnswerFor(report, ask.actor)),
      settleSignal: sayWhyNot(whyNotSettleFor(report, ask.actor)),
    },
  };
};

/** Holds a signal with its report; not found for whoever may not read the report. */
const openSignal = async (ask: Ask, id: number): Promise<{ signal: q.SignalRow; report: ReportRow }> => {
  const missing = refuse(notFound, {});
  // Read first: a row that may be read and not written is refused with its reason, not hidden.
  const reportId = found(await q.reportOfSignal(ask.tx, id), missing);
  const report = found(await reportById(ask.tx, reportId, ask.today), missing);
  return { signal: found(await q.signalById(ask.tx, id), missing), report };
};

/** The unit says how its figure came about; it may say so again until the superior has settled the question. */
export const answer = async (
  { params, body }: Input<typeof answerSignal>,
  ask: Ask,
): Promise<Result<typeof answerSignal>> => {
  const { signal, report } = await openSignal(ask, params.signalId);
  must(whyNotAnswer({ ...signal, superiorId: report.superiorId, line: report.line }, ask.actor));
  await q.keepAnswer(ask.tx, signal.id, body.note, { now: ask.now, postId: ask.actor.postId });
  await ask.audit({
    action: 'reporting.answerSignal',
    subject: `report:${report.id}`,
    unitId: report.unitId,
    before: { signal: signal.kind, answer: signal.answer },
    after: { signal: signal.kind, answer: body.note },
  });
  return { done: true };
};

/** The superior has read the answer and asks no more. */
export const settle = async (
  { params }: Input<typeof settleSignal>,
  ask: Ask,
): Promise<Result<typeof settleSignal>> => {
  const { signal, report } = await openSignal(ask, params.signalId);
  must(whyNotSettle({ ...signal, superiorId: report.superiorId, line: report.line }, ask.actor));
  await q.keepSettled(ask.tx, signal.id, { now: ask.now, postId: ask.actor.postId });
  await ask.audit({
    action: 'reporting.settleSignal',
    subject: `report:${report.id}`,
    unitId: report.unitId,
    after: { signal: signal.kind, answer: signal.answer },
  });
  return { done: true };
};

/** How many earlier periods stand beside the points of a unit, and how many periods can be chosen. */
const SHOWN = 12;
const CHOICES = 36;

const earlier = (period: Period): Period[] => {
  const list = [period];
  while (list.length < SHOWN) list.push(previousOf(list.at(-1) ?? period));
  return list;
};

const groupBy = <T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
};

/** The signals below a unit for a period, with the points of each unit and those of the periods before. */
export const showSignals = async (
  { query }: Input<typeof listSignals>,
  ask: Ask,
): Promise<Result<typeof listSignals>> => {
  const { tx, today } = ask;
  await unitsToRead(ask, [query.unit]);
  const period = periodOfCode(query.period);
  const unit = found(
    (await unitsByIds(tx, [{ id: query.unit, on: period.endsOn }])).get(query.unit),
    refuse(notFound, {}),
  );
  const desk = { unitId: query.unit, isRoot: unit.level === 'nation' };
  const periods = new Map(earlier(period).map((each) => [periodId(each), each]));
  const rows = await q.signalsOfDesk(tx, desk, [...periods.keys()], today);
  const exams = await q.examinationsOfDesk(tx, desk, [...periods.keys()], today);
  const { settings } = await settingsFor(ask, query.unit);
  const now = periodId(period);
  const here = rows.filter((row) => row.periodId === now);
  const looked = exams.filter((row) => row.periodId === now);
  const names = await unitsByIds(
    tx,
    [...new Set(looked.map(({ unitId }) => unitId))].map((id) => ({ id, on: period.endsOn })),
  );
  const named = (id: number) => ({ id, fullName: names.get(id)?.fullName ?? '' });
  const said = await sayAll(ask, here, settings);
  const signalsAt = groupBy(rows, (row) => `${row.unitId}:${row.periodId}`);
  const looksAt = new Set(exams.filter(({ waiting }) => !waiting).map((row) => `${row.unitId}:${row.periodId}`));
  const pointsAt = (unitId: number, id: number): number =>
    scoreOf(scored(signalsAt.get(`${unitId}:${id}`) ?? []), settings);
  const choices = await q.periodsOfDesk(tx, desk, today, CHOICES);
  const canSettle = { unitId: 0, superiorId: query.unit, line: ask.actor.ownLines[0] ?? '' };
  return {
    unit: { id: unit.id, fullName: unit.fullName, level: unit.level },
    period: sayPeriod(period),
    choices: [...new Set([...choices, period.code])].map((code) => sayPeriod(periodOfCode(code))),
    examined: looked.filter(({ waiting }) => !waiting).length,
    waiting: looked.filter(({ waiting }) => waiting).length,
    signals: said.signals.map((signal, at) => ({
      ...signal,
      unit: named(here[at]?.unitId ?? 0),
      form: here[at]?.form ?? '',
    })),
    scores: [...names.keys()]
      .map((id) => ({
        unit: named(id),
        score: pointsAt(id, now),
        history: [...periods].flatMap(([each, { code }]) =>
          looksAt.has(`${id}:${each}`) ? [{ period: code, score: pointsAt(id, each) }] : [],
        ),
      }))
      .sort((one, other) => other.score - one.score || compareVietnamese(one.unit.fullName, other.unit.fullName)),
    units: said.units,
    periods: said.periods,
    whyNot: { settleSignal: sayWhyNot(whyNotSettleFor(canSettle, ask.actor)) },
  };
};

/** The thresholds for the units below one, and what it has decided about them. */
export const showSettings = async (
  { query }: Input<typeof listSignalSettings>,
  ask: Ask,
): Promise<Result<typeof listSignalSettings>> => {
  await unitsToRead(ask, [query.unit]);
  const { settings, nearest } = await settingsFor(ask, query.unit);
  const decisions = await q.settingsOf(ask.tx, [query.unit]);
  const units = await unitsByIds(
    ask.tx,
    [query.unit, ...nearest.map(({ unitId }) => unitId)].map((id) => ({ id, on: ask.today })),
  );
  const mine = sayWhyNot(whyNotDesignSignals(ask.actor));
  const elsewhere = sayWhyNot(ask.actor.unitId === query.unit ? null : whyNotDesignSignals({ does: new Set() }));
  return {
    unit: { id: query.unit, fullName: units.get(query.unit)?.fullName ?? '' },
    kinds: signalKinds.map((kind) => {
      const by = nearest.find((each) => each.kind === kind);
      return {
        kind,
        today: settings[kind],
        decidedBy: by ? (units.get(by.unitId)?.fullName ?? null) : null,
        decisions: decisions
          .filter((each) => each.kind === kind)
          .map((each) => ({
            ...settingsFrom([each], usualSettings)[kind],
            from: each.validFrom,
            reason: each.reason,
            decidedAt: each.decidedAt.toISOString(),
          })),
      };
    }),
    whyNot: { putSignalSetting: mine ?? elsewhere },
  };
};

/** Decides thresholds and weight of a kind for the units below the own one; reports not settled are looked at again. */
export const putSetting = async (
  { body }: Input<typeof putSignalSetting>,
  ask: Ask,
): Promise<Result<typeof putSignalSetting>> => {
  must(whyNotDesignSignals(ask.actor));
  must(whyNotSetting(body, ask.today));
  const { actor, tx, now } = ask;
  const before = (await settingsFor(ask, actor.unitId)).settings[body.kind];
  // Only posts design; the program itself keeps what it ships.
  await q.addSetting(tx, { ...body, unitId: actor.unitId }, { now, postId: actor.postId ?? 0 });
  await ask.audit({
    action: 'reporting.putSignalSetting',
    subject: `signal:${body.kind}`,
    unitId: actor.unitId,
    before,
    after: { isOn: body.isOn, weight: body.weight, thresholds: body.thresholds, from: body.from, reason: body.reason },
  });
  return { done: true };
};

/** How many open questions each of these reports has, for the desk; reports without one are left out. */
export const signalCounts = async (tx: Tx, reportIds: readonly number[]): Promise<Map<number, number>> =>
  new Map((await q.countSignals(tx, reportIds)).map(({ reportId, n }) => [reportId, n]));

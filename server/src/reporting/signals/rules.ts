/** What a report is asked about: every detector held against it, what an answer and a settlement need, and the score. */
import type { CivilDate } from '@app/contract/kernel/period.ts';
import { type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import { notAllowed } from '@app/contract/kernel/problems.ts';
import type { Evidence } from '@app/contract/reporting/signals/evidence.ts';
import {
  kindsOfSignals,
  MOST_POINTS,
  type Setting,
  type Settings,
  type SignalKind,
  signalKinds,
} from '@app/contract/reporting/signals/kinds.ts';
import {
  settingInPast,
  signalClosed,
  signalNotAnswered,
  signalNotYours,
  signalNotYoursToSettle,
  thresholdOutside,
} from '@app/contract/reporting/signals/problems.ts';
import type { Doer } from '../report/rules.ts';
import type { Case, Member } from './case.ts';
import { balance, declaredSum, monthYear, parts } from './links/rules.ts';
import { jump, type Pulse, pulseOf, rounded } from './numbers/rules.ts';
import { flat, type GroupValues, groupValues, neighbour, repeated } from './repeats/rules.ts';
import { textCopied } from './texts/rules.ts';
import { lastHour, yearAtOnce } from './times/rules.ts';

/** The units that send the same form and period to the same superior, with what they have in common. */
export type Group = { members: readonly Member[]; values: GroupValues; pulse: Pulse };

export const groupOf = (members: readonly Member[]): Group => ({
  members,
  values: groupValues(members),
  pulse: pulseOf(members),
});

const detectors: Readonly<Record<SignalKind, (of: Case, group: Group, setting: Setting) => Evidence | null>> = {
  repeated: (of, _, setting) => repeated(of, setting),
  neighbour: (of, group, setting) => neighbour(of, group, setting),
  rounded: (of, _, setting) => rounded(of, setting),
  flat: (of, _, setting) => flat(of, setting),
  jump: (of, group, setting) => jump(of, group.pulse, setting),
  'year-at-once': (of, _, setting) => yearAtOnce(of, setting),
  'declared-sum': (of, _, setting) => declaredSum(of, setting),
  'month-year': (of, _, setting) => monthYear(of, setting),
  parts: (of, _, setting) => parts(of, setting),
  balance: (of, _, setting) => balance(of, setting),
  'text-copied': (of, group, setting) => textCopied(of, group.members, setting),
  'last-hour': (of, _, setting) => lastHour(of, setting),
};

/** Everything a report is asked about, at most one signal of each kind. */
export const examine = (of: Case, group: Group, settings: Settings): Evidence[] =>
  signalKinds.flatMap((kind) => {
    const setting = settings[kind];
    return setting.isOn ? (detectors[kind](of, group, setting) ?? []) : [];
  });

/**
 * What a signal is about, without what may change beside it: while this stays the same, it is the same question and its
 * answer stands.
 */
export const gistOf = (evidence: Evidence): string => {
  const about = (): string[] => {
    switch (evidence.kind) {
      case 'repeated':
        return [evidence.period, ...evidence.cells.map(({ indicator, value }) => `${indicator}=${value}`)];
      case 'neighbour':
        return [String(evidence.unitId), ...evidence.cells.map(({ indicator, value }) => `${indicator}=${value}`)];
      case 'rounded':
      case 'jump':
      case 'month-year':
        return evidence.cells.map(({ indicator, value }) => `${indicator}=${value}`);
      case 'flat':
        return evidence.series.map(({ indicator, value }) => `${indicator}=${value}`);
      case 'year-at-once':
        return evidence.periods;
      case 'declared-sum':
        return evidence.cells.map(({ indicator, declared, sum }) => `${indicator}=${declared}:${sum}`);
      case 'parts':
        return evidence.pairs.map(({ result, resultValue }) => `${result}=${resultValue}`);
      case 'balance':
        return evidence.stocks.map(({ indicator, value, expected }) => `${indicator}=${value}:${expected}`);
      case 'text-copied':
        return evidence.texts.map(({ where, beginning }) => `${where}=${beginning}`);
      case 'last-hour':
        return evidence.sendings.map(({ period }) => period);
    }
  };
  return about().sort().join(' ');
};

/** The setting of the nearest unit above that has decided, else what the program ships; off stays off with its weight. */
export const settingsFrom = (
  decided: readonly { kind: string; isOn: boolean; weight: number; thresholds: unknown }[],
  usual: Settings,
): Settings =>
  Object.fromEntries(
    signalKinds.map((kind) => {
      const found = decided.find((each) => each.kind === kind);
      const own = usual[kind];
      // Stored by this room's own action, checked against the table of kinds.
      const thresholds = { ...own.thresholds, ...((found?.thresholds ?? {}) as Record<string, number>) };
      return [kind, found ? { isOn: found.isOn, weight: found.weight, thresholds } : own];
    }),
    // The entries are those of the list of kinds.
  ) as Record<SignalKind, Setting>;

export type Scored = { reportId: number; kind: SignalKind; answered: boolean; settled: boolean };

/** The points of a unit and period: weights of what is open, each kind once a report, answered ones half, settled ones none. */
export const scoreOf = (signals: readonly Scored[], settings: Settings): number => {
  const points = signals.reduce((sum, { kind, answered, settled }) => {
    const { isOn, weight } = settings[kind];
    return sum + (!isOn || settled ? 0 : answered ? weight / 2 : weight);
  }, 0);
  return Math.min(MOST_POINTS, points);
};

/** What the rules ask of a signal. */
export type SignalFacts = {
  unitId: number;
  superiorId: number;
  line: string;
  closedAt: Date | null;
  answeredAt: Date | null;
  settledAt: Date | null;
};

type ReportOf = Pick<SignalFacts, 'unitId' | 'superiorId' | 'line'>;

/** Why a post does not answer for a report: only those do who may fill it. */
export const whyNotAnswerFor = (report: ReportOf, doer: Doer): Refusal | null =>
  doer.does.has('fill') && doer.unitId === report.unitId && doer.ownLines.includes(report.line)
    ? null
    : refuse(signalNotYours, {});

/** Why a signal cannot be answered. An answer may be given anew until it is settled. */
export const whyNotAnswer = (signal: SignalFacts, doer: Doer): Refusal | null =>
  whyNotAnswerFor(signal, doer) ?? (signal.closedAt || signal.settledAt ? refuse(signalClosed, {}) : null);

/** Why a post does not settle for a report: only the direct superior on its line does. */
export const whyNotSettleFor = (report: ReportOf, doer: Doer): Refusal | null =>
  doer.does.has('decide') && doer.unitId === report.superiorId && doer.ownLines.includes(report.line)
    ? null
    : refuse(signalNotYoursToSettle, {});

/** Why a signal cannot be settled: not before it was answered. */
export const whyNotSettle = (signal: SignalFacts, doer: Doer): Refusal | null =>
  whyNotSettleFor(signal, doer) ??
  (signal.closedAt || signal.settledAt
    ? refuse(signalClosed, {})
    : signal.answeredAt
      ? null
      : refuse(signalNotAnswered, {}));

/** Why a post does not decide thresholds: those who design forms do, for the units below their own. */
export const whyNotDesignSignals = (doer: Pick<Doer, 'does'>): Refusal | null =>
  doer.does.has('design') ? null : refuse(notAllowed, {});

/** Why a setting cannot be: it begins in the past, or a threshold is unknown or outside its limits. */
export const whyNotSetting = (
  setting: { kind: SignalKind; thresholds: Readonly<Record<string, number>>; from: CivilDate },
  today: CivilDate,
): Refusal | null => {
  if (setting.from < today) return refuse(settingInPast, {});
  const { thresholds } = kindsOfSignals[setting.kind];
  const faults = [...new Set([...Object.keys(thresholds), ...Object.keys(setting.thresholds)])].filter((name) => {
    const known = thresholds[name];
    const value = setting.thresholds[name];
    return known === undefined || value === undefined || value < known.least || value > known.most;
  });
  if (faults.length === 0) return null;
  return refuse(
    thresholdOutside,
    {},
    faults.map((name) => ({ path: `thresholds.${name}`, code: thresholdOutside.code, says: thresholdOutside.says })),
  );
};

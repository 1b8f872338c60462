/** Who asks whom for what, what is known already, and when a request may change. */

import { periodNotKept } from '@app/contract/figures/calendars/problems.ts';
import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import { isKept, type Period } from '@app/contract/kernel/period.ts';
import { type Refusal, refuse, refuseAt } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import { compareVietnamese } from '@app/contract/kernel/text.ts';
import { type Language, say } from '@app/contract/kernel/words.ts';
import * as problems from '@app/contract/reporting/requests/problems.ts';
import { isComputed } from '../../figures/rules.ts';

type Doer = { unitId: number; lines: readonly string[]; ownLines: readonly string[]; does: ReadonlySet<string> };

/** Why a post does not ask on a line: it does not read it, or an officer of that line's body above does (NĐ 09/2019/NĐ-CP Art. 3). */
export const whyNotAsk = (doer: Doer, line: string): Refusal | null => {
  if (!doer.lines.includes(line)) return refuse(notFound, {});
  return doer.does.has('request') && doer.ownLines.includes(line) ? null : refuse(problems.notYourRequest, {});
};

/** Why a period cannot be asked about: there are no forms of its kind, nothing has happened in it yet, or its calendar gave its kind up. */
export const whyNotPeriod = (period: Period, today: string): Refusal | null => {
  if (period.kind === 'nine_months' || period.startsOn > today) return refuseAt('period', problems.requestPeriodWrong);
  return isKept(period) ? null : refuseAt('period', periodNotKept);
};

/** Why these indicators cannot be asked on a line: counted ones follow from others, and one-line figures are asked on their own. */
export const whyNotFigures = (ids: readonly string[], line: string, known: ReadonlySet<string>): Refusal | null => {
  const wrong = ids.filter((id) => {
    const indicator = indicatorOf(id);
    if (!indicator || !known.has(id)) return true;
    return (
      isComputed(indicator) || indicator.sumOf !== undefined || (indicator.share === 'one' && indicator.line !== line)
    );
  });
  return wrong.length === 0 ? null : refuse(problems.requestFiguresWrong, { indicators: namesOf(wrong) });
};

const namesOf = (ids: readonly string[], language: Language = 'vi'): string =>
  ids.map((id) => indicatorOf(id)?.words[language] ?? id).join(', ');

/** Why these are not asked: what every chosen unit has, or will send by another form, is not asked again. */
export const whyNotAskKnown = (known: readonly string[]): Refusal | null =>
  known.length === 0 ? null : refuse(problems.requestKnown, { indicators: namesOf(known) });

/**
 * Why indicators are not asked for a period: a form counts them by another calendar in the same time. `others`: the forms of periods of
 * other calendars that overlap with it, with what they fill.
 */
export const whyNotOtherCalendar = (
  ids: readonly string[],
  others: readonly { code: string; fills: ReadonlySet<string> }[],
): Refusal | null => {
  const met = others.filter(({ fills }) => ids.some((id) => fills.has(id)));
  if (met.length === 0) return null;
  const forms = [...new Set(met.map(({ code }) => code))].sort().join(', ');
  const asked = ids.filter((id) => met.some(({ fills }) => fills.has(id)));
  const problem = problems.requestOtherCalendar;
  const says = (language: Language) => say(problem.says, language, { forms, indicators: namesOf(asked, language) });
  return refuse(problem, { forms, indicators: namesOf(asked) }, [
    { path: 'indicators', code: problem.code, says: { vi: says('vi'), en: says('en') } },
  ]);
};

/** Why a deadline cannot be: it lies behind, or before the day from which the figures of the period can be sent. */
export const whyNotDue = (due: { on: string; at: Date }, period: Pick<Period, 'endsOn'>, now: Date): Refusal | null => {
  if (due.at.getTime() <= now.getTime()) return refuse(problems.requestDuePast, {});
  return due.on >= period.endsOn ? null : refuse(problems.requestDueOpen, { day: dayInWords(period.endsOn) });
};

const dayInWords = (day: string): string => day.split('-').reverse().join('/');

type Sent = { unitId: number; line: string; ended: string | null; asked: number; answered: number; dueAt: Date };

const whyNotChange = (doer: Doer, request: Sent): Refusal | null => {
  const no = whyNotAsk(doer, request.line);
  if (no) return no;
  if (doer.unitId !== request.unitId) return refuse(problems.notYourRequest, {});
  return request.ended === null ? null : refuse(problems.requestEnded, {});
};

/** Why a request gets no more time. `dueAt` left out: whether at all. */
export const whyNotExtend = (doer: Doer, request: Sent, moment?: { dueAt: Date; now: Date }): Refusal | null => {
  const no = whyNotChange(doer, request);
  if (no && no.code !== problems.requestEnded.code) return no;
  if (moment && moment.dueAt.getTime() <= moment.now.getTime()) return refuse(problems.requestDuePast, {});
  if (moment && moment.dueAt.getTime() <= request.dueAt.getTime()) return refuse(problems.requestDueSooner, {});
  return no ?? (request.answered < request.asked ? null : refuse(problems.requestAllAnswered, {}));
};

/** Why a request is not ended early: there is nobody left who owes an answer. */
export const whyNotClose = (doer: Doer, request: Sent): Refusal | null =>
  whyNotChange(doer, request) ?? (request.answered < request.asked ? null : refuse(problems.requestAllAnswered, {}));

/** Why a request is not taken back: somebody has done the work already. */
export const whyNotWithdraw = (doer: Doer, request: Sent): Refusal | null =>
  whyNotChange(doer, request) ?? (request.answered === 0 ? null : refuse(problems.requestAnswered, {}));

export type Standing = 'held' | 'coming' | 'lacking';
/** For every unit how each figure stands: in the ledger, on its way by another form, or lacking. */
export type Known = ReadonlyMap<number, ReadonlyMap<string, Standing>>;

export const standingOf = (known: Known, unitId: number, indicator: string): Standing =>
  known.get(unitId)?.get(indicator) ?? 'lacking';

/** Indicators that nobody lacks: those are not asked at all. */
export const knownOfAll = (known: Known, units: readonly number[], indicators: readonly string[]): string[] =>
  indicators.filter((id) => units.every((unit) => standingOf(known, unit, id) !== 'lacking'));

/** Units that lack the same figures are asked by the same form; the largest group first, whoever lacks nothing is left out. */
export const groupsOf = (
  known: Known,
  units: readonly number[],
  indicators: readonly string[],
): { indicators: string[]; units: number[] }[] => {
  const groups = new Map<string, { indicators: string[]; units: number[] }>();
  for (const unit of units) {
    const lacking = indicators.filter((id) => standingOf(known, unit, id) === 'lacking');
    if (lacking.length === 0) continue;
    const group = groups.get(lacking.join()) ?? { indicators: lacking, units: [] };
    group.units.push(unit);
    groups.set(lacking.join(), group);
  }
  return [...groups.values()].sort(
    (one, other) => other.units.length - one.units.length || other.indicators.length - one.indicators.length,
  );
};

/** The codes of a request's forms: YC-7, and YC-7.2 where units are asked for different figures. */
export const codeOf = (request: number, place: number): string => `YC-${request}${place === 0 ? '' : `.${place + 1}`}`;

type Named = { fullName: string; within: string | null };

/** Units as they are listed: province by province where they are those of several, then by name. */
export const compareAsked = (one: Named, other: Named): number =>
  compareVietnamese(one.within ?? '', other.within ?? '') || compareVietnamese(one.fullName, other.fullName);

import { editionNotFound } from '@app/contract/figures/problems.ts';
import { guarded } from '@app/contract/kernel/formula.ts';
import { type CivilDate, type Period, sayDate } from '@app/contract/kernel/period.ts';
import { type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import { notAllowed } from '@app/contract/kernel/problems.ts';
import type { ChangeReason } from '@app/contract/reporting/edition/routes.ts';
import {
  issuedOutside,
  nothingAccepted,
  ownFigures,
  periodNotOver,
  reasonNeeded,
} from '@app/contract/reporting/problems.ts';
import { type LineReader, whyNotReadLine } from '../../figures/rules.ts';
import type { Doer } from '../report/rules.ts';

export type IssueFacts = {
  unitId: number;
  line: string;
  period: Period;
  acceptedFigures: number;
  alreadyIssued: boolean;
  /** The person has sent or decided a report that would be frozen, as whatever post. */
  handled: boolean;
};

/**
 * Why a post may not issue: only the head or a deputy of the body of the line, for its own unit, after the cut-off, with
 * at least one accepted figure, and never what one has sent or decided oneself as another post. Issuing is the official act (NĐ 30/2020/NĐ-CP Art. 13: who signs).
 */
export const whyNotIssue = (facts: IssueFacts, doer: Doer, today: CivilDate): Refusal | null => {
  if (!doer.does.has('issue') || doer.unitId !== facts.unitId || !doer.ownLines.includes(facts.line))
    return refuse(notAllowed, {});
  if (facts.period.endsOn > today) return refuse(periodNotOver, { endsOn: sayDate(facts.period.endsOn, 'vi') });
  if (facts.handled) return refuse(ownFigures, {});
  return facts.acceptedFigures === 0 ? refuse(nothingAccepted, {}) : null;
};

/** An edition is dated between the cut-off and today. */
export const whyNotDated = (issuedOn: CivilDate, period: Period, today: CivilDate): Refusal | null =>
  issuedOn <= period.endsOn || issuedOn > today ? refuse(issuedOutside, {}) : null;

/** A second edition of a period corrects the first and needs a reason. */
export const whyNotSupersede = (alreadyIssued: boolean, reason: string | null): Refusal | null =>
  alreadyIssued && !reason ? refuse(reasonNeeded, {}) : null;

/** Where the unit of an edition stands, as the asking post sees it; the own unit lies in the own subtree. */
export type EditionPlace = { unitId: number; line: string; place: 'subtree' | 'above' | 'beside' | 'elsewhere' };

/**
 * Why a post may not read an issued edition: in its subtree it reads those of its lines, and of its own unit the
 * committee's; those of the units above it and of its neighbours (the same level) it reads whatever their line. To
 * everybody else, and to posts without figures, there is none.
 */
export const whyNotReadEdition = ({ unitId, line, place }: EditionPlace, reader: LineReader): Refusal | null => {
  const issuedToAll = reader.lines.length > 0 && (place === 'above' || place === 'beside');
  const readsLine = place === 'subtree' && whyNotReadLine(reader, line, [unitId]) === null;
  return issuedToAll || readsLine ? null : refuse(editionNotFound, {});
};

type Reasoned = ChangeReason & { unitId: number; indicator: string | null };

/** Why a cell of a unit changed: what was said of its own report as a whole, and of this very cell. */
export const reasonsFor = (all: readonly Reasoned[], unitId: number, indicator: string): ChangeReason[] =>
  all
    .filter((each) => each.unitId === unitId && (each.indicator === null || each.indicator === indicator))
    .map(({ kind, reason, on }) => ({ kind, reason, on }));

const csvCell = (value: string | number | null): string => {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  return `"${guarded(value).replaceAll('"', '""')}"`;
};

/** Rows as comma separated values that spreadsheets open as Unicode (RFC 4180, with a byte-order mark). */
export const toCsv = (rows: readonly (readonly (string | number | null)[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;

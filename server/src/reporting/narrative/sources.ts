/** What the units below a report's unit have sent in words: for its consolidation, and for the review report. */
import type { Line } from '@app/contract/figures/routes.ts';
import type { Period } from '@app/contract/kernel/period.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import type { Input, Result } from '@app/contract/kernel/route.ts';
import { compareVietnamese, foldWords } from '@app/contract/kernel/text.ts';
import { addressed, paragraphsOf } from '@app/contract/reporting/narrative/references.ts';
import type { listNarrativeSources } from '@app/contract/reporting/narrative/routes.ts';
import { periodId } from '../../figures/index.ts';
import type { Ask } from '../../kernel/ask.ts';
import { found } from '../../kernel/problem.ts';
import { type Unit, unitById, unitsByIds } from '../../org/index.ts';
import { formVersion } from '../form/queries.ts';
import { type ReportRow, reportById } from '../report/queries.ts';
import {
  newestNarratives,
  placesOfReports,
  reportsBelow,
  reportsWithWords,
  type SentNarrative,
  takenOf,
} from './queries.ts';
import { sectionsOf } from './rules.ts';

type Own = Pick<ReportRow, 'unitId' | 'form' | 'periodId' | 'endsOn'>;

/** The desk of a report's unit; null where no unit sends its reports there. */
export const deskFor = async (ask: Ask, report: Own) => {
  const unit = await unitById(ask.tx, report.unitId, report.endsOn);
  return unit && (unit.level === 'province' || unit.level === 'nation')
    ? { unitId: unit.id, isRoot: unit.level === 'nation' }
    : null;
};

export type Source = SentNarrative & { unit: Unit };

/** What the units below have sent with their newest submission, in Vietnamese order of their names. */
export const sourcesFor = async (ask: Ask, report: Own): Promise<Source[]> => {
  const desk = await deskFor(ask, report);
  const reports = desk ? await reportsBelow(ask.tx, desk, report.form, report.periodId, ask.today) : [];
  const sent = await newestNarratives(
    ask.tx,
    reports.map(({ id }) => id),
  );
  const units = await unitsByIds(
    ask.tx,
    reports.map(({ unitId }) => ({ id: unitId, on: report.endsOn })),
  );
  return reports
    .flatMap(({ id, unitId }) => {
      const [words, unit] = [sent.get(id), units.get(unitId)];
      return words && unit ? [{ ...words, unit }] : [];
    })
    .sort((a, b) => compareVietnamese(a.unit.fullName, b.unit.fullName));
};

const PAGE = 20;

/** The texts of the units below that fit a question, 20 a page; what has been taken up is marked. */
export const listSources = async (
  { params, query }: Input<typeof listNarrativeSources>,
  ask: Ask,
): Promise<Result<typeof listNarrativeSources>> => {
  const report = found(await reportById(ask.tx, params.reportId, ask.today), refuse(notFound, {}));
  const form = await formVersion(ask.tx, report.form, report.version);
  const desk = await deskFor(ask, report);
  const owed = desk ? await reportsBelow(ask.tx, desk, report.form, report.periodId, ask.today) : [];
  const sources = await sourcesFor(ask, report);
  const taken = new Set(
    (await takenOf(ask.tx, report.id)).map((row) => `${row.sourceReportId}:${row.sourceSection}:${row.sourceText}`),
  );
  const words = foldWords(query.q);
  const fits = (text: string) => words === '' || foldWords(text).includes(words);
  const all = sources.flatMap((source) =>
    sectionsOf(form)
      .filter(({ key }) => query.section === undefined || key === query.section)
      .flatMap(({ key, title }) => {
        const named = fits(source.unit.fullName);
        const paragraphs = paragraphsOf(source.texts[key] ?? '')
          .map((text, at) => ({
            at,
            text,
            taken: taken.has(
              `${source.reportId}:${key}:${addressed(text, { unit: source.unit.code, period: report.period })}`,
            ),
          }))
          .filter(({ text }) => named || fits(text))
          .filter((each) => query.show === 'all' || each.taken === (query.show === 'taken'));
        return paragraphs.length === 0 ? [] : [{ source, section: { key, title }, paragraphs }];
      }),
  );
  return {
    sent: sources.length,
    owed: owed.length,
    found: all.length,
    sources: all.slice((query.page - 1) * PAGE, query.page * PAGE).map(({ source, section, paragraphs }) => ({
      report: source.reportId,
      revision: source.revision,
      unit: { id: source.unit.id, code: source.unit.code, fullName: source.unit.fullName },
      section,
      paragraphs,
      figures: { ...source.figures },
    })),
  };
};

/** Words sent with the reports of a unit itself and of those below, for a review: every paragraph with its address. */
export type WordsOfReport = {
  reportId: number;
  revision: number;
  unit: { id: number; fullName: string };
  isOwn: boolean;
  period: string;
  form: string;
  line: Line;
  section: string;
  at: number;
  /** Its figures with their address. */
  text: string;
};

/** Every paragraph that was sent for some periods by a unit and by the units below it, its own first. */
export const wordsForReview = async (
  ask: Ask,
  unit: { id: number; isRoot: boolean },
  periods: readonly Period[],
): Promise<WordsOfReport[]> => {
  const rows = await reportsWithWords(
    ask.tx,
    { unitId: unit.id, isRoot: unit.isRoot },
    periods.map(periodId),
    ask.today,
  );
  const units = await unitsByIds(
    ask.tx,
    rows.map((row) => ({ id: row.unitId, on: row.endsOn })),
  );
  return rows
    .flatMap((row) => {
      const from = units.get(row.unitId);
      if (!from) return [];
      // Only `sendNarrative` writes them, as texts by section.
      return Object.entries(row.texts as Record<string, string>).flatMap(([section, text]) =>
        paragraphsOf(text).map((paragraph, at) => ({
          reportId: row.reportId,
          revision: row.revision,
          unit: { id: from.id, fullName: from.fullName },
          isOwn: row.unitId === unit.id,
          period: row.period,
          form: row.form,
          // The table takes only lines of the contract.
          line: row.line as Line,
          section,
          at,
          text: addressed(paragraph, { unit: from.code, period: row.period }),
        })),
      );
    })
    .sort(
      (a, b) =>
        Number(b.isOwn) - Number(a.isOwn) ||
        compareVietnamese(a.unit.fullName, b.unit.fullName) ||
        a.period.localeCompare(b.period) ||
        a.at - b.at,
    );
};

/** Where some reports belong, for words that were taken from them. */
export const sourcesByReport = async (
  ask: Ask,
  reportIds: readonly number[],
): Promise<Map<number, { fullName: string; period: string; line: Line }>> => {
  const rows = await placesOfReports(ask.tx, reportIds);
  const units = await unitsByIds(
    ask.tx,
    rows.map((row) => ({ id: row.unitId, on: row.endsOn })),
  );
  return new Map(
    rows.map((row) => [
      row.id,
      // The table takes only lines of the contract.
      { fullName: units.get(row.unitId)?.fullName ?? '', period: row.period, line: row.line as Line },
    ]),
  );
};

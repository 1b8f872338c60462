/** What an officer does with the words of a report: reads, writes, takes up what the units below have written. */
import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import { type FieldFault, refuse } from '@app/contract/kernel/problem.ts';
import { changedMeanwhile, notFound } from '@app/contract/kernel/problems.ts';
import type { Input, Result } from '@app/contract/kernel/route.ts';
import { unknownSection, wordsNotRight } from '@app/contract/reporting/narrative/problems.ts';
import { addressed, paragraphsOf } from '@app/contract/reporting/narrative/references.ts';
import type {
  answerTaken,
  getNarrative,
  saveNarrative,
  takeUpNarrative,
} from '@app/contract/reporting/narrative/routes.ts';
import { sayPeriod } from '../../figures/index.ts';
import type { Ask } from '../../kernel/ask.ts';
import { found, must, Refused, sayWhyNot } from '../../kernel/problem.ts';
import { unitsByIds } from '../../org/index.ts';
import { formVersion } from '../form/queries.ts';
import { completeCells, type Form, indicatorsOf } from '../form/rules.ts';
import { cellsOf, factsOf, periodOfRow } from '../report/answer.ts';
import { openForWriting } from '../report/open.ts';
import { type ReportRow, reportById } from '../report/queries.ts';
import { whyNotFill } from '../report/rules.ts';
import { addressedFigures, type FigureSource, figuresOfReferences, ownFigures, writesOfCells } from './figures.ts';
import {
  addTaken,
  forgetTaken,
  keepNarrative,
  narrativeOf,
  newestNarratives,
  renewTaken,
  sentNarratives,
  takenOf,
} from './queries.ts';
import {
  referencesIn,
  sectionsOf,
  sinceTaken,
  type Texts,
  titleOfSection,
  whyNotKeepTexts,
  whyNotLonger,
  withNewParagraph,
  withParagraphs,
} from './rules.ts';
import { deskFor, sourcesFor } from './sources.ts';

const sourceOf = (row: ReportRow, form: Form, level: string): FigureSource => ({
  unitId: row.unitId,
  level,
  period: periodOfRow(row.period),
  line: form.line,
  cells: completeCells(form, level, cellsOf(row), false),
});

/** The words of a report: as they are being written for its own unit, as they were last sent for everybody else. */
export const showNarrative = async (
  { params }: Input<typeof getNarrative>,
  ask: Ask,
): Promise<Result<typeof getNarrative>> => {
  const { tx } = ask;
  const row = found(await reportById(tx, params.reportId, ask.today), refuse(notFound, {}));
  const form = await formVersion(tx, row.form, row.version);
  const unit = found(
    (await unitsByIds(tx, [{ id: row.unitId, on: row.endsOn }])).get(row.unitId),
    refuse(notFound, {}),
  );
  const isOwn = ask.actor.unitId === row.unitId;
  const sent = await sentNarratives(tx, row.id);
  const newest = sent.find(({ revision }) => revision === row.revision);
  const kept = isOwn ? await narrativeOf(tx, row.id) : null;
  const texts = isOwn ? (kept?.texts ?? {}) : (newest?.texts ?? {});
  const choices = indicatorsOf(form).flatMap((id) => {
    const indicator = indicatorOf(id);
    return indicator && indicator.kind !== 'D' ? [indicator] : [];
  });
  const figures = isOwn
    ? {
        ...(await ownFigures(
          ask,
          sourceOf(row, form, unit.level),
          choices.map(({ id }) => id),
        )),
        ...(await addressedFigures(ask, referencesIn(texts), form.line)),
      }
    : (newest?.figures ?? {});
  return {
    report: {
      id: row.id,
      unit: { id: unit.id, code: unit.code, fullName: unit.fullName, level: unit.level },
      form: { code: row.form, title: form.content.title },
      period: sayPeriod(periodOfRow(row.period)),
      line: form.line,
      state: row.state,
    },
    sections: sectionsOf(form).map((section) => ({ ...section })),
    texts: { ...texts },
    version: kept?.version ?? 0,
    figures,
    choices: choices.map(({ id, words, unit: measure }) => ({ indicator: id, words, unit: measure })),
    basis: writesOfCells(unit.level) ? 'cells' : 'totals',
    taken: isOwn ? await sayTaken(ask, row.id) : [],
    sent: sent.map(({ revision, texts: then, figures: figuresThen }) => ({
      revision,
      texts: { ...then },
      figures: { ...figuresThen },
    })),
    consolidates: isOwn && (await deskFor(ask, row)) !== null,
    whyNot: { saveNarrative: sayWhyNot(whyNotFill(factsOf(row), ask.actor, ask.today)) },
  };
};

/** What a report has taken up, each with what its source says today. */
const sayTaken = async (ask: Ask, reportId: number): Promise<Result<typeof getNarrative>['taken']> => {
  const rows = await takenOf(ask.tx, reportId);
  const units = await unitsByIds(
    ask.tx,
    rows.map((row) => ({ id: row.unitId, on: row.endsOn })),
  );
  const newest = await newestNarratives(ask.tx, [...new Set(rows.map((row) => row.sourceReportId))]);
  const forms = new Map<string, Form>();
  for (const { form, version } of rows)
    if (!forms.has(`${form}:${version}`)) forms.set(`${form}:${version}`, await formVersion(ask.tx, form, version));
  return rows.map((row) => {
    const unit = units.get(row.unitId);
    const form = forms.get(`${row.form}:${row.version}`);
    const today = newest.get(row.sourceReportId);
    const since = sinceTaken(row, {
      texts: today?.texts ?? {},
      section: row.sourceSection,
      at: { unit: unit?.code ?? '', period: row.period },
    });
    return {
      id: row.id,
      section: row.section,
      source: {
        reportId: row.sourceReportId,
        fullName: unit?.fullName ?? '',
        section: form ? titleOfSection(form, row.sourceSection) : { vi: row.sourceSection, en: row.sourceSection },
        revision: row.sourceRevision,
      },
      text: row.sourceText,
      ...since,
    };
  });
};

/** Holds a report whose words are about to change, and refuses what its figures would be refused for. */
const openNarrative = async (ask: Ask, reportId: number) => {
  const opened = await openForWriting(ask, reportId);
  must(whyNotFill(factsOf(opened.report), ask.actor, ask.today));
  const kept = await narrativeOf(ask.tx, reportId);
  return { ...opened, texts: kept?.texts ?? {}, version: kept?.version ?? 0 };
};

const put = async (ask: Ask, reportId: number, texts: Texts, version: number): Promise<number> =>
  found(
    await keepNarrative(ask.tx, reportId, texts, version, { now: ask.now, postId: ask.actor.postId }),
    refuse(changedMeanwhile, {}),
  );

/** Keeps the words of a report. Nothing that names no figure is kept: it is told by section. */
export const saveWords = async (
  { params, body }: Input<typeof saveNarrative>,
  ask: Ask,
): Promise<Result<typeof saveNarrative>> => {
  const { report, form, level, texts: before } = await openNarrative(ask, params.reportId);
  const texts = body.texts;
  const figures = await figuresOfReferences(ask, sourceOf(report, form, level), referencesIn(texts));
  must(whyNotKeepTexts(form, texts, figures));
  const version = await put(ask, report.id, texts, body.version);
  await ask.audit({
    action: 'reporting.saveNarrative',
    subject: `report:${report.id}`,
    unitId: report.unitId,
    before,
    after: texts,
  });
  return { version, savedAt: ask.now.toISOString(), figures };
};

/** Takes paragraphs of the units below into a section; their figures keep their address, and where they came from is remembered. */
export const takeUp = async (
  { params, body }: Input<typeof takeUpNarrative>,
  ask: Ask,
): Promise<Result<typeof takeUpNarrative>> => {
  const opened = await openNarrative(ask, params.reportId);
  const { report, form, texts } = opened;
  if (!sectionsOf(form).some(({ key }) => key === body.section))
    throw new Refused(refuse(wordsNotRight, { count: 1 }, [sectionFault(body.section)]));
  if (body.version !== opened.version) throw new Refused(refuse(changedMeanwhile, {}));
  const sources = await sourcesFor(ask, report);
  const taken = body.paragraphs.map((asked) => {
    const source = found(
      sources.find(({ reportId, revision }) => reportId === asked.report && revision === asked.revision),
      refuse(sources.some(({ reportId }) => reportId === asked.report) ? changedMeanwhile : notFound, {}),
    );
    const paragraph = found(paragraphsOf(source.texts[asked.section] ?? '')[asked.at], refuse(notFound, {}));
    return {
      reportId: report.id,
      section: body.section,
      sourceReportId: source.reportId,
      sourceRevision: source.revision,
      sourceSection: asked.section,
      sourceAt: asked.at,
      sourceText: addressed(paragraph, { unit: source.unit.code, period: report.period }),
    };
  });
  const text = withParagraphs(
    texts[body.section] ?? '',
    taken.map(({ sourceText }) => sourceText),
  );
  must(whyNotLonger(text));
  const version = await put(ask, report.id, { ...texts, [body.section]: text }, body.version);
  await addTaken(ask.tx, taken, { now: ask.now, postId: ask.actor.postId });
  await ask.audit({
    action: 'reporting.takeUpNarrative',
    subject: `report:${report.id}`,
    unitId: report.unitId,
    after: { section: body.section, taken: body.paragraphs },
  });
  return { version, added: taken.length };
};

const sectionFault = (key: string): FieldFault => ({
  path: 'section',
  code: unknownSection.code,
  says: {
    vi: unknownSection.says.vi.replace('{section}', key),
    en: unknownSection.says.en.replace('{section}', key),
  },
});

/** Answers a source that has changed: the own wording stays, the new one comes in, or its origin is forgotten. */
export const answerSource = async (
  { params, body }: Input<typeof answerTaken>,
  ask: Ask,
): Promise<Result<typeof answerTaken>> => {
  const { report, texts, version } = await openNarrative(ask, params.reportId);
  if (body.version !== version) throw new Refused(refuse(changedMeanwhile, {}));
  const row = found(
    (await takenOf(ask.tx, report.id)).find(({ id }) => id === params.takenId),
    refuse(notFound, {}),
  );
  const said = found(
    (await sayTaken(ask, report.id)).find(({ id }) => id === row.id),
    refuse(notFound, {}),
  );
  const today = (await newestNarratives(ask.tx, [row.sourceReportId])).get(row.sourceReportId);
  let next = version;
  if (body.answer === 'forget' || said.now === null) await forgetTaken(ask.tx, row.id);
  else {
    if (body.answer === 'new') {
      const text = withNewParagraph(texts[row.section] ?? '', row.sourceText, said.now);
      must(whyNotLonger(text));
      next = await put(ask, report.id, { ...texts, [row.section]: text }, version);
    }
    await renewTaken(ask.tx, row.id, {
      sourceRevision: today?.revision ?? row.sourceRevision,
      sourceText: said.now,
      sourceAt: row.sourceAt,
    });
  }
  await ask.audit({
    action: 'reporting.answerTaken',
    subject: `report:${report.id}`,
    unitId: report.unitId,
    before: { text: row.sourceText },
    after: { answer: body.answer, text: said.now },
  });
  return { version: next };
};

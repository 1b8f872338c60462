/** The words of a report at the moment it is sent. */
import { parsePeriod } from '@app/contract/kernel/period.ts';
import type { FieldFault } from '@app/contract/kernel/problem.ts';
import type { FigurePairs } from '@app/contract/reporting/narrative/references.ts';
import type { CellInput } from '@app/contract/reporting/routes.ts';
import type { Ask } from '../../kernel/ask.ts';
import { must } from '../../kernel/problem.ts';
import type { Form } from '../form/rules.ts';
import { openForWriting } from '../report/open.ts';
import { figuresOfReferences } from './figures.ts';
import { keepNarrative, sendNarrative } from './queries.ts';
import { faultsOfTexts, referencesIn, type Texts, whyNotBringTexts, whyNotSendTexts } from './rules.ts';

type Sending = {
  report: { id: number; unitId: number; period: string };
  form: Form;
  level: string;
  cells: Readonly<Record<string, CellInput>>;
  isNil: boolean;
  revision: number;
  /** The words as they are being written. */
  kept: Texts;
};

/**
 * Keeps the words of a report with its revision, and the figures their references stand for at this moment. Refuses when a
 * section that the form asks for is empty (NĐ 09/2019/NĐ-CP Art. 8: the outline belongs to the report). A report without
 * words costs nothing.
 */
export const freezeNarrative = async (ask: Omit<Ask, 'audit'>, sending: Sending): Promise<void> => {
  const { report, form, level, cells, revision } = sending;
  const texts = Object.fromEntries(Object.entries(sending.kept).filter(([, text]) => text.trim() !== ''));
  must(whyNotSendTexts(form, texts, sending.isNil));
  const period = parsePeriod(report.period);
  if (Object.keys(texts).length === 0 || !period) return;
  const source = { unitId: report.unitId, level, period, line: form.line, cells };
  const figures = await figuresOfReferences(ask, source, referencesIn(texts));
  await sendNarrative(ask.tx, { reportId: report.id, revision, texts, figures });
};

/** Words that came with reports from elsewhere, such as those of the demonstration: kept, and frozen with the newest revision. */
export const loadNarrative = async (ask: Ask, reportId: number, texts: Texts): Promise<void> => {
  const { report, form, level } = await openForWriting(ask, reportId);
  await keepNarrative(ask.tx, reportId, texts, 0, { now: ask.now, postId: ask.actor.postId });
  const cells = (report.cells ?? {}) as Readonly<Record<string, CellInput>>;
  await freezeNarrative(ask, { report, form, level, cells, isNil: false, revision: report.revision, kept: texts });
  await ask.audit({
    action: 'reporting.saveNarrative',
    subject: `report:${reportId}`,
    unitId: report.unitId,
    after: texts,
  });
};

/**
 * The words that come with the figures of a report in bulk, with the checks of those that its officer types: known sections, references
 * that name figures, and no section missing that the form asks for. Answers what is wrong, and the figures they stand for.
 */
export const readImported = async (
  ask: Omit<Ask, 'audit'>,
  { report, form, level, cells, isNil }: Omit<Sending, 'revision' | 'kept'>,
  texts: Texts,
): Promise<{ faults: readonly FieldFault[]; figures: FigurePairs }> => {
  const missing = whyNotBringTexts(form, texts, isNil)?.fields ?? [];
  const period = parsePeriod(report.period);
  if (Object.keys(texts).length === 0 || !period) return { faults: missing, figures: {} };
  const source = { unitId: report.unitId, level, period, line: form.line, cells };
  const figures = await figuresOfReferences(ask, source, referencesIn(texts));
  return { faults: [...faultsOfTexts(form, texts, figures), ...missing], figures };
};

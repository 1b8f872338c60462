import { type Period, parsePeriod, periodName, previousOf, samePeriodLastYear } from '@app/contract/kernel/period.ts';
import type { Language } from '@app/contract/kernel/words.ts';
import { useState } from 'react';
import { useFormat } from '../kernel/format.ts';
import { useWords } from '../kernel/words.ts';
import { NumberGrid } from '../ui/NumberGrid.tsx';
import { say } from '../ui/toast.ts';
import { DecisionFoot } from './DecisionFoot.tsx';
import { DraftNotice } from './DraftNotice.tsx';
import { EntryFoot } from './EntryFoot.tsx';
import { NoteDialog } from './NoteDialog.tsx';
import { ReportNotices } from './ReportNotices.tsx';
import { sectionsOf } from './report-grid.ts';
import { SectionList } from './SectionList.tsx';
import { type ReportAnswer, useDraft } from './use-draft.ts';

/** 'T10/2026', 'Oct 2026': short enough for the head of a column; other kinds of periods by their names. */
const shortName = (period: Period, language: Language): string => {
  if (period.kind !== 'month') return periodName(period, language);
  return language === 'vi'
    ? `T${period.number}/${period.year}`
    : periodName(period, language).replace(/^(\w{3})\w*/, '$1');
};

/** The figures of one report: typed by its own body, read and decided by its superior. */
export const ReportSheet = ({ answer }: { answer: ReportAnswer }) => {
  const { t, language } = useWords();
  const format = useFormat();
  const draft = useDraft(answer);
  const [noted, setNoted] = useState<string | null>(null);
  const { form, report, whyNot } = answer;
  const readOnly = whyNot.saveDraft !== null;
  const decides = whyNot.acceptReport?.code !== 'reporting.not-your-decision';
  const told = { figures: draft.figures, notes: draft.notes, faults: draft.faults, typing: draft.grid.typing };
  const sections = sectionsOf(answer, told, { t, format });
  const rows = sections.flatMap((section) => section.rows);
  const faulty = (rowId: string) =>
    rows.some((row) => row.id === rowId && row.error) ||
    (draft.grid.typing !== rowId && Boolean(draft.grid.entries[rowId]?.fault));
  const period = parsePeriod(report.period.code);
  const past = (of: (period: Period) => Period) => (period ? shortName(of(period), language) : '');
  const row = rows.find(({ id }) => id === noted);
  return (
    <div className="stack">
      <ReportNotices answer={answer} />
      <DraftNotice draft={draft} />
      <div className="work">
        <SectionList
          sections={sections}
          filled={(rowId) => draft.figures[rowId] !== null && draft.figures[rowId] !== undefined}
          faulty={faulty}
        />
        <div className="stack">
          <NumberGrid
            label={`${t(form.title)}, ${t(report.period.words)}`}
            heads={{
              previous: [t({ vi: 'Kỳ trước', en: 'Previous' }), past(previousOf)],
              lastYear: [t({ vi: 'Cùng kỳ', en: 'A year ago' }), past(samePeriodLastYear)],
              current: [t({ vi: 'Kỳ này', en: 'This period' }), past((now) => now)],
              change: [t({ vi: 'So cùng', en: 'Against a' }), t({ vi: 'kỳ', en: 'year ago' })],
              toDate: [t({ vi: 'Lũy kế', en: 'Year' }), t({ vi: 'năm', en: 'to date' })],
            }}
            sections={sections}
            grid={draft.grid}
            readOnly={readOnly}
            onNote={setNoted}
            onPaste={(landed, skipped) =>
              say(
                t(
                  {
                    vi: 'Đã dán {landed} ô, bỏ qua {skipped} ô không nhập tay.',
                    en: 'Pasted {landed}, skipped {skipped} that cannot be typed.',
                  },
                  { landed, skipped },
                ),
              )
            }
          />
          {!readOnly && (
            <EntryFoot
              answer={answer}
              draft={draft}
              faultyRows={rows.map(({ id }) => id).filter(faulty)}
              sectionOf={(rowId) => sections.find((section) => section.rows.some(({ id }) => id === rowId))?.id ?? ''}
            />
          )}
          {readOnly && decides && <DecisionFoot answer={answer} />}
        </div>
      </div>
      {row && (
        <NoteDialog
          name={row.name}
          note={draft.notes[row.id] ?? ''}
          readOnly={readOnly || row.kind !== 'entry'}
          onClose={() => setNoted(null)}
          onKeep={(note) => draft.setNote(row.id, note.trim() || null)}
        />
      )}
    </div>
  );
};

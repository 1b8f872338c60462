import { type Period, parsePeriod, periodName, previousOf, samePeriodLastYear } from '@app/contract/kernel/period.ts';
import type { Language } from '@app/contract/kernel/words.ts';
import { useMemo, useState } from 'react';
import { useFormat } from '../kernel/format.ts';
import { useWords } from '../kernel/words.ts';
import { type GridHeads, NumberGrid } from '../ui/NumberGrid.tsx';
import { say } from '../ui/toast.ts';
import { DecisionFoot } from './DecisionFoot.tsx';
import { DraftNotice } from './DraftNotice.tsx';
import { EntryFoot } from './EntryFoot.tsx';
import { NoteDialog } from './NoteDialog.tsx';
import { ReportNotices } from './ReportNotices.tsx';
import { sectionWriter } from './report-grid.ts';
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
  const { form, cells, report, whyNot } = answer;
  const readOnly = whyNot.saveDraft !== null || draft.queued !== null;
  const decides = whyNot.acceptReport?.code !== 'reporting.not-your-decision';
  const { grid, figures, notes } = draft;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the writers follow from the language
  const write = useMemo(() => sectionWriter({ form, cells }, { t, format }), [form, cells, language]);
  const sections = write({ figures, notes, faults: draft.faults, typing: grid.typing });
  const rows = useMemo(() => sections.flatMap((section) => section.rows), [sections]);
  const faultyRows = rows.flatMap(({ id, error }) =>
    error || (grid.typing !== id && grid.entries[id]?.fault) ? [id] : [],
  );
  const faulty = new Set(faultyRows);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words follow from the language
  const heads = useMemo((): GridHeads => {
    const period = parsePeriod(report.period.code);
    const past = (of: (period: Period) => Period) => (period ? shortName(of(period), language) : '');
    return {
      previous: [t({ vi: 'Kỳ trước', en: 'Previous' }), past(previousOf)],
      lastYear: [t({ vi: 'Cùng kỳ', en: 'A year ago' }), past(samePeriodLastYear)],
      current: [t({ vi: 'Kỳ này', en: 'This period' }), past((now) => now)],
      change: [t({ vi: 'So cùng', en: 'Against a' }), t({ vi: 'kỳ', en: 'year ago' })],
      toDate: [t({ vi: 'Lũy kế', en: 'Year' }), t({ vi: 'năm', en: 'to date' })],
    };
  }, [report.period.code, language]);
  const row = rows.find(({ id }) => id === noted);
  const figure = row && figures[row.id];
  return (
    <div className="stack">
      <ReportNotices answer={answer} />
      <DraftNotice draft={draft} answer={answer} />
      <div className="work">
        <SectionList
          sections={sections}
          filled={(rowId) => (figures[rowId] ?? null) !== null}
          faulty={(rowId) => faulty.has(rowId)}
        />
        <div className="stack">
          <NumberGrid
            label={`${t(form.title)}, ${t(report.period.words)}`}
            heads={heads}
            sections={sections}
            grid={grid}
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
              faultyRows={faultyRows}
              sectionOf={(rowId) => sections.find((section) => section.rows.some(({ id }) => id === rowId))?.id ?? ''}
            />
          )}
          {readOnly && decides && <DecisionFoot answer={answer} />}
        </div>
      </div>
      {row && (
        <NoteDialog
          name={row.name}
          note={notes[row.id] ?? ''}
          precision={figure?.precision ?? null}
          readOnly={readOnly || row.kind !== 'entry'}
          onClose={() => setNoted(null)}
          onKeep={(note, precision) => {
            draft.setNote(row.id, note.trim() || null);
            if (!figure || precision === null || precision === figure.precision) return;
            grid.act({ do: 'put', texts: { [row.id]: grid.ways.write(row.id, { ...figure, precision }) } });
          }}
        />
      )}
    </div>
  );
};

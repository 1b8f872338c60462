import { listNarrativeSources, takeUpNarrative } from '@app/contract/reporting/narrative/routes.ts';
import { IconCheck, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useAction, useRead } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Select, TextInput } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { say } from '../../ui/toast.ts';
import { ReadParagraph } from './ReadText.tsx';
import { readAgain } from './TakenNotes.tsx';
import type { NarrativeAnswer, Writing } from './use-narrative.ts';

type Chosen = { report: number; revision: number; section: string; at: number };
const keyOf = ({ report, section, at }: Omit<Chosen, 'revision'>): string => `${report}:${section}:${at}`;
const PAGE = 20;

/** What the units below have sent in words, found by unit, section and text, and taken into the own report by choice. */
export const SourcesPanel = ({ answer, writing }: { answer: NarrativeAnswer; writing: Writing }) => {
  const { t, tell } = useWords();
  const reportId = answer.report.id;
  const first = answer.sections[0]?.key ?? '';
  const [q, setQ] = useState('');
  const [section, setSection] = useState('');
  const [show, setShow] = useState<'all' | 'open' | 'taken'>('all');
  const [page, setPage] = useState(1);
  const [chosen, setChosen] = useState<ReadonlyMap<string, Chosen>>(new Map());
  const [into, setInto] = useState('');
  const read = useRead(listNarrativeSources, {
    params: { reportId },
    query: { q, show, page, ...(section !== '' && { section }) },
  });
  // A paragraph goes where it stood, unless said otherwise.
  const target = into || [...chosen.values()][0]?.section || section || first;
  const take = useAction(takeUpNarrative, {
    onDone: ({ added }) => {
      setChosen(new Map());
      say(t({ vi: 'Đã lấy {n} đoạn.', en: '{n} {n|paragraph|paragraphs} taken.' }, { n: added }));
      void readAgain(reportId, writing);
    },
  });
  const press = async () => {
    if (!(await writing.flush())) return;
    take.mutate({
      params: { reportId },
      body: { version: writing.version(), section: target, paragraphs: [...chosen.values()] },
    });
  };
  const toggle = (each: Chosen, on: boolean) =>
    setChosen((before) => {
      const next = new Map(before);
      if (on) next.set(keyOf(each), each);
      else next.delete(keyOf(each));
      return next;
    });
  const from =
    <T,>(change: (value: T) => void) =>
    (value: T) => {
      change(value);
      setPage(1);
    };
  const data = read.data;
  const pages = Math.max(1, Math.ceil((data?.found ?? 0) / PAGE));
  const whyNot =
    answer.whyNot.saveNarrative !== null
      ? t(answer.whyNot.saveNarrative.says)
      : chosen.size === 0
        ? t({ vi: 'Đánh dấu đoạn cần lấy trước.', en: 'Mark what to take first.' })
        : null;
  return (
    <aside className="panel sources" aria-label={t({ vi: 'Lời của các đơn vị dưới', en: 'Words of the units below' })}>
      <header>
        <h2>{t({ vi: 'Lời của các đơn vị dưới', en: 'Words of the units below' })}</h2>
        {data && (
          <span className="small mid">
            {t(
              { vi: '{sent}/{owed} đơn vị có gửi lời', en: '{sent} of {owed} units sent words' },
              { sent: data.sent, owed: data.owed },
            )}
          </span>
        )}
      </header>
      <div className="in stack">
        <TextInput
          label={t({ vi: 'Tìm đơn vị hoặc chữ', en: 'Find a unit or words' })}
          autoComplete="off"
          value={q}
          onChange={(event) => from(setQ)(event.target.value)}
        />
        <Select
          label={t({ vi: 'Phần', en: 'Section' })}
          options={[
            { value: '', label: t({ vi: 'Tất cả các phần', en: 'All sections' }) },
            ...answer.sections.map(({ key, title }) => ({ value: key, label: t(title) })),
          ]}
          value={section}
          onPick={from(setSection)}
        />
        <Segmented
          label={t({ vi: 'Đoạn hiện ra', en: 'Paragraphs shown' })}
          value={show}
          onPick={from(setShow)}
          options={[
            { value: 'all', label: t({ vi: 'Tất cả', en: 'All' }) },
            { value: 'open', label: t({ vi: 'Chưa lấy', en: 'Not taken' }) },
            { value: 'taken', label: t({ vi: 'Đã lấy', en: 'Taken' }) },
          ]}
        />
        {data?.found === 0 && (
          <Empty>
            {data.sent === 0
              ? t({
                  vi: 'Chưa đơn vị nào gửi phần lời trong kỳ này.',
                  en: 'No unit has sent words for this period yet.',
                })
              : t({ vi: 'Không đoạn nào khớp. Bỏ bớt điều kiện tìm.', en: 'No paragraph fits. Search for less.' })}
          </Empty>
        )}
        <ul className="source-list">
          {data?.sources.map((source) => (
            <li key={`${source.report}:${source.section.key}`}>
              <p>
                <b>{source.unit.fullName}</b> <span className="mid small">{t(source.section.title)}</span>
              </p>
              {source.paragraphs.map((paragraph) => {
                const one: Chosen = {
                  report: source.report,
                  revision: source.revision,
                  section: source.section.key,
                  at: paragraph.at,
                };
                return (
                  <Checkbox key={paragraph.at} checked={chosen.has(keyOf(one))} onPick={(on) => toggle(one, on)}>
                    <ReadParagraph text={paragraph.text} figures={source.figures} />{' '}
                    {paragraph.taken && (
                      <Tag look="duyet" icon={IconCheck}>
                        {t({ vi: 'Đã lấy', en: 'Taken' })}
                      </Tag>
                    )}
                  </Checkbox>
                );
              })}
            </li>
          ))}
        </ul>
        {pages > 1 && (
          <div className="row">
            <Button
              small
              icon={IconChevronLeft}
              whyNot={page === 1 ? t({ vi: 'Đang ở trang đầu.', en: 'This is the first page.' }) : null}
              onClick={() => setPage(page - 1)}
            >
              {t({ vi: 'Trước', en: 'Previous' })}
            </Button>
            <span className="num">
              {page}/{pages}
            </span>
            <Button
              small
              icon={IconChevronRight}
              whyNot={page === pages ? t({ vi: 'Đang ở trang cuối.', en: 'This is the last page.' }) : null}
              onClick={() => setPage(page + 1)}
            >
              {t({ vi: 'Sau', en: 'Next' })}
            </Button>
          </div>
        )}
      </div>
      <div className="take-foot">
        {take.error && (
          <Notice kind="error" live>
            {tell(take.error)}
          </Notice>
        )}
        <Select
          label={t({ vi: 'Đưa vào phần', en: 'Into the section' })}
          options={answer.sections.map(({ key, title }) => ({ value: key, label: t(title) }))}
          value={target}
          onPick={setInto}
        />
        <Button look="filled" busy={take.isPending} whyNot={whyNot} onClick={() => void press()}>
          {t({ vi: 'Lấy {n} đoạn vào báo cáo', en: 'Take {n} {n|paragraph|paragraphs}' }, { n: chosen.size })}
        </Button>
      </div>
    </aside>
  );
};

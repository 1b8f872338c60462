import { lineWords } from '@app/contract/figures/routes.ts';
import { getNarrative } from '@app/contract/reporting/narrative/routes.ts';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useFormat } from '../../kernel/format.ts';
import { paths } from '../../kernel/paths.ts';
import { useRead } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { Page } from '../../shell/Page.tsx';
import { buttonClass } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Loaded } from '../Loaded.tsx';
import { ReadText } from './ReadText.tsx';
import { SectionEditor } from './SectionEditor.tsx';
import { SourcesPanel } from './SourcesPanel.tsx';
import { type NarrativeAnswer, useNarrative, type Writing } from './use-narrative.ts';
import './narrative.css';

const SavedLine = ({ writing }: { writing: Writing }) => {
  const { t } = useWords();
  const format = useFormat();
  const { state, savedAt } = writing;
  return (
    <p className="mid" role="status">
      {state === 'saving' && t({ vi: 'Đang lưu…', en: 'Saving…' })}
      {state === 'typed' && t({ vi: 'Chưa lưu', en: 'Not saved yet' })}
      {state === 'refused' && t({ vi: 'Chưa lưu được, xem chỗ báo đỏ', en: 'Not saved; see what is marked' })}
      {state === 'saved' &&
        (savedAt
          ? t({ vi: 'Đã lưu lúc {at}', en: 'Saved at {at}' }, { at: format.moment(savedAt) })
          : t({ vi: 'Tự lưu khi bạn gõ', en: 'Saves by itself as you type' }))}
    </p>
  );
};

/** What went with earlier submissions, as it read then. */
const Sent = ({ answer }: { answer: NarrativeAnswer }) => {
  const { t } = useWords();
  if (answer.sent.length === 0) return null;
  return (
    <section className="panel narrative" aria-label={t({ vi: 'Lời đã gửi', en: 'Words as sent' })}>
      <header>
        <h2>{t({ vi: 'Lời đã gửi', en: 'Words as sent' })}</h2>
      </header>
      <div className="in">
        {answer.sent.map(({ revision, texts, figures }) => (
          <details key={revision}>
            <summary>{t({ vi: 'Lần gửi {n}', en: 'Submission {n}' }, { n: revision })}</summary>
            {answer.sections
              .filter(({ key }) => texts[key])
              .map(({ key, title }) => (
                <div key={key} className="reads">
                  <h3>{t(title)}</h3>
                  <ReadText text={texts[key] ?? ''} figures={figures} />
                </div>
              ))}
          </details>
        ))}
      </div>
    </section>
  );
};

const OneNarrative = ({ answer }: { answer: NarrativeAnswer }) => {
  const { t, tell } = useWords();
  const writing = useNarrative(answer);
  const { report, whyNot, basis } = answer;
  const closed = whyNot.saveNarrative;
  const written = answer.sections.filter(({ key }) => (writing.texts[key] ?? '').trim() !== '').length;
  return (
    <Page
      title={t({ vi: 'Phần lời của báo cáo', en: 'Words of the report' })}
      lead={
        <>
          {t(
            { vi: 'Đã viết {n}/{all} phần. ', en: '{n} of {all} sections written. ' },
            { n: written, all: answer.sections.length },
          )}
          {closed === null &&
            (basis === 'cells'
              ? t({
                  vi: 'Số liệu trong bài lấy từ các ô của chính báo cáo này, sửa ô là bài đổi theo.',
                  en: 'The figures come from the cells of this report; change a cell and the text follows.',
                })
              : t({
                  vi: 'Số liệu trong bài là số tổng đã duyệt của cả địa bàn.',
                  en: 'The figures are the accepted totals of the whole area.',
                }))}
        </>
      }
      address={[
        { label: t({ vi: 'Địa bàn', en: 'Place' }), value: report.unit.fullName },
        { label: t({ vi: 'Kỳ', en: 'Period' }), value: t(report.period.words) },
        { label: t({ vi: 'Tuyến', en: 'Line' }), value: t(lineWords[report.line]) },
      ]}
      actions={
        <Link className={buttonClass()} to={paths.report} params={{ reportId: String(report.id) }}>
          <Icon of={IconArrowLeft} />
          {t({ vi: 'Về số liệu', en: 'To the figures' })}
        </Link>
      }
    >
      <div className={answer.consolidates ? 'two narrative-page' : 'narrative-page'}>
        <div className="stack">
          {closed && closed.code !== 'reporting.not-yours' && <Notice>{t(closed.says)}</Notice>}
          {closed === null && <SavedLine writing={writing} />}
          {writing.problem && (
            <Notice kind="error" live>
              {tell(writing.problem)}
            </Notice>
          )}
          {answer.sections.map((section) => (
            <SectionEditor key={section.key} answer={answer} section={section} writing={writing} />
          ))}
          <Sent answer={answer} />
        </div>
        {answer.consolidates && <SourcesPanel answer={answer} writing={writing} />}
      </div>
    </Page>
  );
};

/** The words beside the figures of a report: written by its unit, read by its superior. */
export const NarrativePage = () => {
  const { reportId } = useParams({ from: '/inside/reports/$reportId/words' });
  const read = useRead(getNarrative, { params: { reportId: Number(reportId) } });
  return <Loaded read={read}>{(answer) => <OneNarrative key={answer.report.id} answer={answer} />}</Loaded>;
};

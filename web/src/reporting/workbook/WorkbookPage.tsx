import { getReport } from '@app/contract/reporting/routes.ts';
import {
  applyWorkbook,
  type CheckedReport,
  checkWorkbook,
  downloadCsv,
  downloadWorkbook,
} from '@app/contract/reporting/workbook/routes.ts';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { call, download } from '../../kernel/call.ts';
import { paths } from '../../kernel/paths.ts';
import { queryClient, useRead } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { Page } from '../../shell/Page.tsx';
import { buttonClass } from '../../ui/Button.tsx';
import { say } from '../../ui/toast.ts';
import { Loaded } from '../Loaded.tsx';
import { inSentence } from '../report-look.ts';
import type { ReportAnswer } from '../use-draft.ts';
import { WorkbookWork } from './WorkbookWork.tsx';

const figuresAlone = { vi: 'Ghi {n} ô vào bản nháp', en: 'Write {n} {n|cell|cells} into the draft' };
const withWords = {
  vi: 'Ghi {n} ô và {sections} phần lời vào bản nháp',
  en: 'Write {n} {n|cell|cells} and {sections} {sections|section|sections} of words into the draft',
};

const doneFigures = {
  vi: 'Đã ghi {n} ô vào bản nháp. Xem lại rồi gửi báo cáo.',
  en: '{n} {n|cell is|cells are} in the draft. Look at it and send the report.',
};
const doneWithWords = {
  vi: 'Đã ghi {n} ô và {sections} phần lời vào bản nháp. Xem lại rồi gửi báo cáo.',
  en: '{n} {n|cell|cells} and {sections} {sections|section|sections} of words are in the draft. Look at it and send the report.',
};

const OneWorkbook = ({ answer: { report, form, whyNot } }: { answer: ReportAnswer }) => {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const params = { reportId: report.id };
  const fetchForm = (as: 'xlsx' | 'csv') =>
    download(as === 'xlsx' ? downloadWorkbook : downloadCsv, { params, query: { language } }, `${form.code}.${as}`);
  const apply = async (body: Blob, { checked, draftVersion, wordsVersion, summary, words }: CheckedReport) => {
    const done = await call(applyWorkbook, {
      params,
      query: {
        checked,
        draftVersion,
        cells: summary.accepted,
        sections: words?.summary.accepted ?? 0,
        wordsVersion,
      },
      body,
    });
    await queryClient.invalidateQueries();
    say(t(done.sections > 0 ? doneWithWords : doneFigures, { n: done.cells, sections: done.sections }));
    await navigate({ to: paths.report, params: { reportId: String(report.id) } });
  };
  return (
    <Page
      title={t(
        { vi: 'Nhập báo cáo {period} bằng Excel', en: 'Report of {period} by Excel' },
        { period: t(inSentence(report.period.words)) },
      )}
      lead={`${t(form.title)}. ${report.unit.fullName}.`}
      actions={
        <Link className={buttonClass()} to={paths.report} params={{ reportId: String(report.id) }}>
          {t({ vi: 'Về báo cáo', en: 'Back to the report' })}
        </Link>
      }
    >
      <WorkbookWork<CheckedReport>
        many={false}
        closed={whyNot.saveDraft && t(whyNot.saveDraft.says)}
        onDownload={fetchForm}
        onCheck={(body) => call(checkWorkbook, { params, body })}
        onApply={apply}
        whyNotApply={(checked) => checked.whyNot.applyWorkbook}
        applyLabel={({ summary, words }) =>
          t(words && words.summary.accepted > 0 ? withWords : figuresAlone, {
            n: summary.accepted,
            sections: words?.summary.accepted ?? 0,
          })
        }
      />
    </Page>
  );
};

/** The form of one report by file: down to be filled in, and up into the draft. */
export const WorkbookPage = () => {
  const { reportId } = useParams({ from: '/inside/reports/$reportId/excel' });
  const read = useRead(getReport, { params: { reportId: Number(reportId) } });
  return <Loaded read={read}>{(answer) => <OneWorkbook key={answer.report.id} answer={answer} />}</Loaded>;
};

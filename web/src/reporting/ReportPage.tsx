import { lineWords } from '@app/contract/figures/routes.ts';
import { getReport } from '@app/contract/reporting/routes.ts';
import { IconAlignLeft, IconHistory, IconLockOpen } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useFormat } from '../kernel/format.ts';
import { paths } from '../kernel/paths.ts';
import { useRead } from '../kernel/query.ts';
import { useWords } from '../kernel/words.ts';
import { Page } from '../shell/Page.tsx';
import type { AddressPart } from '../ui/AddressBar.tsx';
import { Button, buttonClass } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { later } from '../ui/later.tsx';
import { StateTag } from '../ui/Tag.tsx';
import { TalkButton } from './discussion/TalkButton.tsx';
import { ExceptionDialog } from './ExceptionDialog.tsx';
import { Loaded } from './Loaded.tsx';
import { againstDeadline } from './moments.ts';
import { ReportSheet } from './ReportSheet.tsx';
import { lookOf, superiorOf } from './report-look.ts';
import { Submissions } from './Submissions.tsx';
import type { ReportAnswer } from './use-draft.ts';
import { useNow } from './use-now.ts';
import { ReportExcelLink } from './workbook/ExcelLinks.tsx';

/** Loaded beside the entry, which does not wait for it. */
const ReportTargets = later(() => import('./targets/ReportTargets.tsx').then((file) => file.ReportTargets));
const ReportSignals = later(() => import('./signals/ReportSignals.tsx').then((file) => file.ReportSignals));

const useAddress = ({ report }: ReportAnswer): AddressPart[] => {
  const { t } = useWords();
  const format = useFormat();
  const { period } = report;
  return [
    { label: t({ vi: 'Địa bàn', en: 'Place' }), value: report.unit.fullName },
    {
      label: t({ vi: 'Kỳ', en: 'Period' }),
      value: t(period.words),
      detail: `${format.date(period.startsOn)}–${format.date(period.endsOn)}`,
    },
    { label: t({ vi: 'Tuyến', en: 'Line' }), value: t(lineWords[report.line]) },
  ];
};

const Lead = ({ report }: Pick<ReportAnswer, 'report'>): ReactNode => {
  const { t } = useWords();
  const format = useFormat();
  const deadline = againstDeadline(report, useNow());
  return (
    <>
      {t({ vi: 'Hạn gửi {superior} ', en: 'Due at {superior} ' }, { superior: superiorOf(report.unit.level) })}
      <b>{format.fullMoment(report.dueAt)}</b>
      {report.state !== 'returned' && (
        <>
          , <span className={deadline.late ? 'late' : undefined}>{t(deadline.words)}</span>
        </>
      )}
      .{' '}
      {t(
        { vi: 'Đã có số ở {filled} trong {asked} ô.', en: '{filled} of {asked} cells are filled.' },
        { filled: report.filled, asked: report.asked },
      )}
    </>
  );
};

const OneReport = ({ answer }: { answer: ReportAnswer }) => {
  const { t } = useWords();
  const [open, setOpen] = useState<'submissions' | 'exception' | null>(null);
  const address = useAddress(answer);
  const { report, form, submissions, whyNot } = answer;
  return (
    <Page
      title={t(form.title)}
      tag={
        <>
          <StateTag state={lookOf(report)} /> {report.isLocked && <StateTag state="locked" />}{' '}
          {report.isNil && <StateTag state="nil" />}
        </>
      }
      lead={<Lead report={report} />}
      address={address}
      actions={
        <>
          {whyNot.allowException === null && (
            <Button icon={IconLockOpen} onClick={() => setOpen('exception')}>
              {t({ vi: 'Mở ngoại lệ…', en: 'Open an exception…' })}
            </Button>
          )}
          <Link className={buttonClass()} to={paths.words} params={{ reportId: String(report.id) }}>
            <Icon of={IconAlignLeft} />
            {t({ vi: 'Phần lời', en: 'Words' })}
          </Link>
          <ReportExcelLink reportId={report.id} />
          <TalkButton report={report} messages={answer.messages} />
          <Button icon={IconHistory} onClick={() => setOpen('submissions')}>
            {t({ vi: 'Các lần gửi ({n})', en: 'Submissions ({n})' }, { n: submissions.length })}
          </Button>
        </>
      }
    >
      <ReportSheet answer={answer} />
      <ReportTargets unitId={report.unit.id} period={report.period.code} form={form} />
      {report.revision > 0 && <ReportSignals reportId={report.id} />}
      {open === 'submissions' && <Submissions submissions={submissions} onClose={() => setOpen(null)} />}
      {open === 'exception' && <ExceptionDialog reportId={report.id} onClose={() => setOpen(null)} />}
    </Page>
  );
};

/** One report: entry for its own body, reading and decision for its superior. */
export const ReportPage = () => {
  const { reportId } = useParams({ from: '/inside/reports/$reportId' });
  const read = useRead(getReport, { params: { reportId: Number(reportId) } });
  return <Loaded read={read}>{(answer) => <OneReport key={answer.report.id} answer={answer} />}</Loaded>;
};

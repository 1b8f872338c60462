import type { Words } from '@app/contract/kernel/words.ts';
import type { ReportBrief } from '@app/contract/reporting/routes.ts';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useId } from 'react';
import { useFormat } from '../kernel/format.ts';
import { paths } from '../kernel/paths.ts';
import { useWords } from '../kernel/words.ts';
import { buttonClass } from '../ui/Button.tsx';
import { StateTag } from '../ui/Tag.tsx';
import { againstDeadline } from './moments.ts';
import { type DeskBrief, requestOf } from './my-work.ts';
import { inSentence, lookOf } from './report-look.ts';
import { useNow } from './use-now.ts';

/** A named list of work with its count; left out when it is empty. */
export const WorkList = ({ title, count, children }: { title: string; count: number; children: ReactNode }) => {
  const heading = useId();
  if (count === 0) return null;
  return (
    <section className="list" aria-labelledby={heading}>
      <h2 id={heading}>
        {title} <span className="num">{count}</span>
      </h2>
      <ul>{children}</ul>
    </section>
  );
};

const DAY = 86_400_000;

const Due = ({ report }: { report: Pick<ReportBrief, 'submittedAt' | 'dueAt' | 'isLate'> }) => {
  const { t } = useWords();
  const now = useNow();
  const { words, late } = againstDeadline(report, now);
  const soon = !late && report.submittedAt === null && Date.parse(report.dueAt) - now.getTime() < 3 * DAY;
  return (
    <div className={late ? 'due late' : soon ? 'due soon' : 'due'}>
      <Day of={report.dueAt} />
      <small>{t(words)}</small>
    </div>
  );
};

const Day = ({ of }: { of: string }) => useFormat().moment(of).split(' ')[0];

/** The deadline of the units below; it presses only while something is open. */
const DeskDue = ({ desk }: { desk: DeskBrief }) => {
  const { t } = useWords();
  if (desk.waiting > 0 || (desk.notSent > 0 && !desk.issued)) {
    return <Due report={{ submittedAt: null, dueAt: desk.dueAt, isLate: desk.late > 0 }} />;
  }
  return (
    <div className="due">
      <Day of={desk.dueAt} />
      <small>{t({ vi: 'đã xong', en: 'settled' })}</small>
    </div>
  );
};

/** One own report on the list. */
export const ReportTask = ({ report, action }: { report: ReportBrief; action: Words }) => {
  const { t } = useWords();
  const format = useFormat();
  const { submittedAt, revision, filled, asked } = report;
  // The form of a request is named after it.
  const request = requestOf(report.form.code);
  const progress =
    submittedAt === null
      ? t({ vi: 'Đã có {filled}/{asked} ô.', en: '{filled} of {asked} cells are filled.' }, { filled, asked })
      : t(
          {
            vi: 'Gửi lúc {moment}, lần {revision}, {filled}/{asked} ô.',
            en: 'Sent {moment}, submission {revision}, {filled} of {asked} cells.',
          },
          { moment: format.moment(submittedAt), revision, filled, asked },
        );
  return (
    <li className="task">
      <Due report={report} />
      <div className="what">
        <h3>
          {t(report.form.title)}, {t(inSentence(report.period.words))} <StateTag state={lookOf(report)} />
        </h3>
        <p>
          {progress}
          {report.returnedCells > 0 &&
            ` ${t({ vi: 'Trả lại {n} ô, các ô khác đã duyệt.', en: '{n} {n|cell|cells} returned, the rest is accepted.' }, { n: report.returnedCells })}`}
          {report.returnReason &&
            ` ${t({ vi: 'Lý do trả lại: {reason}', en: 'Returned because: {reason}' }, { reason: report.returnReason })}`}
        </p>
      </div>
      <div className="row">
        {request !== null && (
          <Link className={buttonClass('quiet', true)} to={paths.request} params={{ requestId: String(request) }}>
            {t({ vi: 'Đọc yêu cầu', en: 'Read the request' })}
          </Link>
        )}
        <Link className={buttonClass('outline', true)} to={paths.report} params={{ reportId: String(report.id) }}>
          {t(action, { n: report.asked - report.filled })}
        </Link>
      </div>
    </li>
  );
};

/** One desk on the list. */
export const DeskTask = ({ desk, issues }: { desk: DeskBrief; issues: boolean }) => {
  const { t } = useWords();
  const search = { unit: String(desk.unitId), form: desk.form.code, period: desk.period.code };
  return (
    <li className="task">
      <DeskDue desk={desk} />
      <div className="what">
        <h3>
          {t(desk.form.title)}, {t(inSentence(desk.period.words))} {desk.issued && <StateTag state="issued" />}
        </h3>
        <p>
          {t(
            {
              vi: 'Chờ duyệt {waiting}, trả lại {returned}, đã duyệt {accepted}/{expected}, chưa gửi {notSent}.',
              en: '{waiting} waiting, {returned} returned, {accepted} of {expected} accepted, {notSent} not sent.',
            },
            {
              waiting: desk.waiting,
              returned: desk.returned,
              accepted: desk.accepted,
              expected: desk.expected,
              notSent: desk.notSent,
            },
          )}
        </p>
      </div>
      <span className="row">
        {!issues && !desk.issued && desk.late > 0 && (
          <Link className={buttonClass('quiet', true)} to={paths.urgings} search={search}>
            {t({ vi: 'Đôn đốc {n} đơn vị', en: 'Urge {n}' }, { n: desk.late })}
          </Link>
        )}
        {issues ? (
          <Link className={buttonClass('outline', true)} to={paths.totals} search={search}>
            {t({ vi: 'Xem số tổng', en: 'See the totals' })}
          </Link>
        ) : (
          <Link className={buttonClass('outline', true)} to={paths.desk} search={search}>
            {desk.waiting > 0
              ? t({ vi: 'Duyệt {n} báo cáo', en: 'Decide on {n}' }, { n: desk.waiting })
              : t({ vi: 'Mở bàn duyệt', en: 'Open the desk' })}
          </Link>
        )}
      </span>
    </li>
  );
};

import type { Words } from '@app/contract/kernel/words.ts';
import type { ReportBrief } from '@app/contract/reporting/routes.ts';
import { IconChecks, IconPencil, IconRosetteDiscountCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useId } from 'react';
import { useFormat } from '../kernel/format.ts';
import { paths } from '../kernel/paths.ts';
import { useWords } from '../kernel/words.ts';
import { buttonClass } from '../ui/Button.tsx';
import { Chain, type ChainStep } from '../ui/Chain.tsx';
import { Icon } from '../ui/Icon.tsx';
import { chainOfDesk, chainOfReport, type Step } from './chain.ts';
import { spanInWords } from './moments.ts';
import type { DeskBrief, NextThing } from './my-work.ts';
import { inSentence, superiorOf } from './report-look.ts';
import { useNow } from './use-now.ts';

type Props = {
  title: string;
  children: ReactNode;
  clock: ReactNode;
  steps: readonly Step[];
  action: ReactNode;
};

/** How long there is until the own deadline; after it, how long it has been over. */
const Clock = ({ dueAt }: { dueAt: string }) => {
  const { t } = useWords();
  const format = useFormat();
  const left = Date.parse(dueAt) - useNow().getTime();
  const span = t(spanInWords(left, true));
  return (
    <p className="clock">
      <b className={left < 0 ? 'late' : undefined}>
        {left < 0 ? t({ vi: 'quá {span}', en: '{span} overdue' }, { span }) : span}
      </b>
      <span className="small mid">
        {t({ vi: 'hạn {moment}', en: 'due {moment}' }, { moment: format.fullMoment(dueAt) })}
      </span>
    </p>
  );
};

/** The deadline of others: whoever decides is not late by it. */
const TheirDeadline = ({ dueAt }: { dueAt: string }) => {
  const { t } = useWords();
  const format = useFormat();
  const left = Date.parse(dueAt) - useNow().getTime();
  const span = spanInWords(left);
  const words: Words = left < 0 ? { vi: '{span} trước', en: '{span} ago' } : { vi: 'còn {span}', en: '{span} left' };
  return (
    <p className="clock">
      <b>{t(words, { span })}</b>
      <span className="small mid">
        {t({ vi: 'hạn đơn vị gửi {moment}', en: 'the units were due {moment}' }, { moment: format.fullMoment(dueAt) })}
      </span>
    </p>
  );
};

/** A report that came back has no deadline of its own: how long it has been waiting says more than a deadline it has met. */
const Since = ({ moment }: { moment: string }) => {
  const { t } = useWords();
  const format = useFormat();
  const span = spanInWords(useNow().getTime() - Date.parse(moment));
  return (
    <p className="clock">
      <b>{t({ vi: '{span} trước', en: '{span} ago' }, { span })}</b>
      <span className="small mid">
        {t({ vi: 'trả lại {moment}', en: 'returned {moment}' }, { moment: format.fullMoment(moment) })}
      </span>
    </p>
  );
};

const Card = ({ title, children, clock, steps, action }: Props) => {
  const { t } = useWords();
  const heading = useId();
  const said = steps.map((step): ChainStep => ({ title: t(step.title), detail: t(step.detail), at: step.at }));
  return (
    <section className="next" aria-labelledby={heading}>
      <div className="row">
        <div className="left">
          <h2 id={heading}>{title}</h2>
          <p>{children}</p>
        </div>
        {clock}
      </div>
      <div className="way">
        <Chain label={t({ vi: 'Đường đi của báo cáo', en: 'The way of the report' })} steps={said} />
      </div>
      <div className="act">{action}</div>
    </section>
  );
};

const reportTitle = ({ form, period, unit }: ReportBrief): Words => {
  const superior = superiorOf(unit.level);
  return {
    vi: `${form.title.vi}, ${inSentence(period.words).vi}, gửi ${superior.vi}`,
    en: `${form.title.en}, ${period.words.en}, to ${superior.en}`,
  };
};

const ReportCard = ({ report, corrects }: { report: ReportBrief; corrects: boolean }) => {
  const { t } = useWords();
  const left = report.asked - report.filled;
  const label: Words = corrects
    ? { vi: 'Sửa và gửi lại', en: 'Correct and send again' }
    : left === 0
      ? { vi: 'Xem lại và gửi', en: 'Check and send' }
      : report.filled === 0
        ? { vi: 'Nhập {n} ô', en: 'Fill {n} {n|cell|cells}' }
        : { vi: 'Nhập tiếp {n} ô', en: 'Fill {n} more {n|cell|cells}' };
  return (
    <Card
      title={t(reportTitle(report))}
      clock={corrects && report.decidedAt ? <Since moment={report.decidedAt} /> : <Clock dueAt={report.dueAt} />}
      steps={chainOfReport(report)}
      action={
        <Link className={buttonClass('filled')} to={paths.report} params={{ reportId: String(report.id) }}>
          <Icon of={IconPencil} />
          {t(label, { n: left })}
        </Link>
      }
    >
      {corrects ? (
        report.returnedCells > 0 ? (
          t(
            {
              vi: 'Bị trả lại {n} ô, các ô khác đã duyệt. Lý do đứng ngay dưới từng ô.',
              en: '{n} {n|cell was|cells were} returned, the rest is accepted. The reason stands under each cell.',
            },
            { n: report.returnedCells },
          )
        ) : (
          <>
            {t({ vi: 'Bị trả lại: ', en: 'Returned: ' })}
            {report.returnReason}
          </>
        )
      ) : (
        t(
          {
            vi: 'Đã có {filled}/{asked} ô. Bản nháp giữ trên máy này và trên máy chủ.',
            en: '{filled} of {asked} cells are filled. The draft is kept on this device and on the server.',
          },
          { filled: report.filled, asked: report.asked },
        )
      )}
    </Card>
  );
};

const DeskCard = ({ desk, issues, level }: { desk: DeskBrief; issues: boolean; level: string }) => {
  const { t } = useWords();
  const search = { unit: String(desk.unitId), form: desk.form.code, period: desk.period.code };
  const counts = { ...desk, sent: desk.waiting + desk.accepted };
  return (
    <Card
      title={`${t(desk.form.title)}, ${t(inSentence(desk.period.words))}`}
      clock={
        desk.upward && desk.upward.submittedAt === null ? (
          <Clock dueAt={desk.upward.dueAt} />
        ) : (
          <TheirDeadline dueAt={desk.dueAt} />
        )
      }
      steps={chainOfDesk(desk, level)}
      action={
        issues ? (
          <Link className={buttonClass('filled')} to={paths.totals} search={search}>
            <Icon of={IconRosetteDiscountCheck} />
            {t({ vi: 'Xem số tổng và ban hành', en: 'Look at the totals and issue' })}
          </Link>
        ) : (
          <>
            <Link className={buttonClass('filled')} to={paths.desk} search={search}>
              <Icon of={IconChecks} />
              {t(
                { vi: 'Xem và duyệt {n} báo cáo', en: 'Look at and accept {n} {n|report|reports}' },
                { n: desk.waiting },
              )}
            </Link>
            {desk.late > 0 && (
              <Link className={buttonClass()} to={paths.urgings} search={search}>
                {t({ vi: 'Đôn đốc {n} đơn vị chậm', en: 'Urge {n} late {n|unit|units}' }, { n: desk.late })}
              </Link>
            )}
          </>
        )
      }
    >
      {t(
        {
          vi: 'Đã gửi {sent}/{expected}, đã duyệt {accepted}, chờ duyệt {waiting}, trả lại {returned}, quá hạn {late}.',
          en: '{sent} of {expected} sent, {accepted} accepted, {waiting} waiting, {returned} returned, {late} overdue.',
        },
        {
          sent: counts.sent,
          expected: desk.expected,
          accepted: desk.accepted,
          waiting: desk.waiting,
          returned: desk.returned,
          late: desk.late,
        },
      )}
    </Card>
  );
};

/** The next thing to do: how long there is for it, where it stands on its way, and the one button. */
export const NextCard = ({ next, level }: { next: NextThing; level: string }) =>
  'report' in next ? (
    <ReportCard report={next.report} corrects={next.do === 'correct'} />
  ) : (
    <DeskCard desk={next.desk} issues={next.do === 'issue'} level={level} />
  );

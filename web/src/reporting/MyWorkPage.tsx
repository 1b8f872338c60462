import { daysBetween } from '@app/contract/kernel/period.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { getMyWork } from '@app/contract/reporting/routes.ts';
import { IconCalendarClock, IconTableOptions } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useFormat } from '../kernel/format.ts';
import { paths } from '../kernel/paths.ts';
import { useRead } from '../kernel/query.ts';
import { usePost, useSession } from '../kernel/session.ts';
import { useWords } from '../kernel/words.ts';
import { UnreadNotices } from '../notices/NoticeList.tsx';
import { screensOf } from '../shell/navigation.ts';
import { Page } from '../shell/Page.tsx';
import { buttonClass } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Icon } from '../ui/Icon.tsx';
import { later } from '../ui/later.tsx';
import { Loaded } from './Loaded.tsx';
import { issuableOf, nextThing, openOf, returnedOf, sentOf, type Work, waitingOf } from './my-work.ts';
import { NextCard } from './NextCard.tsx';
import { DeskTask, ReportTask, WorkList } from './WorkList.tsx';

/** Of interest after the work itself: fetched when that stands. */
const Neighbours = later(() => import('./timeliness/Neighbours.tsx').then((each) => each.Neighbours));

const EVERY = 60_000;

const fill: Words = { vi: 'Nhập {n} ô', en: 'Fill {n} {n|cell|cells}' };
const correct: Words = { vi: 'Sửa và gửi lại', en: 'Correct' };
const look: Words = { vi: 'Xem', en: 'Look' };

const useLead = (work: Work): string => {
  const { t } = useWords();
  const format = useFormat();
  const { today } = useSession();
  const issues = usePost()?.role === 'head';
  const open = openOf(work);
  const counts = [
    {
      n: open.filter(({ isLate }) => isLate).length,
      vi: 'báo cáo quá hạn',
      one: 'report is overdue',
      many: 'reports are overdue',
    },
    { n: returnedOf(work).length, vi: 'báo cáo bị trả lại', one: 'report was returned', many: 'reports were returned' },
    {
      n: open.filter(({ isLate }) => !isLate).length,
      vi: 'báo cáo phải gửi',
      one: 'report is due',
      many: 'reports are due',
    },
    issues
      ? {
          n: issuableOf(work, today).length,
          vi: 'kỳ chưa ban hành',
          one: 'period is not issued',
          many: 'periods are not issued',
        }
      : {
          n: work.desks.reduce((sum, desk) => sum + desk.waiting, 0),
          vi: 'báo cáo chờ duyệt',
          one: 'report awaits a decision',
          many: 'reports await a decision',
        },
  ].filter(({ n }) => n > 0);
  const said =
    counts.length === 0
      ? t({ vi: 'Không còn việc nào chờ bạn.', en: 'Nothing waits for you.' })
      : `${counts.map(({ n, vi, one, many }) => t({ vi: `{n} ${vi}`, en: `{n} ${n === 1 ? one : many}` }, { n })).join(', ')}.`;
  return `${format.date(today)}. ${said}`;
};

/** Where a post without work of its own goes from here. */
const Elsewhere = ({ work }: { work: Work }) => {
  const { t } = useWords();
  const format = useFormat();
  const session = useSession();
  const next = work.next;
  const inDays = next ? daysBetween(session.today, next.on) : 0;
  return (
    <>
      <Empty>
        {t({ vi: 'Không còn việc nào đến hạn.', en: 'Nothing is due.' })}{' '}
        {next &&
          t(
            {
              vi: 'Việc gần nhất: {title}, ngày {date}, còn {n} ngày.',
              en: 'Next: {title}, {date}, in {n} {n|day|days}.',
            },
            { title: next.title, date: format.date(next.on), n: inDays },
          )}
      </Empty>
      <p className="row">
        {screensOf(session)
          .filter(({ to }) => to !== paths.myWork)
          .map(({ name, to, icon, words }) => (
            <Link key={name} className={buttonClass()} to={to}>
              <Icon of={icon} />
              {t(words)}
            </Link>
          ))}
      </p>
    </>
  );
};

const Lists = ({ work }: { work: Work }) => {
  const { t } = useWords();
  const { today } = useSession();
  const post = usePost();
  const issues = post?.role === 'head';
  const next = nextThing(work, { decides: !issues, issues, today });
  const first = next && 'report' in next ? next.report.id : null;
  const firstDesk = next && 'desk' in next ? next.desk : null;
  const open = openOf(work).filter(({ id }) => id !== first);
  const returned = returnedOf(work).filter(({ id }) => id !== first);
  const sent = sentOf(work);
  const waiting = issues ? [] : waitingOf(work).filter((desk) => desk !== firstDesk);
  const others = work.desks.filter((desk) => desk !== firstDesk && !waiting.includes(desk));
  const keyOf = (desk: Work['desks'][number]) => `${desk.form.code} ${desk.period.code}`;
  return (
    <>
      {next ? <NextCard next={next} level={post?.unit.level ?? ''} /> : <Elsewhere work={work} />}
      <WorkList title={t({ vi: 'Bị trả lại', en: 'Returned' })} count={returned.length}>
        {returned.map((report) => (
          <ReportTask key={report.id} report={report} action={correct} />
        ))}
      </WorkList>
      <WorkList title={t({ vi: 'Đến hạn', en: 'Due' })} count={open.length}>
        {open.map((report) => (
          <ReportTask key={report.id} report={report} action={report.filled < report.asked ? fill : look} />
        ))}
      </WorkList>
      <WorkList title={t({ vi: 'Người khác đang chờ bạn', en: 'Others wait for you' })} count={waiting.length}>
        {waiting.map((desk) => (
          <DeskTask key={keyOf(desk)} desk={desk} issues={false} />
        ))}
      </WorkList>
      <WorkList
        title={
          issues
            ? t({ vi: 'Các kỳ của đơn vị', en: 'Periods of the unit' })
            : t({ vi: 'Các bàn duyệt khác', en: 'Other desks' })
        }
        count={others.length}
      >
        {others.map((desk) => (
          <DeskTask key={keyOf(desk)} desk={desk} issues={issues} />
        ))}
      </WorkList>
      <WorkList title={t({ vi: 'Đã gửi', en: 'Sent' })} count={sent.length}>
        {sent.map((report) => (
          <ReportTask key={report.id} report={report} action={look} />
        ))}
      </WorkList>
    </>
  );
};

/** For whom holds posts at several communes: their reports in one grid. */
const EnterMine = () => {
  const { t } = useWords();
  const { posts } = useSession();
  const units = posts
    .filter(({ role, unit }) => role === 'officer' && unit.level === 'commune')
    .map(({ unit }) => unit.id);
  if (new Set(units).size < 2) return null;
  return (
    <Link className={buttonClass()} to={paths.entryGrid} search={{ mine: 'yes' }}>
      <Icon of={IconTableOptions} />
      {t({ vi: 'Nhập nhiều đơn vị', en: 'Enter for many units' })}
    </Link>
  );
};

const MyWork = ({ work }: { work: Work }) => {
  const { t } = useWords();
  return (
    <Page
      title={t({ vi: 'Việc của tôi', en: 'My work' })}
      lead={useLead(work)}
      actions={
        <>
          <EnterMine />
          <Link className={buttonClass('quiet')} to={paths.regimes}>
            <Icon of={IconCalendarClock} />
            {t({ vi: 'Thời hạn, lịch, ngày nghỉ', en: 'Deadlines, calendars' })}
          </Link>
        </>
      }
    >
      <UnreadNotices />
      <Lists work={work} />
      {work.own.length > 0 && <Neighbours />}
    </Page>
  );
};

/** One list of work, by deadline, with the next thing on top. */
export const MyWorkPage = () => {
  const read = useRead(getMyWork, {}, { every: EVERY });
  return <Loaded read={read}>{(work) => <MyWork work={work} />}</Loaded>;
};

import type { Words } from '@app/contract/kernel/words.ts';
import type { NoticeAnswer } from '@app/contract/notices/routes.ts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useFormat } from '../kernel/format.ts';
import { paths } from '../kernel/paths.ts';
import { useWords } from '../kernel/words.ts';
import { Button, buttonClass } from '../ui/Button.tsx';
import { partsOf, sayNotice } from './say-notice.ts';
import './notices.css';

const words = {
  report: { vi: 'Mở báo cáo', en: 'Open the report' },
  desk: { vi: 'Mở bàn duyệt', en: 'Open the desk' },
  urge: { vi: 'Xem và đôn đốc', en: 'Look and urge' },
  letter: { vi: 'Xem văn bản', en: 'Read the letter' },
} as const satisfies Record<string, Words>;

/** Where a notice leads: to the report, to those who are late, to the letter. */
const Way = ({ notice: { kind, facts }, onOpen }: { notice: NoticeAnswer; onOpen: () => void }) => {
  const { t } = useWords();
  const look = buttonClass('outline', true);
  const desk =
    facts.unitId !== null && facts.form && facts.period
      ? { unit: String(facts.unitId), form: facts.form.code, period: facts.period }
      : null;
  const link = (to: ReactNode) => <span className="way">{to}</span>;
  if (kind === 'escalation' && desk)
    return link(
      <Link className={look} to={paths.urgings} search={desk} onClick={onOpen}>
        {t(words.urge)}
      </Link>,
    );
  if (kind === 'urging' && facts.urgingId !== null)
    return link(
      <>
        <Link
          className={buttonClass('quiet', true)}
          to={paths.urging}
          params={{ urgingId: String(facts.urgingId) }}
          onClick={onOpen}
        >
          {t(words.letter)}
        </Link>
        {facts.reportId !== null && (
          <Link className={look} to={paths.report} params={{ reportId: String(facts.reportId) }} onClick={onOpen}>
            {t(words.report)}
          </Link>
        )}
      </>,
    );
  if (facts.reportId !== null)
    return link(
      <Link className={look} to={paths.report} params={{ reportId: String(facts.reportId) }} onClick={onOpen}>
        {t(words.report)}
      </Link>,
    );
  return desk
    ? link(
        <Link className={look} to={paths.desk} search={desk} onClick={onOpen}>
          {t(words.desk)}
        </Link>,
      )
    : null;
};

/** One notice: a sentence, when it was told, where it leads; unread until it is opened or marked. */
export const NoticeItem = ({ notice, onRead }: { notice: NoticeAnswer; onRead: (id: number) => void }) => {
  const { t } = useWords();
  const format = useFormat();
  const [first, rest] = partsOf(t(sayNotice(notice)));
  const read = () => {
    if (!notice.isRead) onRead(notice.id);
  };
  return (
    <li className={notice.isRead ? 'task notice' : 'task notice unread'}>
      <div className="due">
        {format.moment(notice.at).split(' ')[0]}
        <small>{format.moment(notice.at).split(' ')[1]}</small>
      </div>
      <div className="what">
        <h3>
          {!notice.isRead && <span className="vh">{t({ vi: 'Chưa đọc: ', en: 'Unread: ' })}</span>}
          {first}
        </h3>
        {rest && <p>{rest}</p>}
      </div>
      <span className="row">
        {!notice.isRead && (
          <Button look="quiet" small onClick={read}>
            {t({ vi: 'Đã đọc', en: 'Mark read' })}
            <span className="vh">: {first}</span>
          </Button>
        )}
        <Way notice={notice} onOpen={read} />
      </span>
    </li>
  );
};

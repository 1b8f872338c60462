import { scoreFormula } from '@app/contract/reporting/signals/kinds.ts';
import { listReportSignals } from '@app/contract/reporting/signals/routes.ts';
import { useRead } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { namesOf, SignalCard } from './SignalCard.tsx';
import './signals.css';

/** Milliseconds between two looks while the newest revision has not been looked at. */
const SOON = 5000;

/** Asks again until the report has been looked at. */
const Watching = ({ reportId }: { reportId: number }) => {
  const { t } = useWords();
  useRead(listReportSignals, { params: { reportId } }, { every: SOON });
  return (
    <p className="mid" role="status">
      {t({
        vi: 'Bản vừa gửi đang được đối chiếu, thường xong trong một phút.',
        en: 'What was just sent is being looked at, mostly within a minute.',
      })}
    </p>
  );
};

/** What a report is asked about, under its figures. Nothing stands here while nothing was sent. */
export const ReportSignals = ({ reportId }: { reportId: number }) => {
  const { t } = useWords();
  const { data } = useRead(listReportSignals, { params: { reportId } });
  if (!data || (data.examined === null && !data.waiting)) return null;
  const names = namesOf(data);
  const open = data.signals.filter(({ closedAt, settledAt }) => closedAt === null && settledAt === null).length;
  return (
    <section className="panel signals" aria-label={t({ vi: 'Tín hiệu chất lượng', en: 'Quality signals' })}>
      <header>
        <h2>{t({ vi: 'Tín hiệu chất lượng ({n})', en: 'Quality signals ({n})' }, { n: open })}</h2>
      </header>
      <div className="in">
        {data.waiting && <Watching reportId={reportId} />}
        {data.signals.length === 0 ? (
          !data.waiting && (
            <p className="mid">
              {t({ vi: 'Không có điều gì cần hỏi ở báo cáo này.', en: 'There is nothing to ask about this report.' })}
            </p>
          )
        ) : (
          <>
            <p className="mid">
              {open === 0
                ? t({ vi: 'Các câu hỏi dưới đây đã xong.', en: 'The questions below are done with.' })
                : t({
                    vi: 'Đây là câu hỏi, không phải lỗi. Nếu số đúng, ghi vì sao để cấp trên khỏi hỏi lại.',
                    en: 'These are questions, not errors. If the figure is right, say why, so that the superior need not ask.',
                  })}
            </p>
            {data.signals.map((signal) => (
              <SignalCard
                key={signal.id}
                signal={signal}
                names={names}
                whyNotAnswer={data.whyNot.answerSignal}
                whyNotSettle={data.whyNot.settleSignal}
              />
            ))}
            <details className="signal done">
              <summary>
                {t({ vi: 'Điểm cần hỏi của báo cáo: {n}', en: 'Points of this report: {n}' }, { n: data.score })}
              </summary>
              <p className="why">{t(scoreFormula)}</p>
            </details>
          </>
        )}
      </div>
    </section>
  );
};

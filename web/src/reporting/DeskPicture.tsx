import { useFormat } from '../kernel/format.ts';
import { useWords } from '../kernel/words.ts';
import { BarTimeline } from '../ui/BarTimeline.tsx';
import { StateBoard } from '../ui/StateBoard.tsx';
import { stateLooks } from '../ui/Tag.tsx';
import { type DeskAnswer, timelineOf } from './desk-rules.ts';
import { lookOf, unitsBelowOf } from './report-look.ts';

const Arrivals = ({ desk }: { desk: DeskAnswer }) => {
  const { t } = useWords();
  const format = useFormat();
  const timeline = desk.dueAt === null ? null : timelineOf(desk.reports, desk.dueAt);
  if (!timeline || desk.dueAt === null) {
    return <p className="mid">{t({ vi: 'Chưa có báo cáo nào được gửi.', en: 'No report has been sent yet.' })}</p>;
  }
  const { sent, late, hours } = timeline;
  const deadline = format.moment(desk.dueAt);
  return (
    <BarTimeline
      sentence={t(
        {
          vi: '{sent} báo cáo đã gửi, {late} sau hạn {deadline}; mỗi cột {hours} giờ. Giờ gửi của từng đơn vị ở bảng bên dưới.',
          en: '{sent} reports sent, {late} after the deadline {deadline}; {hours} hours each bar. The table below has the time of each unit.',
        },
        { sent, late, deadline, hours },
      )}
      bars={timeline.bars}
      ticks={timeline.days.map(({ at, day }) => ({ at, label: day }))}
      deadline={{
        at: timeline.deadlineAt,
        label: t({ vi: 'Hạn {deadline}', en: 'Due {deadline}' }, { deadline }),
        note: t({ vi: 'muộn {late}', en: '{late} late' }, { late }),
      }}
    />
  );
};

/** The desk at a glance: one square per unit, and when the reports came in. */
export const DeskPicture = ({ desk, onPick }: { desk: DeskAnswer; onPick: (reportId: number) => void }) => {
  const { t } = useWords();
  const below = unitsBelowOf(desk.unit.level);
  const byCode = desk.reports.toSorted((one, other) => one.unit.code.localeCompare(other.unit.code));
  const looks = byCode.map(lookOf);
  const counts = [...new Set(looks)].map(
    (look) => `${t(stateLooks[look].words).toLowerCase()} ${looks.filter((each) => each === look).length}`,
  );
  return (
    <div className="see">
      <section>
        <h2>
          {byCode.length} {t(below)}{' '}
          <span>· {t({ vi: 'mỗi ô một đơn vị, xếp theo mã', en: 'one square each, by code' })}</span>
        </h2>
        <StateBoard
          sentence={`${byCode.length} ${t(below)}: ${counts.join(', ')}.`}
          units={byCode.map((report) => ({
            id: String(report.id),
            name: report.unit.fullName,
            state: lookOf(report),
          }))}
          onPick={(id) => onPick(Number(id))}
        />
      </section>
      <section>
        <h2>
          {t({ vi: 'Gửi lúc nào', en: 'When they were sent' })}{' '}
          <span>
            · {t({ vi: '{n} báo cáo', en: '{n} reports' }, { n: byCode.filter((report) => report.submittedAt).length })}
          </span>
        </h2>
        <Arrivals desk={desk} />
      </section>
    </div>
  );
};

import { useWords } from '../kernel/words.ts';
import type { DeskReport } from './desk-rules.ts';
import { lookOf } from './report-look.ts';

const MOST = 12;

/** Who has not sent yet, and how far they are; the list beside the desk. */
export const NotSent = ({ reports }: { reports: readonly DeskReport[] }) => {
  const { t } = useWords();
  const open = reports
    .filter((report) => ['overdue', 'draft', 'not-sent'].includes(lookOf(report)))
    .toSorted((one, other) => one.filled - other.filled);
  return (
    <section className="panel urge">
      <header>
        <h2>{t({ vi: '{n} đơn vị chưa gửi', en: '{n} {n|unit has|units have} not sent' }, { n: open.length })}</h2>
      </header>
      <div className="in">
        {open.length === 0 && (
          <p className="small mid">{t({ vi: 'Mọi đơn vị đã gửi báo cáo.', en: 'Every unit has sent its report.' })}</p>
        )}
        <ul>
          {open.slice(0, MOST).map((report) => (
            <li key={report.id}>
              <span>{report.unit.fullName}</span>
              <span>
                {report.filled === 0
                  ? t({ vi: 'chưa nhập', en: 'nothing entered' })
                  : t(
                      { vi: 'đang nhập {filled}/{asked} ô', en: '{filled} of {asked} cells' },
                      { filled: report.filled, asked: report.asked },
                    )}
              </span>
            </li>
          ))}
        </ul>
        {open.length > MOST && (
          <p className="small mid">
            {t({ vi: 'và {n} đơn vị nữa trong bảng.', en: 'and {n} more in the table.' }, { n: open.length - MOST })}
          </p>
        )}
      </div>
    </section>
  );
};

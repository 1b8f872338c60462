import { type Line, lineWords, type TraceAnswer } from '@app/contract/figures/routes.ts';
import { useFormat } from '../kernel/format.ts';
import { useWords } from '../kernel/words.ts';

type Own = TraceAnswer['own'][number];

const OwnCell = ({ cell }: { cell: Own }) => {
  const { t } = useWords();
  const format = useFormat();
  const { submittedAt, submittedBy, acceptedAt, acceptedBy } = cell;
  const by = (who: Own['submittedBy']) => (who ? `: ${t(who)}` : '');
  return (
    <li>
      <p>
        <b className="num">
          {cell.value !== null
            ? format.figure({ value: cell.value, precision: cell.precision })
            : format.figure(cell.declared === null ? null : { value: cell.declared, precision: cell.precision })}
        </b>{' '}
        {cell.value === null &&
          t({ vi: '(nêu cho cả địa bàn, không cộng)', en: '(quoted for the whole area, not added)' })}{' '}
        <span className="mid">{cell.line in lineWords ? t(lineWords[cell.line as Line]) : cell.line}</span>
      </p>
      {cell.revision !== null && (
        <p className="small mid">{t({ vi: 'Lần gửi {n}', en: 'Submission {n}' }, { n: cell.revision })}</p>
      )}
      <ul>
        {submittedAt && (
          <li>
            <span className="num">{format.fullMoment(submittedAt)}</span>
            <span>{t({ vi: 'Gửi', en: 'Sent' }) + by(submittedBy)}</span>
          </li>
        )}
        {acceptedAt && (
          <li>
            <span className="num">{format.fullMoment(acceptedAt)}</span>
            <span>{t({ vi: 'Duyệt', en: 'Accepted' }) + by(acceptedBy)}</span>
          </li>
        )}
      </ul>
      {cell.note && (
        <p className="small mid">{t({ vi: 'Ghi chú: {note}', en: 'Note: {note}' }, { note: cell.note })}</p>
      )}
    </li>
  );
};

/** The unit's own cells: which submission, sent and accepted by which post, and when. */
export const TraceOwn = ({ trace: { own, unit } }: { trace: TraceAnswer }) => {
  const { t } = useWords();
  if (own.length === 0) return null;
  return (
    <section className="hist own-cells">
      <h3>{t({ vi: '{unit} tự báo cáo', en: 'Reported by {unit} itself' }, { unit: unit.fullName })}</h3>
      <ul>
        {own.map((cell) => (
          <OwnCell key={`${cell.line} ${cell.period} ${cell.submissionId}`} cell={cell} />
        ))}
      </ul>
    </section>
  );
};

import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { useFormat } from '../kernel/format.ts';
import { useWords } from '../kernel/words.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Empty } from '../ui/Empty.tsx';
import { StateTag } from '../ui/Tag.tsx';
import { Changes } from './returns/Changes.tsx';
import type { ReportAnswer } from './use-draft.ts';

type Submission = ReportAnswer['submissions'][number];

/** The words of an indicator, or its id where the catalogue has lost it. */
const nameOf = (indicator: string): Words => indicatorOf(indicator)?.words ?? { vi: indicator, en: indicator };

const Returned = ({ returned }: { returned: NonNullable<Submission['returned']> }) => {
  const { t } = useWords();
  return (
    <>
      <p>{t({ vi: 'Ô trả lại, các ô khác đã duyệt:', en: 'Cells returned, the others accepted:' })}</p>
      <ul className="returned-list">
        {returned.map(({ indicator, reason }) => (
          <li key={indicator}>
            <b>{t(nameOf(indicator))}</b>: {reason}
          </li>
        ))}
      </ul>
    </>
  );
};

const Revision = ({ submission }: { submission: Submission }) => {
  const { t } = useWords();
  const format = useFormat();
  const { decision, decidedAt, decidedBy, returned } = submission;
  return (
    <section>
      <h3>
        {t({ vi: 'Lần gửi {n}', en: 'Submission {n}' }, { n: submission.revision })}{' '}
        <StateTag state={decision ?? 'sent'}>
          {returned ? t({ vi: 'Trả lại {n} ô', en: '{n} {n|cell|cells} returned' }, { n: returned.length }) : undefined}
        </StateTag>{' '}
        {submission.isNil && <StateTag state="nil" />}
      </h3>
      <p className="small mid">
        <span className="num">{format.fullMoment(submission.submittedAt)}</span> · {t(submission.submittedBy)}
      </p>
      {decidedAt && (
        <p className="small mid">
          {t({ vi: 'Quyết định', en: 'Decision' })}: <span className="num">{format.fullMoment(decidedAt)}</span>
          {decidedBy && ` · ${t(decidedBy)}`}
        </p>
      )}
      {submission.reason && (
        <p>
          {t({ vi: 'Lý do', en: 'Reason' })}: {submission.reason}
        </p>
      )}
      {returned && <Returned returned={returned} />}
      {submission.revision > 1 && <Changes submission={submission} />}
    </section>
  );
};

/** Every submission of a report, newest first, with what it changed and what was decided. */
export const Submissions = ({ submissions, onClose }: { submissions: readonly Submission[]; onClose: () => void }) => {
  const { t } = useWords();
  return (
    <Dialog as="drawer" title={t({ vi: 'Các lần gửi', en: 'Submissions' })} onClose={onClose}>
      <div className="trace">
        {submissions.length === 0 ? (
          <section>
            <Empty>
              {t({
                vi: 'Báo cáo chưa gửi lần nào. Mỗi lần gửi được giữ lại ở đây, cùng những ô đã đổi.',
                en: 'Nothing has been sent yet. Every submission is kept here, with the cells it changed.',
              })}
            </Empty>
          </section>
        ) : (
          submissions.map((submission) => <Revision key={submission.id} submission={submission} />)
        )}
      </div>
    </Dialog>
  );
};

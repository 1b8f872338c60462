import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import { useFormat } from '../kernel/format.ts';
import { useWords } from '../kernel/words.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Empty } from '../ui/Empty.tsx';
import { StateTag } from '../ui/Tag.tsx';
import type { ReportAnswer } from './use-draft.ts';

type Submission = ReportAnswer['submissions'][number];

const value = (number: number | null) => (number === null ? null : { value: number, precision: 'exact' as const });

const Changes = ({ changed }: Pick<Submission, 'changed'>) => {
  const { t } = useWords();
  const format = useFormat();
  return (
    <dl className="eq">
      {changed.map(({ indicator, before, after }) => (
        <div key={indicator} className="pair">
          <dt>{t(indicatorOf(indicator)?.words ?? { vi: indicator, en: indicator })}</dt>
          <dd>
            {format.figure(value(before))} → <b>{format.figure(value(after))}</b>
          </dd>
        </div>
      ))}
    </dl>
  );
};

const Revision = ({ submission }: { submission: Submission }) => {
  const { t } = useWords();
  const format = useFormat();
  const { decision, decidedAt, decidedBy } = submission;
  return (
    <section>
      <h3>
        {t({ vi: 'Lần gửi {n}', en: 'Submission {n}' }, { n: submission.revision })}{' '}
        <StateTag state={decision ?? 'sent'} /> {submission.isNil && <StateTag state="nil" />}
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
      {submission.changed.length > 0 ? (
        <Changes changed={submission.changed} />
      ) : (
        submission.revision > 1 && (
          <p className="small dim">
            {t({ vi: 'Không ô nào khác lần gửi trước.', en: 'No cell differs from the submission before.' })}
          </p>
        )
      )}
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

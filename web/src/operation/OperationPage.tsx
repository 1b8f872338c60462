import { getOperation, type OperationAnswer } from '@app/contract/operation/routes.ts';
import { useFormat } from '../kernel/format.ts';
import { useRead } from '../kernel/query.ts';
import { useWords } from '../kernel/words.ts';
import { Page } from '../shell/Page.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import { Facts } from './Facts.tsx';
import { JobTable } from './JobTable.tsx';
import { ProcessTable } from './ProcessTable.tsx';
import './operation.css';

/** Milliseconds between two looks: processes give a sign every ten seconds. */
const again = 15_000;

const Warnings = ({ warnings }: Pick<OperationAnswer, 'warnings'>) => {
  const { t } = useWords();
  if (warnings.length === 0) return null;
  return (
    <section className="op-warnings" aria-label={t({ vi: 'Việc cần xem', en: 'To look at' })}>
      {warnings.map(({ id, level, says, todo }, at) => (
        // Two processes can have the same warning; its place in the list is all that tells them apart.
        <Notice key={`${id} ${says.vi} ${String(at)}`} kind={level === 'danger' ? 'error' : 'warning'}>
          <b>{t(says)}</b> {todo && t(todo)}
        </Notice>
      ))}
    </section>
  );
};

/** The operator's screen: how the instance stands, what wants a look on top. It shows no figure and no paper of anybody. */
export const OperationPage = () => {
  const { t, tell } = useWords();
  const format = useFormat();
  const { data, error } = useRead(getOperation, {}, { every: again });
  const bad = data?.warnings.length ?? 0;
  return (
    <Page
      title={t({ vi: 'Vận hành', en: 'Operation' })}
      lead={
        data &&
        t(
          bad === 0
            ? { vi: 'Mọi thứ đang chạy tốt. Xem lúc {at}.', en: 'Everything runs well. Looked at {at}.' }
            : { vi: '{bad} điều cần xem. Xem lúc {at}.', en: '{bad} {bad|thing|things} to look at. Looked at {at}.' },
          { bad, at: format.fullMoment(data.at) },
        )
      }
    >
      {error && <Notice kind="error">{tell(error)}</Notice>}
      {!data && !error && <Waiting>{t({ vi: 'Đang xem máy chủ…', en: 'Looking at the server…' })}</Waiting>}
      {data && (
        <>
          <Warnings warnings={data.warnings} />
          <Facts of={data} />
          <ProcessTable processes={data.processes} />
          <JobTable jobs={data.jobs} />
        </>
      )}
    </Page>
  );
};

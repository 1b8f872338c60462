import { IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useWords } from '../kernel/words.ts';
import { Button } from '../ui/Button.tsx';
import { ReturnDialog } from './ReturnDialog.tsx';
import { Changes } from './returns/Changes.tsx';
import { useDecision } from './use-decision.ts';
import type { ReportAnswer } from './use-draft.ts';

/** The foot of a report for its superior: what it changed since it was sent last, accept, or return whole or by cells. */
export const DecisionFoot = ({ answer }: { answer: ReportAnswer }) => {
  const { t } = useWords();
  const [returning, setReturning] = useState(false);
  const { report, whyNot, submissions } = answer;
  const { busy, accept, giveBack } = useDecision(report, () => setReturning(false));
  const reason = whyNot.acceptReport && t(whyNot.acceptReport.says);
  const [newest] = submissions;
  return (
    <>
      {newest && newest.revision > 1 && report.state === 'submitted' && (
        <section className="panel" aria-label={t({ vi: 'So với lần gửi trước', en: 'Against the submission before' })}>
          <div className="in">
            <Changes submission={newest} />
          </div>
        </section>
      )}
      <section className="foot-bar" aria-label={t({ vi: 'Quyết định', en: 'Decision' })}>
        <div className="left">
          <span className="b">
            {t(
              { vi: 'Đã nhập {filled}/{asked} ô', en: '{filled} of {asked} cells filled' },
              { filled: report.filled, asked: report.asked },
            )}
          </span>
          {reason && <span className="mid">{reason}</span>}
        </div>
        {!reason && (
          <div className="row push">
            <Button icon={IconArrowBackUp} onClick={() => setReturning(true)}>
              {t({ vi: 'Trả lại…', en: 'Return…' })}
            </Button>
            <Button look="filled" icon={IconCheck} busy={busy} onClick={accept}>
              {t({ vi: 'Duyệt 1 báo cáo', en: 'Accept 1 report' })}
            </Button>
          </div>
        )}
        {returning && (
          <ReturnDialog
            reportId={report.id}
            unit={report.unit.fullName}
            busy={busy}
            onClose={() => setReturning(false)}
            onReturn={giveBack}
          />
        )}
      </section>
    </>
  );
};

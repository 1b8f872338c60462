import { IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useWords } from '../kernel/words.ts';
import { Button } from '../ui/Button.tsx';
import { ReturnDialog } from './ReturnDialog.tsx';
import { useDecision } from './use-decision.ts';
import type { ReportAnswer } from './use-draft.ts';

/** The foot of a report for its superior: accept, or return with a reason. */
export const DecisionFoot = ({ answer }: { answer: ReportAnswer }) => {
  const { t } = useWords();
  const [returning, setReturning] = useState(false);
  const { report, whyNot } = answer;
  const { busy, accept, returnWith } = useDecision(report, () => setReturning(false));
  const reason = whyNot.acceptReport && t(whyNot.acceptReport.says);
  return (
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
          unit={report.unit.fullName}
          busy={busy}
          onClose={() => setReturning(false)}
          onReturn={returnWith}
        />
      )}
    </section>
  );
};

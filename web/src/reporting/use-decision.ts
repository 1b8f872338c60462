import { acceptReport, returnReport } from '@app/contract/reporting/routes.ts';
import { useAction } from '../kernel/query.ts';
import { useWords } from '../kernel/words.ts';
import { say } from '../ui/toast.ts';

type Decided = { id: number; revision: number; unit: { fullName: string } };

/** Accepting and returning one report, with what is said afterwards. */
export const useDecision = (report: Decided, onDone?: () => void) => {
  const { t, tell } = useWords();
  const unit = report.unit.fullName;
  const after = (words: { vi: string; en: string }) => () => {
    say(t(words, { unit }));
    onDone?.();
  };
  const accept = useAction(acceptReport, {
    onDone: after({
      vi: 'Đã duyệt báo cáo của {unit}. Số đã vào mọi số tổng.',
      en: 'The report of {unit} is accepted; its figures are in every total.',
    }),
    onProblem: (problem) => say(tell(problem), 'problem'),
  });
  const back = useAction(returnReport, {
    onDone: after({
      vi: 'Đã trả lại báo cáo của {unit} kèm lý do.',
      en: 'The report of {unit} was returned with the reason.',
    }),
    onProblem: (problem) => say(tell(problem), 'problem'),
  });
  const params = { reportId: report.id };
  return {
    busy: accept.isPending || back.isPending,
    accept: () => accept.mutate({ params, body: { revision: report.revision } }),
    returnWith: (reason: string) => back.mutate({ params, body: { revision: report.revision, reason } }),
  };
};

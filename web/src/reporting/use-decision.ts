import { acceptReport, returnReport } from '@app/contract/reporting/routes.ts';
import { useAction } from '../kernel/query.ts';
import { useWords } from '../kernel/words.ts';
import { say } from '../ui/toast.ts';

type Decided = { id: number; revision: number; unit: { fullName: string } };

/** What comes back: the whole report with a reason, or single cells with one each. */
export type Return = { reason: string } | { cells: Readonly<Record<string, string>> };

/** Accepting and returning one report, with what is said afterwards. */
export const useDecision = (report: Decided, onDone?: () => void) => {
  const { t, tell } = useWords();
  const unit = report.unit.fullName;
  const after = (words: { vi: string; en: string }, n = 0) => {
    say(t(words, { unit, n }));
    onDone?.();
  };
  const accept = useAction(acceptReport, {
    onDone: () =>
      after({
        vi: 'Đã duyệt báo cáo của {unit}. Số đã vào mọi số tổng.',
        en: 'The report of {unit} is accepted; its figures are in every total.',
      }),
    onProblem: (problem) => say(tell(problem), 'problem'),
  });
  const back = useAction(returnReport, {
    onDone: (_, { body: { cells } }) =>
      cells
        ? after(
            {
              vi: 'Đã trả lại {n} ô của {unit}; các ô còn lại đã duyệt và vào số tổng.',
              en: '{n} {n|cell|cells} of {unit} returned; the rest is accepted and in the totals.',
            },
            Object.keys(cells).length,
          )
        : after({
            vi: 'Đã trả lại báo cáo của {unit} kèm lý do.',
            en: 'The report of {unit} was returned with the reason.',
          }),
    onProblem: (problem) => say(tell(problem), 'problem'),
  });
  const params = { reportId: report.id };
  return {
    busy: accept.isPending || back.isPending,
    accept: () => accept.mutate({ params, body: { revision: report.revision } }),
    giveBack: (what: Return) => back.mutate({ params, body: { revision: report.revision, ...what } }),
  };
};

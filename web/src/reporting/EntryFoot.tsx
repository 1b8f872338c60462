import { todayInVietnam } from '@app/contract/kernel/period.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { periodNotOver } from '@app/contract/reporting/problems.ts';
import { submitReport } from '@app/contract/reporting/routes.ts';
import { IconAlertCircle, IconCircleOff, IconSend } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call, Problem } from '../kernel/call.ts';
import { useFormat } from '../kernel/format.ts';
import { lineIsDown } from '../kernel/line.ts';
import { useWords } from '../kernel/words.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Notice } from '../ui/Notice.tsx';
import { say } from '../ui/toast.ts';
import { type FormRow, isNil, missingRows, nilFill } from './form-cells.ts';
import { reportMoved } from './offline/outbox.ts';
import { superiorOf } from './report-look.ts';
import type { Draft, ReportAnswer } from './use-draft.ts';

const saved = (state: Draft['state'], at: string | null): Words | null => {
  if (state === 'saving') return { vi: 'Đang lưu…', en: 'Saving…' };
  if (state === 'device') return { vi: 'Giữ trên máy này', en: 'Kept on this device' };
  if (state === 'conflict') return { vi: 'Chưa lưu: còn ô phải chọn', en: 'Not saved: choose first' };
  if (state === 'typed') return { vi: 'Chưa lưu', en: 'Not saved yet' };
  return at === null ? null : { vi: `Lưu lúc ${at}`, en: `Saved at ${at}` };
};

/** Why the report cannot go yet: faults and gaps with their counts. */
const whyNotSend = (faults: number, missing: number, open: number): Words | null => {
  if (faults === 0 && missing === 0 && open === 0) return null;
  const vi = [
    open > 0 && `chọn ${open} ô sửa ở hai nơi`,
    faults > 0 && `sửa ${faults} lỗi`,
    missing > 0 && `nhập ${missing} ô trống`,
  ].filter(Boolean);
  const en = [
    open > 0 && `choose in ${open} cells`,
    faults > 0 && `correct ${faults} faults`,
    missing > 0 && `fill ${missing} empty cells`,
  ].filter(Boolean);
  return { vi: `Chưa gửi được: ${vi.join(' và ')}.`, en: `Not ready to send: ${en.join(' and ')}.` };
};

/** Why the server would refuse; the cut-off is said as a day, the way people write it. */
const refusalOf = ({ whyNot, report }: ReportAnswer, cutOff: string): Words | null => {
  const refused = whyNot.submitReport;
  if (refused?.code !== periodNotOver.code) return refused?.says ?? null;
  // An answer that this device has kept may be of a day before the cut-off.
  if (report.period.endsOn <= todayInVietnam(new Date())) return null;
  return {
    vi: `Kỳ chốt số ngày ${cutOff}, gửi được từ ngày đó. Bạn cứ nhập trước.`,
    en: `The cut-off is ${cutOff}; it can be sent from that day. You may already type.`,
  };
};

const names = (rows: readonly FormRow[], t: (words: Words) => string): string =>
  rows.map((row) => t(row.words)).join('; ');

type Props = {
  answer: ReportAnswer;
  draft: Draft;
  faultyRows: readonly string[];
  sectionOf: (rowId: string) => string;
};

/** The foot of the entry page: what is missing, what is saved, nil, send. */
export const EntryFoot = ({ answer, draft, faultyRows, sectionOf }: Props) => {
  const { t, tell } = useWords();
  const format = useFormat();
  const [nil, setNil] = useState(false);
  const { form, report } = answer;
  const missing = missingRows(form, draft.figures);
  const { zeros, remaining } = nilFill(form, draft.figures);
  const superior = superiorOf(report.unit.level);
  const client = useQueryClient();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const arrived = ({ revision, isLate }: { revision: number; isLate: boolean }) =>
    say(
      t(
        isLate
          ? {
              vi: 'Đã gửi {superior} lần {revision}, sau hạn. Số của bạn đã có trong số tổng tạm tính.',
              en: 'Sent to {superior}, submission {revision}, after the deadline. Your figures are in the provisional totals.',
            }
          : {
              vi: 'Đã gửi {superior} lần {revision}. Số của bạn đã có trong số tổng tạm tính.',
              en: 'Sent to {superior}, submission {revision}. Your figures are in the provisional totals.',
            },
        { superior, revision },
      ),
    );
  const time = draft.savedAt === null ? null : (format.moment(draft.savedAt).split(' ')[1] ?? null);
  const line = saved(draft.state, time);
  const reason =
    refusalOf(answer, format.date(report.period.endsOn)) ??
    whyNotSend(faultyRows.length, missing.length, draft.clashes.length);
  const firstFault = faultyRows[0];

  const send = async (): Promise<void> => {
    // One key, also for the tries after the answer was lost on the way: it is never sent twice.
    const key = crypto.randomUUID();
    const isEmpty = nil && isNil(form, draft.figures);
    if (lineIsDown()) return draft.queue({ key, nil: isEmpty });
    if (!(await draft.flush())) return lineIsDown() ? draft.queue({ key, nil: isEmpty }) : undefined;
    const { draftVersion, cells } = draft.toSend();
    try {
      const done = await call(
        submitReport,
        { params: { reportId: report.id }, body: { draftVersion, cells, nil: isEmpty } },
        key,
      );
      await client.invalidateQueries();
      reportMoved(report.id);
      arrived(done);
    } catch (cause) {
      if (!(cause instanceof Problem)) throw cause;
      if (cause.status === 0) return draft.queue({ key, nil: isEmpty });
      draft.tellFaults(cause);
      setProblem(cause);
    }
  };
  const press = async () => {
    if (sending) return;
    setSending(true);
    setProblem(null);
    await send().finally(() => setSending(false));
  };
  const fillNil = () => {
    setNil(true);
    draft.grid.act({ do: 'put', texts: Object.fromEntries(zeros.map((row) => [row.indicator, '0'])) });
  };

  return (
    <>
      {nil && (
        <Notice kind={remaining.length > 0 ? 'warning' : 'info'} live>
          {remaining.length > 0
            ? t(
                {
                  vi: 'Các ô phát sinh trong kỳ đã ghi 0. Số hiện có vẫn phải nhập, còn {n} ô: {names}.',
                  en: 'What happens in a period is now 0. What there is must still be entered, {n} cells: {names}.',
                },
                { n: remaining.length, names: names(remaining, t) },
              )
            : t({
                vi: 'Các ô phát sinh trong kỳ đã ghi 0. Ctrl Z để lấy lại như trước.',
                en: 'What happens in a period is now 0. Ctrl Z takes it back.',
              })}
        </Notice>
      )}
      {problem && (
        <Notice kind="error" live>
          {tell(problem)}
        </Notice>
      )}
      <section className="foot-bar" aria-label={t({ vi: 'Gửi báo cáo', en: 'Send the report' })}>
        <div className="left">
          <span className="b">
            {missing.length > 0
              ? t({ vi: 'Còn {n} ô trống', en: '{n} empty {n|cell|cells}' }, { n: missing.length })
              : t({ vi: 'Đủ ô phải nhập', en: 'Nothing left to fill' })}
          </span>
          {firstFault && (
            <a href={`#${sectionOf(firstFault)}`} className="late">
              <Icon of={IconAlertCircle} small />
              {t({ vi: '{n} lỗi', en: '{n} {n|fault|faults}' }, { n: faultyRows.length })}
            </a>
          )}
          <span className="dim" role="status">
            {line && t(line)}
          </span>
        </div>
        <div className="row push">
          {zeros.length > 0 && (
            <Button icon={IconCircleOff} onClick={fillNil}>
              {t({ vi: 'Không phát sinh', en: 'Nothing happened' })}
            </Button>
          )}
          <Button
            look="filled"
            icon={IconSend}
            whyNot={reason && t(reason)}
            busy={sending || draft.state === 'saving'}
            onClick={() => void press()}
          >
            {report.state === 'returned' || report.revision > 0
              ? t({ vi: 'Gửi lại {superior}', en: 'Send to {superior} again' }, { superior })
              : t({ vi: 'Gửi {superior}', en: 'Send to {superior}' }, { superior })}
          </Button>
        </div>
      </section>
    </>
  );
};

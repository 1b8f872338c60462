import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import { addUp } from '@app/contract/kernel/decimal.ts';
import { acceptReports } from '@app/contract/reporting/routes.ts';
import { useFormat } from '../kernel/format.ts';
import { useAction } from '../kernel/query.ts';
import { useWords } from '../kernel/words.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { say } from '../ui/toast.ts';
import type { DeskAnswer, DeskReport } from './desk-rules.ts';

type Props = { desk: DeskAnswer; reports: readonly DeskReport[]; onClose: () => void; onDone: () => void };

const Line = ({ name, value }: { name: string; value: string }) => (
  <div className="pair">
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);

/** What accepting will do, in numbers, before it is done. Ctrl Enter confirms. */
export const AcceptDialog = ({ desk, reports, onClose, onDone }: Props) => {
  const { t, tell } = useWords();
  const format = useFormat();
  const n = reports.length;
  const accept = useAction(acceptReports, {
    onDone: ({ accepted }) => {
      say(
        t(
          {
            vi: 'Đã duyệt {n} báo cáo. Số của các đơn vị đã vào mọi số tổng.',
            en: '{n} {n|report|reports} accepted. The figures are in every total.',
          },
          { n: accepted },
        ),
      );
      onDone();
    },
  });
  const before = desk.reports.filter(({ state }) => state === 'accepted').length;
  const headline = indicatorOf(desk.headline);
  const known = reports.flatMap((report) => (report.headline === null ? [] : [report.headline]));
  const confirm = () => {
    if (!accept.isPending) accept.mutate({ body: { reports: reports.map(({ id, revision }) => ({ id, revision })) } });
  };
  return (
    <Dialog
      title={t({ vi: 'Duyệt {n} báo cáo', en: 'Accept {n} {n|report|reports}' }, { n })}
      onClose={onClose}
      onConfirm={confirm}
      actions={
        <>
          <Button onClick={onClose}>{t({ vi: 'Thôi', en: 'Cancel' })}</Button>
          <Button look="filled" busy={accept.isPending} onClick={confirm}>
            {t({ vi: 'Duyệt {n} báo cáo', en: 'Accept {n} {n|report|reports}' }, { n })}
          </Button>
        </>
      }
    >
      {accept.error && (
        <Notice kind="error" live>
          {tell(accept.error)}
        </Notice>
      )}
      <p>
        {t(
          {
            vi: 'Số của {n} đơn vị vào số tổng đã duyệt của {unit} và mọi cấp trên ngay khi bạn bấm. Hoặc tất cả, hoặc không báo cáo nào.',
            en: 'The figures of {n} {n|unit|units} enter the accepted totals of {unit} and of every level above at once. All or none.',
          },
          { n, unit: desk.unit.fullName },
        )}
      </p>
      <dl className="eq">
        <Line
          name={t({ vi: 'Đã duyệt sau khi bấm', en: 'Accepted afterwards' })}
          value={`${before + n}/${desk.reports.length}`}
        />
        {headline && (
          <Line
            name={t({ vi: '{name}, thêm', en: '{name}, added' }, { name: headline.words })}
            value={format.figure(known.length > 0 ? { value: addUp(known), precision: 'exact' } : null)}
          />
        )}
        <Line
          name={t({ vi: 'Gửi sau hạn', en: 'Sent after the deadline' })}
          value={String(reports.filter(({ isLate }) => isLate).length)}
        />
        <Line
          name={t({ vi: 'Còn ô chưa nhập', en: 'With empty cells' })}
          value={String(reports.filter(({ filled, asked }) => filled < asked).length)}
        />
      </dl>
      <p className="small mid">
        {t({
          vi: 'Duyệt xong không rút lại được; muốn đính chính phải mở ngoại lệ có lý do.',
          en: 'It cannot be taken back; a correction takes an exception with a reason.',
        })}
      </p>
    </Dialog>
  );
};

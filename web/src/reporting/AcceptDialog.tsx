import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import type { Precision } from '@app/contract/kernel/figure.ts';
import type { Answer } from '@app/contract/kernel/route.ts';
import { previewAcceptance } from '@app/contract/reporting/desk/routes.ts';
import { acceptReports } from '@app/contract/reporting/routes.ts';
import { useState } from 'react';
import { useFormat } from '../kernel/format.ts';
import { useAction, useRead } from '../kernel/query.ts';
import { useWords } from '../kernel/words.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { say } from '../ui/toast.ts';
import { Waiting } from '../ui/Waiting.tsx';
import type { DeskAnswer, DeskReport } from './desk-rules.ts';
import { styleOf } from './report-grid.ts';
import './desk/desk.css';

type Props = { desk: DeskAnswer; reports: readonly DeskReport[]; onClose: () => void; onDone: () => void };
type Preview = Answer<typeof previewAcceptance>;

/** The rows shown before "all": the headline and the first of each section that changes. */
const mainOf = (desk: DeskAnswer, totals: Preview['totals']): Set<string> => {
  const there = new Set(totals.map(({ indicator }) => indicator));
  const firsts = desk.form.sections.flatMap(
    ({ rows }) => rows.find(({ indicator }) => there.has(indicator))?.indicator ?? [],
  );
  return new Set([desk.headline, ...firsts]);
};

const Totals = ({ desk, totals }: { desk: DeskAnswer; totals: Preview['totals'] }) => {
  const { t } = useWords();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const main = mainOf(desk, totals);
  const shown = all ? totals : totals.filter(({ indicator }) => main.has(indicator));
  const figure = ({ value, precision }: { value: number | null; precision: Precision }, indicator: string) =>
    format.figure(value === null ? null : { value, precision }, styleOf(indicatorOf(indicator)));
  return (
    <>
      {/* A region that scrolls must be reachable by the keyboard. */}
      <section
        className="preview-scroll"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
        tabIndex={0}
        aria-label={t({ vi: 'Số tổng sẽ thành', en: 'What the totals become' })}
      >
        <table className="preview-totals">
          <thead>
            <tr>
              <th scope="col">
                {t(
                  { vi: 'Số tổng đã duyệt của {unit}', en: 'Accepted totals of {unit}' },
                  { unit: desk.unit.fullName },
                )}
              </th>
              <th scope="col" className="n">
                {t({ vi: 'đang là', en: 'today' })}
              </th>
              <th scope="col" className="n">
                {t({ vi: 'sẽ thành', en: 'then' })}
              </th>
              <th scope="col" className="n">
                {t({ vi: 'đơn vị', en: 'units' })}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ indicator, before, after, expected }) => (
              <tr key={indicator}>
                <th scope="row">{t(indicatorOf(indicator)?.words ?? { vi: indicator, en: indicator })}</th>
                <td className="n">{figure(before, indicator)}</td>
                <td className="n to">{figure(after, indicator)}</td>
                <td className="n">
                  {before.reported === after.reported
                    ? `${after.reported}/${expected}`
                    : `${before.reported} → ${after.reported}/${expected}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {totals.length > main.size && (
        <Button look="quiet" small onClick={() => setAll(!all)}>
          {all
            ? t({ vi: 'Chỉ chỉ tiêu chính', en: 'Main indicators only' })
            : t({ vi: 'Xem cả {n} chỉ tiêu', en: 'See all {n} indicators' }, { n: totals.length })}
        </Button>
      )}
    </>
  );
};

/** Units by name; of a long list the first few. */
const some = (names: readonly string[]): string => `${names.slice(0, 6).join(', ')}${names.length > 6 ? '…' : ''}`;

const Points = ({ preview }: { preview: Preview }) => {
  const { t } = useWords();
  const { reports } = preview;
  const names = (list: Preview['reports']) => some(list.map(({ unit }) => unit.fullName));
  const blocked = reports.filter(({ whyNot }) => whyNot);
  const late = reports.filter(({ isLate }) => isLate);
  const strong = reports.filter((report) => report.strong.length > 0);
  const open = reports.filter(({ returnedCells, hasDraft }) => returnedCells > 0 || hasDraft);
  const lines = [
    late.length > 0 &&
      t({ vi: 'Gửi sau hạn {n}: {names}', en: 'Sent late {n}: {names}' }, { n: late.length, names: names(late) }),
    strong.length > 0 &&
      t(
        { vi: 'Có ô lệch nhiều so cùng kỳ {n}: {names}', en: 'With cells far from a year ago {n}: {names}' },
        { n: strong.length, names: names(strong) },
      ),
    open.length > 0 &&
      t(
        { vi: 'Còn ô trả lại hoặc bản nháp {n}: {names}', en: 'With returned cells or a draft {n}: {names}' },
        { n: open.length, names: names(open) },
      ),
  ].filter(Boolean);
  return (
    <>
      {blocked.length > 0 && (
        <Notice kind="warning" live>
          {t(
            { vi: '{n} báo cáo không duyệt được lúc này:', en: '{n} {n|report|reports} cannot be accepted now:' },
            { n: blocked.length },
          )}
          <ul className="preview-points">
            {blocked.slice(0, 6).map(({ id, unit, whyNot }) => (
              <li key={id}>
                <b>{unit.fullName}</b>: {whyNot && t(whyNot.says)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {lines.length > 0 && (
        <ul className="preview-points mid">
          {lines.map((line) => (
            <li key={String(line)}>{line}</li>
          ))}
        </ul>
      )}
    </>
  );
};

/** What accepting will do, read from the server before it is done: totals before and after, and what stands in the way. Ctrl Enter confirms. */
export const AcceptDialog = ({ desk, reports, onClose, onDone }: Props) => {
  const { t, tell } = useWords();
  // The choice as it was when the dialog was opened: what is previewed is what is accepted, or nothing is.
  const [chosen] = useState(() => reports.map(({ id, revision }) => ({ id, revision })));
  const preview = useRead(previewAcceptance, {
    query: {
      unit: desk.unit.id,
      form: desk.form.form,
      period: desk.period.code,
      reports: chosen.map(({ id, revision }) => `${id}:${revision}`).join(','),
    },
  });
  const blocked = new Set(preview.data?.reports.flatMap(({ id, whyNot }) => (whyNot ? [id] : [])));
  const taken = chosen.filter(({ id }) => !blocked.has(id));
  const n = taken.length;
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
    onProblem: () => void preview.refetch(),
  });
  const whyNot = preview.data
    ? n === 0
      ? t({ vi: 'Không báo cáo nào duyệt được lúc này', en: 'None of them can be accepted now' })
      : null
    : t({ vi: 'Đang tính số tổng sẽ thành', en: 'Working out what the totals become' });
  const confirm = () => {
    if (!accept.isPending && !whyNot) accept.mutate({ body: { reports: taken } });
  };
  return (
    <Dialog
      title={t({ vi: 'Duyệt {n} báo cáo', en: 'Accept {n} {n|report|reports}' }, { n })}
      onClose={onClose}
      onConfirm={confirm}
      actions={
        <>
          <Button onClick={onClose}>{t({ vi: 'Thôi', en: 'Cancel' })}</Button>
          <Button look="filled" busy={accept.isPending} whyNot={whyNot} onClick={confirm}>
            {t({ vi: 'Duyệt {n} báo cáo', en: 'Accept {n} {n|report|reports}' }, { n })}
          </Button>
        </>
      }
    >
      {(accept.error ?? preview.error) && (
        <Notice kind="error" live>
          {tell((accept.error ?? preview.error) as NonNullable<typeof accept.error>)}
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
      {preview.data ? (
        <>
          <Points preview={preview.data} />
          <Totals desk={desk} totals={preview.data.totals} />
        </>
      ) : (
        !preview.error && (
          <Waiting>{t({ vi: 'Đang tính số tổng sẽ thành…', en: 'Working out what the totals become…' })}</Waiting>
        )
      )}
      <p className="small mid">
        {t({
          vi: 'Duyệt xong không rút lại được; muốn đính chính phải mở ngoại lệ có lý do.',
          en: 'It cannot be taken back; a correction takes an exception with a reason.',
        })}
      </p>
    </Dialog>
  );
};

import { getReport } from '@app/contract/reporting/routes.ts';
import { useState } from 'react';
import { useRead } from '../kernel/query.ts';
import { useWords } from '../kernel/words.ts';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextArea } from '../ui/Field.tsx';
import { FigureText } from '../ui/FigureText.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import { typedRows } from './form-cells.ts';
import { CellReason } from './returns/CellReason.tsx';
import { type Chosen, outcomeOf, SHORTEST, withReason } from './returns/choice.ts';
import type { Return } from './use-decision.ts';
import type { ReportAnswer } from './use-draft.ts';
import './returns/returns.css';

type Props = {
  reportId: number;
  unit: string;
  busy: boolean;
  onClose: () => void;
  onReturn: (what: Return) => void;
};

const Cells = ({
  answer,
  chosen,
  asked,
  onChosen,
}: {
  answer: ReportAnswer;
  chosen: Chosen;
  asked: boolean;
  onChosen: (chosen: Chosen) => void;
}) => {
  const { t } = useWords();
  const cellOf = new Map(answer.cells.map((cell) => [cell.indicator, cell]));
  return (
    <ul className="choose-cells">
      {typedRows(answer.form).map(({ indicator, words, unit }) => {
        const reason = chosen.get(indicator);
        const cell = cellOf.get(indicator);
        return (
          <li key={indicator}>
            <div className="choose-line">
              <Checkbox
                checked={reason !== undefined}
                onPick={(on) => onChosen(withReason(chosen, indicator, on ? '' : null))}
              >
                {t(words)}
              </Checkbox>
              <FigureText value={cell?.value ?? null} precision={cell?.precision ?? 'exact'} unit={t(unit)} />
            </div>
            {reason !== undefined && (
              <CellReason
                name={t(words)}
                reason={reason}
                error={asked && reason.trim().length < SHORTEST}
                onReason={(text) => onChosen(withReason(chosen, indicator, text))}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
};

/** Returning a report whole, or single cells of it: what it does to the totals is said before the reason is asked for. */
export const ReturnDialog = ({ reportId, unit, busy, onClose, onReturn }: Props) => {
  const { t } = useWords();
  const { data: answer } = useRead(getReport, { params: { reportId } });
  const [way, setWay] = useState<'cells' | 'whole'>('cells');
  const [reason, setReason] = useState('');
  const [chosen, setChosen] = useState<Chosen>(new Map());
  const [asked, setAsked] = useState(false);
  const rows = answer ? typedRows(answer.form) : [];
  const values = new Map(answer?.cells.map(({ indicator, value }) => [indicator, value]));
  const outcome = outcomeOf(rows, (id) => (values.get(id) ?? null) !== null, chosen);
  const short = reason.trim().length < SHORTEST;
  const whyNot =
    way === 'whole'
      ? null
      : chosen.size === 0
        ? t({ vi: 'Chọn ô cần trả lại', en: 'Choose the cells to return' })
        : outcome.accepted === 0
          ? t({ vi: 'Trả lại mọi ô: chọn “Cả báo cáo”', en: 'Every cell is chosen: return the whole report' })
          : null;
  const press = () => {
    setAsked(true);
    if (busy || whyNot) return;
    if (way === 'whole') {
      if (!short) onReturn({ reason: reason.trim() });
    } else if (outcome.short === undefined) onReturn({ cells: outcome.cells });
  };
  return (
    <Dialog
      title={t({ vi: 'Trả lại báo cáo của {unit}', en: 'Return the report of {unit}' }, { unit })}
      onClose={onClose}
      onConfirm={press}
      actions={
        <>
          <Button onClick={onClose}>{t({ vi: 'Thôi', en: 'Cancel' })}</Button>
          <Button look="filled" busy={busy} whyNot={whyNot} onClick={press}>
            {way === 'whole'
              ? t({ vi: 'Trả lại 1 báo cáo', en: 'Return 1 report' })
              : t(
                  { vi: 'Trả lại {n} ô, nhận {m} ô', en: 'Return {n} {n|cell|cells}, accept {m}' },
                  { n: chosen.size, m: outcome.accepted },
                )}
          </Button>
        </>
      }
    >
      <Segmented
        label={t({ vi: 'Trả lại những gì', en: 'What is returned' })}
        options={[
          { value: 'cells', label: t({ vi: 'Từng ô', en: 'Single cells' }) },
          { value: 'whole', label: t({ vi: 'Cả báo cáo', en: 'The whole report' }) },
        ]}
        value={way}
        onPick={setWay}
      />
      {way === 'whole' ? (
        <>
          <p>
            {t({
              vi: 'Số của báo cáo rời khỏi số tổng tạm tính cho đến khi đơn vị gửi lại. Mọi ô đã nhập được giữ cho đơn vị sửa.',
              en: 'The figures leave the provisional totals until the unit sends again. Everything entered is kept for the unit to correct.',
            })}
          </p>
          <TextArea
            label={t({ vi: 'Lý do', en: 'Reason' })}
            hint={t({
              vi: 'Nêu điều phải sửa. Đơn vị đọc được câu này.',
              en: 'Say what to correct. The unit reads this.',
            })}
            error={
              asked && short
                ? t({ vi: 'Ghi lý do, ít nhất 5 ký tự.', en: 'Give a reason of at least 5 characters.' })
                : null
            }
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </>
      ) : (
        <>
          <p>
            {t({
              vi: 'Ô không chọn được duyệt và vào số tổng ngay. Ô trả lại chờ đơn vị gửi lại, chưa tính vào số tổng.',
              en: 'Cells not chosen are accepted and enter the totals at once. Returned cells count again when the unit has sent them again.',
            })}
          </p>
          {answer ? (
            <Cells answer={answer} chosen={chosen} asked={asked} onChosen={setChosen} />
          ) : (
            <Waiting>{t({ vi: 'Đang mở báo cáo…', en: 'Opening the report…' })}</Waiting>
          )}
        </>
      )}
    </Dialog>
  );
};

import type { Words } from '@app/contract/kernel/words.ts';
import { IconChecks } from '@tabler/icons-react';
import { useState } from 'react';
import { keep, kept } from '../kernel/device.ts';
import { useWords } from '../kernel/words.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { AcceptDialog } from './AcceptDialog.tsx';
import { DeskPanel } from './DeskPanel.tsx';
import { DeskTable } from './DeskTable.tsx';
import { DeskFilters, stateWords } from './desk/DeskFilters.tsx';
import { type Filter, filtered } from './desk/filter.ts';
import { type DeskAnswer, type DeskReport, isWaiting, pickedOf } from './desk-rules.ts';
import { NotSent } from './NotSent.tsx';
import { ReturnDialog } from './ReturnDialog.tsx';
import { useDecision } from './use-decision.ts';

const Returning = ({ report, onClose }: { report: DeskReport; onClose: () => void }) => {
  const { busy, giveBack } = useDecision(report, onClose);
  return (
    <ReturnDialog reportId={report.id} unit={report.unit.fullName} busy={busy} onClose={onClose} onReturn={giveBack} />
  );
};

/** Why nothing can be accepted: nothing chosen, nothing waiting, or the period was issued meanwhile. */
const whyNonePicked = (reports: readonly DeskReport[]): Words => {
  if (reports.some(isWaiting)) {
    return { vi: 'Chọn báo cáo chờ duyệt trong bảng', en: 'Choose waiting reports in the table' };
  }
  return reports.some(({ isLocked }) => isLocked)
    ? {
        vi: 'Báo cáo đã khóa. Mở ngoại lệ ở từng báo cáo',
        en: 'The reports are locked. Open an exception at the report',
      }
    : { vi: 'Không còn báo cáo nào chờ duyệt', en: 'No report waits for a decision' };
};

type Props = {
  desk: DeskAnswer;
  open: number | null;
  onOpen: (reportId: number | null) => void;
  filter: Filter;
  onFilter: (filter: Filter) => void;
};

/** Whether single letters decide; kept on this device, for they are in the way of who speaks to the computer (WCAG 2.1.4). */
const useLetters = () => {
  const [on, setOn] = useState(() => kept('desk-letters') !== 'off');
  const turn = () => {
    keep('desk-letters', on ? 'off' : null);
    setOn(!on);
  };
  return { on, turn };
};

const Keys = ({ letters }: { letters: ReturnType<typeof useLetters> }) => {
  const { t } = useWords();
  return (
    <p className="more keys-line">
      <kbd>↑</kbd> <kbd>↓</kbd> {t({ vi: 'chuyển dòng', en: 'move' })} · <kbd>Space</kbd>{' '}
      {t({ vi: 'chọn', en: 'choose' })}
      {letters.on && (
        <>
          {' '}
          · <kbd>D</kbd> {t({ vi: 'duyệt', en: 'accept' })} · <kbd>T</kbd> {t({ vi: 'trả lại', en: 'return' })}
        </>
      )}{' '}
      · <kbd>Ctrl Enter</kbd> {t({ vi: 'xác nhận', en: 'confirm' })}{' '}
      <Button look="quiet" small className="push" aria-pressed={!letters.on} onClick={letters.turn}>
        {letters.on
          ? t({ vi: 'Tắt phím chữ', en: 'Letters off' })
          : t({ vi: 'Bật phím chữ D, T', en: 'Letters D, T on' })}
      </Button>
    </p>
  );
};

/** The list of the desk with its filters, the bulk decision, and one report beside it. */
export const DeskWork = ({ desk, open, onOpen, filter, onFilter }: Props) => {
  const { t } = useWords();
  const letters = useLetters();
  const [byHand, setByHand] = useState<ReadonlyMap<number, boolean>>(new Map());
  const [accepting, setAccepting] = useState<readonly DeskReport[] | null>(null);
  const [returning, setReturning] = useState<DeskReport | null>(null);
  const decides = desk.whyNot.acceptReports === null;
  const picked = decides ? pickedOf(desk.reports, byHand) : [];
  const shown = filtered(desk.reports, filter);
  const hidden = picked.filter((report) => !shown.includes(report)).length;
  const opened = desk.reports.find(({ id }) => id === open);
  const pick = (reports: readonly DeskReport[], on: boolean) =>
    setByHand((before) => new Map([...before, ...reports.map(({ id }) => [id, on] as const)]));
  const accept = () => picked.length > 0 && setAccepting(picked);
  return (
    <div className="desk">
      <section className="panel" aria-label={t({ vi: 'Danh sách báo cáo', en: 'List of reports' })}>
        {decides && (
          <div className="bulk">
            <span>
              {picked.length > 0
                ? t(
                    {
                      vi: '{n} báo cáo đang được chọn. Báo cáo đúng hạn, đủ ô, không tín hiệu được chọn sẵn.',
                      en: '{n} {n|report is|reports are} chosen. Those in time, complete and without signals are chosen beforehand.',
                    },
                    { n: picked.length },
                  )
                : t({ vi: 'Chưa chọn báo cáo nào.', en: 'No report is chosen.' })}{' '}
              {hidden > 0 && t({ vi: '{n} ở ngoài bộ lọc.', en: '{n} {n|is|are} outside the filter.' }, { n: hidden })}
            </span>
            <span className="push">
              <Button
                look="filled"
                icon={IconChecks}
                whyNot={picked.length === 0 ? t(whyNonePicked(desk.reports)) : null}
                onClick={accept}
              >
                {t({ vi: 'Duyệt {n} báo cáo', en: 'Accept {n} {n|report|reports}' }, { n: picked.length })}
              </Button>
            </span>
          </div>
        )}
        {!decides && desk.whyNot.acceptReports && <p className="more">{t(desk.whyNot.acceptReports.says)}</p>}
        <DeskFilters reports={desk.reports} filter={filter} onFilter={onFilter} />
        {shown.length === 0 ? (
          <div className="in">
            <Empty
              action={
                <Button small onClick={() => onFilter({ state: 'all', marks: new Set(), name: '' })}>
                  {t({ vi: 'Bỏ lọc', en: 'Clear the filter' })}
                </Button>
              }
            >
              {filter.name.trim() === '' && filter.marks.size === 0
                ? t(
                    { vi: 'Không có đơn vị nào “{filter}” trong kỳ này.', en: 'No unit is "{filter}" in this period.' },
                    { filter: t(stateWords[filter.state]).toLowerCase() },
                  )
                : t({
                    vi: 'Không có báo cáo nào hợp với mọi điều kiện lọc.',
                    en: 'No report meets all of these filters.',
                  })}
            </Empty>
          </div>
        ) : (
          <DeskTable
            caption={t({ vi: 'Báo cáo của các đơn vị trực thuộc', en: 'Reports of the units below' })}
            reports={shown}
            headline={desk.headline}
            picked={new Set(picked.map(({ id }) => id))}
            onPick={decides ? pick : null}
            open={open}
            onOpen={onOpen}
            onAccept={(report) => setAccepting([report])}
            onReturn={setReturning}
            onAcceptPicked={accept}
            letters={letters.on}
          />
        )}
        {decides && <Keys letters={letters} />}
      </section>
      <div className="side">
        {opened ? (
          <DeskPanel
            reportId={opened.id}
            title={opened.unit.fullName}
            onClose={() => onOpen(null)}
            onAccept={() => setAccepting([opened])}
            onReturn={() => setReturning(opened)}
            onDecided={() => onOpen(null)}
          />
        ) : (
          <NotSent reports={desk.reports} />
        )}
      </div>
      {accepting && (
        <AcceptDialog
          desk={desk}
          reports={accepting}
          onClose={() => setAccepting(null)}
          onDone={() => setAccepting(null)}
        />
      )}
      {returning && <Returning report={returning} onClose={() => setReturning(null)} />}
    </div>
  );
};

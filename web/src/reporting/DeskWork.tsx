import type { Words } from '@app/contract/kernel/words.ts';
import { IconChecks } from '@tabler/icons-react';
import { useState } from 'react';
import { useWords } from '../kernel/words.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { AcceptDialog } from './AcceptDialog.tsx';
import { DeskPanel } from './DeskPanel.tsx';
import { DeskTable } from './DeskTable.tsx';
import {
  type DeskAnswer,
  type DeskFilter,
  type DeskReport,
  deskFilters,
  isWaiting,
  pickedOf,
  stands,
} from './desk-rules.ts';
import { NotSent } from './NotSent.tsx';
import { ReturnDialog } from './ReturnDialog.tsx';
import { useDecision } from './use-decision.ts';

const filterWords: Record<DeskFilter, Words> = {
  look: { vi: 'Cần bạn xem', en: 'To look at' },
  sent: { vi: 'Chờ duyệt', en: 'Awaiting review' },
  returned: { vi: 'Trả lại', en: 'Returned' },
  overdue: { vi: 'Quá hạn', en: 'Overdue' },
  accepted: { vi: 'Đã duyệt', en: 'Accepted' },
  all: { vi: 'Tất cả', en: 'All' },
};

const Filters = ({
  reports,
  filter,
  onFilter,
}: {
  reports: readonly DeskReport[];
  filter: DeskFilter;
  onFilter: (filter: DeskFilter) => void;
}) => {
  const { t } = useWords();
  return (
    <fieldset className="filters" aria-label={t({ vi: 'Lọc theo trạng thái', en: 'Filter by state' })}>
      {deskFilters.map((each) => (
        <button key={each} type="button" aria-pressed={each === filter} onClick={() => onFilter(each)}>
          {t(filterWords[each])} <span className="num">{reports.filter((report) => stands(each, report)).length}</span>
        </button>
      ))}
    </fieldset>
  );
};

const Returning = ({ report, onClose }: { report: DeskReport; onClose: () => void }) => {
  const { busy, returnWith } = useDecision(report, onClose);
  return <ReturnDialog unit={report.unit.fullName} busy={busy} onClose={onClose} onReturn={returnWith} />;
};

/** Why nothing can be accepted: nothing chosen, nothing waiting, or the period was issued meanwhile. */
const whyNonePicked = (reports: readonly DeskReport[]): Words => {
  if (reports.some(isWaiting)) {
    return { vi: 'Chọn báo cáo chờ duyệt trong bảng', en: 'Choose waiting reports in the table' };
  }
  return reports.some(({ isLocked }) => isLocked)
    ? {
        vi: 'Kỳ đã khóa sau khi ban hành. Mở ngoại lệ ở từng báo cáo',
        en: 'The period was locked when it was issued. Open an exception at the report',
      }
    : { vi: 'Không còn báo cáo nào chờ duyệt', en: 'No report waits for a decision' };
};

type Props = { desk: DeskAnswer; open: number | null; onOpen: (reportId: number | null) => void };

/** The list of the desk with its filters, the bulk decision, and one report beside it. */
export const DeskWork = ({ desk, open, onOpen }: Props) => {
  const { t } = useWords();
  const [filter, setFilter] = useState<DeskFilter>('look');
  const [byHand, setByHand] = useState<ReadonlyMap<number, boolean>>(new Map());
  const [accepting, setAccepting] = useState<readonly DeskReport[] | null>(null);
  const [returning, setReturning] = useState<DeskReport | null>(null);
  const decides = desk.whyNot.acceptReports === null;
  const picked = decides ? pickedOf(desk.reports, byHand) : [];
  const shown = desk.reports.filter((report) => stands(filter, report));
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
                      vi: '{n} báo cáo đang được chọn. Báo cáo đúng hạn, đủ ô được chọn sẵn.',
                      en: '{n} {n|report is|reports are} chosen. Those in time with every cell filled are chosen beforehand.',
                    },
                    { n: picked.length },
                  )
                : t({ vi: 'Chưa chọn báo cáo nào.', en: 'No report is chosen.' })}
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
        <Filters reports={desk.reports} filter={filter} onFilter={setFilter} />
        {shown.length === 0 ? (
          <div className="in">
            <Empty
              action={
                <Button small onClick={() => setFilter('all')}>
                  {t({ vi: 'Bỏ lọc', en: 'Clear the filter' })}
                </Button>
              }
            >
              {t(
                { vi: 'Không có đơn vị nào “{filter}” trong kỳ này.', en: 'No unit is "{filter}" in this period.' },
                { filter: t(filterWords[filter]).toLowerCase() },
              )}
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
          />
        )}
        {decides && (
          <p className="more keys-line">
            <kbd>↑</kbd> <kbd>↓</kbd> {t({ vi: 'chuyển dòng', en: 'move' })} · <kbd>Space</kbd>{' '}
            {t({ vi: 'chọn', en: 'choose' })} · <kbd>D</kbd> {t({ vi: 'duyệt', en: 'accept' })} · <kbd>T</kbd>{' '}
            {t({ vi: 'trả lại', en: 'return' })} · <kbd>Ctrl Enter</kbd> {t({ vi: 'xác nhận', en: 'confirm' })}
          </p>
        )}
      </section>
      <div className="side">
        {opened ? (
          <DeskPanel
            reportId={opened.id}
            title={opened.unit.fullName}
            onClose={() => onOpen(null)}
            onAccept={() => setAccepting([opened])}
            onReturn={() => setReturning(opened)}
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

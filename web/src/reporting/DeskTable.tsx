import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import { IconMessages, IconTrendingUp } from '@tabler/icons-react';
import { type KeyboardEvent, useMemo, useRef } from 'react';
import { useFormat } from '../kernel/format.ts';
import { useWords } from '../kernel/words.ts';
import { FigureText } from '../ui/FigureText.tsx';
import { type Column, Table } from '../ui/Table.tsx';
import { StateTag, Tag } from '../ui/Tag.tsx';
import { type DeskReport, isWaiting, neighbour } from './desk-rules.ts';
import { againstDeadline } from './moments.ts';
import { lookOf } from './report-look.ts';
import { useNow } from './use-now.ts';

type Props = {
  caption: string;
  reports: readonly DeskReport[];
  headline: string;
  picked: ReadonlySet<number>;
  /** Null: this post does not decide here, and nothing can be chosen. */
  onPick: ((reports: readonly DeskReport[], on: boolean) => void) | null;
  open: number | null;
  onOpen: (reportId: number) => void;
  onAccept: (report: DeskReport) => void;
  onReturn: (report: DeskReport) => void;
  onAcceptPicked: () => void;
  /** Single letters decide: D accepts, T returns. */
  letters: boolean;
};

const exact = (value: number | null) => (value === null ? null : { value, precision: 'exact' as const });

const useColumns = ({ reports, headline, picked, onPick, onOpen, open }: Props): Column<DeskReport>[] => {
  const { t } = useWords();
  const format = useFormat();
  const now = useNow();
  const indicator = indicatorOf(headline);
  const waiting = reports.filter(isWaiting);
  const all = waiting.length > 0 && waiting.every(({ id }) => picked.has(id));
  const choose: Column<DeskReport> = {
    key: 'pick',
    head: (
      <input
        type="checkbox"
        aria-label={t({ vi: 'Chọn {n} báo cáo chờ duyệt', en: 'Choose {n} waiting reports' }, { n: waiting.length })}
        checked={all}
        disabled={waiting.length === 0}
        onChange={() => onPick?.(waiting, !all)}
      />
    ),
    cell: (report) => (
      <input
        type="checkbox"
        aria-label={t({ vi: 'Chọn {unit}', en: 'Choose {unit}' }, { unit: report.unit.fullName })}
        checked={picked.has(report.id)}
        disabled={!isWaiting(report)}
        onChange={(event) => onPick?.([report], event.target.checked)}
      />
    ),
  };
  const rest: Column<DeskReport>[] = [
    {
      key: 'unit',
      head: t({ vi: 'Đơn vị', en: 'Unit' }),
      narrow: 'first',
      cell: (report) => (
        <button
          type="button"
          className="open-row"
          data-report={report.id}
          aria-pressed={report.id === open}
          onClick={() => onOpen(report.id)}
        >
          {report.unit.fullName}
        </button>
      ),
    },
    {
      key: 'state',
      head: t({ vi: 'Trạng thái', en: 'State' }),
      narrow: 'second',
      cell: (report) => (
        <span className="tags">
          <StateTag state={lookOf(report)}>
            {report.returnedCells > 0
              ? t({ vi: 'Trả lại {n} ô', en: '{n} {n|cell|cells} returned' }, { n: report.returnedCells })
              : report.state === 'submitted' && report.revision > 1
                ? t({ vi: 'Chờ duyệt, lần {n}', en: 'Awaiting review, {n}' }, { n: report.revision })
                : undefined}
          </StateTag>
          {report.isNil && <StateTag state="nil" />}
          {report.isLocked && report.state !== 'accepted' && <StateTag state="locked" />}
          {(report.signals ?? 0) > 0 && (
            <StateTag state="signal">
              {t({ vi: '{n} tín hiệu', en: '{n} {n|signal|signals}' }, { n: report.signals ?? 0 })}
            </StateTag>
          )}
          {report.strong > 0 && report.state === 'submitted' && (
            <Tag look="tinhieu" icon={IconTrendingUp}>
              {t({ vi: 'Lệch {n} ô', en: '{n} {n|cell|cells} far off' }, { n: report.strong })}
            </Tag>
          )}
          {report.unread > 0 && (
            <Tag look="gui" icon={IconMessages}>
              {t({ vi: '{n} tin mới', en: '{n} new' }, { n: report.unread })}
            </Tag>
          )}
        </span>
      ),
    },
    {
      key: 'sent',
      head: t({ vi: 'Gửi lúc', en: 'Sent' }),
      number: true,
      narrow: 'hidden',
      cell: ({ submittedAt }) => (submittedAt ? format.moment(submittedAt) : <span className="dim">–</span>),
    },
    {
      key: 'deadline',
      head: t({ vi: 'So với hạn', en: 'Against the deadline' }),
      number: true,
      narrow: 'second-right',
      cell: (report) => {
        const { words, late } = againstDeadline(report, now);
        return <span className={late ? 'words late' : 'words'}>{t(words)}</span>;
      },
    },
    {
      key: 'cells',
      head: t({ vi: 'Ô', en: 'Cells' }),
      number: true,
      narrow: 'hidden',
      cell: ({ filled, asked }) => `${filled}/${asked}`,
    },
    {
      key: 'headline',
      head: indicator ? t(indicator.words) : headline,
      number: true,
      narrow: 'first-right',
      cell: ({ headline: value }) => (
        <b>
          <FigureText value={value} />
        </b>
      ),
    },
    {
      key: 'change',
      head: t({ vi: 'So cùng kỳ', en: 'Against a year ago' }),
      number: true,
      narrow: 'hidden',
      cell: (report) => format.change(exact(report.headline), exact(report.headlineBefore)),
    },
  ];
  return onPick ? [choose, ...rest] : rest;
};

const arrows: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1 };

/** The reports of the desk. Inside the list: ↑ ↓ move, Space chooses, D accepts, T returns, Ctrl Enter accepts the chosen. */
export const DeskTable = (props: Props) => {
  const { caption, reports, open, picked, onPick, onOpen, onAccept, onReturn, onAcceptPicked, letters } = props;
  const columns = useColumns(props);
  const list = useRef<HTMLDivElement>(null);
  const byId = useMemo(() => new Map(reports.map((report) => [report.id, report])), [reports]);

  const at = (event: KeyboardEvent): number | null => {
    const row = event.target instanceof Element ? event.target.closest('tr')?.querySelector('[data-report]') : null;
    const id = Number(row?.getAttribute('data-report'));
    return id > 0 ? id : open;
  };
  const move = (event: KeyboardEvent, step: 1 | -1) => {
    const id = neighbour(reports, at(event), step);
    if (id === null) return;
    list.current?.querySelector<HTMLElement>(`[data-report="${id}"]`)?.focus();
    if (open !== null) onOpen(id);
  };
  const decide = (event: KeyboardEvent, key: string): boolean => {
    const report = byId.get(at(event) ?? 0);
    if (!report || !onPick || !isWaiting(report)) return false;
    if (letters && key === 'd') onAccept(report);
    else if (letters && key === 't') onReturn(report);
    else if (key === ' ' && !(event.target instanceof HTMLInputElement)) onPick([report], !picked.has(report.id));
    else return false;
    return true;
  };
  const press = (event: KeyboardEvent) => {
    const step = arrows[event.key];
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (step && plain) move(event, step);
    else if (event.key === 'Enter' && !plain) onAcceptPicked();
    else if (!plain || !decide(event, event.key.toLowerCase())) return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the controls inside are heard here; every one has its button
    <div ref={list} onKeyDown={press} className="desk-list">
      <Table
        caption={caption}
        columns={columns}
        rows={reports}
        keyOf={({ id }) => String(id)}
        rowHead="unit"
        selected={({ id }) => id === open}
      />
    </div>
  );
};

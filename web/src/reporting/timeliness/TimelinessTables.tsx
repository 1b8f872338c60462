import type { Counted } from '@app/contract/reporting/timeliness/routes.ts';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormat } from '../../kernel/format.ts';
import { paths } from '../../kernel/paths.ts';
import { useWords } from '../../kernel/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import { inSentence } from '../report-look.ts';
import { type Board, percentOf, revisedOf, shortPeriod, timingWords } from './timeliness-rules.ts';

/** How the middle stands against the deadline: 'trước hạn 1,2 ngày'. */
export const useMedian = () => {
  const { t } = useWords();
  const format = useFormat();
  return (median: number | null): string => {
    if (median === null) return '–';
    const n = format.figure({ value: Math.abs(median), precision: 'exact' }, { decimals: 1 });
    if (median === 0) return t({ vi: 'đúng lúc hết hạn', en: 'at the deadline' });
    return t(
      median < 0 ? { vi: 'trước hạn {n} ngày', en: '{n} days early' } : { vi: 'sau hạn {n} ngày', en: '{n} days late' },
      { n },
    );
  };
};

/** '11/12 (92%)' */
export const shareText = (counted: Counted): string => {
  const percent = percentOf(counted);
  return percent === null ? '–' : `${counted.onTime}/${counted.due} (${percent}%)`;
};

/** The same as the picture, in words; each report is a link. */
export const BoardTable = ({ board, units }: { board: Board; units: Board['units'] }) => {
  const { t } = useWords();
  return (
    <section className="timeliness-table" aria-label={t({ vi: 'Bảng đúng hạn', en: 'Table of timeliness' })}>
      <table className="grid">
        <caption className="vh">
          {t({ vi: 'Từng báo cáo so với hạn của nó', en: 'Each report against its deadline' })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t({ vi: 'Đơn vị', en: 'Unit' })}</th>
            {board.periods.map(({ code }) => (
              <th scope="col" key={code}>
                {shortPeriod(code)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {units.map(({ id, fullName, cells }) => (
            <tr key={id}>
              <th scope="row">{fullName}</th>
              {board.periods.map(({ code }) => {
                const cell = cells.find(({ period }) => period === code);
                return (
                  <td key={code} className={cell ? undefined : 'none'} data-period={shortPeriod(code)}>
                    {cell ? (
                      <Link to={paths.report} params={{ reportId: String(cell.reportId) }}>
                        {t(timingWords(cell))}
                      </Link>
                    ) : (
                      <span className="mid" title={t({ vi: 'không phải nộp', en: 'nothing owed' })}>
                        <span aria-hidden>–</span>
                        <span className="vh">{t({ vi: 'không phải nộp', en: 'nothing owed' })}</span>
                      </span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

type Unit = Pick<Board['units'][number], 'id' | 'fullName' | 'rank' | 'counted'>;

/** Units by rank: bodies are counted, never persons. */
export const Ranking = <U extends Unit>({ units, more = [] }: { units: readonly U[]; more?: readonly Column<U>[] }) => {
  const { t } = useWords();
  const median = useMedian();
  const columns: Column<U>[] = [
    {
      key: 'rank',
      head: t({ vi: 'Hạng', en: 'Rank' }),
      cell: ({ rank }) => rank ?? '–',
      number: true,
      narrow: 'hidden',
    },
    {
      key: 'unit',
      head: t({ vi: 'Đơn vị', en: 'Unit' }),
      cell: ({ fullName }) => fullName,
      narrow: 'first',
    },
    {
      key: 'share',
      head: t({ vi: 'Đúng hạn', en: 'On time' }),
      cell: ({ counted }) => shareText(counted),
      number: true,
      narrow: 'first-right',
    },
    {
      key: 'median',
      head: t({ vi: 'Trung vị ngày gửi', en: 'Median sending' }),
      cell: ({ counted }) => median(counted.median),
      narrow: 'second',
    },
    {
      key: 'late',
      head: t({ vi: 'Muộn', en: 'Late' }),
      cell: ({ counted }) => counted.late,
      number: true,
      narrow: 'hidden',
    },
    {
      key: 'overdue',
      head: t({ vi: 'Chưa gửi', en: 'Not sent' }),
      cell: ({ counted }) => counted.overdue,
      number: true,
      narrow: 'hidden',
    },
    ...more,
  ];
  return (
    <Table
      caption={t({ vi: 'Xếp hạng đơn vị theo tỷ lệ đúng hạn', en: 'Units ranked by share on time' })}
      columns={columns}
      rows={units}
      keyOf={({ id }) => String(id)}
      rowHead="unit"
    />
  );
};

/** Columns of first against final, for units whose single reports are known. */
export const useRevisedColumns = (): Column<Board['units'][number]>[] => {
  const { t } = useWords();
  const format = useFormat();
  return [
    {
      key: 'again',
      head: t({ vi: 'Phải gửi lại', en: 'Sent again' }),
      cell: ({ cells }) => {
        const { again, accepted } = revisedOf(cells);
        return accepted === 0 ? '–' : `${again}/${accepted}`;
      },
      number: true,
      narrow: 'second-right',
    },
    {
      key: 'days',
      head: t({ vi: 'Lâu nhất đến bản được nhận', en: 'Longest until accepted' }),
      cell: ({ cells }) => {
        const { again, days } = revisedOf(cells);
        if (again === 0) return '–';
        const n = format.figure({ value: days, precision: 'exact' }, { decimals: 1 });
        return t({ vi: '{n} ngày', en: '{n} days' }, { n });
      },
      number: true,
      narrow: 'hidden',
    },
  ];
};

/** Letters at once; with more, the rest is asked for. */
const STEP = 12;

/** Who was urged and when, and what came of it. */
export const Urged = ({ board }: { board: Board }) => {
  const { t } = useWords();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const shown = all ? board.urged : board.urged.slice(0, STEP);
  const periodOf = (code: string) => board.periods.find((period) => period.code === code)?.words;
  const columns: Column<Board['urged'][number]>[] = [
    { key: 'unit', head: t({ vi: 'Đơn vị', en: 'Unit' }), cell: ({ unit }) => unit.fullName, narrow: 'first' },
    {
      key: 'period',
      head: t({ vi: 'Kỳ', en: 'Period' }),
      cell: ({ period }) => {
        const words = periodOf(period);
        return words ? t(inSentence(words)) : period;
      },
      narrow: 'first-right',
    },
    {
      key: 'letter',
      head: t({ vi: 'Văn bản', en: 'Letter' }),
      cell: ({ urgingId, number, sentAt }) => (
        <>
          <Link to={paths.urging} params={{ urgingId: String(urgingId) }}>
            {number}
          </Link>{' '}
          <span className="num mid">{format.fullMoment(sentAt)}</span>
        </>
      ),
      narrow: 'second',
    },
    { key: 'by', head: t({ vi: 'Chức danh gửi', en: 'Sent by' }), cell: ({ by }) => t(by), narrow: 'hidden' },
    {
      key: 'late',
      head: t({ vi: 'Chậm khi đó', en: 'Late by then' }),
      cell: ({ daysLate }) => t({ vi: '{n} ngày', en: '{n} {n|day|days}' }, { n: daysLate }),
      number: true,
      narrow: 'hidden',
    },
    {
      key: 'answered',
      head: t({ vi: 'Đã gửi lúc', en: 'Answered' }),
      cell: ({ answeredAt }) => (answeredAt ? format.fullMoment(answeredAt) : t({ vi: 'chưa gửi', en: 'not yet' })),
      narrow: 'second-right',
    },
  ];
  return (
    <section className="timeliness-part">
      <h2>
        {t({ vi: 'Ai đã được đôn đốc, khi nào', en: 'Who was urged, and when' })}{' '}
        <span className="num mid">{board.urged.length}</span>
      </h2>
      {board.urged.length === 0 ? (
        <Empty>
          {t({ vi: 'Chưa đơn vị nào được đôn đốc trong các kỳ này.', en: 'No unit was urged in these periods.' })}
        </Empty>
      ) : (
        <Table
          caption={t({ vi: 'Văn bản đôn đốc đã gửi', en: 'Urging letters that were sent' })}
          columns={columns}
          rows={shown}
          keyOf={({ urgingId, unit }) => `${urgingId}:${unit.id}`}
          rowHead="unit"
        />
      )}
      {shown.length < board.urged.length && (
        <Button small look="quiet" onClick={() => setAll(true)}>
          {t({ vi: 'Xem đủ {n} lượt', en: 'Show all {n}' }, { n: board.urged.length })}
        </Button>
      )}
    </section>
  );
};

import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import type { EditionChange } from '@app/contract/reporting/edition/routes.ts';
import { useFormat } from '../kernel/format.ts';
import { useWords } from '../kernel/words.ts';
import { FigureText } from '../ui/FigureText.tsx';
import { type Column, Table } from '../ui/Table.tsx';

const kinds = {
  exception: { vi: 'mở ngoại lệ', en: 'opened again' },
  return: { vi: 'trả lại', en: 'returned' },
} as const;

/** Totals above the communes add up the units below; their reasons stand there. */
const addsUp = ({ unit }: EditionChange): boolean => unit.level !== 'commune';

/** What a correction changes, cell by cell: which unit, which indicator, before, after, and why. */
export const ChangeList = ({ changes, cells }: { changes: readonly EditionChange[]; cells: number }) => {
  const { t } = useWords();
  const format = useFormat();
  const columns: Column<EditionChange>[] = [
    {
      key: 'what',
      head: t({ vi: 'Đơn vị, chỉ tiêu', en: 'Unit, indicator' }),
      narrow: 'first',
      cell: ({ unit, indicator }) => (
        <>
          <b>{unit.fullName}</b>
          <br />
          {t(indicatorOf(indicator)?.words ?? { vi: indicator, en: indicator })}
        </>
      ),
    },
    {
      key: 'before',
      head: t({ vi: 'Trước', en: 'Before' }),
      number: true,
      narrow: 'second-right',
      cell: ({ before }) => (
        <>
          <span className="small-label">{t({ vi: 'trước ', en: 'before ' })}</span>
          <FigureText value={before} />
        </>
      ),
    },
    {
      key: 'after',
      head: t({ vi: 'Sau', en: 'After' }),
      number: true,
      narrow: 'first-right',
      cell: ({ after }) => (
        <b>
          <FigureText value={after} />
        </b>
      ),
    },
    {
      key: 'why',
      head: t({ vi: 'Lý do', en: 'Reason' }),
      narrow: 'second',
      cell: (change) =>
        change.reasons.length > 0 ? (
          <ul>
            {change.reasons.map(({ kind, reason, on }) => (
              <li key={`${on} ${kind} ${reason}`}>
                {reason}{' '}
                <span className="small mid nb">
                  ({t(kinds[kind])}, {format.date(on)})
                </span>
              </li>
            ))}
          </ul>
        ) : (
          <span className="dim">
            {addsUp(change)
              ? t({ vi: 'cộng từ các đơn vị dưới', en: 'adds up the units below' })
              : t({ vi: 'không có ngoại lệ nào ghi lý do', en: 'no exception gives a reason' })}
          </span>
        ),
    },
  ];
  if (changes.length === 0) return null;
  return (
    <>
      <div className="change-list">
        <Table
          caption={t({ vi: 'Những số thay đổi', en: 'Figures that change' })}
          columns={columns}
          rows={changes}
          keyOf={({ unit, indicator }) => `${unit.id}:${indicator}`}
        />
      </div>
      <p className="small mid">
        {t({
          vi: 'Tỷ lệ và số bình quân đổi theo các số này, không liệt kê riêng.',
          en: 'Ratios and averages follow from these and are not listed.',
        })}{' '}
        {cells > changes.length &&
          t(
            { vi: 'Đang hiện {n} ô đầu; tải CSV để có đủ.', en: 'The first {n} are shown; the CSV has all of them.' },
            { n: changes.length },
          )}
      </p>
    </>
  );
};

import { MISSING } from '@app/contract/kernel/figure.ts';
import type { CheckedReport, CheckedUnits } from '@app/contract/reporting/workbook/routes.ts';
import { useState } from 'react';
import { useWords } from '../../kernel/words.ts';
import { Button } from '../../ui/Button.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import { acceptedSections, type CheckedSection, refusedSections } from './checked-rows.ts';

/** Rows shown before one asks for more. */
const FIRST = 50;

const Sections = ({
  rows,
  columns,
  caption,
}: {
  rows: readonly CheckedSection[];
  columns: readonly Column<CheckedSection>[];
  caption: string;
}) => {
  const { t } = useWords();
  const [most, setMost] = useState(FIRST);
  return (
    <>
      <Table caption={caption} columns={columns} rows={rows.slice(0, most)} keyOf={({ key }) => key} rowHead="at" />
      {rows.length > most && (
        <p>
          <Button small onClick={() => setMost(most * 4)}>
            {t({ vi: 'Xem thêm ({n} phần nữa)', en: 'Show more ({n} left)' }, { n: rows.length - most })}
          </Button>
        </p>
      )}
    </>
  );
};

/** What the sheet of words in a file would change, and what of it is refused, section by section. */
export const CheckedWords = ({ checked, many }: { checked: CheckedReport | CheckedUnits; many: boolean }) => {
  const { t } = useWords();
  if (!checked.words) return null;
  const { summary } = checked.words;
  const [refused, accepted] = [refusedSections(checked), acceptedSections(checked)];
  const text = (words: string | undefined) => <span className="workbook-words">{words || MISSING}</span>;
  const shared: Column<CheckedSection>[] = [
    { key: 'at', head: t({ vi: 'Ô', en: 'Cell' }), cell: ({ at }) => at, narrow: 'first' },
    ...(many
      ? [
          {
            key: 'unit',
            head: t({ vi: 'Đơn vị', en: 'Unit' }),
            cell: ({ unit }: CheckedSection) => unit,
            narrow: 'first' as const,
          },
        ]
      : []),
    {
      key: 'section',
      head: t({ vi: 'Phần', en: 'Section' }),
      cell: ({ section }) => (section ? t(section) : ''),
      narrow: 'second',
    },
  ];
  return (
    <>
      {refused.length > 0 && (
        <>
          <h3>
            {t(
              { vi: 'Phần lời phải sửa trong tệp ({n})', en: 'Words to correct in the file ({n})' },
              { n: summary.refused },
            )}
          </h3>
          <Sections
            caption={t({ vi: 'Các phần lời phải sửa', en: 'Words to correct' })}
            rows={refused}
            columns={[
              ...shared,
              {
                key: 'text',
                head: t({ vi: 'Trong tệp', en: 'In the file' }),
                cell: (row) => text(row.text),
                narrow: 'first',
              },
              {
                key: 'says',
                head: t({ vi: 'Vì sao', en: 'Why' }),
                cell: ({ says }) => (says ? t(says) : ''),
                narrow: 'second',
              },
            ]}
          />
        </>
      )}
      {accepted.length > 0 && (
        <>
          <h3>{t({ vi: 'Phần lời sẽ ghi ({n})', en: 'Words to be written ({n})' }, { n: summary.accepted })}</h3>
          <Sections
            caption={t({ vi: 'Các phần lời sẽ ghi', en: 'Words to be written' })}
            rows={accepted}
            columns={[
              ...shared,
              {
                key: 'before',
                head: t({ vi: 'Đang có', en: 'Now' }),
                cell: (row) => text(row.before),
                narrow: 'first',
              },
              {
                key: 'after',
                head: t({ vi: 'Sẽ ghi', en: 'Will be' }),
                cell: (row) => text(row.text || t({ vi: '(xóa)', en: '(cleared)' })),
                narrow: 'second',
              },
            ]}
          />
        </>
      )}
    </>
  );
};

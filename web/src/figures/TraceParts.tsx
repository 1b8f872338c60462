import type { TraceAnswer } from '@app/contract/figures/routes.ts';
import { Link } from '@tanstack/react-router';
import { useFormat } from '../kernel/format.ts';
import { paths } from '../kernel/paths.ts';
import { useWords } from '../kernel/words.ts';
import { FigureText } from '../ui/FigureText.tsx';
import { type Column, Table } from '../ui/Table.tsx';
import { columnStyle } from './figure-style.ts';
import { sumOf } from './sums.ts';
import { searchOf, type TraceQuestion } from './trace-address.ts';

type Part = TraceAnswer['parts'][number];

const fewest = 8;

const largestFirst = (parts: readonly Part[]): Part[] =>
  [...parts].sort((one, other) => (other.value ?? -1) - (one.value ?? -1));

type Props = { trace: TraceAnswer; question: TraceQuestion; compact: boolean };

/** The units directly below, each with its own trace. In a panel the largest few, with the way to all of them. */
export const TraceParts = ({ trace, question, compact }: Props) => {
  const { t } = useWords();
  const format = useFormat();
  const { parts, indicator } = trace;
  // Figures that the post may not see must not look as if they were missing.
  if (parts.length === 0 || sumOf(trace)?.unseen) return null;
  if (parts.every(({ value, expected }) => value === null && expected === 0)) return null;
  const shown = compact ? largestFirst(parts).slice(0, fewest) : parts;
  const unit = t(indicator.unit);
  const columns: Column<Part>[] = [
    {
      key: 'unit',
      head: t({ vi: 'Đơn vị', en: 'Unit' }),
      cell: (part) => (
        <Link to={paths.trace} search={searchOf({ ...question, unit: part.unitId })}>
          {part.fullName}
        </Link>
      ),
      narrow: 'first',
    },
    {
      key: 'value',
      head: unit,
      cell: ({ value, precision }) =>
        value === null ? (
          <FigureText value={null} />
        ) : (
          <b>{format.figure({ value, precision }, columnStyle(indicator))}</b>
        ),
      number: true,
      narrow: 'first-right',
    },
    {
      key: 'reports',
      head: t({ vi: 'Báo cáo', en: 'Reports' }),
      cell: ({ reported, expected }) =>
        expected > 0 ? <span className="dim">{`${reported}/${expected}`}</span> : <span className="dim">–</span>,
      number: true,
      narrow: 'second-right',
    },
  ];
  const caption = t({ vi: 'Các phần hợp thành', en: 'What it is made of' });
  return (
    <section>
      <h3>
        {caption} <span className="num dim">{parts.length}</span>
      </h3>
      <Table caption={caption} columns={columns} rows={shown} keyOf={({ unitId }) => String(unitId)} rowHead="unit" />
      {shown.length < parts.length && (
        <p className="small more-parts">
          <Link to={paths.trace} search={searchOf(question)}>
            {t({ vi: 'Xem cả {n} phần', en: 'All {n} parts' }, { n: parts.length })}
          </Link>
        </p>
      )}
    </section>
  );
};

import type { UnitBrief } from '@app/contract/org/routes.ts';
import { Link } from '@tanstack/react-router';
import { paths } from '../kernel/paths.ts';
import { useWords } from '../kernel/words.ts';
import { type Column, Table } from '../ui/Table.tsx';
import { useTerms } from './terms.ts';

type Props = {
  caption: string;
  units: readonly UnitBrief[];
  /** The day of the tree they were read on; links stay on it. */
  on?: string | undefined;
};

/** Units with what tells two of the same code apart: their days and what they lay in. */
export const UnitTable = ({ caption, units, on }: Props) => {
  const { t } = useWords();
  const terms = useTerms();
  const columns: Column<UnitBrief>[] = [
    {
      key: 'name',
      head: t({ vi: 'Đơn vị', en: 'Unit' }),
      cell: (unit) => (
        <Link to={paths.unit} params={{ unitId: String(unit.id) }} search={on ? { on } : {}}>
          {unit.fullName}
        </Link>
      ),
      narrow: 'first',
    },
    { key: 'code', head: t({ vi: 'Mã', en: 'Code' }), cell: (unit) => unit.code, number: true, narrow: 'first-right' },
    { key: 'within', head: t({ vi: 'Thuộc', en: 'In' }), cell: ({ within }) => within.join(', '), narrow: 'second' },
    {
      key: 'term',
      head: t({ vi: 'Hiệu lực', en: 'In force' }),
      cell: ({ validFrom, validTo }) => (
        <span className={validTo === null ? undefined : 'mid'}>
          {terms.shortTerm({ from: validFrom, to: validTo })}
        </span>
      ),
      narrow: 'second-right',
    },
  ];
  const shown = units.some(({ within }) => within.length > 0) ? columns : columns.filter(({ key }) => key !== 'within');
  return <Table caption={caption} columns={shown} rows={units} keyOf={({ id }) => String(id)} rowHead="name" />;
};

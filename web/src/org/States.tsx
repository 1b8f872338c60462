import type { UnitLife } from '@app/contract/org/routes.ts';
import { useWords } from '../kernel/words.ts';
import { type Column, Table } from '../ui/Table.tsx';
import { useTerms } from './terms.ts';
import { typeWords } from './words.ts';

type State = UnitLife['states'][number];

/** Every name, type and parent the unit has had. */
export const States = ({ states }: Pick<UnitLife, 'states'>) => {
  const { t } = useWords();
  const terms = useTerms();
  const columns: Column<State>[] = [
    { key: 'name', head: t({ vi: 'Tên', en: 'Name' }), cell: (state) => state.fullName, narrow: 'first' },
    { key: 'type', head: t({ vi: 'Loại', en: 'Type' }), cell: ({ type }) => t(typeWords(type)), narrow: 'first-right' },
    { key: 'parent', head: t({ vi: 'Thuộc', en: 'In' }), cell: (state) => state.parent, narrow: 'hidden' },
    { key: 'term', head: t({ vi: 'Hiệu lực', en: 'In force' }), cell: (state) => terms.term(state), narrow: 'second' },
    {
      key: 'basis',
      head: t({ vi: 'Căn cứ', en: 'Legal basis' }),
      cell: (state) => state.legalBasis ?? <span className="dim">–</span>,
      narrow: 'second-right',
    },
  ];
  const caption = t({ vi: 'Tên, loại và cấp trên qua các thời kỳ', en: 'Names, types and parents over time' });
  return (
    <section className="list" aria-labelledby="states">
      <h2 id="states">{caption}</h2>
      <Table
        caption={caption}
        columns={columns}
        rows={states}
        keyOf={({ from, fullName }) => `${from} ${fullName}`}
        rowHead="name"
      />
    </section>
  );
};

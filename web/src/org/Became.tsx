import type { UnitBrief, UnitLife } from '@app/contract/org/routes.ts';
import { Link } from '@tanstack/react-router';
import { useFormat } from '../kernel/format.ts';
import { paths } from '../kernel/paths.ts';
import { useWords } from '../kernel/words.ts';
import { Mark } from '../ui/Brand.tsx';
import { Tag } from '../ui/Tag.tsx';
import { useTerms } from './terms.ts';
import { kindWords, scopeOf } from './words.ts';

type Succession = UnitLife['successors'][number];

const What = ({ succession }: { succession: Succession }) => {
  const { t } = useWords();
  const format = useFormat();
  const scope = scopeOf(succession.scope);
  const { weight } = succession;
  const share =
    succession.kind === 'whole'
      ? null
      : weight === null
        ? t({ vi: 'chưa rõ tỷ lệ dân số', en: 'share of the population unknown' })
        : t(
            { vi: '{share} dân số', en: '{share} of the population' },
            { share: format.figure({ value: weight * 100, precision: 'exact' }, { unit: '%' }) },
          );
  return (
    <>
      <p>
        <b>{t(kindWords[succession.kind])}</b>
        {[scope && t(scope), share].filter(Boolean).map((words) => `, ${words}`)}
      </p>
      <p className="small dim">
        {[
          t({ vi: 'ngày {on}', en: 'on {on}' }, { on: format.date(succession.on) }),
          succession.legalBasis,
          succession.clause,
          succession.note,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </>
  );
};

const Other = ({ succession }: { succession: Succession }) => {
  const terms = useTerms();
  const { unit } = succession;
  return (
    <li className="unit-card">
      <Link to={paths.unit} params={{ unitId: String(unit.id) }} search={{}}>
        {unit.fullName}
      </Link>{' '}
      <Tag>{terms.code(unit)}</Tag>
      <What succession={succession} />
    </li>
  );
};

const Self = ({ unit }: { unit: UnitBrief }) => {
  const terms = useTerms();
  return (
    <div className="unit-card self">
      <b>{unit.fullName}</b> <Tag look="gui">{terms.code(unit)}</Tag>
      {unit.within.length > 0 && <p>{unit.within.join(', ')}</p>}
    </div>
  );
};

const Others = ({ list, label }: { list: readonly Succession[]; label: string }) => (
  <ul aria-label={label}>
    {list.map((succession) => (
      <Other key={`${succession.unit.id}-${succession.scope}-${succession.on}`} succession={succession} />
    ))}
  </ul>
);

/** What the unit came from, and what it went into, each with its legal text and clause. */
export const Became = ({ life: { unit, predecessors, successors } }: { life: UnitLife }) => {
  const { t } = useWords();
  const from = t({ vi: 'Hình thành từ', en: 'Formed from' });
  const into = t({ vi: 'Chuyển vào', en: 'Went into' });
  return (
    <>
      {predecessors.length > 0 && (
        <section className="list" aria-labelledby="predecessors">
          <h2 id="predecessors">
            {from} <span className="num">{predecessors.length}</span>
          </h2>
          <div className="became">
            <Others list={predecessors} label={from} />
            <Mark />
            <Self unit={unit} />
          </div>
        </section>
      )}
      {successors.length > 0 && (
        <section className="list" aria-labelledby="successors">
          <h2 id="successors">
            {into} <span className="num">{successors.length}</span>
          </h2>
          <div className="became">
            <Self unit={unit} />
            <Mark />
            <Others list={successors} label={into} />
          </div>
        </section>
      )}
    </>
  );
};

import type { UnitBrief, UnitLife } from '@app/contract/org/routes.ts';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { useFormat } from '../kernel/format.ts';
import { paths } from '../kernel/paths.ts';
import { useWords } from '../kernel/words.ts';
import { Mark } from '../ui/Brand.tsx';
import { Tag } from '../ui/Tag.tsx';
import { useTerms } from './terms.ts';
import { kindWords, scopeOf } from './words.ts';

type Succession = UnitLife['successors'][number];

const What = ({ succession, withDay }: { succession: Succession; withDay: boolean }) => {
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
  const details = [
    scope && t(scope),
    share,
    withDay && t({ vi: 'ngày {on}', en: 'on {on}' }, { on: format.date(succession.on) }),
    succession.legalBasis,
    succession.clause,
  ];
  return (
    <>
      <p>
        <b>{t(kindWords[succession.kind])}</b>
        {details.filter(Boolean).map((words) => `, ${words}`)}
      </p>
      {succession.note && <p className="small">{succession.note}</p>}
    </>
  );
};

const Other = ({ succession, withDay }: { succession: Succession; withDay: boolean }) => {
  const terms = useTerms();
  const { unit } = succession;
  return (
    <li className="unit-card">
      <Link to={paths.unit} params={{ unitId: String(unit.id) }} search={{}}>
        {unit.fullName}
      </Link>{' '}
      <Tag>{terms.code(unit)}</Tag>
      <What succession={succession} withDay={withDay} />
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

/** Beyond this many the own unit stays in sight while the list scrolls by. */
const few = 4;

type Side = { title: string; list: readonly Succession[]; unit: UnitBrief; into: boolean };

/** One change of the unit: the others on their side, the clasp, the unit itself. */
const Joining = ({ title, list, unit, into }: Side) => {
  const { t } = useWords();
  const format = useFormat();
  const heading = useId();
  const days = [...new Set(list.map(({ on }) => on))];
  const [day] = days;
  if (day === undefined) return null;
  const others = (
    <ul aria-label={title}>
      {list.map((succession) => (
        <Other
          key={`${succession.unit.id} ${succession.scope} ${succession.on}`}
          succession={succession}
          withDay={days.length > 1}
        />
      ))}
    </ul>
  );
  return (
    <section className="list" aria-labelledby={heading}>
      <h2 id={heading}>
        {title} <span className="num">{list.length}</span>
        {days.length === 1 && (
          <span className="small dim">{t({ vi: 'ngày {on}', en: 'on {on}' }, { on: format.date(day) })}</span>
        )}
      </h2>
      <div className={list.length > few ? 'became many' : 'became'}>
        {into ? <Self unit={unit} /> : others}
        <Mark />
        {into ? others : <Self unit={unit} />}
      </div>
    </section>
  );
};

/** What the unit came from, and what it went into, each with its legal text and clause. */
export const Became = ({ life: { unit, predecessors, successors } }: { life: UnitLife }) => {
  const { t } = useWords();
  return (
    <>
      <Joining title={t({ vi: 'Hình thành từ', en: 'Formed from' })} list={predecessors} unit={unit} into={false} />
      <Joining title={t({ vi: 'Chuyển vào', en: 'Went into' })} list={successors} unit={unit} into />
    </>
  );
};

import { getUnit, type UnitLife } from '@app/contract/org/routes.ts';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useFormat } from '../kernel/format.ts';
import { paths } from '../kernel/paths.ts';
import { useRead } from '../kernel/query.ts';
import { useSession } from '../kernel/session.ts';
import { useWords } from '../kernel/words.ts';
import { Page } from '../shell/Page.tsx';
import { buttonClass } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Tag } from '../ui/Tag.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import { Became } from './Became.tsx';
import { Children } from './Children.tsx';
import { States } from './States.tsx';
import { Tags } from './Tags.tsx';
import { useTerms } from './terms.ts';
import './org.css';

const FigureLinks = ({ life }: { life: UnitLife }) => {
  const { t } = useWords();
  const { screens } = useSession();
  const unit = String(life.unit.id);
  // Review reports are written for provinces and the centre.
  const isReviewed = life.unit.level === 'nation' || life.unit.level === 'province';
  const changed = life.predecessors.length > 0 || life.successors.length > 0 || life.unit.validTo !== null;
  return (
    <>
      {changed && (
        <Link className={buttonClass()} to={paths.reform} params={{ unitId: unit }} search={{}}>
          {t({ vi: 'Qua lần sắp xếp', en: 'Through the reform' })}
        </Link>
      )}
      {screens.includes('totals') && (
        <Link className={buttonClass()} to={paths.totals} search={{ unit }}>
          {t({ vi: 'Số liệu tổng hợp', en: 'Totals' })}
        </Link>
      )}
      {screens.includes('review') && isReviewed && (
        <Link className={buttonClass()} to={paths.review} search={{ unit }}>
          {t({ vi: 'Báo cáo sơ kết', en: 'Review report' })}
        </Link>
      )}
    </>
  );
};

const Bodies = ({ bodies }: Pick<UnitLife, 'bodies'>) => {
  const { t } = useWords();
  return (
    <section aria-labelledby="bodies">
      <h2 id="bodies">{t({ vi: 'Cơ quan, tổ chức', en: 'Bodies' })}</h2>
      {bodies.length === 0 ? (
        <p className="small mid">
          {t({
            vi: 'Không có cơ quan nào báo cáo ở đơn vị này.',
            en: 'No body reports at this unit.',
          })}
        </p>
      ) : (
        <ul className="unit-bodies">
          {bodies.map((body) => (
            <li key={body.id}>
              <span>{t(body.name)}</span>
              {body.standing && <Tag>{t({ vi: 'Thường trực', en: 'Standing' })}</Tag>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

const Told = ({ life, on }: { life: UnitLife; on: string | undefined }) => {
  const { t } = useWords();
  const format = useFormat();
  const terms = useTerms();
  const { unit, parent } = life;
  return (
    <Page
      title={unit.fullName}
      tag={<Tag look={unit.validTo === null ? 'gui' : ''}>{terms.code(unit)}</Tag>}
      lead={
        <>
          {parent && parent.level !== 'nation' && (
            <>
              {t({ vi: 'Thuộc ', en: 'In ' })}
              <Link to={paths.unit} params={{ unitId: String(parent.id) }} search={on ? { on } : {}}>
                {parent.fullName}
              </Link>
              {'. '}
            </>
          )}
          {unit.validTo === null
            ? t(
                { vi: 'Hiệu lực {term}.', en: 'In force {term}.' },
                { term: terms.term({ from: unit.validFrom, to: null }) },
              )
            : t({ vi: 'Đã kết thúc ngày {to}.', en: 'Ended on {to}.' }, { to: format.date(unit.validTo) })}
        </>
      }
      actions={<FigureLinks life={life} />}
    >
      <div className="two">
        <div>
          <Became life={life} />
          <States states={life.states} />
          <Children life={life} on={on} />
        </div>
        <div className="beside-list">
          <Tags life={life} />
          <Bodies bodies={life.bodies} />
        </div>
      </div>
    </Page>
  );
};

/** The life of a unit: its names, what it came from and went into, its tags and bodies, the units below. */
export const UnitPage = () => {
  const { t, tell } = useWords();
  const { unitId } = useParams({ from: '/inside/units/$unitId' });
  const { on } = useSearch({ from: '/inside/units/$unitId' });
  const { data, error, isPlaceholderData } = useRead(getUnit, { params: { unitId }, query: on ? { on } : {} });
  if (data && !isPlaceholderData) return <Told key={unitId} life={data} on={on} />;
  return (
    <Page title={t({ vi: 'Đơn vị', en: 'Unit' })}>
      {error ? (
        <Notice kind="error">{tell(error)}</Notice>
      ) : (
        <Waiting>{t({ vi: 'Đang tải đơn vị…', en: 'Loading the unit…' })}</Waiting>
      )}
    </Page>
  );
};

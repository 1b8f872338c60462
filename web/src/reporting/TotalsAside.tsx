import { Link } from '@tanstack/react-router';
import { useFormat } from '../kernel/format.ts';
import { paths } from '../kernel/paths.ts';
import { useWords } from '../kernel/words.ts';
import { StateTag } from '../ui/Tag.tsx';
import type { Totals } from './TotalsTable.tsx';

const MOST = 12;

const Missing = ({ totals }: { totals: Totals }) => {
  const { t } = useWords();
  const { missing, expected } = totals;
  const first = missing.slice(0, MOST);
  const rest = missing.slice(MOST);
  return (
    <section>
      <h2>
        {missing.length === 0
          ? t({ vi: 'Đủ {n} đơn vị', en: 'All {n} units' }, { n: expected })
          : t(
              { vi: '{n} đơn vị chưa vào số tổng', en: '{n} {n|unit is|units are} not in the totals' },
              { n: missing.length },
            )}
      </h2>
      <ul className="bodies">
        {first.map(({ unitId, fullName }) => (
          <li key={unitId}>{fullName}</li>
        ))}
      </ul>
      {rest.length > 0 && (
        <details>
          <summary>{t({ vi: 'và {n} đơn vị nữa', en: 'and {n} more' }, { n: rest.length })}</summary>
          <ul className="bodies">
            {rest.map(({ unitId, fullName }) => (
              <li key={unitId}>{fullName}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
};

/** Beside the totals: who is missing, and what has been issued. */
export const TotalsAside = ({ totals }: { totals: Totals }) => {
  const { t } = useWords();
  const format = useFormat();
  return (
    <aside className="beside-list" aria-label={t({ vi: 'Đầy đủ và ban hành', en: 'Completeness and editions' })}>
      {totals.expected > 0 && <Missing totals={totals} />}
      <section>
        <h2>{t({ vi: 'Các bản đã ban hành', en: 'Editions' })}</h2>
        {totals.editions.length === 0 && (
          <p className="small mid">
            {t({
              vi: 'Chưa ban hành. Số trên trang này còn đổi khi có báo cáo mới được duyệt.',
              en: 'Nothing is issued yet. The figures here still change as reports are accepted.',
            })}
          </p>
        )}
        <ul className="bodies">
          {totals.editions.map((edition) => (
            <li key={edition.id}>
              <Link to={paths.edition} params={{ editionId: String(edition.id) }}>
                {edition.number}
              </Link>
              <span className="num small">{format.date(edition.issuedOn)}</span>
              {edition.isSuperseded ? (
                <span className="small dim">{t({ vi: 'đã thay', en: 'superseded' })}</span>
              ) : (
                <StateTag state="issued" />
              )}
            </li>
          ))}
        </ul>
      </section>
    </aside>
  );
};

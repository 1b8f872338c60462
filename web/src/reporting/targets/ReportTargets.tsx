import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import { parsePeriod, periodContaining } from '@app/contract/kernel/period.ts';
import type { FormVersionAnswer } from '@app/contract/reporting/routes.ts';
import { listTargets } from '@app/contract/reporting/targets/routes.ts';
import { useFormat } from '../../kernel/format.ts';
import { useRead } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { Tag } from '../../ui/Tag.tsx';
import { standingLooks } from './standing.ts';
import './targets.css';

type Props = { unitId: number; period: string; form: FormVersionAnswer };

/** What the unit is to reach in the year, for the indicators of the form on screen: told beside the entry, never a score. */
export const ReportTargets = ({ unitId, period, form }: Props) => {
  const { t } = useWords();
  const format = useFormat();
  const reported = parsePeriod(period);
  // The year of the report's own calendar.
  const year = reported ? periodContaining('year', reported.endsOn, reported.calendar).code : period;
  const { data } = useRead(listTargets, { query: { unit: unitId, period: year } });
  const asked = new Set(form.sections.flatMap(({ rows }) => rows.map(({ indicator }) => indicator)));
  const own = (data?.own ?? []).filter(({ indicator }) => asked.has(indicator));
  if (own.length === 0) return null;
  const figure = (value: number | null, unit?: string) =>
    format.figure(value === null ? null : { value, precision: 'exact' }, unit === '%' ? { unit } : {});
  return (
    <section className="report-targets" aria-labelledby="report-targets">
      <h2 id="report-targets">{t({ vi: 'Chỉ tiêu được giao trong năm', en: 'Targets of the year' })}</h2>
      <ul>
        {own.map((each) => {
          const indicator = indicatorOf(each.indicator);
          const unit = indicator?.unit.vi;
          const { look, words } = standingLooks[each.standing];
          return (
            <li key={each.id}>
              <span>{t(indicator?.words ?? { vi: each.indicator, en: each.indicator })}</span>
              <span className="num">
                {figure(each.result, unit)} / {figure(each.value, unit)}
              </span>
              {each.share !== null && <span className="num dim">{figure(each.share, '%')}</span>}
              <Tag look={look}>{t(words)}</Tag>
            </li>
          );
        })}
      </ul>
    </section>
  );
};

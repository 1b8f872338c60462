import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import type { Reading } from '@app/contract/figures/routes.ts';
import type { Figure, Precision } from '@app/contract/kernel/figure.ts';
import type { Answer } from '@app/contract/kernel/route.ts';
import type { getConsolidation } from '@app/contract/reporting/routes.ts';
import { Link } from '@tanstack/react-router';
import { useFormat } from '../kernel/format.ts';
import { paths } from '../kernel/paths.ts';
import { useWords } from '../kernel/words.ts';
import { FigureText } from '../ui/FigureText.tsx';
import { styleOf } from './report-grid.ts';
import { sectionNumber } from './report-look.ts';
import { TargetShare, useTargets } from './targets/TargetShare.tsx';

export type Totals = Answer<typeof getConsolidation>;
type Row = Totals['rows'][number];

const exact = (value: number | null): Figure | null => (value === null ? null : { value, precision: 'exact' });

type TracedProps = { totals: Totals; indicator: string; reading: Reading; value: number | null; precision: Precision };

/** A total that opens its source. */
const Traced = ({ totals, indicator, reading, value, precision }: TracedProps) => {
  const { t } = useWords();
  const search = {
    indicator,
    unit: String(totals.unit.id),
    period: totals.period.code,
    line: totals.form.line,
    reading,
  };
  return (
    <Link to={paths.trace} search={search}>
      <FigureText value={value} precision={precision} {...styleOf(indicatorOf(indicator))} />
      <span className="vh">{t({ vi: ', mở nguồn', en: ', open the source' })}</span>
    </Link>
  );
};

type LineProps = { totals: Totals; row: Row; target: ReturnType<typeof useTargets> };

const Line = ({ totals, row, target }: LineProps) => {
  const { t } = useWords();
  const format = useFormat();
  const facts = indicatorOf(row.indicator);
  const style = styleOf(facts);
  const now = row.accepted === null ? null : { value: row.accepted, precision: row.acceptedPrecision };
  return (
    <tr>
      <th scope="row" className="w-first">
        {t(facts?.words ?? { vi: row.indicator, en: row.indicator })}
      </th>
      <td className="dim w-second">{facts && t(facts.unit)}</td>
      <td className="n w-hidden">{format.figure(exact(row.previous), style)}</td>
      <td className="n w-hidden">{format.figure(exact(row.lastYear), style)}</td>
      <td className="n b w-first-right">
        <Traced
          totals={totals}
          indicator={row.indicator}
          reading="accepted"
          value={row.accepted}
          precision={row.acceptedPrecision}
        />
        <TargetShare unit={totals.unit.id} period={totals.period.code} target={target.get(row.indicator)} />
      </td>
      <td className="n w-second-right">
        <span className="small-label">{t({ vi: 'đã gửi ', en: 'sent ' })}</span>
        <Traced
          totals={totals}
          indicator={row.indicator}
          reading="submitted"
          value={row.submitted}
          precision={row.submittedPrecision}
        />
      </td>
      <td className="n w-hidden">{format.change(now, exact(row.lastYear), style.unit === '%' ? 'rate' : 'amount')}</td>
      <td className="n dim w-hidden">
        {format.figure(exact(row.reported))}/{format.figure(exact(row.expected))}
      </td>
    </tr>
  );
};

/** Every total of a form in both readings, each with its source, earlier periods and on how many reports it rests. */
export const TotalsTable = ({ totals }: { totals: Totals }) => {
  const { t } = useWords();
  const rowOf = new Map(totals.rows.map((row) => [row.indicator, row]));
  const target = useTargets(totals.unit.id, totals.period.code);
  return (
    <table className="grid totals">
      <caption className="vh">
        {t(totals.form.title)}, {totals.unit.fullName}, {t(totals.period.words)}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t({ vi: 'Chỉ tiêu', en: 'Indicator' })}</th>
          <th scope="col">{t({ vi: 'Đơn vị tính', en: 'Unit' })}</th>
          <th scope="col" className="n">
            {t({ vi: 'Kỳ trước', en: 'Previous' })}
          </th>
          <th scope="col" className="n">
            {t({ vi: 'Cùng kỳ', en: 'A year ago' })}
          </th>
          <th scope="col" className="n">
            {t({ vi: 'Đã duyệt', en: 'Accepted' })}
          </th>
          <th scope="col" className="n">
            {t({ vi: 'Đã gửi, tạm tính', en: 'Sent, provisional' })}
          </th>
          <th scope="col" className="n">
            {t({ vi: 'So cùng kỳ', en: 'Against a year ago' })}
          </th>
          <th scope="col" className="n">
            {t({ vi: 'Số báo cáo', en: 'Reports' })}
          </th>
        </tr>
      </thead>
      {totals.form.sections.map((section, index) => (
        <tbody key={section.title.vi}>
          <tr className="group">
            <th scope="rowgroup" colSpan={8}>
              {sectionNumber(index)}. {t(section.title)}
            </th>
          </tr>
          {section.rows.map(({ indicator }) => {
            const row = rowOf.get(indicator);
            return row && <Line key={indicator} totals={totals} row={row} target={target} />;
          })}
        </tbody>
      ))}
    </table>
  );
};

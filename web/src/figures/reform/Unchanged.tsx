import { IconAlertCircle, IconCheck } from '@tabler/icons-react';
import { useFormat } from '../../kernel/format.ts';
import { useWords } from '../../kernel/words.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { namesOf } from './names.ts';
import type { Series } from './series.ts';

type Proof = NonNullable<Series['unchanged']>;

/** The two sides of the sum, unit by unit, and what went elsewhere or stays above: nothing is lost on the way. */
const Table = ({ proof, title }: { proof: Proof; title: string }) => {
  const { t } = useWords();
  const format = useFormat();
  const write = (value: number | null) => format.figure(value === null ? null : { value, precision: 'exact' });
  const { rows, restated, sum } = proof;
  const names = namesOf(
    [...rows, ...restated].map(({ unit }) => unit),
    t,
  );
  const own = new Set(restated.map(({ unit }) => unit.id));
  const rest = [
    {
      value: sum.elsewhere,
      words: t({ vi: 'Phân bổ cho đơn vị khác theo tỷ lệ', en: 'Allocated to other units by shares' }),
    },
    {
      value: sum.notAllocated,
      words: t({ vi: 'Chưa phân bổ, đứng ở cấp trên', en: 'Not allocated, standing above' }),
    },
  ].filter(({ value }) => value !== 0);
  return (
    <table className="figures-table">
      <caption className="vh">{title}</caption>
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col" className="n">
            {t({ vi: 'Ranh giới cũ', en: 'As it was' })}
          </th>
          <th scope="col" className="n">
            {t({ vi: 'Quy về', en: 'Restated' })}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ unit, value }) => (
          <tr key={unit.id}>
            <th scope="row">
              {names.get(unit.id)}
              {own.has(unit.id) && unit.to === null && t({ vi: ', phần tự làm', en: ', its own part' })}
            </th>
            <td className="n">{write(value)}</td>
            <td className="n dim">–</td>
          </tr>
        ))}
        {restated.map(({ unit, value }) => (
          <tr key={`new ${unit.id}`} className="after">
            <th scope="row">
              {names.get(unit.id)} <span className="small dim">{t({ vi: '(quy về)', en: '(restated)' })}</span>
            </th>
            <td className="n dim">–</td>
            <td className="n">{write(value)}</td>
          </tr>
        ))}
        {rest.map(({ value, words }) => (
          <tr key={words} className="after">
            <th scope="row">{words}</th>
            <td className="n dim">–</td>
            <td className="n">{write(value)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t({ vi: 'Cộng', en: 'Sum' })}</th>
          <td className="n">{write(sum.old)}</td>
          <td className="n">{write(sum.restated + sum.elsewhere + sum.notAllocated)}</td>
        </tr>
      </tfoot>
    </table>
  );
};

/** "Sum unchanged": the figures of one period before the break, as they were and restated, equal to the digit. */
export const Unchanged = ({ series }: { series: Series }) => {
  const { t } = useWords();
  const { unchanged, periods, indicator } = series;
  const period = periods.find(({ code }) => code === unchanged?.period);
  return (
    <section className="panel" aria-labelledby="unchanged">
      <header>
        <h2 id="unchanged">{t({ vi: 'Số cộng không đổi', en: 'The sum is unchanged' })}</h2>
      </header>
      <div className="in">
        {unchanged && unchanged.rows.length > 0 ? (
          <>
            <div className="scroll-down">
              <Table proof={unchanged} title={period ? t(period.words) : unchanged.period} />
            </div>
            <p className="proof">
              {unchanged.equal ? (
                <Tag look="duyet" icon={IconCheck}>
                  {t({ vi: 'Khớp đến từng đơn vị', en: 'Equal to the digit' })}
                </Tag>
              ) : (
                <Tag look="quahan" icon={IconAlertCircle}>
                  {t({ vi: 'Không khớp: báo người vận hành', en: 'Not equal: tell the operator' })}
                </Tag>
              )}
            </p>
          </>
        ) : indicator.kind === 'D' || indicator.kind === 'R' || indicator.kind === 'A' ? (
          <p className="small mid">
            {t({
              vi: 'Chỉ tiêu này không cộng được: tỷ lệ và bình quân được tính lại từ hai vế đã quy về; số loại là phép hợp.',
              en: 'This indicator is never added: rates and averages are worked out anew from their restated parts, kinds are united.',
            })}
          </p>
        ) : (
          <Notice>
            {t({
              vi: 'Trước lần sắp xếp chưa có số của chỉ tiêu này, nên không có gì để đối chiếu.',
              en: 'There is no figure of this indicator from before the change, so there is nothing to compare.',
            })}
          </Notice>
        )}
      </div>
    </section>
  );
};

import { missingWords } from '@app/contract/kernel/figure.ts';
import { Fragment } from 'react';
import { useFormat } from '../../kernel/format.ts';
import { useWords } from '../../kernel/words.ts';
import { type Point, type Shown, shortPeriod } from './series.ts';

/** '118/119': on how many of the expected reports a figure rests; empty where none was expected. */
const completeness = (points: readonly (Point | null)[]): string => {
  const told = points.flatMap((point) => (point && point.expected > 0 ? [point] : []));
  if (told.length === 0) return '';
  const sum = (of: (point: Point) => number) => told.reduce((all, point) => all + of(point), 0);
  return `${sum(({ reported }) => reported)}/${sum(({ expected }) => expected)}`;
};

const Value = ({ point, decimals }: { point: Point | null | undefined; decimals?: number }) => {
  const { t } = useWords();
  const format = useFormat();
  // Not in force then, so there is nothing that could be missing.
  if (!point) return <span className="dim">–</span>;
  if (point.value === null) return <span className="dim">{t(missingWords)}</span>;
  return (
    <>
      {format.figure({ value: point.value, precision: point.precision }, decimals === undefined ? {} : { decimals })}
      {Boolean(point.allocated) && (
        <small className="dim">
          {t(
            { vi: 'gồm {n} phân bổ', en: 'with {n} allocated' },
            { n: format.figure({ value: point.allocated ?? 0, precision: 'about' }) },
          )}
        </small>
      )}
      {Boolean(point.notAllocated) && (
        <small className="dim">
          {t(
            { vi: 'gồm {n} chưa phân bổ', en: 'with {n} not allocated' },
            { n: format.figure({ value: point.notAllocated ?? 0, precision: 'exact' }) },
          )}
        </small>
      )}
    </>
  );
};

type Props = { shown: Shown; caption: string; decimals?: number };

/** Up to this many units stand side by side; more stand one under the other. */
const MOST_COLUMNS = 3;

/** The same series in numbers, the break said where it is. */
export const SeriesTable = (props: Props) =>
  props.shown.lines.length > MOST_COLUMNS ? <ByUnit {...props} /> : <ByPeriod {...props} />;

/** One row per period, the break as a row of its own. */
const ByPeriod = ({ shown: { lines, periods, breaks, added }, caption, decimals }: Props) => {
  const { t } = useWords();
  const format = useFormat();
  const withSum = added.some((sum) => sum !== null);
  const columns = 2 + lines.length + (withSum ? 1 : 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by the keyboard
    <section className="scroll" tabIndex={0} aria-label={caption}>
      <table className="figures-table">
        <caption className="vh">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t({ vi: 'Kỳ', en: 'Period' })}</th>
            {lines.map(({ unit, name }) => (
              <th key={unit.id} scope="col" className="n">
                {name}
                {unit.to && <small>{t({ vi: 'đến {to}', en: 'until {to}' }, { to: format.date(unit.to) })}</small>}
                {!unit.to && unit.from && (
                  <small>{t({ vi: 'từ {from}', en: 'since {from}' }, { from: format.date(unit.from) })}</small>
                )}
              </th>
            ))}
            {withSum && (
              <th scope="col" className="n">
                {t({ vi: 'Cộng lại, để so', en: 'Added up, to compare' })}
              </th>
            )}
            <th scope="col" className="n">
              {t({ vi: 'Báo cáo', en: 'Reports' })}
            </th>
          </tr>
        </thead>
        <tbody>
          {periods.map(({ code, words }, at) => (
            <Fragment key={code}>
              {breaks
                .filter(({ before }) => before === at)
                .map(({ on, words: what }) => (
                  <tr key={on} className="break">
                    <th scope="row" colSpan={columns}>
                      {t(
                        { vi: 'Sắp xếp ngày {on}: {what}', en: 'Boundaries changed on {on}: {what}' },
                        { on: format.date(on), what },
                      )}
                    </th>
                  </tr>
                ))}
              <tr>
                <th scope="row">{t(words)}</th>
                {lines.map(({ unit, points }) => (
                  <td key={unit.id} className="n">
                    <Value point={points[at]} {...(decimals !== undefined && { decimals })} />
                  </td>
                ))}
                {withSum && (
                  <td className="n dim">
                    {added[at] == null ? '–' : format.figure({ value: added[at], precision: 'exact' })}
                  </td>
                )}
                <td className="n dim">{completeness(lines.map(({ points }) => points[at] ?? null)) || '–'}</td>
              </tr>
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  );
};

/** One row per unit, the break as a column of its own. */
const ByUnit = ({ shown: { lines, periods, breaks, added }, caption, decimals }: Props) => {
  const { t } = useWords();
  const format = useFormat();
  const style = decimals === undefined ? {} : { decimals };
  const breakAt = (at: number) => breaks.find(({ before }) => before === at);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by the keyboard
    <section className="scroll" tabIndex={0} aria-label={caption}>
      <table className="figures-table">
        <caption className="vh">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t({ vi: 'Đơn vị', en: 'Unit' })}</th>
            {periods.map(({ code, words }, at) => (
              <Fragment key={code}>
                {breakAt(at) && (
                  <th scope="col" className="broken">
                    <span aria-hidden>{format.date(breakAt(at)?.on ?? '').slice(0, 5)}</span>
                    <span className="vh">{format.date(breakAt(at)?.on ?? '')}</span>
                  </th>
                )}
                <th scope="col" className="n">
                  <span aria-hidden>{shortPeriod(code)}</span>
                  <span className="vh">{t(words)}</span>
                </th>
              </Fragment>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ unit, name, points }) => (
            <tr key={unit.id}>
              <th scope="row">{name}</th>
              {periods.map(({ code }, at) => (
                <Fragment key={code}>
                  {breakAt(at) && <td className="broken" />}
                  <td className="n">
                    <Value point={points[at]} {...style} />
                  </td>
                </Fragment>
              ))}
            </tr>
          ))}
        </tbody>
        {added.some((sum) => sum !== null) && (
          <tfoot>
            <tr>
              <th scope="row">{t({ vi: 'Cộng lại, để so', en: 'Added up, to compare' })}</th>
              {periods.map(({ code }, at) => (
                <Fragment key={code}>
                  {breakAt(at) && <td className="broken" />}
                  <td className="n">
                    {added[at] == null ? '–' : format.figure({ value: added[at], precision: 'exact' })}
                  </td>
                </Fragment>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  );
};

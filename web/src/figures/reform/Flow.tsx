import { useFormat } from '../../kernel/format.ts';
import { useWords } from '../../kernel/words.ts';
import { namesOf } from './names.ts';
import type { Series } from './series.ts';

/** More than this many streams cannot be told apart; the table has them all. */
const MOST = 14;
const tall = 200;
const gap = 6;

/** A picture of what a new unit's figure is made of: one stream for each former unit, as thick as its figure. */
export const Flow = ({ series: { unchanged, indicator, periods } }: { series: Series }) => {
  const { t } = useWords();
  const format = useFormat();
  const [into, ...others] = unchanged?.restated ?? [];
  const streams = (unchanged?.rows ?? []).filter((row) => row.into > 0).sort((one, other) => other.into - one.into);
  if (!unchanged || !into || others.length > 0 || streams.length < 2 || streams.length > MOST) return null;
  const write = (value: number) => format.figure({ value, precision: 'exact' });
  const sum = streams.reduce((all, row) => all + row.into, 0);
  const scale = (tall - gap * (streams.length - 1)) / sum;
  const period = periods.find(({ code }) => code === unchanged.period);
  const unit = t(indicator.unit);
  const names = namesOf([into.unit, ...streams.map((row) => row.unit)], t);
  const title = t({ vi: '{unit} từ đâu ra', en: 'What {unit} is made of' }, { unit: into.unit.fullName });
  const sentence = t(
    { vi: '{period}: {parts}; cộng {sum} {unit}.', en: '{period}: {parts}; together {sum} {unit}.' },
    {
      period: period ? t(period.words) : unchanged.period,
      parts: streams.map((row) => `${names.get(row.unit.id)} ${write(row.into)}`).join(', '),
      sum: write(sum),
      unit,
    },
  );
  const top = (tall - sum * scale) / 2;
  let left = 0;
  let right = top;
  return (
    <section className="panel" aria-labelledby="flow">
      <header>
        <h2 id="flow">{title}</h2>
        <span className="small dim">
          {period && t(period.words)}, {t(indicator.words).toLocaleLowerCase('vi')}
        </span>
      </header>
      <div className="in">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways on a phone is reached by the keyboard */}
        <section className="scroll" tabIndex={0} aria-label={t({ vi: 'Sơ đồ kế thừa', en: 'What passed over' })}>
          <svg className="series" viewBox={`0 -8 560 ${tall + 16}`} role="img" aria-label={sentence}>
            {streams.map((row, at) => {
              const height = row.into * scale;
              const [y, to] = [left, right];
              left += height + gap;
              right += height;
              const middle = y + height / 2 + 4;
              return (
                <g key={row.unit.id}>
                  <path
                    d={`M216 ${y}C300 ${y} 300 ${to} 384 ${to}V${to + height}C300 ${to + height} 300 ${y + height} 216 ${y + height}Z`}
                    fill={at % 2 === 0 ? 'var(--seq-2)' : 'var(--seq-3)'}
                  />
                  <rect x="210" y={y} width="6" height={height} fill="var(--c1)" />
                  <text className="v" x="166" y={middle} textAnchor="end">
                    {names.get(row.unit.id)}
                  </text>
                  <text x="204" y={middle} textAnchor="end">
                    {write(row.into)}
                  </text>
                </g>
              );
            })}
            <rect x="384" y={top} width="8" height={sum * scale} fill="var(--c3)" />
            <text className="k v" x="402" y={tall / 2 - 3}>
              {into.unit.fullName}
            </text>
            <text x="402" y={tall / 2 + 17}>
              {write(sum)} {unit}
            </text>
          </svg>
        </section>
      </div>
    </section>
  );
};

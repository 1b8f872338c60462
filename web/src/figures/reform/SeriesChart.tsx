import { useFormat } from '../../kernel/format.ts';
import { useWords } from '../../kernel/words.ts';
import { frame, segmentsOf, spread, ticksUpTo, xOf, yOf } from './picture.ts';
import { type Shown, shortPeriod } from './series.ts';

/** Beyond this many the lines of former units are drawn in one quiet colour, without names; the table names them all. */
const MOST_COLOURS = 6;

const colourOf = (at: number, { lines }: Shown): string =>
  lines.length <= MOST_COLOURS ? `var(--c${at + 1})` : lines[at]?.unit.to === null ? 'var(--c1)' : 'var(--c-muted)';
const dashes = [undefined, '7 3', '3 3', '10 3 2 3', '1 4', '5 2'];

type Props = { shown: Shown; sentence: string };

const Axis = ({ ticks, most, shown: { periods } }: { ticks: readonly number[]; most: number; shown: Shown }) => {
  const format = useFormat();
  const every = Math.ceil(periods.length / 8);
  return (
    <>
      {ticks.map((tick) => (
        <g key={tick}>
          <line
            x1={frame.left}
            x2={frame.width - frame.right}
            y1={yOf(tick, most)}
            y2={yOf(tick, most)}
            stroke="var(--line)"
          />
          <text x={frame.left - 6} y={yOf(tick, most) + 4} textAnchor="end">
            {format.figure({ value: tick, precision: 'exact' })}
          </text>
        </g>
      ))}
      {periods.map(
        ({ code }, at) =>
          at % every === 0 && (
            <text key={code} x={xOf(at, periods.length)} y={frame.floor + 22} textAnchor="middle">
              {shortPeriod(code)}
            </text>
          ),
      )}
    </>
  );
};

/** The day on which boundaries changed: lines stop there, and are not joined across it. */
const Break = ({ at, count, label }: { at: number; count: number; label: string }) => {
  const x = (xOf(at - 1, count) + xOf(at, count)) / 2;
  const right = x < frame.width / 2;
  return (
    <g>
      <rect x={x - 4} y={frame.top - 14} width="8" height={frame.floor - frame.top + 14} fill="var(--nghe-soft)" />
      <line x1={x} x2={x} y1={frame.top - 14} y2={frame.floor + 6} stroke="var(--stroke-2)" strokeWidth="2" />
      <text className="k v" x={x + (right ? 8 : -8)} y={frame.top - 12} textAnchor={right ? 'start' : 'end'}>
        {label}
      </text>
    </g>
  );
};

/** The lines of a series with the break line between what was before and after; `sentence` is read in its place. */
export const SeriesChart = ({ shown, sentence }: Props) => {
  const { t } = useWords();
  const format = useFormat();
  const { lines, added, breaks, periods, isRestated } = shown;
  const values = lines.map(({ points }) => points.map((point) => point?.value ?? null));
  const ticks = ticksUpTo(Math.max(0, ...values.flat().map((value) => value ?? 0), ...added.map((sum) => sum ?? 0)));
  const most = ticks.at(-1) ?? 1;
  const parted = breaks.map(({ before }) => before);
  const named = lines.length <= MOST_COLOURS;
  const drawn = values.map((each) => segmentsOf(each, most, isRestated ? [] : parted));
  // A line is named over its last point; where two end near each other the names keep apart.
  const ends = drawn.map((segments) => segments.at(-1)?.at(-1));
  const heights = spread(
    ends.map((end) => (end?.y ?? 0) - 9),
    15,
  );
  return (
    <svg className="series" viewBox={`0 0 ${frame.width} ${frame.height}`} role="img" aria-label={sentence}>
      <Axis ticks={ticks} most={most} shown={shown} />
      {breaks.map(({ on, before, words }) => (
        <Break key={on} at={before} count={periods.length} label={`${format.date(on)}: ${t(words)}`} />
      ))}
      {segmentsOf(added, most, parted).map((segment) => (
        <g key={`sum ${segment[0]?.at}`}>
          <polyline
            points={segment.map(({ x, y }) => `${x},${y}`).join(' ')}
            fill="none"
            stroke="var(--c-muted)"
            strokeWidth="2.5"
            strokeDasharray="2 4"
          />
          {segment.map(({ at, x, y }) => (
            <circle key={at} cx={x} cy={y} r="3.5" fill="var(--c-muted)" />
          ))}
          <text
            className="v"
            x={((segment[0]?.x ?? 0) + (segment.at(-1)?.x ?? 0)) / 2}
            y={(segment[0]?.y ?? 0) - 9}
            textAnchor="middle"
          >
            {t({ vi: 'cộng lại, để so', en: 'added up, to compare' })}
          </text>
        </g>
      ))}
      {lines.map(({ unit, name }, at) => (
        <g key={unit.id}>
          {drawn[at]?.map((segment) => (
            <g key={segment[0]?.at}>
              <polyline
                points={segment.map(({ x, y }) => `${x},${y}`).join(' ')}
                fill="none"
                stroke={colourOf(at, shown)}
                strokeWidth="2.5"
                strokeDasharray={named ? dashes[at] : undefined}
              />
              {segment.map((place) => (
                <circle key={place.at} cx={place.x} cy={place.y} r="3.5" fill={colourOf(at, shown)} />
              ))}
            </g>
          ))}
          {(named || unit.to === null) && ends[at] && (
            <text
              className="k v"
              x={Math.min(ends[at].x, frame.width - frame.right)}
              y={heights[at]}
              textAnchor={ends[at].x < frame.width / 3 ? 'middle' : 'end'}
            >
              {name}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
};

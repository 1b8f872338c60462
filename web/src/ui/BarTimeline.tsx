export type TimeBar = { key: string; count: number; late: boolean };

type Props = {
  /** The headline in one sentence with its counts; read instead of the picture. */
  sentence: string;
  /** Equal spans of time, oldest first. */
  bars: readonly TimeBar[];
  /** Words under the axis; `at` counts bars from the left and may be a fraction. */
  ticks: readonly { at: number; label: string }[];
  deadline?: { at: number; label: string; note?: string };
};

const width = 470;
const floor = 86;
const tallest = 72;
/** Room that a label right of the deadline needs. */
const labelRoom = 98;

/** How many reports came in when, around a deadline. */
export const BarTimeline = ({ sentence, bars, ticks, deadline }: Props) => {
  const step = width / Math.max(1, bars.length);
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const beyond = deadline && deadline.at * step > width - labelRoom;
  return (
    <svg className="timeline" viewBox={`0 0 ${width} 112`} role="img" aria-label={sentence}>
      <line x1="0" x2={width} y1={floor + 0.5} y2={floor + 0.5} stroke="var(--edge)" />
      {bars.map(({ key, count, late }, index) => {
        const height = (count / most) * tallest;
        return (
          count > 0 && (
            <rect
              key={key}
              x={index * step + step * 0.09}
              width={step * 0.82}
              y={floor - height}
              height={height}
              rx="1.5"
              fill={late ? 'var(--c4)' : 'var(--c1)'}
            />
          )
        );
      })}
      {ticks.map(({ at, label }) => (
        <g key={label}>
          <line x1={at * step} x2={at * step} y1={floor} y2={floor + 7} stroke="var(--edge)" />
          <text x={at * step + 4} y="103">
            {label}
          </text>
        </g>
      ))}
      {deadline && (
        <g textAnchor={beyond ? 'end' : 'start'}>
          <line
            x1={deadline.at * step}
            x2={deadline.at * step}
            y1="4"
            y2="92"
            stroke="var(--ink)"
            strokeDasharray="3 3"
          />
          <text x={deadline.at * step + (beyond ? -5 : 5)} y="13" className="k v">
            {deadline.label}
          </text>
          <text x={deadline.at * step + (beyond ? -5 : 5)} y="28" className="v">
            {deadline.note}
          </text>
        </g>
      )}
    </svg>
  );
};

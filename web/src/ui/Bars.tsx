export type NamedBar = { name: string; share: number; text: string };

/** One series by name: bars of one colour, each with its number. `share` is the part of the longest bar, 0 to 1. */
export const Bars = ({ bars }: { bars: readonly NamedBar[] }) => (
  <ul className="bars">
    {bars.map(({ name, share, text }) => (
      <li key={name}>
        <span>{name}</span>
        <i style={{ width: `${Math.max(0, Math.min(1, share)) * 100}%` }} />
        <span className="num">{text}</span>
      </li>
    ))}
  </ul>
);

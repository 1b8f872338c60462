import type { Words } from '@app/contract/kernel/words.ts';
import { useWords } from '../../kernel/words.ts';
import type { Heat } from './timeliness-rules.ts';

export type HeatCell = Heat & { title: string };
export type HeatRow = { id: number; name: string; cells: readonly (HeatCell | null)[] };

type Props = {
  /** The picture in one sentence with its counts; read instead of it. */
  sentence: string;
  heads: readonly string[];
  rows: readonly HeatRow[];
  legend: readonly (Heat & { words: Words })[];
  /** The mouse may open a square; the table beside gives the same to the keyboard. */
  onPick?: (rowId: number, column: number) => void;
};

/** Units × periods: a square each, its colour doubled by a mark. On a phone a name above each strip. */
export const HeatMap = ({ sentence, heads, rows, legend, onPick }: Props) => {
  const { t } = useWords();
  return (
    <>
      <ul className="legend heat-legend">
        {legend.map(({ look, mark, words }) => (
          <li key={look}>
            <i className={look} aria-hidden>
              {mark}
            </i>
            {t(words)}
          </li>
        ))}
      </ul>
      <div className="heat-map" role="img" aria-label={sentence}>
        <div className="row heads">
          <span />
          {heads.map((head) => (
            <b key={head}>{head}</b>
          ))}
        </div>
        {rows.map(({ id, name, cells }) => (
          <div className="row" key={id}>
            <span title={name}>{name}</span>
            {cells.map((cell, at) => (
              // biome-ignore lint/a11y/noStaticElementInteractions: the picture's table is the way for the keyboard
              // biome-ignore lint/a11y/useKeyWithClickEvents: see above
              <i
                key={heads[at]}
                className={cell?.look ?? 'hatch'}
                title={cell ? `${name}, ${cell.title}` : undefined}
                onClick={cell && onPick ? () => onPick(id, at) : undefined}
              >
                {cell?.mark}
              </i>
            ))}
          </div>
        ))}
      </div>
    </>
  );
};

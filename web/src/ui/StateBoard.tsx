import type { Words } from '@app/contract/kernel/words.ts';
import { useWords } from '../kernel/words.ts';
import { stateLooks } from './Tag.tsx';

/** States in the board; shape differs too: square, split square, open square, circle. */
export type BoardState = 'accepted' | 'issued' | 'sent' | 'sent-signal' | 'returned' | 'overdue' | 'draft' | 'not-sent';

export type BoardUnit = { id: string; name: string; state: BoardState };

const order: readonly BoardState[] = [
  'issued',
  'accepted',
  'sent',
  'sent-signal',
  'returned',
  'draft',
  'not-sent',
  'overdue',
];

const boardWords = (state: BoardState): Words =>
  state === 'sent-signal'
    ? { vi: 'Chờ duyệt, có tín hiệu', en: 'Awaiting review, with signals' }
    : stateLooks[state].words;

const boardLook = (state: BoardState): string => (state === 'sent-signal' ? 'guis' : stateLooks[state].look);

type Props = {
  /** The headline in one sentence with its counts; read instead of the picture. */
  sentence: string;
  units: readonly BoardUnit[];
  /** The mouse may open a unit; the table beside the board gives the same to the keyboard. */
  onPick?: (id: string) => void;
};

/** One square per commune, in the order of their codes; its table stands beside or below it. */
export const StateBoard = ({ sentence, units, onPick }: Props) => {
  const { t } = useWords();
  const counts = order
    .map((state) => ({ state, n: units.filter((unit) => unit.state === state).length }))
    .filter(({ n }) => n > 0);
  return (
    <>
      <div className="board" role="img" aria-label={sentence}>
        {units.map((unit) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the picture's table is the way for the keyboard
          // biome-ignore lint/a11y/useKeyWithClickEvents: see above
          <i
            key={unit.id}
            className={boardLook(unit.state)}
            title={`${unit.name}: ${t(boardWords(unit.state))}`}
            onClick={onPick && (() => onPick(unit.id))}
          />
        ))}
      </div>
      <ul className="legend">
        {counts.map(({ state, n }) => (
          <li key={state}>
            <i className={`key ${boardLook(state)}`} />
            {t(boardWords(state))} <b>{n}</b>
          </li>
        ))}
      </ul>
    </>
  );
};

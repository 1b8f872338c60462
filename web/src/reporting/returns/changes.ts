/** A cell as a revision says it, in words: '12', 'hơn 18.000', 'số công bố 7'. Pure. */
import type { Figure } from '@app/contract/kernel/figure.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import type { ReportAnswer } from '../use-draft.ts';

export type Change = ReportAnswer['submissions'][number]['changed'][number];
type SaidCell = Change['before'];
type Write = {
  t: (words: Words, data?: Record<string, string | number>) => string;
  figure: (figure: Figure | null) => string;
};

const said = (cell: SaidCell, { t, figure }: Write): string => {
  const text = figure(cell.value === null ? null : { value: cell.value, precision: cell.precision });
  return cell.value !== null && cell.kind === 'declared'
    ? t({ vi: '{text} (số công bố, không cộng)', en: '{text} (quoted, not added)' }, { text })
    : text;
};

const noted = (note: string | null, { t }: Write): string =>
  note ? t({ vi: 'ghi chú “{note}”', en: 'note "{note}"' }, { note }) : t({ vi: 'không ghi chú', en: 'no note' });

/** Both sides of a change: what differs, and nothing else. */
export const bothSides = ({ before, after }: Change, write: Write): { before: string; after: string } => {
  const figures = [said(before, write), said(after, write)] as const;
  const notes = before.note === after.note ? null : ([noted(before.note, write), noted(after.note, write)] as const);
  const differ = figures[0] !== figures[1];
  const side = (at: 0 | 1) => [differ || !notes ? figures[at] : null, notes?.[at]].filter(Boolean).join(', ');
  return { before: side(0), after: side(1) };
};

/** Which rows of a long grid are drawn: those in sight, some above and below them, and the one where the keyboard is. */
import { type RefObject, useLayoutEffect, useState } from 'react';

/** Above and below what is in sight. Each row that is drawn costs something at every key. */
const SPARE = 4;
const FINE = 36;
const COARSE = 44;

/** As the style sheet draws them: taller where fingers point. */
const rowHeight = (): number => (window.matchMedia('(pointer: coarse)').matches ? COARSE : FINE);

export const rowsInSight = (
  { top, height, rows }: { top: number; height: number; rows: number },
  row: number,
): { first: number; last: number } => {
  // Row by row: several at once, and every fourth key would wait for them.
  const first = Math.floor(top / row) - SPARE;
  const last = Math.ceil((top + height) / row) - 1 + SPARE;
  return { first: Math.max(0, first), last: Math.min(rows - 1, last) };
};

/** A row by its index, or a gap of so many rows after the one drawn before it. */
type Drawn = number | { gap: number; after: number };

/** What is drawn from top to bottom. */
export const drawn = (sight: { first: number; last: number }, rows: number, here: number): Drawn[] => {
  const inSight = Array.from({ length: Math.max(0, sight.last - sight.first + 1) }, (_, at) => sight.first + at);
  const shown = here < 0 || here >= rows || inSight.includes(here) ? inSight : [...inSight, here].sort((a, b) => a - b);
  const list: Drawn[] = [];
  let next = 0;
  for (const row of shown) {
    if (row > next) list.push({ gap: row - next, after: next - 1 });
    list.push(row);
    next = row + 1;
  }
  if (rows > next) list.push({ gap: rows - next, after: next - 1 });
  return list;
};

export const useWindow = (frame: RefObject<HTMLElement | null>, rows: number) => {
  const [seen, setSeen] = useState({ top: 0, height: 600 });
  const [row] = useState(rowHeight);
  const look = () => {
    const { scrollTop, clientHeight } = frame.current ?? { scrollTop: 0, clientHeight: 0 };
    setSeen((before) => {
      const now = { top: scrollTop, height: clientHeight };
      const one = rowsInSight({ ...before, rows }, row);
      const other = rowsInSight({ ...now, rows }, row);
      return one.first === other.first && one.last === other.last ? before : now;
    });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at once, and again when the page changes its size
  useLayoutEffect(() => {
    look();
    window.addEventListener('resize', look);
    return () => window.removeEventListener('resize', look);
  }, []);
  /** Scrolls a row into sight below the head and above the foot, and draws it. */
  const reveal = (index: number, { head, foot }: { head: number; foot: number }) => {
    const box = frame.current;
    if (!box) return;
    const top = index * row;
    const room = box.clientHeight - head - foot;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + row > box.scrollTop + room) box.scrollTop = top + row - room;
    look();
  };
  return { sight: rowsInSight({ ...seen, rows }, row), row, look, reveal };
};

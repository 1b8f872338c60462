/** Which rows of a long table are drawn whole: those in sight and near it, and those around the keyboard. The others hold their place. */
import { type RefObject, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** Shorter tables are drawn whole. */
const LONG = 80;
/** Rows that a first screen may show. */
const FIRST = 30;
/** The window moves by so many rows at once, so that scrolling draws seldom. */
const STEP = 10;
/** Around the keyboard, as far as one key leads. */
const AROUND = 10;
const MARGIN = '700px 0px';

export type Near = { first: number; last: number };

/** The window in which these rows, seen or nearly so, stand; null when none is. */
export const nearOf = (seen: Iterable<number>): Near | null => {
  let [first, last] = [Number.POSITIVE_INFINITY, -1];
  for (const row of seen) [first, last] = [Math.min(first, row), Math.max(last, row)];
  return last < 0 ? null : { first: Math.floor(first / STEP) * STEP, last: Math.ceil((last + 1) / STEP) * STEP - 1 };
};

export const isNear = (near: Near | null, row: number, keyboard: number): boolean =>
  near === null || (row >= near.first && row <= near.last) || Math.abs(row - keyboard) <= AROUND;

/** The rows near sight, by their `data-row`; null: the table is short, or printed, and all are drawn. */
export const useNear = (table: RefObject<HTMLElement | null>, rows: number): Near | null => {
  const isLong = rows > LONG;
  const [near, setNear] = useState<Near>({ first: 0, last: FIRST - 1 });
  const [printed, setPrinted] = useState(false);
  useEffect(() => {
    if (!isLong) return;
    const seen = new Set<number>();
    const observer = new IntersectionObserver(
      (changes) => {
        for (const { target, isIntersecting } of changes) {
          const row = Number((target as HTMLElement).dataset['row']);
          isIntersecting ? seen.add(row) : seen.delete(row);
        }
        const now = nearOf(seen);
        if (now) setNear((before) => (before.first === now.first && before.last === now.last ? before : now));
      },
      { rootMargin: MARGIN },
    );
    for (let row = 0; row < rows; row += 1) {
      const line = table.current?.querySelector(`[data-row="${row}"]`);
      if (line) observer.observe(line);
    }
    const print = (): void => flushSync(() => setPrinted(true));
    const back = (): void => setPrinted(false);
    addEventListener('beforeprint', print);
    addEventListener('afterprint', back);
    return () => {
      observer.disconnect();
      removeEventListener('beforeprint', print);
      removeEventListener('afterprint', back);
    };
  }, [table, isLong, rows]);
  return isLong && !printed ? near : null;
};

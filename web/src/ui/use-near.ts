/** Which rows of a long table are drawn whole: those in sight and near it, and those around the keyboard. The others hold their place. */
import { type RefObject, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

/** Shorter tables are drawn whole. */
const LONG = 80;
/** Rows that a first screen may show. */
const FIRST = 30;
/** The window moves by so many rows at once, so that scrolling draws seldom. */
const STEP = 10;
/** Two of each step tell enough of it; each row that is looked at costs something at every key. */
const LOOKED_AT = '[data-row$="0"], [data-row$="5"]';
/** Around the keyboard, as far as one key leads. */
const AROUND = 10;
/** A browser that is never idle draws the next part after so many milliseconds all the same. */
const PATIENCE = 500;
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

/** Whether one of `count` rows from `first` on is drawn whole, or holds the keyboard. */
export const holdsNear = (near: Near | null, first: number, count: number, keyboard: number): boolean =>
  near === null ||
  (first <= near.last && first + count > near.first) ||
  (keyboard >= first - AROUND && keyboard < first + count + AROUND);

/** Safari has no idle time to tell of. */
const whenIdle = (work: () => void): (() => void) => {
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(work, PATIENCE / 10);
    return () => clearTimeout(timer);
  }
  const asked = requestIdleCallback(work, { timeout: PATIENCE });
  return () => cancelIdleCallback(asked);
};

type NearRows = {
  /** Null: the table is short, or printed, and all rows are drawn whole. */
  near: Near | null;
  /** So many parts stand in the page even where nobody looks: one more whenever the browser has nothing else to do. */
  standing: number;
};

/** The rows near sight, by their `data-row`, of a table in so many parts. */
export const useNear = (table: RefObject<HTMLElement | null>, rows: number, parts: number): NearRows => {
  const isLong = rows > LONG;
  const [near, setNear] = useState<Near>({ first: 0, last: FIRST - 1 });
  const [printed, setPrinted] = useState(false);
  const [standing, setStanding] = useState(0);
  useEffect(() => {
    if (!isLong || standing >= parts) return;
    return whenIdle(() => setStanding((before) => before + 1));
  }, [isLong, parts, standing]);
  const observer = useRef<IntersectionObserver | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another number of rows has other rows
  useEffect(() => {
    if (!isLong) return;
    const seen = new Set<number>();
    observer.current = new IntersectionObserver(
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
    const print = (): void => flushSync(() => setPrinted(true));
    const back = (): void => setPrinted(false);
    addEventListener('beforeprint', print);
    addEventListener('afterprint', back);
    return () => {
      observer.current?.disconnect();
      removeEventListener('beforeprint', print);
      removeEventListener('afterprint', back);
    };
  }, [isLong, rows]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that have come since are looked at too; those known already stay known
  useEffect(() => {
    for (const line of table.current?.querySelectorAll(LOOKED_AT) ?? []) observer.current?.observe(line);
  }, [table, isLong, rows, standing]);
  return { near: isLong && !printed ? near : null, standing };
};

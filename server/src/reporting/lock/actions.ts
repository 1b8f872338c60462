/** The lock by date: set beforehand, so that everybody knows the day, and done by the timed work. */
import { addDays, type CivilDate } from '@app/contract/kernel/period.ts';
import type { Ask } from '../../kernel/ask.ts';
import { lockDaysOf, type RegimeBook, regimeBook } from '../regimes/book.ts';
import { lockByDate, PORTION, reportsWithoutLockDay, setLockDays } from './queries.ts';
import { lockDay } from './rules.ts';

/** The first cut-off for which any regime sets a lock; null: none does. */
const firstCutOff = ({ regimes }: RegimeBook): CivilDate | null =>
  regimes
    .filter(({ lockDays }) => lockDays !== null)
    .reduce<CivilDate | null>(
      (first, { validFrom }) => (first === null || validFrom < first ? validFrom : first),
      null,
    );

/** What ended longer ago is left as it is: figures of years that were loaded, and what stood before locks by date. */
const REACH_DAYS = 400;

/** One run sets a portion; what is left waits for the next. */
const setDays = async (ask: Ask): Promise<number> => {
  const book = await regimeBook(ask.tx);
  const first = firstCutOff(book);
  if (first === null) return 0;
  const reach = addDays(ask.today, -REACH_DAYS);
  const since = first > reach ? first : reach;
  let set = 0;
  for (let after = 0; ; ) {
    const rows = await reportsWithoutLockDay(ask.tx, ask.today, since, after);
    const days = rows.flatMap((row) => {
      const lockOn = lockDay(row.dueOn, ask.today, lockDaysOf(book, row));
      return lockOn === null ? [] : [{ id: row.id, lockOn }];
    });
    await setLockDays(ask.tx, days);
    set += days.length;
    const last = rows.at(-1);
    if (!last || rows.length < PORTION || set >= PORTION) return set;
    after = last.id;
  }
};

/**
 * Sets the lock date of reports whose regime asks for one, and locks those whose date is over; each leaves an entry in the chain of its
 * unit. A date that was set stays, also where the regime changes: it has been told.
 */
export const lockOverdue = async (ask: Ask): Promise<{ set: number; locked: number }> => {
  const set = await setDays(ask);
  const locked = await lockByDate(ask.tx, ask.today, ask.now);
  if (locked.length > 0)
    await ask.audit(
      locked.map(({ id, unitId, lockOn }) => ({
        action: 'reporting.lockReport',
        subject: `report:${id}`,
        unitId,
        after: { lockOn },
      })),
    );
  return { set, locked: locked.length };
};

/** The lock by date: set beforehand, so that everybody knows the day, and done by the timed work. */
import type { Ask } from '../../kernel/ask.ts';
import { lockByDate, reportsWithoutLockDay, setLockDays } from './queries.ts';
import { lockAfterDays, lockDay } from './rules.ts';

/** Sets the lock date of reports that have none, and locks those whose date is over; each leaves an entry in the chain of its unit. */
export const lockOverdue = async (ask: Ask): Promise<{ set: number; locked: number }> => {
  const fresh = await reportsWithoutLockDay(ask.tx);
  await setLockDays(
    ask.tx,
    fresh.map(({ id, dueOn, periodKind }) => ({ id, lockOn: lockDay(dueOn, ask.today, lockAfterDays(periodKind)) })),
  );
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
  return { set: fresh.length, locked: locked.length };
};

/** Reminders before, on and after the deadline, and what the superior is told: by the regime, each occasion once. */
import { addDays, type CivilDate, daysBetween, parsePeriod, timeInVietnam } from '@app/contract/kernel/period.ts';
import { dayOfDeadline } from '@app/contract/kernel/working-days.ts';
import type { NoticeFacts } from '@app/contract/notices/routes.ts';
import type { Ask } from '../../kernel/ask.ts';
import { type NewNotice, tell } from '../../notices/index.ts';
import { type RegimeBook, regimeBook } from './book.ts';
import { type UnsentRow, unsentAround } from './queries.ts';

const DAY = 86_400_000;
/** A reminder that the program could not give in time (it stood still, or was set up later) is given up after so many days. */
const STALE = 5;
/** No reminder before this hour. */
const FROM_HOUR = '07:00';
/** Names in a notice; the desk has all of them. */
const MOST_NAMES = 50;

/** The day of the newest reminder that has come and is not stale, by its distance from the deadline; null: none. */
const reminderDue = (dueOn: CivilDate, remindDays: readonly number[], today: CivilDate): number | null => {
  const come = remindDays.filter((days) => {
    const ago = daysBetween(addDays(dueOn, days), today);
    return ago >= 0 && ago < STALE;
  });
  return come.length === 0 ? null : Math.max(...come);
};

type Unsent = UnsentRow & { dueOn: CivilDate };

const factsOf = (row: Unsent, more: Partial<NoticeFacts>): Partial<NoticeFacts> => ({
  form: { code: row.form, title: row.title },
  period: row.period,
  ...more,
});

/** What each late or nearly late unit is told today. */
const remindersOf = (rows: readonly Unsent[], book: RegimeBook, now: Date, today: CivilDate): NewNotice[] =>
  rows.flatMap((row) => {
    const period = parsePeriod(row.period);
    const regime = period && book.regimeOf({ ...row, period });
    const days = regime ? reminderDue(row.dueOn, regime.remindDays, today) : null;
    if (days === null) return [];
    const left = daysBetween(today, row.dueOn);
    const isOver = row.dueAt < now;
    // Given later than its day, it says how things stand now.
    return [
      {
        unitId: row.unitId,
        line: row.line,
        kind: isOver ? 'overdue' : 'reminder',
        dueAt: row.dueAt,
        facts: factsOf(row, { days: isOver ? Math.max(1, -left) : left, reportId: row.id }),
        occasion: `remind:report:${row.id}:${days}:${row.dueOn}`,
      },
    ];
  });

/** What superiors are told: for each form and period whose late units have passed the regime's day, one list. */
const escalationsOf = (rows: readonly Unsent[], book: RegimeBook, today: CivilDate): NewNotice[] => {
  const lists = new Map<string, Unsent[]>();
  for (const row of rows) {
    const period = parsePeriod(row.period);
    const after = period && book.regimeOf({ ...row, period })?.escalateDays;
    if (after == null) continue;
    const ago = daysBetween(addDays(row.dueOn, after), today);
    if (ago < 0 || ago >= STALE) continue;
    const key = `escalate:${row.form}:${row.period}:${row.superiorId}:${row.dueOn}:${after}`;
    lists.set(key, [...(lists.get(key) ?? []), row]);
  }
  return [...lists].flatMap(([occasion, late]) => {
    const [first] = late;
    if (!first) return [];
    return [
      {
        unitId: first.superiorId,
        line: first.line,
        kind: 'escalation' as const,
        dueAt: first.dueAt,
        facts: factsOf(first, {
          days: daysBetween(first.dueOn, today),
          count: late.length,
          units: late.slice(0, MOST_NAMES).map(({ fullName }) => fullName),
          unitId: first.superiorId,
        }),
        occasion,
      },
    ];
  });
};

/** Reminds whoever has not sent, and tells superiors who is late; answers how many notices are new. Run every quarter of an hour. */
export const remind = async (ask: Ask): Promise<number> => {
  const { tx, now, today } = ask;
  if (timeInVietnam(now) < FROM_HOUR) return 0;
  const book = await regimeBook(tx);
  const around = 70 * DAY;
  const rows = (await unsentAround(tx, new Date(now.getTime() - around), new Date(now.getTime() + around), today)).map(
    (row) => ({ ...row, dueOn: dayOfDeadline(row.dueAt) }),
  );
  const told = await tell(ask, [...remindersOf(rows, book, now, today), ...escalationsOf(rows, book, today)]);
  if (told > 0)
    await ask.audit({ action: 'reporting.remind', subject: 'reports', unitId: null, after: { notices: told } });
  return told;
};

/** The deadlines of a post for its calendar: its own reports, and what the units below owe it. No figures. */
import { parsePeriod, periodInSentence, sayDate, timeInVietnam, todayInVietnam } from '@app/contract/kernel/period.ts';
import type { Ask } from '../../kernel/ask.ts';
import type { Deadline } from '../../notices/index.ts';
import { unitById } from '../../org/index.ts';
import type { DeskOf } from '../report/queries.ts';
import { regimeBook } from './book.ts';
import { deskDeadlines, ownDeadlines } from './queries.ts';

/** A calendar keeps what has just been; older deadlines are history of the product, not of the calendar. */
const BACK = 45 * 86_400_000;

const deskOfUnit = async ({ tx, today }: Ask, unitId: number): Promise<DeskOf> => ({
  unitId,
  isRoot: (await unitById(tx, unitId, today))?.level === 'nation',
});

export const deadlinesOf = async (ask: Ask): Promise<Deadline[]> => {
  const { tx, actor, now, today } = ask;
  const from = new Date(now.getTime() - BACK);
  const book = await regimeBook(tx);
  const fills = actor.does.has('fill') && actor.ownLines.length > 0;
  const own = fills ? await ownDeadlines(tx, actor.unitId, actor.ownLines, from, today) : [];
  const below = actor.does.has('decide')
    ? await deskDeadlines(tx, await deskOfUnit(ask, actor.unitId), actor.ownLines, from, today)
    : [];
  const nameOf = (title: string, code: string) => {
    const period = parsePeriod(code);
    return period ? `${title}, ${periodInSentence(period, 'vi')}` : title;
  };
  const until = (dueAt: Date) => `${timeInVietnam(dueAt)} ngày ${sayDate(todayInVietnam(dueAt), 'vi')}`;
  return [
    ...own.map((row): Deadline => {
      const period = parsePeriod(row.period);
      const isDone = row.state === 'submitted' || row.state === 'accepted';
      const remindDays = (period && book.regimeOf({ ...row, period })?.remindDays) ?? [];
      return {
        key: `report-${row.id}`,
        title: `${isDone ? 'Đã gửi' : 'Hạn gửi'}: ${nameOf(row.title.vi, row.period)}`,
        about: `Gửi trước ${until(row.dueAt)}.`,
        dueAt: row.dueAt,
        // A day before where the regime has no reminder of its own.
        remindDays: isDone ? [] : before(remindDays),
      };
    }),
    ...below.map(
      (row): Deadline => ({
        key: `desk-${row.form}-${row.period}-${row.dueAt.getTime()}`,
        title: `Hạn cấp dưới gửi: ${nameOf(row.title.vi, row.period)}`,
        about: `${row.expected} đơn vị gửi trước ${until(row.dueAt)}.`,
        dueAt: row.dueAt,
        remindDays: row.missing > 0 ? [0] : [],
      }),
    ),
  ];
};

const before = (days: readonly number[]): number[] => {
  const ahead = days.filter((each) => each < 0).map((each) => -each);
  return ahead.length > 0 ? ahead : [1];
};

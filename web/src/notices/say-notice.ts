import { sayDate, timeInVietnam, todayInVietnam } from '@app/contract/kernel/period.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import type { NoticeAnswer, NoticeKind } from '@app/contract/notices/routes.ts';
import { sentenceOf } from '@app/contract/notices/words.ts';

/** A deadline as it stands in a sentence: "17:00 ngày 16/11/2026". */
const until = (dueAt: string | null): Words => {
  if (dueAt === null) return { vi: '', en: '' };
  const moment = new Date(dueAt);
  const day = todayInVietnam(moment);
  const time = timeInVietnam(moment);
  return { vi: `${time} ngày ${sayDate(day, 'vi')}`, en: `${time} on ${sayDate(day, 'en')}` };
};

/** What a notice says, in both languages. */
export const sayNotice = ({ kind, facts, dueAt }: NoticeAnswer): Words => sentenceOf(kind, facts, until(dueAt));

/** The first sentence as a heading, and what follows it. */
export const partsOf = (text: string): [string, string] => {
  const end = /[.!?](?= )/.exec(text);
  return end ? [text.slice(0, end.index + 1), text.slice(end.index + 2)] : [text, ''];
};

const DAY = 86_400_000;

export type DueGroup = 'overdue' | 'today' | 'week' | 'later' | 'none';

/** In which group of deadlines something lies, by the days of Vietnam. */
export const dueGroupOf = (dueAt: string | null, now: Date): DueGroup => {
  if (dueAt === null) return 'none';
  const due = new Date(dueAt);
  if (due < now) return 'overdue';
  if (todayInVietnam(due) === todayInVietnam(now)) return 'today';
  return due.getTime() - now.getTime() < 7 * DAY ? 'week' : 'later';
};

export const dueGroupWords: Record<DueGroup, Words> = {
  overdue: { vi: 'Đã quá hạn', en: 'Overdue' },
  today: { vi: 'Đến hạn hôm nay', en: 'Due today' },
  week: { vi: 'Trong 7 ngày tới', en: 'In the next 7 days' },
  later: { vi: 'Sau đó', en: 'Later' },
  none: { vi: 'Không có hạn', en: 'Without a deadline' },
};

/** What somebody waits for comes before what only tells a date. */
const weightOf: Record<NoticeKind, number> = {
  returned: 0,
  escalation: 1,
  urging: 1,
  overdue: 2,
  request: 3,
  reminder: 4,
  deadline: 5,
};

/** Notices where few have room: by what is waited for, the newest first among equals as the server gave them. */
export const weightiestFirst = (notices: readonly NoticeAnswer[]): NoticeAnswer[] =>
  notices.toSorted((one, other) => weightOf[one.kind] - weightOf[other.kind]);

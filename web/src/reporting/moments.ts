/** How long until or since a moment, and how a report stands against its deadline. Pure: the clock is handed in. */
import type { Words } from '@app/contract/kernel/words.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const counted = (count: number, vi: string, one: string, many: string): Words => ({
  vi: `${count} ${vi}`,
  en: `${count} ${count === 1 ? one : many}`,
});

const days = (count: number) => counted(count, 'ngày', 'day', 'days');
const hours = (count: number) => counted(count, 'giờ', 'hour', 'hours');
const minutes = (count: number) => counted(count, 'phút', 'minute', 'minutes');

const joined = (first: Words, second: Words): Words => ({
  vi: `${first.vi} ${second.vi}`,
  en: `${first.en} ${second.en}`,
});

/** A span as people say it: '26 phút', '7 giờ 18 phút' (`fine`) or '7 giờ', from two days on '3 ngày'. Milliseconds, cut down. */
export const spanInWords = (span: number, fine = false): Words => {
  const whole = Math.abs(span);
  if (whole >= 2 * DAY) return days(Math.floor(whole / DAY));
  if (whole < HOUR) return minutes(Math.floor(whole / MINUTE));
  const rest = Math.floor((whole % HOUR) / MINUTE);
  const said = hours(Math.floor(whole / HOUR));
  return fine && rest > 0 ? joined(said, minutes(rest)) : said;
};

export type AgainstDeadline = { words: Words; late: boolean };

const before = (vi: string, span: Words, en: (span: string) => string): Words => ({
  vi: `${vi} ${span.vi}`,
  en: en(span.en),
});

type Timed = {
  submittedAt: string | null;
  dueAt: string;
  /** Whether the first submission was late; a correction sent after the deadline is not. */
  isLate: boolean;
};

/** 'sớm 6 giờ', 'muộn 26 phút', 'quá 15 giờ', 'còn 3 ngày'. */
export const againstDeadline = ({ submittedAt, dueAt, isLate }: Timed, now: Date): AgainstDeadline => {
  const due = Date.parse(dueAt);
  if (submittedAt === null) {
    const left = due - now.getTime();
    const span = spanInWords(left);
    return left >= 0
      ? { words: before('còn', span, (en) => `${en} left`), late: false }
      : { words: before('quá', span, (en) => `${en} overdue`), late: true };
  }
  const early = due - Date.parse(submittedAt);
  const span = spanInWords(early);
  if (early >= 0) return { words: before('sớm', span, (en) => `${en} early`), late: false };
  if (!isLate) return { words: { vi: 'gửi lại sau hạn', en: 'corrected after the deadline' }, late: false };
  return { words: before('muộn', span, (en) => `${en} late`), late: true };
};

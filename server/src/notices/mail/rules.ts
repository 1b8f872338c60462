/** When a letter is tried again, and what it says. */
import { sayDate, timeInVietnam, todayInVietnam } from '@app/contract/kernel/period.ts';
import type { NoticeFacts, NoticeKind } from '@app/contract/notices/routes.ts';
import { sentenceOf } from '@app/contract/notices/words.ts';

const MINUTE = 60_000;
const HOURS = 60 * MINUTE;

/** The pause before the next try: 1, 2, 4 … minutes, at most an hour. `attempts` counts the one under way. */
export const pauseAfter = (attempts: number): number => Math.min(2 ** Math.max(0, attempts - 1), 60) * MINUTE;

/** A letter that nobody took for so long is given up: its news is old, and the inbox has it. */
export const TRIED_FOR = 72 * HOURS;

/** How the mail server's answer is taken. */
export type Outcome = 'sent' | 'refused' | 'again' | 'unreachable';

/**
 * What became of a letter: `refused` for an answer that says never (5xx to the letter or its address), `again` for one that says
 * not now (4xx), `unreachable` when there was no server to answer, or it did not let the program in: then no other letter goes either.
 */
export const outcomeOf = (error: unknown): Outcome => {
  if (error === null || error === undefined) return 'sent';
  const { responseCode, code } = error as { responseCode?: number; code?: string };
  if (code === 'EENVELOPE' || code === 'EMESSAGE')
    return responseCode !== undefined && responseCode < 500 ? 'again' : 'refused';
  return 'unreachable';
};

/** "17:00 ngày 16/11/2026", and the same in English. */
const sayMoment = (moment: Date | null) => {
  if (!moment) return { vi: '', en: '' };
  const day = todayInVietnam(moment);
  const time = timeInVietnam(moment);
  return { vi: `${time} ngày ${sayDate(day, 'vi')}`, en: `${time} on ${sayDate(day, 'en')}` };
};

export type NoticeInMail = { kind: NoticeKind; dueAt: Date | null; facts: NoticeFacts };

/** One letter for some notices, the nearest deadline first. */
export const letterOf = (
  notices: readonly NoticeInMail[],
  baseUrl: string | null,
): { subject: string; body: string } => {
  const sorted = notices.toSorted(
    (one, other) =>
      (one.dueAt?.getTime() ?? Number.MAX_SAFE_INTEGER) - (other.dueAt?.getTime() ?? Number.MAX_SAFE_INTEGER),
  );
  const lines = sorted.map(({ kind, facts, dueAt }) => `- ${sentenceOf(kind, facts, sayMoment(dueAt)).vi}`);
  const first = sorted.find(({ dueAt }) => dueAt !== null)?.dueAt ?? null;
  return {
    subject: `[Chung Tay] ${notices.length} thông báo${first ? `, hạn gần nhất ${sayDate(todayInVietnam(first), 'vi')}` : ''}`,
    body: [
      ...lines,
      '',
      `Xem và xử lý trong “Việc của tôi”${baseUrl ? `: ${baseUrl}/` : '.'}`,
      'Thư này do hệ thống gửi tự động, không cần trả lời.',
      'Đổi hoặc tắt thư nhắc: mục “Tài khoản của tôi”, phần “Thư nhắc”.',
    ].join('\n'),
  };
};

/** The letter that carries the code of a new address. */
export const codeLetterOf = (code: string): { subject: string; body: string } => ({
  subject: '[Chung Tay] Mã xác nhận địa chỉ thư',
  body: [
    `Mã xác nhận: ${code}`,
    '',
    'Nhập mã này trong “Tài khoản của tôi”, phần “Thư nhắc”, trong vòng 30 phút.',
    'Nếu bạn không yêu cầu, bỏ qua thư này: sẽ không có thư nào khác được gửi tới địa chỉ này.',
  ].join('\n'),
});

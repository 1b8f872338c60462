import * as z from 'zod';
import { problem } from '../../kernel/problem.ts';

export const notYoursToUrge = problem('reporting.not-yours-to-urge', 403, {
  vi: 'Cấp trên trực tiếp của đơn vị đôn đốc báo cáo này.',
  en: 'The direct superior of the unit urges for this report.',
});
export const notLate = problem('reporting.not-late', 422, {
  vi: 'Chỉ đôn đốc đơn vị quá hạn mà chưa gửi. Danh sách có đơn vị đã gửi hoặc chưa đến hạn; tải lại danh sách.',
  en: 'Only units that are overdue are urged. The list holds one that has sent or is not due yet; load it again.',
});
export const urgedUntilPast = problem('reporting.urged-until-past', 422, {
  vi: 'Hạn mới phải từ hôm nay trở đi.',
  en: 'The new day must be today or later.',
});
export const urgingSent = problem('reporting.urging-sent', 409, {
  vi: 'Văn bản đôn đốc này đã gửi.',
  en: 'This letter has been sent.',
});
export const urgingChanged = problem(
  'reporting.urging-changed',
  409,
  {
    vi: 'Từ khi soạn đến nay đã có {count} đơn vị gửi báo cáo: {names}. Tải lại trang và tải lại văn bản; văn bản không còn nêu các đơn vị này.',
    en: 'Since the letter was drafted {count} of the units have reported: {names}. Reload the page and download the letter again; it names them no more.',
  },
  { count: z.number().int(), names: z.string() },
);
export const urgingAnswered = problem('reporting.urging-answered', 409, {
  vi: 'Mọi đơn vị nêu trong văn bản đã gửi báo cáo; không còn đơn vị nào để đôn đốc.',
  en: 'Every unit that the letter names has reported; there is nobody left to urge.',
});
export const urgingDated = problem('reporting.urging-dated', 422, {
  vi: 'Ngày văn bản không thể sau hôm nay.',
  en: 'The date of the letter cannot be after today.',
});
export const letterNotWritten = problem('reporting.letter-not-written', 503, {
  vi: 'Chưa tạo được tệp văn bản. Thử lại sau ít phút.',
  en: 'The letter could not be written. Try again in a few minutes.',
});

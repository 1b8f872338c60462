import * as z from 'zod';
import { problem } from '../../kernel/problem.ts';

export const calendarInPast = problem(
  'figures.calendar-in-past',
  422,
  {
    vi: 'Quy định mới của lịch áp dụng sau ngày {after}. Kỳ đã qua giữ ngày chốt cũ.',
    en: 'A new rule of the calendar begins after {after}. Periods that are over keep their cut-off.',
  },
  { after: z.string() },
);
export const calendarNotDivided = problem('figures.calendar-not-divided', 422, {
  vi: 'Lịch báo cáo chốt năm trong tháng 12 và luôn có kỳ năm. Các lịch khác chỉ có kỳ năm.',
  en: 'The reporting calendar closes its year in December and always has years. The other calendars have years only.',
});
export const calendarPeriodsUsed = problem(
  'figures.calendar-periods-used',
  409,
  {
    vi: '{period} đã mở hoặc đã có số liệu nên giữ ngày chốt. Chọn ngày áp dụng sau ngày {endsOn}.',
    en: '{period} is open or has figures and keeps its cut-off. Choose a day after {endsOn}.',
  },
  { period: z.string(), endsOn: z.string() },
);
export const periodNotKept = problem('figures.period-not-kept', 422, {
  vi: 'Lịch báo cáo không còn giữ kỳ này. Chọn kỳ khác.',
  en: 'The reporting calendar no longer keeps this period. Choose another one.',
});
export const calendarHasBegun = problem('figures.calendar-has-begun', 409, {
  vi: 'Quy định này đã có hiệu lực. Muốn đổi, đặt quy định mới từ một ngày sau.',
  en: 'This rule has begun. To change it, set a new one from a later day.',
});

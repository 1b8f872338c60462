import * as z from 'zod';
import { problem } from '../../kernel/problem.ts';

export const notYourRequest = problem('reporting.not-your-request', 403, {
  vi: 'Cán bộ tổng hợp của cơ quan ra yêu cầu mới làm được việc này.',
  en: 'This is done by the reporting officer of the body that asks.',
});
export const requestUnitsUnknown = problem('reporting.request-units-unknown', 404, {
  vi: 'Có đơn vị không thuộc cấp dưới của bạn trong kỳ này. Tải lại danh sách.',
  en: 'A unit is not below yours in this period. Load the list again.',
});
export const requestFiguresWrong = problem(
  'reporting.request-figures-wrong',
  422,
  {
    vi: 'Không hỏi được: {indicators}. Chỉ hỏi chỉ tiêu tự nhập của tuyến mình.',
    en: 'Cannot be asked: {indicators}. Only indicators that are typed in, of the own line, are asked.',
  },
  { indicators: z.string() },
);
export const requestKnown = problem(
  'reporting.request-known',
  422,
  {
    vi: 'Mọi đơn vị được chọn đã có hoặc sẽ gửi theo biểu khác: {indicators}. Bỏ các chỉ tiêu này; xem số đã có ngay dưới danh sách.',
    en: 'All chosen units have sent, or will send by another form: {indicators}. Take these out; the figures stand below the list.',
  },
  { indicators: z.string() },
);
export const requestOtherCalendar = problem(
  'reporting.request-other-calendar',
  422,
  {
    vi: 'Biểu {forms} hỏi {indicators} theo lịch khác trong cùng thời gian, không cộng được với kỳ này. Bỏ các chỉ tiêu này, hoặc hỏi theo kỳ của lịch đó.',
    en: 'Form {forms} asks for {indicators} by another calendar in the same time, which cannot be added to this period. Take these out, or ask for a period of that calendar.',
  },
  { forms: z.string(), indicators: z.string() },
);
export const requestPeriodWrong = problem('reporting.request-period-wrong', 422, {
  vi: 'Chỉ hỏi cho tháng, quý, nửa năm hoặc năm đã bắt đầu.',
  en: 'Requests are for a month, quarter, half-year or year that has begun.',
});
export const requestDuePast = problem('reporting.request-due-past', 422, {
  vi: 'Hạn gửi phải sau lúc này.',
  en: 'The deadline must lie ahead.',
});
export const requestDueOpen = problem(
  'reporting.request-due-open',
  422,
  {
    vi: 'Kỳ này chốt số ngày {day}; hạn gửi phải từ ngày đó.',
    en: 'The period closes on {day}; the deadline cannot be before that.',
  },
  { day: z.string() },
);
export const requestDueSooner = problem('reporting.request-due-sooner', 422, {
  vi: 'Gia hạn phải sau hạn đang có.',
  en: 'The new deadline must be after the present one.',
});
export const requestEnded = problem('reporting.request-ended', 409, {
  vi: 'Yêu cầu này đã kết thúc.',
  en: 'This request has ended.',
});
export const requestAnswered = problem('reporting.request-answered', 409, {
  vi: 'Đã có đơn vị trả lời, không rút được nữa. Có thể kết thúc sớm.',
  en: 'A unit has answered, so it cannot be withdrawn. It can be closed early.',
});
export const requestAllAnswered = problem('reporting.request-all-answered', 409, {
  vi: 'Mọi đơn vị đã trả lời, không còn gì để gia hạn hay kết thúc.',
  en: 'Every unit has answered; there is nothing left to extend or close.',
});
export const askedOnce = problem('reporting.asked-once', 409, {
  vi: 'Vừa có biểu khác hỏi cùng số liệu này của một đơn vị. Xem lại bản xem trước.',
  en: 'Another form has just asked a unit for the same figure. Look at the preview again.',
});

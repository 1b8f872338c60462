import { problem } from '../../kernel/problem.ts';

export const signalNotYours = problem('reporting.signal-not-yours', 403, {
  vi: 'Tín hiệu này do cơ quan lập báo cáo trả lời.',
  en: 'The body that fills the report answers this signal.',
});
export const signalNotYoursToSettle = problem('reporting.signal-not-yours-to-settle', 403, {
  vi: 'Tín hiệu do cấp trên trực tiếp của đơn vị khép lại.',
  en: 'The direct superior of the unit settles this signal.',
});
export const signalClosed = problem('reporting.signal-closed', 409, {
  vi: 'Tín hiệu này đã khép.',
  en: 'This signal has been settled.',
});
export const signalNotAnswered = problem('reporting.signal-not-answered', 409, {
  vi: 'Đơn vị chưa trả lời tín hiệu này.',
  en: 'The unit has not answered this signal yet.',
});
export const settingInPast = problem('reporting.setting-in-past', 422, {
  vi: 'Ngưỡng mới có hiệu lực từ hôm nay trở đi.',
  en: 'New thresholds hold from today on.',
});
export const thresholdOutside = problem('reporting.threshold-outside', 422, {
  vi: 'Ngưỡng phải nằm trong khoảng cho phép.',
  en: 'The threshold must lie within its limits.',
});

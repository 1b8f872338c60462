import * as z from 'zod';
import { problem } from '../../kernel/problem.ts';

export const targetFromAbove = problem('reporting.target-from-above', 403, {
  vi: 'Chỉ tiêu này do cấp trên giao, chỉ cấp đó đổi được.',
  en: 'This target was set from above; only that unit changes it.',
});
export const targetUnitUnknown = problem(
  'reporting.target-unit-unknown',
  422,
  {
    vi: 'Không có đơn vị “{unit}” trong địa bàn của bạn.',
    en: 'There is no unit "{unit}" in your area.',
  },
  { unit: z.string() },
);
export const targetTwice = problem('reporting.target-twice', 422, {
  vi: 'Đơn vị và chỉ tiêu này có hai dòng trong cùng một lần giao.',
  en: 'This unit and indicator appear twice in one list.',
});
export const targetNotCounted = problem('reporting.target-not-counted', 422, {
  vi: 'Không giao được cho chỉ tiêu đếm từ danh mục.',
  en: 'No target is set for what is counted from a list.',
});
export const targetAboveHundred = problem('reporting.target-above-hundred', 422, {
  vi: 'Tỷ lệ này không thể quá 100%.',
  en: 'This share cannot exceed 100%.',
});
export const targetsNotRight = problem(
  'reporting.targets-not-right',
  422,
  {
    vi: 'Còn {count} dòng phải sửa. Chưa chỉ tiêu nào được giao.',
    en: '{count} rows must be corrected. No target was set.',
  },
  { count: z.number().int() },
);
export const targetGone = problem('reporting.target-ended', 409, {
  vi: 'Chỉ tiêu này đã được thay hoặc rút.',
  en: 'This target has been replaced or taken back.',
});

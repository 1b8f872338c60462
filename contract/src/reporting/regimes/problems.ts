import * as z from 'zod';
import { problem } from '../../kernel/problem.ts';

export const regimeInPast = problem(
  'reporting.regime-in-past',
  422,
  {
    vi: 'Chế độ mới áp dụng từ ngày chốt {today} trở đi. Kỳ đã qua giữ thời hạn cũ.',
    en: 'A new regime holds for cut-offs from {today} on. Periods that are over keep their deadlines.',
  },
  { today: z.string() },
);
export const regimeHasBegun = problem('reporting.regime-has-begun', 409, {
  vi: 'Chế độ này đã có hiệu lực. Muốn đổi, đặt chế độ mới từ một ngày sau.',
  en: 'This regime has begun. To change it, set a new one from a later day.',
});
export const ownRegimeNotAllowed = problem('reporting.own-regime-not-allowed', 422, {
  vi: 'Trung ương không cho tỉnh đặt thời hạn riêng cho biểu này.',
  en: 'The centre does not let provinces set their own deadlines for this form.',
});
export const regimeNotForUnit = problem('reporting.regime-not-for-unit', 403, {
  vi: 'Tỉnh chỉ đặt thời hạn cho các xã của mình.',
  en: 'A province sets deadlines for its own communes only.',
});
export const periodKindNotOfForm = problem('reporting.period-kind-not-of-form', 422, {
  vi: 'Biểu này không lập cho lịch và loại kỳ đã chọn.',
  en: 'The form is not made for this calendar and kind of period.',
});
export const dayOutsideYear = problem('reporting.day-outside-year', 422, {
  vi: 'Mỗi ngày phải thuộc năm đang sửa và chỉ ghi một lần.',
  en: 'Every day lies in the year that is changed and stands once.',
});

import * as z from 'zod';
import { problem } from '../kernel/problem.ts';

export const unknownIndicator = problem(
  'figures.unknown-indicator',
  422,
  {
    vi: 'Không có chỉ tiêu “{indicator}” trong danh mục.',
    en: 'There is no indicator "{indicator}" in the catalogue.',
  },
  { indicator: z.string() },
);
export const unknownPeriod = problem(
  'figures.unknown-period',
  422,
  {
    vi: 'Không lịch nào có kỳ “{period}”.',
    en: 'No calendar has the period "{period}".',
  },
  { period: z.string() },
);
export const unknownUnits = problem('figures.unknown-units', 404, {
  vi: 'Không tìm thấy đơn vị được hỏi, hoặc chức danh của bạn không được xem.',
  en: 'The units asked for were not found, or your post may not see them.',
});
export const tooManyFigures = problem(
  'figures.too-many',
  422,
  {
    vi: 'Một lần hỏi {asked} số là quá nhiều, nhiều nhất {most}. Chia nhỏ theo đơn vị hoặc theo kỳ.',
    en: 'One question for {asked} figures is too much, at most {most}. Divide it by units or by periods.',
  },
  { asked: z.number().int(), most: z.number().int() },
);
export const wrongLine = problem(
  'figures.wrong-line',
  422,
  {
    vi: 'Chỉ tiêu “{indicator}” do tuyến khác báo cáo, không nhập ở tuyến này.',
    en: 'Indicator "{indicator}" is reported by another line.',
  },
  { indicator: z.string() },
);
export const notANumber = problem(
  'figures.not-a-number',
  422,
  {
    vi: '“{text}” không phải là số. Viết 1.931 hoặc 12,5.',
    en: '"{text}" is not a number. Write 1931 or 12.5.',
  },
  { text: z.string() },
);
export const negative = problem('figures.negative', 422, {
  vi: 'Số lượng không thể âm.',
  en: 'A count cannot be negative.',
});
export const notWhole = problem('figures.not-whole', 422, {
  vi: 'Chỉ tiêu này đếm bằng số nguyên.',
  en: 'This indicator is counted in whole numbers.',
});
export const tooBig = problem('figures.too-big', 422, {
  vi: 'Số này lớn hơn mức có thể có.',
  en: 'This number is larger than can be.',
});
export const notYesNo = problem('figures.not-yes-no', 422, {
  vi: 'Ô này chỉ nhận “có” (1) hoặc “không” (0).',
  en: 'This cell takes only yes (1) or no (0).',
});
export const partAboveWhole = problem(
  'figures.part-above-whole',
  422,
  {
    vi: '{part} ({partValue}) nhiều hơn {whole} ({wholeValue}). Sửa một trong hai ô.',
    en: '{part} ({partValue}) exceeds {whole} ({wholeValue}). Correct one of the two.',
  },
  { part: z.string(), partValue: z.string(), whole: z.string(), wholeValue: z.string() },
);
export const computed = problem('figures.computed', 422, {
  vi: 'Ô này do hệ thống tính, không nhập tay.',
  en: 'This cell is computed and cannot be entered.',
});
export const editionNotFound = problem('figures.edition-not-found', 404, {
  vi: 'Không có bản ban hành này.',
  en: 'There is no such edition.',
});

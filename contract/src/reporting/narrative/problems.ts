import * as z from 'zod';
import { problem } from '../../kernel/problem.ts';

export const wordsNotRight = problem(
  'reporting.words-not-right',
  422,
  {
    vi: 'Phần lời còn {count} chỗ phải sửa. Những gì bạn gõ vẫn được giữ.',
    en: '{count} {count|place|places} of the text must be corrected. What you typed is kept.',
  },
  { count: z.number().int() },
);
export const unknownFigure = problem(
  'reporting.unknown-figure',
  422,
  {
    vi: '{reference} không chỉ tới số liệu nào bạn xem được. Chọn lại từ danh sách số liệu.',
    en: '{reference} names no figure that you may see. Choose it again from the list of figures.',
  },
  { reference: z.string() },
);
export const sectionMissing = problem(
  'reporting.section-missing',
  422,
  {
    vi: 'Chưa viết phần “{section}”. Biểu này cần phần đó trước khi gửi.',
    en: 'The section "{section}" is not written yet. This form needs it before it is sent.',
  },
  { section: z.string() },
);
export const sectionNotBrought = problem(
  'reporting.section-not-brought',
  422,
  {
    vi: 'Chưa có phần lời “{section}”, mà biểu này cần. Ghi phần đó ở trang Phần lời của tệp Excel nhiều đơn vị rồi gửi bằng tệp, hoặc để đơn vị tự viết và gửi.',
    en: 'The section "{section}", which this form needs, is missing. Write it on the sheet of words in the Excel file of many units and send that, or let the unit write and send it.',
  },
  { section: z.string() },
);
export const unknownSection = problem(
  'reporting.unknown-section',
  422,
  {
    vi: 'Biểu này không có phần “{section}”.',
    en: 'This form has no section "{section}".',
  },
  { section: z.string() },
);
export const textTooLong = problem(
  'reporting.text-too-long',
  422,
  {
    vi: 'Phần này dài quá {most} ký tự. Bỏ bớt rồi làm lại.',
    en: 'This section is longer than {most} characters. Shorten it first.',
  },
  { most: z.number().int() },
);

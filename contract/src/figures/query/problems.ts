import * as z from 'zod';
import { problem } from '../../kernel/problem.ts';

export const questionTooLarge = problem(
  'figures.question-too-large',
  422,
  {
    vi: 'Câu hỏi này cho {asked} số, nhiều nhất là {most}. Thu hẹp đơn vị, kỳ, chỉ tiêu, hoặc tải về dưới dạng tệp CSV, Parquet.',
    en: 'This question has {asked} figures for an answer, at most {most} are given. Ask for fewer units, periods or indicators, or export them as CSV or Parquet.',
  },
  { asked: z.number().int(), most: z.number().int() },
);
export const tooManyPeriods = problem(
  'figures.too-many-periods',
  422,
  {
    vi: 'Câu hỏi này có {asked} kỳ, nhiều nhất là {most}.',
    en: 'This question is about {asked} periods, at most {most} are answered.',
  },
  { asked: z.number().int(), most: z.number().int() },
);
export const unitsOverlap = problem('figures.units-overlap', 422, {
  vi: 'Trong các đơn vị được chọn có đơn vị nằm trong đơn vị khác, nên không lọc theo giá trị rồi cộng được: sẽ tính hai lần. Chọn các đơn vị cùng một cấp.',
  en: 'One of the chosen units lies in another, so they cannot be filtered by value and added: that would count it twice. Choose units of one level.',
});
export const publishedAsThen = problem('figures.published-as-then', 422, {
  vi: 'Số đã ban hành đứng trên địa giới lúc ban hành, không tính lại theo địa giới khác.',
  en: 'What was published stands on the boundaries of its time and is not restated to others.',
});
export const unknownQuery = problem(
  'figures.unknown-query',
  404,
  {
    vi: 'Không có câu hỏi mẫu “{name}”.',
    en: 'There is no named query "{name}".',
  },
  { name: z.string() },
);
export const exportsBusy = problem('figures.exports-busy', 503, {
  vi: 'Máy chủ đang xuất các tệp khác. Chờ một phút rồi thử lại.',
  en: 'The server is writing other exports. Wait a minute and try again.',
});

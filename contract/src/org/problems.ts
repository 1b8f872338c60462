import * as z from 'zod';
import { wordsAnswer } from '../kernel/answer.ts';
import { problem } from '../kernel/problem.ts';

export const unknownUnit = problem(
  'org.unknown-unit',
  404,
  {
    vi: 'Không có đơn vị mã {code} vào ngày {on}.',
    en: 'There is no unit with code {code} on {on}.',
  },
  { code: z.string(), on: z.string() },
);
export const tagOverlaps = problem('org.tag-overlaps', 409, {
  vi: 'Đơn vị đã có nhãn này trong khoảng thời gian đó.',
  en: 'The unit already carries this tag in that time.',
});
export const tagEndsBeforeStart = problem('org.tag-ends-before-start', 422, {
  vi: 'Ngày kết thúc sớm hơn ngày bắt đầu.',
  en: 'The end is before the beginning.',
});
export const unitNotInForce = problem(
  'org.unit-not-in-force',
  422,
  {
    vi: 'Đơn vị {name} không tồn tại vào ngày {on}.',
    en: 'Unit {name} does not exist on {on}.',
  },
  { name: z.string(), on: z.string() },
);
export const fileNotReadable = problem(
  'org.file-not-readable',
  422,
  {
    vi: 'Không đọc được tệp {file}, dòng {row}: {reason}',
    en: 'Cannot read {file}, line {row}: {reason}',
  },
  { file: z.string(), row: z.number().int(), reason: wordsAnswer },
);
export const alreadyImported = problem('org.already-imported', 409, {
  vi: 'Danh mục đơn vị này đã nạp. Không có gì thay đổi.',
  en: 'This register of units has been loaded already. Nothing has changed.',
});

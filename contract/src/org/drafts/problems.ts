import * as z from 'zod';
import { wordsAnswer } from '../../kernel/answer.ts';
import { problem } from '../../kernel/problem.ts';
import type { Words } from '../../kernel/words.ts';

export const changeHasFaults = problem(
  'org.change-has-faults',
  422,
  {
    vi: 'Còn {count} chỗ phải sửa trước khi xem trước hoặc áp dụng.',
    en: 'There {count|is|are} {count} {count|fault|faults} to mend before this can be looked at or applied.',
  },
  { count: z.number().int() },
);
export const alreadyApplied = problem('org.change-already-applied', 409, {
  vi: 'Đợt này đã áp dụng. Muốn sửa thì hoàn tác trước.',
  en: 'This change set has been applied. Undo it before you change it.',
});
export const notApplied = problem('org.change-not-applied', 409, {
  vi: 'Đợt này chưa áp dụng nên không có gì để hoàn tác.',
  en: 'This change set has not been applied, so there is nothing to undo.',
});
export const somethingRests = problem(
  'org.something-rests-on-change',
  409,
  {
    vi: 'Chưa hoàn tác được, vì đã có dữ liệu dựa vào: {what}.',
    en: 'This cannot be undone yet, for this rests on it: {what}.',
  },
  { what: wordsAnswer },
);
export const unitsOfOthers = problem('org.units-changed-above', 403, {
  vi: 'Thay đổi đơn vị do quản trị ở tỉnh hoặc trung ương chuẩn bị.',
  en: 'Changes of units are prepared by the administrators of provinces and of the centre.',
});

/** What can be wrong in a draft, told at its place. */
export const draftFaults = {
  'title-missing': { vi: 'Ghi tên đợt thay đổi.', en: 'Name the change set.' },
  'day-missing': { vi: 'Chọn ngày có hiệu lực.', en: 'Choose the day on which it takes effect.' },
  'day-far': {
    vi: 'Ngày có hiệu lực xa quá hai năm. Kiểm tra lại năm.',
    en: 'The day lies more than two years away. Check the year.',
  },
  'basis-missing': {
    vi: 'Ghi nghị quyết hoặc quyết định làm căn cứ.',
    en: 'Name the resolution or decision behind it.',
  },
  'nothing-in-it': {
    vi: 'Chưa có thay đổi nào. Thêm ít nhất một mục.',
    en: 'Nothing changes yet. Add at least one item.',
  },
  'period-issued': {
    vi: '{period} đã ban hành ở {unit}. Chọn ngày sau {endsOn}, để số đã ban hành vẫn đứng trên cây đơn vị của nó.',
    en: '{period} has been issued at {unit}. Choose a day after {endsOn}, so that what was issued keeps its tree.',
  },
  'report-begun': {
    vi: '{unit} đã nhập hoặc gửi {form}, {period}. Kỳ ấy kết thúc sau ngày có hiệu lực, nên số ấy không có nơi đứng.',
    en: '{unit} has typed or sent {form}, {period}. That period ends after the day, so its figures would stand nowhere.',
  },
  'unit-missing': { vi: 'Chọn đơn vị.', en: 'Choose the unit.' },
  'not-in-force': {
    vi: 'Đơn vị này không còn hiệu lực vào ngày trước đó.',
    en: 'This unit is not in force on the day before.',
  },
  'changes-later': {
    vi: '{unit} đã có thay đổi khác từ ngày {on}. Ngày có hiệu lực phải sau ngày ấy.',
    en: 'Another change of {unit} holds from {on}. The day must be after that.',
  },
  'outside-area': {
    vi: 'Đơn vị nằm ngoài phạm vi quản trị của bạn.',
    en: 'The unit is outside the area you administer.',
  },
  'level-not-changed-here': {
    vi: 'Chỉ thay đổi được tỉnh và xã.',
    en: 'Only provinces and communes can be changed.',
  },
  'touched-twice': {
    vi: '{unit} đã nằm trong mục khác. Mỗi đơn vị chỉ một lần.',
    en: '{unit} stands in another item. Each unit stands once.',
  },
  'levels-differ': { vi: 'Các đơn vị không cùng cấp.', en: 'The units are not of one level.' },
  'too-few': { vi: 'Nhập thì cần ít nhất hai đơn vị.', en: 'A merger needs at least two units.' },
  'parts-too-few': { vi: 'Chia thì cần ít nhất hai phần.', en: 'A division needs at least two parts.' },
  'part-twice': { vi: 'Phần này trùng với phần trên.', en: 'This part stands above already.' },
  'shares-too-much': {
    vi: 'Các tỷ lệ cộng lại {sum}%, nhiều hơn 100%.',
    en: 'The shares add up to {sum}%, more than 100%.',
  },
  'shares-too-little': {
    vi: 'Các tỷ lệ cộng lại {sum}%, chưa đủ 100%. Để trống nếu văn bản không ghi.',
    en: 'The shares add up to {sum}%, less than 100%. Leave one empty where the paper does not give it.',
  },
  'target-missing': {
    vi: 'Chọn đơn vị nhận, hoặc khai đơn vị mới.',
    en: 'Choose the unit that takes it, or a new one.',
  },
  'target-ends': { vi: '{unit} cũng kết thúc trong đợt này.', en: '{unit} ends in this change set too.' },
  'code-missing': { vi: 'Ghi mã đơn vị.', en: 'Give the code of the unit.' },
  'code-of-other-level': {
    vi: 'Mã tỉnh có 2 chữ số, mã xã có 5 chữ số.',
    en: 'A province has a code of 2 digits, a commune one of 5.',
  },
  'code-taken': { vi: 'Mã {code} vào ngày đó là của {unit}.', en: 'On that day the code {code} is that of {unit}.' },
  'code-twice': { vi: 'Mã {code} đã dùng ở mục khác.', en: 'The code {code} stands in another item.' },
  'code-unknown': {
    vi: 'Không có đơn vị mới nào mang mã {code} trong đợt này.',
    en: 'No new unit of this change set has the code {code}.',
  },
  'name-missing': { vi: 'Ghi tên đơn vị, không ghi loại.', en: 'Give the name of the unit, without its type.' },
  'name-has-type': {
    vi: 'Chỉ ghi tên, loại đã chọn riêng: “{name}”.',
    en: 'Only the name, the type is chosen apart: “{name}”.',
  },
  'type-of-other-level': {
    vi: 'Loại này không thuộc cấp của đơn vị.',
    en: 'This type is not of the level of the unit.',
  },
  'parent-missing': { vi: 'Chọn đơn vị cấp trên.', en: 'Choose the unit above.' },
  'parent-of-other-level': {
    vi: 'Xã thuộc tỉnh, tỉnh thuộc cả nước.',
    en: 'A commune stands below a province, a province below the country.',
  },
  'nothing-changes': { vi: 'Mục này không đổi gì.', en: 'This item changes nothing.' },
  'children-left': {
    vi: '{unit} bị chia nên phải nói {child} về đâu: thêm một mục đổi đơn vị cấp trên.',
    en: '{unit} is divided, so say where {child} goes: add an item that changes what stands above it.',
  },
} as const satisfies Record<string, Words>;
export type DraftFault = keyof typeof draftFaults;

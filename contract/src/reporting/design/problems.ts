import * as z from 'zod';
import { problem } from '../../kernel/problem.ts';

export const asksForPersonsInName = problem(
  'reporting.indicator-names-people',
  422,
  {
    vi: 'Chỉ tiêu này hỏi thông tin từng người, từng hộ (“{words}”). Chỉ tiêu chỉ đếm số tổng hợp của cơ quan, đơn vị.',
    en: 'This indicator asks for single persons or households ("{words}"). Indicators count aggregate figures of offices only.',
  },
  { words: z.string() },
);
export const nameTaken = problem(
  'reporting.indicator-name-taken',
  422,
  {
    vi: 'Danh mục đã có chỉ tiêu “{words}”. Dùng chỉ tiêu đó, hoặc đặt tên khác cho rõ.',
    en: 'The catalogue already has "{words}". Use that indicator, or give this one a clearer name.',
  },
  { words: z.string() },
);
export const partsNeeded = problem('reporting.indicator-parts-needed', 422, {
  vi: 'Tỷ lệ và bình quân cần có tử số và mẫu số.',
  en: 'A ratio and an average need their two parts.',
});
export const partsUnlike = problem('reporting.indicator-parts-unlike', 422, {
  vi: 'Hai chỉ tiêu thành phần phải cùng là số phát sinh hoặc cùng là số hiện có, cùng tuyến và cùng cách cộng.',
  en: 'Both parts must be flows or both stocks, of the same line, and added in the same way.',
});
export const notBrokenDown = problem('reporting.indicator-not-broken-down', 422, {
  vi: 'Chỉ chia nhỏ được chỉ tiêu do đơn vị nhập: số phát sinh hoặc số hiện có.',
  en: 'Only an indicator that is typed can be broken down: a flow or a stock.',
});
export const categoryTwice = problem(
  'reporting.category-twice',
  422,
  { vi: 'Mục “{words}” có hai lần.', en: 'Category "{words}" stands twice.' },
  { words: z.string() },
);
export const tooManyAdded = problem(
  'reporting.too-many-indicators',
  409,
  {
    vi: 'Đã thêm {most} chỉ tiêu, không thêm được nữa. Kết thúc chỉ tiêu không dùng không lấy lại được chỗ.',
    en: '{most} indicators have been added; no more can be. Ending one does not give its place back.',
  },
  { most: z.number().int() },
);
export const shippedIndicator = problem('reporting.shipped-indicator', 403, {
  vi: 'Chỉ tiêu này có sẵn trong chương trình, không sửa được.',
  en: 'This indicator ships with the program and cannot be changed.',
});
export const notYourIndicator = problem('reporting.not-your-indicator', 403, {
  vi: 'Chỉ tiêu này do đơn vị khác thêm.',
  en: 'This indicator was added by another unit.',
});
export const alreadyEnded = problem('reporting.indicator-already-ended', 409, {
  vi: 'Chỉ tiêu này đã có ngày kết thúc.',
  en: 'This indicator has ended already.',
});
export const endsInPast = problem('reporting.indicator-ends-in-past', 422, {
  vi: 'Ngày kết thúc phải từ hôm nay trở đi.',
  en: 'The end must be today or later.',
});

export const notYourForm = problem('reporting.not-your-form', 403, {
  vi: 'Biểu này do đơn vị khác ban hành.',
  en: 'This form is published by another unit.',
});
export const formNotRight = problem(
  'reporting.form-not-right',
  422,
  {
    vi: 'Còn {count} chỗ phải sửa trước khi ban hành biểu. Bản nháp vẫn được giữ.',
    en: '{count} places must be corrected before the form is published. The draft is kept.',
  },
  { count: z.number().int() },
);
export const formFixed = problem('reporting.form-fixed', 422, {
  vi: 'Tuyến, lịch và loại kỳ của một biểu đã ban hành không đổi được. Lập biểu mới nếu cần.',
  en: 'Line, calendar and kind of period of a published form stay. Make a new form instead.',
});
export const formCodeOfUnit = problem(
  'reporting.form-code-of-unit',
  422,
  {
    vi: 'Mã biểu của đơn vị bạn phải bắt đầu bằng “{prefix}”.',
    en: 'The code of a form of your unit begins with "{prefix}".',
  },
  { prefix: z.string() },
);
export const formCodeReserved = problem(
  'reporting.form-code-reserved',
  422,
  {
    vi: 'Mã bắt đầu bằng “{prefix}” dành cho biểu của một đơn vị hoặc của yêu cầu báo cáo. Chọn mã khác.',
    en: 'Codes that begin with "{prefix}" are for forms of one unit or of requests. Choose another.',
  },
  { prefix: z.string() },
);
export const formCodeTaken = problem(
  'reporting.form-code-taken',
  409,
  {
    vi: 'Mã “{form}” đã dùng cho biểu của một đơn vị mang mã này trước đây. Lập biểu với mã khác.',
    en: 'The code "{form}" is that of a form of a unit that had this code before. Make the form under another code.',
  },
  { form: z.string() },
);
export const formEmpty = problem('reporting.form-empty', 422, {
  vi: 'Biểu chưa có dòng nào.',
  en: 'The form has no row yet.',
});
export const sectionEmpty = problem('reporting.form-section-empty', 422, {
  vi: 'Mục này chưa có dòng nào. Thêm chỉ tiêu hoặc xóa mục.',
  en: 'This section has no row yet. Add an indicator or remove the section.',
});
export const titleMissing = problem('reporting.form-title-missing', 422, {
  vi: 'Chưa có tên, cần từ 3 chữ trở lên.',
  en: 'There is no title yet; it needs 3 letters or more.',
});
export const rowTwice = problem(
  'reporting.form-row-twice',
  422,
  { vi: '“{indicator}” có hai lần trong biểu.', en: '"{indicator}" stands twice in the form.' },
  { indicator: z.string() },
);
export const rowUnknown = problem('reporting.form-row-unknown', 422, {
  vi: 'Chỉ tiêu này không còn trong danh mục của đơn vị.',
  en: "This indicator is not in the unit's catalogue.",
});
export const rowOfOtherUnit = problem(
  'reporting.form-row-of-other-unit',
  422,
  {
    vi: '“{indicator}” là chỉ tiêu riêng của một đơn vị khác, không hỏi trong biểu này.',
    en: '"{indicator}" belongs to another unit alone and is not asked in this form.',
  },
  { indicator: z.string() },
);
export const rowEnded = problem(
  'reporting.form-row-ended',
  422,
  { vi: '“{indicator}” đã kết thúc trước kỳ này.', en: '"{indicator}" has ended before this period.' },
  { indicator: z.string() },
);
export const rowOfOtherLine = problem(
  'reporting.form-row-of-other-line',
  422,
  {
    vi: '“{indicator}” do tuyến {line} báo cáo, không đưa vào biểu của tuyến này.',
    en: '"{indicator}" is reported by the line {line}; it does not belong in a form of this line.',
  },
  { indicator: z.string(), line: z.string() },
);
export const rowCounted = problem(
  'reporting.form-row-counted',
  422,
  {
    vi: '“{indicator}” được đếm từ danh mục, không nhập trong biểu.',
    en: '"{indicator}" is counted from a list and is not typed in a form.',
  },
  { indicator: z.string() },
);
export const rowOfOtherForm = problem(
  'reporting.form-row-of-other-form',
  422,
  {
    vi: 'Biểu {form} cùng tuyến, cùng loại kỳ đã hỏi “{indicator}”. Một số chỉ hỏi một lần.',
    en: 'Form {form}, of the same line and kind of period, asks for "{indicator}" already. A figure is asked for once.',
  },
  { form: z.string(), indicator: z.string() },
);
export const rowOfOtherCalendar = problem(
  'reporting.form-row-of-other-calendar',
  422,
  {
    vi: 'Biểu {form} đã hỏi “{indicator}” theo {calendar}. Kỳ của hai lịch chồng lên nhau, không cộng được: một chỉ tiêu chỉ đếm theo một lịch.',
    en: 'Form {form} asks for "{indicator}" by the {calendar}. Periods of two calendars overlap and cannot be added: an indicator is counted by one calendar.',
  },
  { form: z.string(), indicator: z.string(), calendar: z.string() },
);
export const kindNotInCalendar = problem('reporting.form-kind-not-in-calendar', 422, {
  vi: 'Lịch này chỉ có kỳ năm. Chọn kỳ năm, hoặc lịch của năm báo cáo.',
  en: 'This calendar has years only. Choose the year, or the calendar of the reporting year.',
});
export const partsNotInForm = problem(
  'reporting.form-parts-missing',
  422,
  {
    vi: '“{indicator}” được tính từ {parts}, nhưng biểu chưa có: ô này sẽ trống khi nhập.',
    en: '"{indicator}" is computed from {parts}, which the form does not have: the cell stays empty while typing.',
  },
  { indicator: z.string(), parts: z.string() },
);
export const communesOnly = problem('reporting.form-communes-only', 422, {
  vi: 'Biểu của tỉnh do cấp xã nhập.',
  en: 'A form of a province is filled in by its communes.',
});
export const tooManyRows = problem(
  'reporting.form-too-many-rows',
  422,
  { vi: 'Một biểu có nhiều nhất {most} dòng.', en: 'A form has at most {most} rows.' },
  { most: z.number().int() },
);
export const periodBegun = problem(
  'reporting.form-period-begun',
  422,
  {
    vi: '{period} đã bắt đầu hoặc đã mở báo cáo. Dùng từ {first} trở đi.',
    en: '{period} has begun, or its reports are open. Use it from {first} on.',
  },
  { period: z.string(), first: z.string() },
);
export const noPeriod = problem('reporting.form-no-period', 422, {
  vi: 'Chưa chọn kỳ bắt đầu, hoặc kỳ không đúng loại của biểu.',
  en: 'No first period is chosen, or it is not of the kind of the form.',
});
export const kindNotKept = problem('reporting.form-kind-not-kept', 422, {
  vi: 'Lịch báo cáo không còn giữ loại kỳ này, nên biểu không được hỏi nữa. Lập biểu mới theo loại kỳ khác.',
  en: 'The reporting calendar no longer keeps this kind of period, so the form is no longer asked for. Make a new form for another kind.',
});
export const noDraft = problem('reporting.form-no-draft', 404, {
  vi: 'Biểu này không có bản nháp.',
  en: 'This form has no draft.',
});
export const nothingChanged = problem('reporting.form-nothing-changed', 422, {
  vi: 'Bản nháp giống hệt phiên bản đang dùng.',
  en: 'The draft is the same as the version in use.',
});
export const formRetired = problem('reporting.form-retired', 409, {
  vi: 'Biểu này đã thôi dùng.',
  en: 'This form has been retired.',
});

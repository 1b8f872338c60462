import * as z from 'zod';
import { problem } from '../kernel/problem.ts';
import { Words } from '../kernel/words.ts';

export const notYours = problem('reporting.not-yours', 403, {
  vi: 'Báo cáo này do cơ quan khác nhập.',
  en: 'This report is filled in by another body.',
});
export const notYourDecision = problem('reporting.not-your-decision', 403, {
  vi: 'Báo cáo này do cấp trên trực tiếp của đơn vị duyệt.',
  en: 'This report is decided by the direct superior of the unit.',
});
export const alreadySubmitted = problem('reporting.already-submitted', 409, {
  vi: 'Báo cáo đã gửi, đang chờ cấp trên duyệt.',
  en: 'The report has been sent and waits for the superior.',
});
export const alreadyAccepted = problem('reporting.already-accepted', 409, {
  vi: 'Cấp trên đã duyệt báo cáo này. Muốn đính chính, đề nghị cấp trên mở lại.',
  en: 'The superior has accepted this report. To correct it, ask the superior to open it again.',
});
export const notSubmitted = problem('reporting.not-submitted', 409, {
  vi: 'Báo cáo chưa gửi hoặc đã được quyết định.',
  en: 'The report has not been sent, or has been decided already.',
});
export const locked = problem('reporting.locked', 423, {
  vi: 'Báo cáo đã khóa: kỳ đã ban hành hoặc đã quá ngày khóa. Chỉ mở lại được bằng một ngoại lệ có lý do.',
  en: 'The report is locked: its period was issued, or its lock date is over. Only a dated exception with a reason opens it.',
});
export const notLocked = problem('reporting.not-locked', 409, {
  vi: 'Báo cáo đang mở, không cần ngoại lệ.',
  en: 'The report is open; no exception is needed.',
});
export const lockedAbove = problem(
  'reporting.locked-above',
  403,
  {
    vi: 'Số liệu kỳ này đã nằm trong bản {unit} ban hành. Chỉ {unit} mở lại được; đề nghị cấp đó mở ngoại lệ.',
    en: 'These figures are in an edition issued by {unit}. Only {unit} can open them again; ask it for an exception.',
  },
  { unit: Words },
);
export const newerRevision = problem(
  'reporting.newer-revision',
  409,
  {
    vi: 'Đơn vị vừa gửi bản mới (lần {revision}). Xem bản mới rồi quyết định.',
    en: 'The unit has just sent a newer version ({revision}). Look at it before deciding.',
  },
  { revision: z.number().int() },
);
export const cellsNotRight = problem(
  'reporting.cells-not-right',
  422,
  {
    vi: 'Còn {count} ô phải sửa. Chưa có gì được gửi; những gì bạn gõ vẫn được giữ.',
    en: '{count} cells must be corrected. Nothing was sent; what you typed is kept.',
  },
  { count: z.number().int() },
);
export const cellMissing = problem('reporting.cell-missing', 422, {
  vi: 'Chưa có số. Nhập 0 nếu thật sự không phát sinh.',
  en: 'No figure yet. Enter 0 if there really was nothing.',
});
export const notInForm = problem(
  'reporting.not-in-form',
  422,
  {
    vi: 'Biểu này không có chỉ tiêu “{indicator}”.',
    en: 'This form has no indicator "{indicator}".',
  },
  { indicator: z.string() },
);
export const unknownForm = problem(
  'reporting.unknown-form',
  404,
  {
    vi: 'Không có biểu “{form}”.',
    en: 'There is no form "{form}".',
  },
  { form: z.string() },
);
export const periodNotOfForm = problem(
  'reporting.period-not-of-form',
  422,
  {
    vi: 'Biểu {form} không lập cho kỳ {period}.',
    en: 'Form {form} is not made for period {period}.',
  },
  { form: z.string(), period: z.string() },
);
export const noObligation = problem(
  'reporting.no-obligation',
  422,
  {
    vi: 'Đơn vị mã {unitCode} không phải nộp biểu này trong kỳ.',
    en: 'The unit with code {unitCode} does not owe this form in this period.',
  },
  { unitCode: z.string() },
);
export const unitTwice = problem(
  'reporting.unit-twice',
  422,
  {
    vi: 'Đơn vị mã {unitCode} có hai dòng trong cùng một lần nạp.',
    en: 'The unit with code {unitCode} appears twice in one import.',
  },
  { unitCode: z.string() },
);
export const nothingAccepted = problem('reporting.nothing-accepted', 409, {
  vi: 'Chưa có số liệu nào được duyệt trong kỳ này nên chưa ban hành được.',
  en: 'No figure of this period has been accepted yet, so nothing can be issued.',
});
export const numberUsed = problem(
  'reporting.number-used',
  409,
  {
    vi: 'Số {number} đã dùng cho một bản ban hành khác trong năm.',
    en: 'Number {number} has been used for another edition this year.',
  },
  { number: z.string() },
);
export const reasonNeeded = problem('reporting.reason-needed', 422, {
  vi: 'Kỳ này đã ban hành. Bản mới thay bản cũ, cần ghi lý do đính chính.',
  en: 'This period has been issued. A new edition supersedes it and needs a reason.',
});
export const periodNotOver = problem(
  'reporting.period-not-over',
  409,
  {
    vi: 'Kỳ chưa chốt số ({endsOn}), chưa gửi hay ban hành được.',
    en: 'The period has not reached its cut-off ({endsOn}).',
  },
  { endsOn: z.string() },
);
export const issuedOutside = problem('reporting.issued-outside', 422, {
  vi: 'Ngày ban hành phải sau ngày chốt số và không muộn hơn hôm nay.',
  en: 'The date of issue must be after the cut-off and not later than today.',
});
export const ownReport = problem('reporting.own-report', 403, {
  vi: 'Bạn đã gửi báo cáo này nên không tự duyệt được.',
  en: 'You sent this report, so you cannot decide on it yourself.',
});
export const ownFigures = problem('reporting.own-figures', 403, {
  vi: 'Bạn đã gửi hoặc duyệt báo cáo nằm trong số liệu này nên không tự ban hành được. Cần một người khác ký.',
  en: 'You have sent or decided a report behind these figures, so you cannot issue them yourself. Somebody else must sign.',
});
export const draftPresent = problem(
  'reporting.draft-present',
  409,
  {
    vi: 'Đơn vị mã {unitCode} đang nhập dở báo cáo này. Đề nghị đơn vị gửi hoặc xóa bản nháp trước.',
    en: 'The unit with code {unitCode} has a draft of this report. Ask it to send or clear the draft first.',
  },
  { unitCode: z.string() },
);
export const exceptionInPast = problem('reporting.exception-in-past', 422, {
  vi: 'Hạn của ngoại lệ phải từ hôm nay trở đi.',
  en: 'The exception must end today or later.',
});
export const returnNeedsReason = problem('reporting.return-needs-reason', 422, {
  vi: 'Ghi lý do trả lại cả báo cáo, hoặc chọn ô trả lại và ghi lý do cho từng ô.',
  en: 'Give a reason for returning the whole report, or choose cells and give one for each.',
});
export const cellsNotReturnable = problem(
  'reporting.cells-not-returnable',
  422,
  {
    vi: '{count} ô không trả lại riêng được.',
    en: '{count} cells cannot be returned by themselves.',
  },
  { count: z.number().int() },
);
export const cellComputed = problem('reporting.cell-computed', 422, {
  vi: 'Ô này máy tính từ ô khác. Trả lại ô được nhập, ô này tự về theo.',
  en: 'This cell is computed from others. Return the typed cell; this one goes with it.',
});
export const returnsEveryCell = problem('reporting.returns-every-cell', 422, {
  vi: 'Trả lại mọi ô có số tức là trả lại cả báo cáo. Chọn trả lại cả báo cáo.',
  en: 'Returning every filled cell is returning the report. Return the whole report instead.',
});
export const cannotDiscuss = problem('reporting.cannot-discuss', 403, {
  vi: 'Chỉ cơ quan nhập và cơ quan duyệt báo cáo này trao đổi ở đây.',
  en: 'Only the body that fills this report and the one that decides on it write here.',
});
export const formListsPeople = problem(
  'reporting.form-lists-people',
  422,
  {
    vi: 'Biểu mẫu này hỏi thông tin từng người, từng hộ (“{words}”). Biểu mẫu chỉ thu số liệu tổng hợp của cơ quan, đơn vị.',
    en: 'This form asks for single persons or households ("{words}"). Forms collect aggregate figures of offices only.',
  },
  { words: z.string() },
);

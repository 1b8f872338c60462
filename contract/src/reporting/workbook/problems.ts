import * as z from 'zod';
import { type NumberProblem, numberProblemWords } from '../../kernel/figure.ts';
import { problem } from '../../kernel/problem.ts';

// Why a whole file is not read.

export const fileEmpty = problem('reporting.file-empty', 422, {
  vi: 'Tệp trống. Chọn lại tệp đã điền số liệu.',
  en: 'The file is empty. Choose the file you have filled in.',
});
export const fileOldExcel = problem('reporting.file-old-excel', 422, {
  vi: 'Đây là tệp Excel đời cũ (.xls). Mở tệp, chọn Lưu thành (Save As), kiểu “Excel Workbook (.xlsx)”, rồi gửi lại.',
  en: 'This is a file of old Excel (.xls). Open it, choose Save As, type "Excel Workbook (.xlsx)", and send it again.',
});
export const fileBinaryExcel = problem('reporting.file-binary-excel', 422, {
  vi: 'Đây là tệp Excel nhị phân (.xlsb). Lưu thành kiểu “Excel Workbook (.xlsx)” rồi gửi lại.',
  en: 'This is a binary Excel file (.xlsb). Save it as "Excel Workbook (.xlsx)" and send it again.',
});
export const filePassword = problem('reporting.file-password', 422, {
  vi: 'Tệp có đặt mật khẩu nên không đọc được. Bỏ mật khẩu (Tệp, Thông tin, Bảo vệ sổ làm việc), lưu rồi gửi lại.',
  en: 'The file is locked by a password and cannot be read. Take the password off (File, Info, Protect workbook), save and send it again.',
});
export const fileOds = problem('reporting.file-ods', 422, {
  vi: 'Đây là bảng tính OpenDocument (.ods). Trong LibreOffice chọn Lưu thành, kiểu “Excel 2007–365 (.xlsx)”, rồi gửi lại.',
  en: 'This is an OpenDocument spreadsheet (.ods). In LibreOffice choose Save As, type "Excel 2007–365 (.xlsx)", and send it again.',
});
export const fileNoSheet = problem('reporting.file-no-sheet', 422, {
  vi: 'Đây không phải bảng tính. Hệ thống nhận tệp .xlsx, .xlsm và .csv.',
  en: 'This is no spreadsheet. Files .xlsx, .xlsm and .csv are taken.',
});
export const fileDamaged = problem('reporting.file-damaged', 422, {
  vi: 'Tệp bị hỏng hoặc viết không đúng chuẩn nên không đọc được. Mở tệp bằng Excel hoặc LibreOffice, lưu lại rồi gửi.',
  en: 'The file is damaged or not written by the standard. Open it in Excel or LibreOffice, save it again and send it.',
});
export const fileTooLarge = problem(
  'reporting.file-too-large',
  413,
  {
    vi: 'Nội dung giải nén của tệp quá lớn (hơn {most} MB). Xóa ảnh và các trang không dùng, rồi gửi lại.',
    en: 'Unpacked, the file is too large (over {most} MB). Remove pictures and sheets that are not needed and send it again.',
  },
  { most: z.number().int() },
);
export const fileTooManyCells = problem(
  'reporting.file-too-many-cells',
  413,
  {
    vi: 'Tệp có hơn {most} ô có nội dung. Chia thành nhiều tệp.',
    en: 'The file has more than {most} cells with content. Divide it into several files.',
  },
  { most: z.number().int() },
);
export const fileTooSlow = problem('reporting.file-too-slow', 422, {
  vi: 'Đọc tệp mất quá lâu nên đã dừng. Bỏ các trang và định dạng không cần, lưu lại rồi gửi.',
  en: 'Reading the file took too long and was stopped. Remove sheets and formats that are not needed, save and send it again.',
});
export const readerBusy = problem('reporting.reader-busy', 503, {
  vi: 'Đang có nhiều tệp chờ đọc hoặc chờ lập. Thử lại sau ít phút; bạn không mất gì.',
  en: 'Many files are waiting to be read or made. Try again in a few minutes; nothing of yours is lost.',
});
export const keysTampered = problem('reporting.keys-tampered', 422, {
  vi: 'Phần khóa ẩn của biểu đã bị sửa hoặc do một hệ thống khác lập. Tải biểu mới rồi chép số liệu sang.',
  en: 'The hidden keys of the form were changed, or made by another system. Download the form anew and copy the figures into it.',
});
export const otherForm = problem(
  'reporting.file-of-another',
  422,
  {
    vi: 'Tệp này là biểu {form} kỳ {period} của đơn vị mã {unitCode}, không phải báo cáo đang mở.',
    en: 'This file is form {form} for {period} of the unit with code {unitCode}, not the report that is open.',
  },
  { form: z.string(), period: z.string(), unitCode: z.string() },
);
export const otherVersion = problem('reporting.file-of-old-version', 422, {
  vi: 'Biểu mẫu đã đổi sang bản khác sau khi bạn tải tệp này. Tải biểu mới rồi chép số liệu sang.',
  en: 'The form has a new version since you downloaded this file. Download it anew and copy the figures into it.',
});
export const figuresNotFound = problem('reporting.file-figures-not-found', 422, {
  vi: 'Không nhận ra chỉ tiêu nào của biểu trong tệp. Tải biểu của hệ thống về để điền, hoặc đặt tên chỉ tiêu đúng như trong biểu.',
  en: 'No indicator of the form was recognised in the file. Download the form and fill it in, or name the indicators as the form does.',
});
export const columnUnclear = problem(
  'reporting.file-column-unclear',
  422,
  {
    vi: 'Không rõ số liệu kỳ này nằm ở cột nào ({columns}). Đặt tên cột là “Kỳ này”.',
    en: 'It is not clear which column holds the figures of this period ({columns}). Call the column "This period".',
  },
  { columns: z.string() },
);
export const unitsNotFound = problem('reporting.file-units-not-found', 422, {
  vi: 'Không nhận ra cột mã hoặc tên đơn vị trong tệp. Thêm một cột ghi mã đơn vị hành chính.',
  en: 'No column with codes or names of units was recognised. Add a column with their codes.',
});
export const checkedOtherwise = problem('reporting.checked-otherwise', 409, {
  vi: 'Tệp hoặc báo cáo đã khác so với lúc kiểm tra. Kiểm tra lại tệp; chưa có gì được ghi.',
  en: 'The file or the report is not what was checked. Check the file again; nothing was written.',
});
export const nothingInFile = problem('reporting.file-nothing-new', 422, {
  vi: 'Trong tệp không có số hay phần lời nào khác với đang có.',
  en: 'The file holds no figure and no words that differ from what stands.',
});
export const cellsRefused = problem(
  'reporting.file-cells-refused',
  422,
  {
    vi: 'Còn {count} ô trong tệp phải sửa. Sửa trong tệp, lưu lại rồi chọn tệp lần nữa; chưa có gì được ghi.',
    en: '{count} {count|cell|cells} of the file must be corrected. Correct the file, save it and choose it again; nothing was written.',
  },
  { count: z.number().int() },
);

// Why a cell is not taken.

const inCell = { text: z.string() };
export const errorInCell = problem(
  'reporting.cell-error-value',
  422,
  {
    vi: 'Ô báo lỗi {text} của bảng tính. Sửa công thức hoặc gõ số.',
    en: 'The cell shows the error {text}. Correct the formula or type the number.',
  },
  inCell,
);
export const dateInCell = problem(
  'reporting.cell-is-date',
  422,
  {
    vi: 'Ô đang là ngày {text}, có thể do bảng tính tự đổi. Đặt định dạng ô là số rồi gõ lại.',
    en: 'The cell is the date {text}; the spreadsheet may have turned it into one. Format the cell as a number and type it again.',
  },
  inCell,
);
export const dateAsText = problem(
  'reporting.cell-is-date-text',
  422,
  {
    vi: '“{text}” giống ngày tháng hơn là số liệu.',
    en: '"{text}" looks like a date, not like a figure.',
  },
  inCell,
);
export const thousandOrFraction = problem(
  'reporting.cell-thousand-or-fraction',
  422,
  {
    vi: 'Ô chứa số lẻ {text}. Nếu bạn định ghi {whole} thì gõ {whole} không có dấu.',
    en: 'The cell holds the fraction {text}. If you meant {whole}, type {whole} without a sign.',
  },
  { ...inCell, whole: z.string() },
);
export const formulaWithoutValue = problem('reporting.cell-formula-unsaved', 422, {
  vi: 'Công thức trong ô chưa có kết quả. Mở tệp bằng Excel hoặc LibreOffice, lưu lại rồi gửi.',
  en: 'The formula of the cell has no result. Open the file in Excel or LibreOffice, save it and send it again.',
});
export const mergedCells = problem(
  'reporting.cell-merged',
  422,
  {
    vi: 'Ô nằm trong vùng gộp {text} của nhiều số liệu. Bỏ gộp ô rồi gõ từng số.',
    en: 'The cell is part of {text}, merged over several figures. Unmerge it and type each figure.',
  },
  inCell,
);
export const notYesNoText = problem(
  'reporting.cell-not-yes-no',
  422,
  {
    vi: '“{text}” không phải là “có” hay “không”.',
    en: '"{text}" is neither yes nor no.',
  },
  inCell,
);
export const truthInCell = problem(
  'reporting.cell-truth-value',
  422,
  {
    vi: 'Ô chứa giá trị đúng/sai ({text}), không phải số.',
    en: 'The cell holds a truth value ({text}), not a number.',
  },
  inCell,
);
export const indicatorTwice = problem(
  'reporting.cell-indicator-twice',
  422,
  {
    vi: 'Chỉ tiêu này có ở hai chỗ trong tệp ({text}). Giữ một chỗ.',
    en: 'This indicator stands at two places of the file ({text}). Keep one.',
  },
  inCell,
);
export const unitInFileTwice = problem(
  'reporting.cell-unit-twice',
  422,
  {
    vi: 'Đơn vị này có ở hai dòng trong tệp ({text}). Giữ một dòng.',
    en: 'This unit stands in two rows of the file ({text}). Keep one.',
  },
  inCell,
);
export const unitUnknown = problem(
  'reporting.cell-unit-unknown',
  422,
  {
    vi: '“{text}” không phải là mã hoặc tên một đơn vị phải nộp biểu này trong kỳ.',
    en: '"{text}" is neither code nor name of a unit that owes this form in this period.',
  },
  inCell,
);
export const precisionUnknown = problem(
  'reporting.cell-precision-unknown',
  422,
  {
    vi: '“{text}” không phải là “hơn” hay “khoảng”. Để trống khi số chính xác.',
    en: '"{text}" is neither "more than" nor "about". Leave it blank for an exact figure.',
  },
  inCell,
);
export const noteTooLong = problem('reporting.cell-note-too-long', 422, {
  vi: 'Ghi chú dài quá 500 ký tự.',
  en: 'The note is longer than 500 characters.',
});

// Why a section of words is not taken.

export const sectionNotText = problem(
  'reporting.section-not-text',
  422,
  {
    vi: 'Ô này phải là chữ; trong tệp là công thức, số, ngày hoặc lỗi ({text}). Đặt định dạng ô là văn bản (Text) rồi gõ lại.',
    en: 'This cell takes words; in the file it is a formula, a number, a date or an error ({text}). Format the cell as text and type it again.',
  },
  inCell,
);
export const sectionMerged = problem(
  'reporting.section-merged',
  422,
  {
    vi: 'Ô nằm trong vùng gộp {text} của nhiều phần lời. Bỏ gộp ô rồi gõ từng phần.',
    en: 'The cell is part of {text}, merged over several sections. Unmerge it and type each section.',
  },
  inCell,
);
export const sectionTwice = problem(
  'reporting.section-twice',
  422,
  {
    vi: 'Phần này có ở hai chỗ trong tệp ({text}). Giữ một chỗ.',
    en: 'This section stands at two places of the file ({text}). Keep one.',
  },
  inCell,
);
export const sectionLabelChanged = problem(
  'reporting.section-label-changed',
  422,
  {
    vi: 'Nhãn của ô đã bị đổi: ghi “{text}”, biểu là “{label}”. Tải biểu mới rồi chép phần lời sang.',
    en: 'The label of the cell was changed: it says "{text}", the form says "{label}". Download the form anew and copy the words into it.',
  },
  { ...inCell, label: z.string() },
);
export const wordsWithoutFigures = problem('reporting.words-without-figures', 422, {
  vi: 'Đơn vị này chưa có số liệu trong tệp nên phần lời không gửi riêng được.',
  en: 'The file has no figures of this unit; its words cannot be sent alone.',
});

const ofNumber = (kind: Exclude<NumberProblem, 'empty'>) =>
  problem(`reporting.cell-${kind.replaceAll('_', '-')}` as const, 422, numberProblemWords[kind], inCell);
export const cellNotANumber = ofNumber('not_a_number');
export const cellAmbiguousComma = ofNumber('ambiguous_comma');
export const cellAmbiguousPoint = ofNumber('ambiguous_point');
export const cellLeadingZero = ofNumber('leading_zero');
export const cellTooManyDecimals = ofNumber('too_many_decimals');
export const cellTooLarge = ofNumber('too_large');

// What was seen in a file and told beside.

const several = { count: z.number().int() };
export const macrosLeft = problem('reporting.file-macros-left', 422, {
  vi: 'Tệp có macro. Hệ thống chỉ đọc số, không chạy macro.',
  en: 'The file holds macros. Only its figures are read; no macro is run.',
});
export const linksLeft = problem('reporting.file-links-left', 422, {
  vi: 'Tệp có liên kết tới tệp khác. Hệ thống dùng số đã lưu trong tệp này và không mở tệp kia.',
  en: 'The file has links to other files. The figures kept in this file are used; the others are not opened.',
});
export const formulasRead = problem(
  'reporting.file-formulas-read',
  422,
  {
    vi: '{count} ô là công thức: hệ thống lấy kết quả lưu lần cuối.',
    en: '{count} {count|cell is a formula|cells are formulas}: the result last saved is taken.',
  },
  several,
);
export const hiddenRowsRead = problem(
  'reporting.file-hidden-rows-read',
  422,
  {
    vi: '{count} dòng có số liệu đang bị ẩn trong tệp; số ở đó vẫn được đọc.',
    en: '{count} {count|row|rows} with figures {count|is|are} hidden in the file; they are read all the same.',
  },
  several,
);
export const oldEncoding = problem('reporting.file-old-encoding', 422, {
  vi: 'Tệp không phải UTF-8, hệ thống đọc theo bảng mã Windows-1258. Xem lại các ghi chú có dấu.',
  en: 'The file is not UTF-8 and was read as Windows-1258. Look at notes with accents.',
});
export const staleKeys = problem('reporting.file-stale', 422, {
  vi: 'Báo cáo đã thay đổi sau khi bạn tải tệp này. Xem kỹ cột “đang có” trước khi ghi; ô trống trong tệp không xóa số nào.',
  en: 'The report has changed since you downloaded this file. Look at what stands before you write; empty cells of the file clear nothing.',
});
export const staleWords = problem('reporting.file-words-stale', 422, {
  vi: 'Phần lời trên hệ thống đã đổi sau khi bạn tải tệp này. Phần bạn không sửa trong tệp giữ như trên hệ thống; ô trống không xóa phần đã đổi. Xem kỹ “đang có” trước khi ghi.',
  en: 'Words have changed here since you downloaded this file. Sections you did not touch stay as they are here; empty cells clear none that changed. Look at what stands before you write.',
});
export const noWords = problem('reporting.file-without-words', 422, {
  vi: 'Tệp không có trang “Phần lời”: phần lời của báo cáo giữ nguyên.',
  en: 'The file has no sheet "Words": the words of the report stay as they are.',
});
export const noKeys = problem('reporting.file-foreign', 422, {
  vi: 'Tệp không phải biểu tải từ hệ thống: số được nhận theo tên chỉ tiêu và đơn vị; ô trống không xóa số nào.',
  en: 'The file is no form of this system: figures were matched by the names of indicators and units; empty cells clear nothing.',
});
export const cannotTell = problem(
  'reporting.file-cells-left',
  422,
  {
    vi: '{count} dòng trong tệp không thuộc biểu này nên được bỏ qua.',
    en: '{count} {count|row|rows} of the file {count|does|do} not belong to this form and {count|was|were} left aside.',
  },
  several,
);

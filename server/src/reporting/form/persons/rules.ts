/** Forms ask for figures of offices, never for persons: a line that would list people is refused before the form exists. */
import { foldAccents } from '@app/contract/kernel/text.ts';

const people =
  'người|đối tượng|hộ|hộ gia đình|nhân khẩu|công dân|người dân|cán bộ|chiến sĩ|đảng viên|đoàn viên|hội viên|thành viên|học sinh|nạn nhân|nghi phạm|chức sắc|tín đồ|chủ hộ';

/** What asks for a person, in Vietnamese; each is looked for with its accents, and without them in texts that have none. */
const vietnamese = [
  'họ (?:và )?(?:chữ )?(?:đệm )?tên',
  `tên (?:${people})`,
  `(?:danh sách|liệt kê|trích ngang|lý lịch|hồ sơ cá nhân)(?: [^,;:. ]+){0,3} (?:${people})`,
  'lý lịch|nhân thân|tiền án|tiền sự',
  'cccd|cmnd|căn cước|chứng minh nhân dân|số định danh|định danh cá nhân|hộ chiếu',
  'điện thoại|sđt|e-?mail|thư điện tử|zalo|facebook',
  '(?:ngày|năm|nơi)(?: tháng)?(?: năm)? sinh',
  'giới tính|quê quán|nguyên quán|số nhà',
  '(?:nơi|địa chỉ)(?: [^,;:. ]+){0,2} (?:thường trú|tạm trú|cư trú|ở hiện nay|nhà)',
  `(?:chấm điểm|xếp hạng|xếp loại|đánh giá)(?: từng)? (?:${people})`,
  '^(?:thành phần )?dân tộc$|^tôn giáo$|^nghề nghiệp$|^địa chỉ$',
];

const english = [
  'full names?|first names?|surnames?',
  '(?:names?|lists?|register) of (?:the )?(?:people|persons|residents|citizens|households|members|officers|suspects|victims)',
  'dates? of birth|birth ?dates?|years? of birth|birthplace',
  'identity (?:card|number)s?|id numbers?|passports?|(?:tele)?phone(?: numbers?)?|e-?mails?',
  'home address(?:es)?|places? of residence|gender|criminal records?',
  '^ethnicity$|^religion$|^occupation$|^address$',
];

const whole = (patterns: readonly string[]): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${patterns.join('|')})(?![\\p{L}\\p{N}])`, 'u');
const withAccents = whole([...vietnamese, ...english]);
// The words themselves lose their accents; what is particular to patterns has none.
const withoutAccents = whole([...vietnamese.map(foldAccents), ...english]);

/** Whether the words of a line, a section or a title ask for persons; counts such as "Hộ đang cư trú" do not. */
export const asksForPersons = (words: string): boolean => {
  const text = words.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
  return withAccents.test(text) || (foldAccents(text) === text && withoutAccents.test(text));
};

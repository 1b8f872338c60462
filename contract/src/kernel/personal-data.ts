/** The product holds nothing about persons: what looks like a key to one is refused in every free text. */

export type PersonalData = 'citizen-id' | 'phone' | 'email';

const start = String.raw`(?<![\p{L}\p{N}@/.-])`;
const end = String.raw`(?![\p{L}\p{N}/]|[.-]\d)`;
const digits = (pattern: string): RegExp => new RegExp(`${start}(?:${pattern})${end}`, 'gu');

/** Dates are digits with dots too: they are taken out before digits are looked at. */
const dates = /(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{4}(?!\d)/gu;

/** Its parts are bounded, so that a long text costs no more than its length. */
const email = /[\p{L}\p{N}._%+-]\s?@\s?[\p{L}\p{N}-]{1,63}\.[\p{L}\p{N}]/u;

/** Mobile 03 05 07 08 09 and fixed 02x numbers (Circular 22/2014/TT-BTTTT as amended), with 0, 84 or +84 before them. */
const phones = [
  digits(String.raw`\(?0[35789]\d?\)?(?:[ .-]{0,3}\d){7,8}`),
  digits(String.raw`\(?02\d{1,2}\)?(?:[ .-]{0,3}\d){7,8}`),
  digits(String.raw`(?:\+|00)?84[ .-]?(?:\(0\))?[235789](?:[ .-]{0,3}\d){8,9}`),
];

/** Twelve digits that begin with the code of a province, 001 to 096 (Circular 59/2021/TT-BCA Art. 4), in whatever groups. */
const citizenId = digits(String.raw`0[0-9]{2}(?:[ .-]?\d){9}`);
/** Older identity cards of nine digits, and twelve digits in one piece; a figure of that length carries dots or its unit. */
const bareDigits = digits(String.raw`\d{9}|\d{12}`);
const inThrees = digits(String.raw`\d{3}([ .-])\d{3}\1\d{3}`);
const named =
  /(?:cccd|cmnd|cmtnd|cmt|căn cước|chứng minh|định danh|hộ chiếu|passport|identity card|citizen id)[^\d\n]{0,20}\p{L}?\d(?:[ .-]?\d){6,11}(?!\d)/giu;

/** What stands behind a figure and never behind a key to a person. */
const unitAfter =
  /^\s*(?:đồng|đ|vnđ|vnd|usd|%|nghìn|ngàn|triệu|tỷ|tỉ|người|hộ|nhân khẩu|lượt|cuộc|buổi|vụ|việc|tin|bài|điểm|tổ|đội|nhóm|xã|đơn vị|cơ sở|văn bản|biên bản|ha|m2|km|kg|tấn|dong|people|households|persons|attendances|sessions|cases|units)(?![\p{L}\p{N}])/iu;

const isFigure = (text: string, match: RegExpMatchArray): boolean => {
  const after = text.slice((match.index ?? 0) + match[0].length);
  return !/^\D*0/u.test(match[0]) && (unitAfter.test(after) || /[ .]000$/.test(match[0]));
};

const anyOf = (text: string, patterns: readonly RegExp[]): RegExpMatchArray[] =>
  patterns.flatMap((pattern) => [...text.matchAll(pattern)]);

/**
 * What in a text looks like a key to a person: an identity number (12 digits, or the older 9), a Vietnamese telephone number, or an
 * e-mail address; null when nothing does. Numbers of documents, dates, figures with dots or with their unit pass.
 */
export const personalDataIn = (text: string): PersonalData | null => {
  // Wide digits and signs of other scripts count as what they look like.
  const plain = text.normalize('NFKC').replace(dates, ' | ');
  if (email.test(plain)) return 'email';
  if (anyOf(plain, [citizenId]).length > 0) return 'citizen-id';
  if (anyOf(plain, phones).some((match) => digitsIn(match[0]) >= 10)) return 'phone';
  if (anyOf(plain, [bareDigits, inThrees, named]).some((match) => !isFigure(plain, match))) return 'citizen-id';
  return null;
};

const digitsIn = (text: string): number => text.replace(/\D/gu, '').length;

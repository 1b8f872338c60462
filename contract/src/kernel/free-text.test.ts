import { describe, expect, it } from 'vitest';
import { freeText } from './answer.ts';
import { textProblems } from './free-text.ts';

const words = freeText(3, 60);
const kept = (text: string): string | undefined => words.safeParse(text).data;
const faultsIn = (text: string) =>
  words
    .safeParse(text)
    .error?.issues.map((issue) => (issue.code === 'custom' ? issue.params?.['problem'] : issue.code));

describe('free words as they are kept', () => {
  it.each([
    ['in composed letters', 'Ba\u0301o ca\u0301o', 'Báo cáo'],
    ['without what has no width', 'Báo\u200B cáo\uFEFF\u00AD th\u200Dáng\u2060', 'Báo cáo tháng'],
    ['without tags that carry a hidden text', 'Báo cáo\u{E0041}\u{E0042}', 'Báo cáo'],
    ['with plain spaces and line ends', 'Báo\u00A0cáo\r\ntháng\u2028mười\u3000một', 'Báo cáo\ntháng\nmười một'],
    ['without spaces around them, also unseen ones', ' \u200B Báo cáo \u200F ', 'Báo cáo'],
    ['with signs that are seen', 'Đạt ≥ 95% “tốt” – 😀', 'Đạt ≥ 95% “tốt” – 😀'],
  ])('%s', (_, typed, right) => {
    expect(kept(typed)).toBe(right);
  });

  it.each([
    ['signs that turn the writing', 'Báo cáo \u202Egnụd\u202C'],
    ['isolates', 'Báo \u2066cáo\u2069'],
    ['a control character', 'Báo\u0000 cáo'],
    ['a sign of a terminal', 'Báo \u001B[31mcáo'],
    ['half a character', 'Báo cáo \uD800'],
    ['a code point that is none', 'Báo cáo \uFFFF'],
    ['letters under a heap of marks', 'B\u0300\u0301\u0302\u0303\u0304\u0305áo'],
  ])('refuses %s', (_, typed) => {
    expect(faultsIn(typed)).toEqual(['kernel.hidden-characters']);
  });

  it.each([
    ['Gọi 0912 345 678', 'kernel.phone-in-text'],
    ['Gọi 0912\u200B345678', 'kernel.phone-in-text'],
    ['CCCD 001099012345', 'kernel.citizen-id-in-text'],
    ['Thư ten@example.vn', 'kernel.email-in-text'],
  ])('refuses a key to a person: %s', (typed, code) => {
    expect(faultsIn(typed)).toEqual([code]);
    expect(textProblems[code]?.says.vi).not.toBe(textProblems[code]?.says.en);
  });

  it('counts what is kept, not what was typed', () => {
    expect(faultsIn('\u200B\u200B\u200B\u200B')).toEqual(['too_small']);
    expect(faultsIn('a'.repeat(61))).toEqual(['too_big']);
    expect(kept('\u200B'.repeat(100) + 'a'.repeat(60))).toBe('a'.repeat(60));
  });
});

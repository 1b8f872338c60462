import { describe, expect, it } from 'vitest';
import { againstDeadline, spanInWords } from './moments.ts';

const due = '2026-11-16T10:00:00Z';
const at = (time: string) => new Date(time);

describe('a span in words', () => {
  it('says minutes, hours and days, cut down', () => {
    expect(spanInWords(26 * 60_000 + 59_000).vi).toBe('26 phút');
    expect(spanInWords(7.3 * 3_600_000).vi).toBe('7 giờ');
    expect(spanInWords(7.3 * 3_600_000, true).vi).toBe('7 giờ 18 phút');
    expect(spanInWords(47 * 3_600_000).vi).toBe('47 giờ');
    expect(spanInWords(-3.9 * 86_400_000)).toEqual({ vi: '3 ngày', en: '3 days' });
    expect(spanInWords(3_600_000, true).en).toBe('1 hour');
  });
});

describe('a report against its deadline', () => {
  it('is early or late by its submission', () => {
    const early = againstDeadline({ submittedAt: '2026-11-16T04:00:00Z', dueAt: due, isLate: false }, at(due));
    expect(early).toEqual({ words: { vi: 'sớm 6 giờ', en: '6 hours early' }, late: false });
    const late = againstDeadline({ submittedAt: '2026-11-16T10:26:00Z', dueAt: due, isLate: true }, at(due));
    expect(late).toEqual({ words: { vi: 'muộn 26 phút', en: '26 minutes late' }, late: true });
  });
  it('does not call a correction late when the first submission was in time', () => {
    const again = againstDeadline({ submittedAt: '2026-11-18T10:00:00Z', dueAt: due, isLate: false }, at(due));
    expect(again).toMatchObject({ late: false, words: { vi: 'gửi lại sau hạn' } });
  });
  it('counts what has not been sent from now', () => {
    const open = { submittedAt: null, dueAt: due, isLate: false };
    expect(againstDeadline(open, at('2026-11-13T09:00:00Z')).words.vi).toBe('còn 3 ngày');
    expect(againstDeadline({ ...open, isLate: true }, at('2026-11-17T01:30:00Z'))).toEqual({
      words: { vi: 'quá 15 giờ', en: '15 hours overdue' },
      late: true,
    });
  });
});

import { noticeFacts, noticeKinds } from '@app/contract/notices/routes.ts';
import { sentenceOf } from '@app/contract/notices/words.ts';
import { describe, expect, it } from 'vitest';
import { dueGroupOf, partsOf, sayNotice, weightiestFirst } from './say-notice.ts';

const facts = (more: object = {}) =>
  noticeFacts.parse({
    form: { code: 'TH01', title: { vi: 'Báo cáo tháng', en: 'Monthly report' } },
    period: '2026-M11',
    ...more,
  });
const notice = (kind: (typeof noticeKinds)[number], more: object = {}) =>
  sayNotice({
    id: 1,
    kind,
    at: '2026-11-13T01:00:00Z',
    dueAt: '2026-11-16T10:00:00Z',
    isRead: false,
    facts: facts(more),
  });

describe('a notice', () => {
  it.each([
    ['reminder', { days: 3 }, 'Còn 3 ngày đến hạn gửi: Báo cáo tháng, tháng 11 năm 2026.'],
    ['reminder', { days: 0 }, 'Hôm nay là hạn gửi: Báo cáo tháng, tháng 11 năm 2026.'],
    [
      'escalation',
      { days: 3, count: 4, units: ['Xã A', 'Xã B', 'Xã C', 'Xã D'] },
      '4 đơn vị chưa gửi sau hạn 3 ngày: Báo cáo tháng, tháng 11 năm 2026. Xã A, Xã B, Xã C và 1 đơn vị khác.',
    ],
    ['urging', { by: 'Tỉnh X' }, 'Tỉnh X đôn đốc gửi trước 17:00 ngày 16/11/2026: Báo cáo tháng, tháng 11 năm 2026.'],
    ['deadline', {}, 'Hạn gửi đổi thành 17:00 ngày 16/11/2026: Báo cáo tháng, tháng 11 năm 2026.'],
  ] as const)('%s %o says: %s', (kind, more, words) => expect(notice(kind, more).vi).toBe(words));

  it('says something in both languages, without shouting', () => {
    for (const kind of noticeKinds) {
      const { vi, en } = sentenceOf(kind, facts({ days: 2, by: 'Tỉnh X' }), { vi: 'hôm nay', en: 'today' });
      expect(vi).toMatch(/^.{10,}\.$/);
      expect(en).toMatch(/^.{10,}\.$/);
      expect(vi + en).not.toContain('!');
    }
  });

  it('is not broken by a full stop in the title of a form', () => {
    const form = { code: 'TH01', title: { vi: 'Biểu 01/TH. Kết quả', en: 'Form 01/TH. Results' } };
    const [first] = partsOf(notice('escalation', { form, days: 3, count: 1, units: ['Xã A'] }).vi);
    expect(first).toBe('1 đơn vị chưa gửi sau hạn 3 ngày: Biểu 01/TH – Kết quả, tháng 11 năm 2026.');
  });

  it('has a first sentence and the rest', () => {
    expect(partsOf('Một. Hai. Ba.')).toEqual(['Một.', 'Hai. Ba.']);
    expect(partsOf('Hạn 1.931 ô.')).toEqual(['Hạn 1.931 ô.', '']);
  });

  it.each([
    ['2026-11-16T10:00:00Z', '2026-11-16T10:00:01Z', 'overdue'],
    ['2026-11-16T10:00:00Z', '2026-11-16T01:00:00Z', 'today'],
    ['2026-11-16T10:00:00Z', '2026-11-15T16:59:00Z', 'week'],
    ['2026-11-16T10:00:00Z', '2026-11-01T10:00:00Z', 'later'],
    [null, '2026-11-01T10:00:00Z', 'none'],
  ] as const)('due %s lies at %s under %s', (due, now, group) => expect(dueGroupOf(due, new Date(now))).toBe(group));
});

describe('where there is room for a few', () => {
  it('what somebody waits for is not pushed out by newer dates', () => {
    const of = (id: number, kind: (typeof noticeKinds)[number]) => ({
      id,
      kind,
      at: '2026-11-13T01:00:00Z',
      dueAt: null,
      isRead: false,
      facts: facts(),
    });
    const newestFirst = [
      of(9, 'reminder'),
      of(8, 'deadline'),
      of(7, 'escalation'),
      of(6, 'overdue'),
      of(5, 'returned'),
    ];
    expect(weightiestFirst(newestFirst).map(({ id }) => id)).toEqual([5, 7, 6, 9, 8]);
    expect(weightiestFirst([of(3, 'reminder'), of(2, 'reminder')]).map(({ id }) => id)).toEqual([3, 2]);
  });
});

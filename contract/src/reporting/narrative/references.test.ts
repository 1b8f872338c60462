import { describe, expect, it } from 'vitest';
import { addressed, figureKey, paragraphsOf, piecesOf, readReference, sayText, writeReference } from './references.ts';

const exact = (value: number) => ({ value, precision: 'exact' as const });
const figures = {
  outreach_sessions: { now: exact(1931), before: exact(1717) },
  model_points: { now: { value: 18_000, precision: 'at_least' as const }, before: null },
  rate_mediation_success: { now: exact(81.24), before: exact(80) },
  'outreach_sessions@19033/2026-M11': { now: exact(12), before: exact(0) },
  press_items: { now: null, before: exact(3) },
};

describe('a reference', () => {
  it.each([
    ['{{outreach_sessions}}', { indicator: 'outreach_sessions', aspect: 'value', at: null }],
    ['{{outreach_sessions.before}}', { indicator: 'outreach_sessions', aspect: 'before', at: null }],
    [
      '{{outreach_sessions.change@19033/2026-M11}}',
      { indicator: 'outreach_sessions', aspect: 'change', at: { unit: '19033', period: '2026-M11' } },
    ],
    ['{{ outreach_sessions }}', { indicator: 'outreach_sessions', aspect: 'value', at: null }],
    ['{{outreach_sessions.later}}', null],
    ['{{outreach_sessions@19033}}', null],
    ['{{1931}}', null],
    ['{{}}', null],
  ])('%s', (text, read) => {
    expect(readReference(text)).toEqual(read);
  });

  it('is written as it is read', () => {
    for (const text of ['{{a}}', '{{a.before}}', '{{a.change@44/2026-Y}}']) {
      const read = readReference(text);
      expect(read && writeReference(read)).toBe(text);
    }
  });

  it('asks the ledger once for all that is said of a figure', () => {
    expect(figureKey({ indicator: 'a', at: { unit: '44', period: '2026-Y' } })).toBe('a@44/2026-Y');
  });
});

describe('a text with figures', () => {
  it.each([
    ['Tổ chức {{outreach_sessions}}.', 'vi', 'Tổ chức 1.931 buổi.'],
    ['Tổ chức {{outreach_sessions}}.', 'en', 'Tổ chức 1,931 sessions.'],
    ['{{outreach_sessions.before}}', 'vi', '1.717 buổi'],
    ['{{outreach_sessions.change}}', 'vi', 'tăng 12,5% so với cùng kỳ năm trước'],
    ['{{model_points}}', 'vi', 'hơn 18.000 điểm'],
    ['{{model_points.change}}', 'vi', 'không có số liệu kỳ trước'],
    ['{{rate_mediation_success}}', 'vi', '81,2%'],
    ['{{rate_mediation_success.change}}', 'vi', 'tăng 1,2 điểm phần trăm so với cùng kỳ năm trước'],
    ['{{outreach_sessions@19033/2026-M11}}', 'vi', '12 buổi'],
    ['{{press_items}}', 'vi', '(chưa có số)'],
    ['{{mediators}}', 'vi', '(chưa có số)'],
    ['{{không rõ}}', 'vi', '{{không rõ}}'],
  ] as const)('%s in %s: %s', (text, language, said) => {
    expect(sayText(text, figures, language)).toBe(said);
  });

  it('keeps every word between its figures', () => {
    const text = 'Một {{a}} hai {b} {{ }} ba {{a.before}}';
    expect(
      piecesOf(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  });

  it('carries its address into another report, and an older address stays', () => {
    expect(addressed('{{a}} và {{b.change@14/2026-M10}}', { unit: '19033', period: '2026-M11' })).toBe(
      '{{a@19033/2026-M11}} và {{b.change@14/2026-M10}}',
    );
  });

  it('has a paragraph for each line that says something', () => {
    expect(paragraphsOf('Một\n\n  \nHai \nBa')).toEqual(['Một', 'Hai', 'Ba']);
  });
});

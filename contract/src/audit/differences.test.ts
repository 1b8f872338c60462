import { expect, it } from 'vitest';
import { differences } from './differences.ts';

const cell = (value: number | null, more: object = {}) => ({
  value,
  precision: 'exact',
  kind: 'own',
  note: null,
  ...more,
});
const inVietnamese = (before: unknown, after: unknown) =>
  differences(before, after).map(({ field, before: was, after: is }) => [field.vi, was?.vi ?? null, is?.vi ?? null]);

it.each([
  ['nothing', null, null, []],
  ['a field that is new', undefined, { revision: 2 }, [['Lần gửi', null, '2']]],
  ['a field that went', { until: '2026-11-30' }, {}, [['Đến ngày', '30/11/2026', null]]],
  ['what stayed is not told', { reason: 'a', revision: 1 }, { reason: 'a', revision: 2 }, [['Lần gửi', '1', '2']]],
  [
    'figures by the names of their indicators, with what was said about them',
    { outreach_sessions: cell(1931) },
    { outreach_sessions: cell(18_000, { precision: 'at_least', note: 'ước' }) },
    [[expect.any(String), '1.931', 'hơn 18.000 · ước']],
  ],
  [
    'codes by what they mean',
    null,
    { tag: 'border', period: '2026-M10', bodyId: 12345 },
    [
      ['Loại địa bàn', null, 'Xã biên giới'],
      ['Kỳ', null, 'Tháng 10/2026'],
      ['Cơ quan', null, '12345'],
    ],
  ],
  ['an empty cell is no difference', {}, { outreach_sessions: cell(null) }, []],
  [
    'a long list is counted',
    null,
    { columns: Array.from({ length: 14 }, (_, i) => `c${i}`) },
    [['Các trường đã sửa', null, expect.stringMatching(/c11 và 2 mục nữa$/)]],
  ],
  ['a field nobody has named stands as it is', null, { strange: true }, [['strange', null, 'có']]],
])('%s', (_, before, after, told) => {
  expect(inVietnamese(before, after)).toEqual(told);
});

it('names figures as the catalogue does', () => {
  const [first] = differences(null, { outreach_sessions: cell(1) });
  expect(first?.field.vi).not.toBe('outreach_sessions');
});

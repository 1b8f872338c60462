import { notAllowed, notFound } from '@app/contract/kernel/problems.ts';
import { tagEndsBeforeStart, unitNotInForce } from '@app/contract/org/problems.ts';
import { describe, expect, it } from 'vitest';
import { bodiesAtStart, bodyAt, dayAfter, searchWords, superiorAmong, whyNotEndTag, whyNotTagUnit } from './rules.ts';

const quangBinh = { level: 'province', type: 'tinh', name: 'Quảng Bình', fullName: 'Tỉnh Quảng Bình' };
const nation = { level: 'nation', type: 'quoc_gia', name: 'Cả nước', fullName: 'Cả nước' };
const ward = { level: 'commune', type: 'phuong', name: 'IV', fullName: 'Phường IV' };

describe('searchWords', () => {
  it.each([
    ['Thái  Nguyên', 'thai nguyen', false],
    ['  THÁI NGUYÊN ', 'thai nguyen', false],
    ["Ea H'Leo", 'ea hleo', false],
    ['Bà Rịa, Vũng Tàu', 'ba ria vung tau', false],
    ['00004', '00004', true],
    ['44', '44', true],
    ['phường 4', 'phuong 4', false],
    ['4', '4', false],
    ['vn', 'vn', true],
  ])('%s → %s', (q, all, isCode) => {
    expect(searchWords(q.normalize('NFD'))).toMatchObject({ all, isCode, words: all.split(' ') });
  });
});

describe('bodies', () => {
  it.each([
    ['committee', quangBinh, 'Ban Chỉ đạo 138 tỉnh Quảng Bình', 'Steering Committee 138 of Quảng Bình Province'],
    ['police', quangBinh, 'Công an tỉnh Quảng Bình', 'Police of Quảng Bình Province'],
    [
      'front',
      quangBinh,
      'Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Quảng Bình',
      'Vietnam Fatherland Front Committee of Quảng Bình Province',
    ],
    ['women', ward, 'Hội Liên hiệp Phụ nữ phường IV', 'Women’s Union of Ward IV'],
    ['police', nation, 'Bộ Công an (Cục V05)', 'Ministry of Public Security (Department V05)'],
  ] as const)('the %s body is called by its unit', (kind, unit, vi, en) => {
    expect(bodyAt(kind, unit)).toMatchObject({ kind, line: kind, name: { vi, en } });
  });

  it('stand at nation, province and commune from the start, the police as standing agency', () => {
    for (const unit of [nation, quangBinh, ward])
      expect(bodiesAtStart(unit).map(({ kind, standing }) => [kind, standing])).toEqual([
        ['committee', false],
        ['police', true],
      ]);
  });

  it('do not stand at historic districts', () => {
    expect(bodiesAtStart({ level: 'district', type: 'huyen', name: 'Lệ Thủy', fullName: 'Huyện Lệ Thủy' })).toEqual([]);
  });
});

describe('superiorAmong', () => {
  it.each([
    ['a commune under a district reports to the province', ['district', 'province', 'nation'], 'province'],
    ['a commune under a province reports to it', ['province', 'nation'], 'province'],
    ['a province reports to the nation', ['nation'], 'nation'],
    ['a residential area reports to its commune', ['commune', 'district', 'province', 'nation'], 'commune'],
    ['the nation reports to nobody', [], undefined],
  ])('%s', (_, above, level) => {
    expect(superiorAmong(above.map((each) => ({ level: each })))?.level).toBe(level);
  });
});

describe('tags', () => {
  const may = { inReach: true, tags: true, name: 'Xã A', inForce: true, from: '2026-01-01', to: null };

  it.each([
    ['may be given', {}, undefined],
    ['may be given for one day', { to: '2026-01-01' }, undefined],
    ['are not found outside the subtree, whatever else is wrong', { inReach: false, tags: false }, notFound.code],
    ['are not for every post', { tags: false, to: '2025-12-31' }, notAllowed.code],
    ['do not end before they start', { to: '2025-12-31', inForce: false }, tagEndsBeforeStart.code],
    ['need a unit in force', { inForce: false }, unitNotInForce.code],
  ])('%s', (_, change, code) => {
    expect(whyNotTagUnit({ ...may, ...change })?.code).toBe(code);
  });

  it.each([
    ['may end on their first day', {}, '2026-01-01', undefined],
    ['do not end before they start', {}, '2025-12-31', tagEndsBeforeStart.code],
    ['are not found outside the subtree', { inReach: false, tags: false }, '2026-01-01', notFound.code],
    ['are not ended by every post', { tags: false }, '2025-12-31', notAllowed.code],
  ])('%s', (_, change, to, code) => {
    expect(whyNotEndTag({ ...may, ...change }, to)?.code).toBe(code);
  });

  it('hold through their last day', () => {
    expect(dayAfter('2026-02-28')).toBe('2026-03-01');
    expect(dayAfter(null)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import {
  chooseUsernames,
  namesToAskFor,
  usernameFor,
  whyNotEndAgain,
  whyNotForOneself,
  whyNotGiveSo,
  whyNotReset,
} from './rules.ts';

describe('the user name of an account at a unit', () => {
  const commune = { name: 'Phong Nha', superiorName: 'Quảng Trị', level: 'commune' };
  const province = { name: 'Quảng Trị', superiorName: 'Việt Nam', level: 'province' };
  it.each([
    [commune, 'police', 'officer', 'phongnha.quangtri'],
    [commune, 'front', 'officer', 'mttq.phongnha.quangtri'],
    [commune, 'police', 'administrator', 'quantri.phongnha.quangtri'],
    [province, 'police', 'administrator', 'quantri.quangtri'],
    [province, 'committee', 'head', 'lanhdao.bcd.quangtri'],
    [{ ...commune, name: 'Ea H’Leo', superiorName: 'Đắk Lắk' }, 'police', 'officer', 'eahleo.daklak'],
    [{ ...commune, name: 'Đặc khu Cô Tô', superiorName: 'Quảng Ninh' }, 'police', 'officer', 'dackhucoto.quangninh'],
  ] as const)('of %o, %s, %s is %s', (unit, kind, role, name) => {
    expect(usernameFor(unit, kind, role)).toBe(name);
  });
});

describe('names that are taken', () => {
  const units = [
    { id: 1, name: 'tanphu.dongnai', code: '26206' },
    { id: 2, name: 'tanphu.dongnai', code: '26215' },
    { id: 3, name: 'xuanloc.dongnai', code: '26425' },
  ];

  it('carry the code of the unit, of two of one name both', () => {
    expect([...chooseUsernames(units, new Set()).values()]).toEqual([
      'tanphu.dongnai.26206',
      'tanphu.dongnai.26215',
      'xuanloc.dongnai',
    ]);
    expect(chooseUsernames(units, new Set(['xuanloc.dongnai'])).get(3)).toBe('xuanloc.dongnai.26425');
  });

  it('then a number, until none is left', () => {
    const taken = new Set(['xuanloc.dongnai', 'xuanloc.dongnai.26425']);
    expect(chooseUsernames(units, taken).get(3)).toBe('xuanloc.dongnai.26425-2');
    expect(chooseUsernames(units, new Set(namesToAskFor(units))).get(3)).toBeNull();
  });
});

describe('what is done to accounts of a subtree', () => {
  const by = { userId: 'a' };
  it('resets no account that also holds a post elsewhere, and never the own one', () => {
    expect(whyNotReset({ id: 'b', elsewhere: false }, by)).toBeNull();
    expect(whyNotReset({ id: 'b', elsewhere: true }, by)?.code).toBe('identity.posts-elsewhere');
    expect(whyNotReset({ id: 'a', elsewhere: false }, by)?.code).toBe('identity.not-for-oneself');
  });

  it('gives the own account nothing', () => {
    expect(whyNotForOneself({ id: 'b' }, by)).toBeNull();
    expect(whyNotForOneself({ id: 'a' }, by)?.code).toBe('identity.not-for-oneself');
  });

  it.each([
    [null, null],
    ['2026-11-22', null],
    ['2026-11-21', 'identity.post-over'],
  ])('ends no post that is over: last day %s → %s', (endsOn, code) => {
    expect(whyNotEndAgain({ endsOn, over: false }, '2026-11-22')?.code ?? null).toBe(code);
  });

  const order = { role: 'head', startsOn: '2026-11-22', endsOn: null, acting: false, basis: '' } as const;
  it.each([
    [order, null],
    [{ ...order, endsOn: '2026-11-22' }, null],
    [{ ...order, endsOn: '2026-11-21' }, 'identity.ends-outside-term'],
    [{ ...order, acting: true, basis: 'QĐ 12' }, null],
    [{ ...order, acting: true, basis: '12' }, 'identity.acting-needs-basis'],
    [{ ...order, acting: true, basis: 'QĐ 12', role: 'officer' as const }, 'identity.role-not-at-body'],
  ])('gives a post so: %o → %s', (given, code) => {
    expect(whyNotGiveSo(given)?.code ?? null).toBe(code);
  });
});

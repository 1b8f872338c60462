import type { ChangeItem, DraftInput, NewUnit } from '@app/contract/org/drafts/routes.ts';
import type { UnitBrief } from '@app/contract/org/routes.ts';
import { describe, expect, it } from 'vitest';
import { begunIn, emptyItems, isEdited, sayItem, toKeep } from './draft-edit.ts';

const unit = (id: number, fullName: string): UnitBrief => ({
  id,
  code: String(10_000 + id),
  fullName,
  level: 'commune',
  type: 'xa',
  validFrom: null,
  validTo: null,
  within: [],
});
const units = new Map([unit(1, 'Xã Một'), unit(2, 'Xã Hai')].map((each) => [each.id, each]));
const begins: NewUnit = { code: '20001', name: 'Mới', type: 'phuong', parent: null };
const draft = (...items: ChangeItem[]): DraftInput => ({
  title: { vi: '', en: '' },
  effectiveOn: null,
  legalBasis: '',
  items,
});
const merge: ChangeItem = { ...emptyItems.merge, from: [1, 2], into: { unit: null, begins } };

describe('what an item does, in one line', () => {
  it.each<[string, ChangeItem]>([
    ['Nhập Xã Một, Xã Hai vào Phường Mới', merge],
    ['Nhập … vào …', emptyItems.merge],
    ['Nhập Xã Một vào Xã Hai', { ...emptyItems.merge, from: [1], into: { unit: { unitId: 2 }, begins: null } }],
    ['Chia … thành …, …', emptyItems.split],
    [
      'Xã Một: tên mới Ba, thành phường, về Xã Hai',
      { ...emptyItems.change, unitId: 1, name: 'Ba', type: 'phuong', parent: { unitId: 2 } },
    ],
  ])('%s', (says, item) => {
    expect(sayItem(item, units).vi).toBe(says);
  });
});

it('offers new units to other items once they have a code', () => {
  expect(begunIn([merge, { ...merge, into: { unit: null, begins: { ...begins, code: null } } }])).toEqual([
    { code: '20001', name: 'Phường Mới' },
  ]);
});

it('keeps no code that is only half typed', () => {
  const half = draft(
    { ...merge, into: { unit: null, begins: { ...begins, code: '200' } } },
    { ...emptyItems.change, code: '1' },
  );
  expect(
    toKeep(half).items.map((item) =>
      item.kind === 'merge' ? item.into.begins?.code : item.kind === 'change' && item.code,
    ),
  ).toEqual([null, null]);
  expect(toKeep(draft(merge))).toEqual(draft(merge));
});

describe('what is wrong is told until it is edited', () => {
  const before = draft(merge, emptyItems.split);
  it.each<[string, Partial<DraftInput>, boolean]>([
    ['title.vi', { title: { vi: 'a', en: '' } }, true],
    ['title.vi', { legalBasis: 'a' }, false],
    ['items.0.from', { items: [{ ...merge, from: [1] }, emptyItems.split] }, true],
    ['items.1.unitId', { items: [{ ...merge, from: [1] }, emptyItems.split] }, false],
    ['items.1.unitId', { items: [merge] }, true],
    ['items', { items: [merge] }, true],
  ])('%s', (path, part, edited) => {
    expect(isEdited(path, { ...before, items: [merge, emptyItems.split] }, part)).toBe(edited);
  });
});

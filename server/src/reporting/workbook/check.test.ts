import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import { expect, it } from 'vitest';
import { type Form, typedRows } from '../form/rules.ts';
import { shippedForms } from '../form/shipped.ts';
import { checkPlaces, type Rules } from './check.ts';
import { findPlaces, type Wanted } from './places.ts';
import { readBook } from './read/open.ts';

const [shipped] = shippedForms;
if (!shipped) throw new Error('no form ships');
const form: Form = { ...shipped, calendar: 'reporting' };
const ids = typedRows(form, 'commune').map(({ indicator }) => indicator);
const COUNT = 150;
const units = Array.from({ length: COUNT }, (_, at) => ({
  id: at + 1,
  code: String(20_000 + at),
  fullName: `Xã ${at}`,
  level: 'commune',
  before: {},
  whyNot: null,
}));
const wanted: Wanted = {
  indicators: ids.map((id) => ({ id, words: indicatorOf(id)?.words ?? { vi: id, en: id } })),
  computed: [],
  units,
  isTable: true,
  periodNames: [],
};
const book = readBook(
  Buffer.from(
    [['chungtay:unit', ...ids.map((id) => `chungtay:${id}`)], ...units.map(({ code }) => [code, ...ids.map(() => '1')])]
      .map((line) => line.join(';'))
      .join('\n'),
  ),
);

const check = (use: Rules['use']) => {
  const found = findPlaces(book, wanted);
  if ('code' in found) throw new Error(found.code);
  return checkPlaces({ book, found, wanted }, units, { form, complete: true, blanksClear: false, words: null, use });
};

it('tells the cells of many units a part at a time, one after the other, and counts all', async () => {
  const all = COUNT * ids.length;
  const first = await check({ shownFrom: 0 });
  expect(first.summary).toMatchObject({ accepted: all, refused: 0, reports: COUNT });
  expect(first.accepted.length).toBe(2_000);
  const second = await check({ shownFrom: 2_000 });
  expect(second.summary).toEqual(first.summary);
  const addresses = [...first.accepted, ...second.accepted].map(([at]) => at);
  expect(addresses.length).toBe(Math.min(all, 4_000));
  expect(new Set(addresses).size).toBe(addresses.length);
});

it('keeps the cells as they would stand for whoever writes them, and tells none', async () => {
  const { accepted, units: outcomes } = await check('write');
  expect(accepted).toEqual([]);
  expect(Object.keys(outcomes[COUNT - 1]?.after ?? {}).length).toBe(ids.length);
});

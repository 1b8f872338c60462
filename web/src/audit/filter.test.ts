import { expect, it } from 'vitest';
import { filterOf, narrowed, searchOf } from './filter.ts';

it.each([
  [{}, {}],
  [{ q: '  trả lại ' }, { q: 'trả lại' }],
  [{ q: '   ' }, {}],
  [
    { about: 'reporting', action: 'reporting.submitReport' },
    { about: 'reporting', action: 'reporting.submitReport' },
  ],
  [{ about: 'kitchen', action: 'reporting.cook' }, {}],
  [{ unit: '12', post: '-1' }, { unit: 12 }],
  [{ unit: '1e3', post: '99999999999' }, {}],
  [{ from: '2026-11-01', to: 'hôm nay' }, { from: '2026-11-01' }],
])('reads %j as %j', (search, filter) => {
  expect(filterOf(search)).toEqual(filter);
});

it('comes back from the address as it went in', () => {
  const filter = { q: 'trả lại', unit: 12, from: '2026-11-01' };
  expect(filterOf(searchOf(filter))).toEqual(filter);
});

it('takes parts away', () => {
  expect(narrowed({ q: 'a', unit: 1 }, { q: undefined, post: 2 })).toEqual({ unit: 1, post: 2 });
});

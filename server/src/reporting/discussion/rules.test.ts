import { expect, it } from 'vitest';
import { whyNotDiscuss } from './rules.ts';

const report = { unitId: 7, superiorId: 1, line: 'committee' };
const doer = (unitId: number, deeds: string[], ownLines = ['committee', 'police']) => ({
  unitId,
  does: new Set(deeds),
  ownLines,
});

it.each([
  ['who fills it', doer(7, ['fill']), true],
  ['who decides on it', doer(1, ['decide']), true],
  ['who fills another unit', doer(8, ['fill']), false],
  ['who decides two levels above', doer(99, ['decide']), false],
  ['another line of the unit', doer(7, ['fill'], ['front']), false],
  ['the head of the unit', doer(7, ['issue']), false],
  ['an inspector above', doer(1, ['read-audit'], []), false],
] as const)('%s writes about a report: %o %s', (_, who, may) => {
  expect(whyNotDiscuss(report, who) === null).toBe(may);
});

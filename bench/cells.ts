/** The figures of a commune, from its code, the month and nothing else: the same country in every run. */
import { shippedCatalogue } from '@app/contract/figures/catalogue.ts';
import type { Period } from '@app/contract/kernel/period.ts';
import type { CellInput } from '@app/contract/reporting/routes.ts';
import { chance } from '../server/src/demonstration/months.ts';
import { benchIndicators } from './sizes.ts';

/** How many parts stand below an indicator in a chain of parts and wholes: a whole must not fall below its part. */
const heightOf = (id: string): number => {
  const parts = shippedCatalogue
    .filter((ratio) => ratio.partOf && ratio.whole === id)
    .flatMap((ratio) => ratio.part ?? []);
  return parts.length === 0 ? 0 : 1 + Math.max(...parts.map(heightOf));
};

const STEP = 40;
const rows = benchIndicators.map((id) => ({
  id,
  isYesNo: shippedCatalogue.some((each) => each.id === id && each.kind === 'B'),
  lowest: heightOf(id) * STEP,
}));

/** The slots of the form, ascending. */
export const slotsOf = (): number[] =>
  shippedCatalogue
    .filter(({ id }) => benchIndicators.includes(id))
    .map(({ slot }) => slot)
    .sort((one, other) => one - other);

/** Every cell of the form. The values of a unit and month follow from one random start, so that millions are made quickly. */
export const cellsOf = (code: string, period: Period, line: string): Record<string, CellInput> => {
  const start = Math.floor(chance(code, period.code, line) * 0x7fffffff);
  return Object.fromEntries(
    rows.map(({ id, isYesNo, lowest }, at): [string, CellInput] => {
      const value = (Math.imul(start + at * 7919, 2_654_435_761) >>> 8) % (isYesNo ? 2 : STEP);
      return [id, { value: lowest + value, precision: 'exact', kind: 'own', note: null }];
    }),
  );
};

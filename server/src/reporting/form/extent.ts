import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import type { Extent } from '../../figures/index.ts';
import { slotsFor } from '../../figures/rules.ts';
import { type Form, filledBy, indicatorsOf } from './rules.ts';

/** The cells of the ledger that a form fills, at whatever level: its rows, and the yes/no indicators that follow from them. */
export const extentOf = (form: Form): Extent => {
  const filled = [...filledBy(indicatorsOf(form))].flatMap((id) => indicatorOf(id) ?? []);
  return { form: form.code, slots: filled.map(({ slot }) => slot), indicators: filled.map(({ id }) => id) };
};

/** The cells that an edition of a form holds: those the form fills, and those of other forms that its ratios and averages rest on. */
export const frozenOf = (form: Form): { slots: number[]; parts: number[] } => {
  const { slots, indicators } = extentOf(form);
  const read = slotsFor(indicators.flatMap((id) => indicatorOf(id) ?? []));
  return { slots: [...slots], parts: read.filter((slot) => !slots.includes(slot)) };
};

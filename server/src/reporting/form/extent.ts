import { catalogue, indicatorOf } from '@app/contract/figures/catalogue.ts';
import type { Extent } from '../../figures/index.ts';
import { slotsFor } from '../../figures/rules.ts';
import { type Form, indicatorsOf } from './rules.ts';

/** The cells of the ledger that a form fills, at whatever level: its rows, and the yes/no indicators that follow from them. */
export const extentOf = (form: Form): Extent => {
  const rows = indicatorsOf(form).flatMap((id) => {
    const indicator = indicatorOf(id);
    return indicator ? [{ id, slot: indicator.slot }] : [];
  });
  const names = new Set(rows.map(({ id }) => id));
  const derived = catalogue.filter((each) => each.derived && names.has(each.derived.from));
  const all = new Map([...rows, ...derived].map(({ id, slot }) => [id, slot]));
  return { form: form.code, slots: [...all.values()], indicators: [...all.keys()] };
};

/** The cells that an edition of a form holds: those the form fills, and those of other forms that its ratios and averages rest on. */
export const frozenOf = (form: Form): { slots: number[]; parts: number[] } => {
  const { slots, indicators } = extentOf(form);
  const read = slotsFor(indicators.flatMap((id) => indicatorOf(id) ?? []));
  return { slots: [...slots], parts: read.filter((slot) => !slots.includes(slot)) };
};

/** The cells that are not what an edition says, each with the reason its report was opened or came back for. */
import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import { changedSlots, type SlotChange } from '../../figures/index.ts';
import type { Ask } from '../../kernel/ask.ts';
import { extentOf } from '../form/extent.ts';
import type { Form } from '../form/rules.ts';
import type { EditionRow } from './open.ts';
import { type ChangeRow, reasonsSince } from './queries.ts';
import { reasonsFor } from './rules.ts';

/** The cells that a form publishes: its rows and what follows from them; ratios and averages follow from these. */
export const publishedSlots = (form: Form): Map<number, string> =>
  new Map(
    extentOf(form).indicators.flatMap((id) => {
      const indicator = indicatorOf(id);
      return indicator && !['R', 'A', 'D'].includes(indicator.kind) ? [[indicator.slot, indicator.id] as const] : [];
    }),
  );

export const withReasons = async (
  ask: Ask,
  edition: Pick<EditionRow, 'form' | 'periodId' | 'issuedAt'>,
  changed: readonly SlotChange[],
  names: ReadonlyMap<number, string>,
): Promise<ChangeRow[]> => {
  const unitIds = [...new Set(changed.map(({ unitId }) => unitId))];
  const reasons = await reasonsSince(ask.tx, unitIds, edition.form, edition.periodId, edition.issuedAt);
  return changed.flatMap(({ unitId, slot, before, after }) => {
    const indicator = names.get(slot);
    return indicator === undefined
      ? []
      : [{ unitId, indicator, before, after, reasons: reasonsFor(reasons, unitId, indicator) }];
  });
};

/** Everything that is not what an edition says any more, with the reason of each. */
export const changesSince = async (ask: Ask, edition: EditionRow, form: Form): Promise<ChangeRow[]> => {
  const names = publishedSlots(form);
  const changed = await changedSlots(ask.tx, edition.id, 'today', [...names.keys()]);
  return withReasons(ask, edition, changed, names);
};

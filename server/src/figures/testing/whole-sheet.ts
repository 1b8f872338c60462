import { catalogue } from '@app/contract/figures/catalogue.ts';
import type { Extent } from '../queries.ts';

/** A form that fills every cell there is. */
export const wholeSheet: Extent = {
  form: 'ALL',
  slots: catalogue.map(({ slot }) => slot),
  indicators: catalogue.map(({ id }) => id),
};

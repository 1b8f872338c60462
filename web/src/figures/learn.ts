/** The indicators that were added to the catalogue while the program runs: learned before the answer that first speaks of them is shown. */
import { listAddedIndicators } from '@app/contract/figures/added/routes.ts';
import { type KnownIndicator, learnIndicators } from '@app/contract/figures/catalogue.ts';
import { call, whenCatalogueMoves } from '../kernel/call.ts';
import { keep, kept } from '../kernel/device.ts';

const NAME = 'added-indicators';

/** Answers leave out what an indicator does not have, which is what the catalogue means too. */
const learn = (added: readonly object[]): void => learnIndicators(added as readonly KnownIndicator[]);

/** Follows the catalogue from now on. Without a line, what was known last time on this device stands. */
export const followCatalogue = (): void => {
  try {
    learn(JSON.parse(kept(NAME) ?? '[]'));
  } catch {
    keep(NAME, null);
  }
  whenCatalogueMoves(listAddedIndicators, async () => {
    const added = await call(listAddedIndicators, {});
    learn(added);
    keep(NAME, JSON.stringify(added));
  });
};

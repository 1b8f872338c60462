/** The indicators that were added to the catalogue while the program runs: learned before the answer that first speaks of them is shown. */
import { listAddedIndicators } from '@app/contract/figures/added/routes.ts';
import { type KnownIndicator, learnIndicators } from '@app/contract/figures/catalogue.ts';
import { call, whenCatalogueMoves } from '../kernel/call.ts';
import { keep, kept } from '../kernel/device.ts';

const NAME = 'added-indicators';
const DAY = 24 * 3600_000;

/** What was learned last on this device, of which catalogue and when. */
type Learned = { version: string; at: number; added: readonly object[] };

/** Answers leave out what an indicator does not have, which is what the catalogue means too. */
const learn = (added: readonly object[]): void => learnIndicators(added as readonly KnownIndicator[]);

const readKept = (): Learned | null => {
  // Written by this file; an earlier version of it kept the bare list.
  const value = JSON.parse(kept(NAME) ?? 'null') as Learned | readonly object[] | null;
  return value && 'added' in value ? value : value && { version: '', at: 0, added: value };
};

/**
 * Follows the catalogue from now on. What this device has learned is not asked for again while the catalogue stays the same, for a
 * day; without a line it stands however old it is.
 */
export const followCatalogue = (now = Date.now()): void => {
  let known: string | null = null;
  try {
    const learned = readKept();
    learn(learned?.added ?? []);
    if (learned && now - learned.at < DAY) known = learned.version;
  } catch {
    keep(NAME, null);
  }
  whenCatalogueMoves(
    listAddedIndicators,
    async (version) => {
      const added = await call(listAddedIndicators, {});
      learn(added);
      keep(NAME, JSON.stringify({ version, at: Date.now(), added } satisfies Learned));
    },
    known,
  );
};

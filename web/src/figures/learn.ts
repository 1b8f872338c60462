/**
 * The indicators that were added to the catalogue while the program runs, and how the calendars close: learned before the answer
 * that first speaks of them is shown.
 */
import { listAddedIndicators } from '@app/contract/figures/added/routes.ts';
import { listCalendars } from '@app/contract/figures/calendars/routes.ts';
import { type KnownIndicator, learnIndicators } from '@app/contract/figures/catalogue.ts';
import { type CalendarRule, learnCalendars } from '@app/contract/kernel/period.ts';
import { call, whenCatalogueMoves } from '../kernel/call.ts';
import { keep, kept } from '../kernel/device.ts';

const NAME = 'added-indicators';
const DAY = 24 * 3600_000;

/** What was learned last on this device, of which catalogue and when. */
type Learned = { version: string; at: number; added: readonly object[]; calendars?: readonly CalendarRule[] };

/** Answers leave out what an indicator does not have, which is what the catalogue means too. */
const learn = ({ added, calendars = [] }: Pick<Learned, 'added' | 'calendars'>): void => {
  learnIndicators(added as readonly KnownIndicator[]);
  learnCalendars(calendars);
};

/** What an earlier release kept has no calendars and is read again as soon as there is a line. */
const readKept = (): Learned | null => {
  const value = JSON.parse(kept(NAME) ?? 'null') as Learned | readonly object[] | null;
  if (!value) return null;
  return 'calendars' in value ? value : { version: '', at: 0, added: 'added' in value ? value.added : value };
};

/**
 * Follows the catalogue from now on. What this device has learned is not asked for again while the catalogue stays the same, for a
 * day; without a line it stands however old it is.
 */
export const followCatalogue = (now = Date.now()): void => {
  let known: string | null = null;
  try {
    const learned = readKept();
    learn(learned ?? { added: [] });
    if (learned && now - learned.at < DAY) known = learned.version;
  } catch {
    keep(NAME, null);
  }
  whenCatalogueMoves(
    [listAddedIndicators, listCalendars],
    async (version) => {
      const [added, { rules }] = await Promise.all([call(listAddedIndicators, {}), call(listCalendars, {})]);
      const now = { version, at: Date.now(), added, calendars: rules } satisfies Learned;
      learn(now);
      keep(NAME, JSON.stringify(now));
    },
    known,
  );
};

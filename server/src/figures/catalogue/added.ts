/** The indicators that were added while the program runs: how they come into the catalogue of every process, and out of the database. */
import { indicatorOf, type KnownIndicator, learnIndicators } from '@app/contract/figures/catalogue.ts';
import type { Line } from '@app/contract/figures/routes.ts';
import type { Kind } from '@app/contract/kernel/combine.ts';
import { foldAccents } from '@app/contract/kernel/text.ts';
import type { Tx } from '../../kernel/database.ts';
import { keepInMemory } from '../../kernel/memory.ts';
import { type AddedRow, addedRows, giveSlots, storeAdded } from './queries.ts';

/** An indicator as it is to be added: everything but its slot, its id and where it comes from. */
export type NewIndicator = Omit<KnownIndicator, 'id' | 'slot' | 'ownerUnitId' | 'validFrom' | 'validTo'>;
export type Adding = { ownerUnitId: number | null; postId: number | null; now: Date; today: string };

/** The stored row as the catalogue knows it. Kind and share are bound by checks of the table, the line by the contract that wrote it. */
export const toIndicator = (row: AddedRow): KnownIndicator => ({
  ...row.facts,
  id: row.id,
  slot: row.slot,
  words: row.words,
  unit: row.unitWords,
  kind: row.kind as Kind,
  share: row.share as 'one' | 'add',
  line: row.facts.line as Line,
  source: row.source,
  validFrom: row.validFrom,
  ...(row.validTo !== null && { validTo: row.validTo }),
  ...(row.ownerUnitId !== null && { ownerUnitId: row.ownerUnitId }),
});

// Every process learns what another one has added in the first transaction that sees it.
keepInMemory('catalogue', async (tx) => learnIndicators((await addedRows(tx)).map(toIndicator)));

/** A key that says what it is and is never given twice: words without accents, and the slot. */
const idOf = (words: string, slot: number): string => {
  const plain = foldAccents(words.toLowerCase())
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 50)
    .replace(/_+$/, '');
  return `${plain || 'chi_tieu'}_${slot}`;
};

/**
 * Adds indicators in the next free slots. The first may be the sum of the others, or the others parts of it: `link` says how, once
 * their ids are known. The catalogue of this process learns them with the next transaction, after the commit.
 */
export const addIndicators = async (
  tx: Tx,
  added: readonly NewIndicator[],
  adding: Adding,
  link: (ids: readonly string[], at: number) => Pick<NewIndicator, 'sumOf' | 'within' | 'breakdown'> = () => ({}),
): Promise<string[]> => {
  const first = await giveSlots(tx, added.length);
  const ids = added.map((each, at) => idOf(each.words.vi, first + at));
  await storeAdded(
    tx,
    added.map((each, at) => {
      const { words, unit, kind, share, source, ...facts } = each;
      return {
        id: ids[at] ?? '',
        slot: first + at,
        kind,
        share,
        words,
        unitWords: unit,
        facts: { ...facts, ...link(ids, at) },
        source,
        ownerUnitId: adding.ownerUnitId,
        validFrom: adding.today,
        validTo: null,
        addedAt: adding.now,
        addedBy: adding.postId,
      };
    }),
  );
  return ids;
};

/** Which of these indicators the asking post may not know: added by a unit that is neither above nor below its own. */
export const foreignIndicator = async (tx: Tx, ids: readonly string[]): Promise<string | undefined> => {
  const owned = ids.filter((id) => indicatorOf(id)?.ownerUnitId !== undefined);
  if (owned.length === 0) return undefined;
  const seen = new Set((await addedRows(tx)).map(({ id }) => id));
  return owned.find((id) => !seen.has(id));
};

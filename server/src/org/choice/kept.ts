/** Units chosen for a question, kept in memory until a unit changes: every screen of the country asks for the same few thousand. */
import type { CivilDate } from '@app/contract/kernel/period.ts';
import type { Tx } from '../../kernel/database.ts';
import { stateInMemory } from '../../kernel/memory.ts';
import { type ChosenUnit, type Only, selectUnits, type UnitTerm } from './queries.ts';

/** So many units are kept at most, in all answers together: some megabytes. */
const MOST_UNITS = 20_000;

let kept: { state: string; answers: Map<string, readonly ChosenUnit[]> } = { state: '', answers: new Map() };

/**
 * The units that any of the terms names on a day, each once: term by term, within one by their codes. One that is named itself is
 * answered also when it is not in force then, in its latest state. `seenFrom`: only units that stand in the subtree of this one, now
 * or once.
 */
export const chooseUnits = async (
  tx: Tx,
  terms: readonly UnitTerm[],
  on: CivilDate,
  only: Only,
): Promise<readonly ChosenUnit[]> => {
  // Tags come and go without any unit changing, and who may see them depends on the post.
  if (only.tag !== null) return selectUnits(tx, terms, on, only);
  const state = await stateInMemory(tx, 'lineage');
  if (kept.state !== state) kept = { state, answers: new Map() };
  const { answers } = kept;
  const key = JSON.stringify([terms, on, only.types, only.seenFrom]);
  const units = answers.get(key) ?? (await selectUnits(tx, terms, on, only));
  // What was asked for last is forgotten last.
  answers.delete(key);
  answers.set(key, units);
  let many = 0;
  for (const [each, { length }] of [...answers].reverse()) {
    many += length;
    if (many > MOST_UNITS) answers.delete(each);
  }
  return units;
};

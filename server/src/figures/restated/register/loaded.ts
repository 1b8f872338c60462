/** The register as it stands in the database, read once for each change of the units and of the decisions. */
import type { Tx } from '../../../kernel/database.ts';
import { stateInMemory } from '../../../kernel/memory.ts';
import { allStretches, allSuccessions } from '../../../org/index.ts';
import { sharesInForce } from '../../divisions/queries.ts';
import { type Life, lineageOf } from '../standing/rules.ts';
import { type Register, registerOf } from './rules.ts';

let kept: { state: string; register: Register } | null = null;

/** The register as the transaction sees it. */
export const registerNow = async (tx: Tx): Promise<Register> => {
  const state = await stateInMemory(tx, 'lineage');
  if (kept?.state === state) return kept.register;
  const stretches = await allStretches(tx);
  const decided = new Map(
    (await sharesInForce(tx)).map((share) => [`${share.predecessorId}:${share.successorId}:${share.on}`, share.weight]),
  );
  const pairs = (await allSuccessions(tx)).map(({ weight, ...pair }) => ({
    ...pair,
    byLaw: weight,
    decided: decided.get(`${pair.predecessorId}:${pair.successorId}:${pair.on}`) ?? null,
  }));
  const register = registerOf(lineageOf(livesOf(stretches), pairs));
  kept = { state, register };
  return register;
};

const livesOf = (rows: Awaited<ReturnType<typeof allStretches>>): Life[] => {
  const lives: (Life & { stretches: Life['stretches'][number][] })[] = [];
  for (const { id, level, from, until, parentId } of rows) {
    if (lives.at(-1)?.id !== id)
      lives.push({ id, keepsTotals: level !== 'commune' && level !== 'residential_area', stretches: [] });
    lives.at(-1)?.stretches.push({ from, until, parentId });
  }
  return lives;
};

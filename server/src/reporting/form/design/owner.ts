import type { Ask } from '../../../kernel/ask.ts';
import { unitsByIds } from '../../../org/index.ts';

/** Names of the units for whose subtree something was designed. */
export const ownersOf = async (ask: Ask, ids: readonly (number | null)[]): Promise<Map<number, string>> => {
  const asked = [...new Set(ids.filter((id) => id !== null))].map((id) => ({ id, on: ask.today }));
  const units = asked.length === 0 ? [] : [...(await unitsByIds(ask.tx, asked)).values()];
  return new Map(units.map(({ id, fullName }) => [id, fullName]));
};

/** Null: designed for everybody. */
export const ownerAnswer = (owners: ReadonlyMap<number, string>, id: number | null) =>
  id === null ? null : { unitId: id, fullName: owners.get(id) ?? '' };

/** Bodies at many units at once, founded where the register has not brought them. */
import type { Tx } from '../../kernel/database.ts';
import type { BodyKind, PlannedBody } from '../body.ts';
import { bodyAt } from '../rules.ts';
import * as q from './queries.ts';

type Place = { id: number; level: string; type: string; name: string; fullName: string };

/** The bodies of a kind at these units, by unit; `founded` tells which of them are new. */
export const ensureBodies = async (
  tx: Tx,
  units: readonly Place[],
  kind: BodyKind,
): Promise<{ bodies: Map<number, { id: number; name: PlannedBody['name'] }>; founded: number[] }> => {
  const ids = units.map(({ id }) => id);
  const known = await q.bodiesAt(tx, ids, kind);
  const missing = units.filter(({ id }) => !known.has(id));
  if (missing.length === 0) return { bodies: known, founded: [] };
  const made = await q.insertBodies(
    tx,
    missing.map((unit) => ({ unitId: unit.id, ...bodyAt(kind, unit) })),
  );
  return { bodies: await q.bodiesAt(tx, ids, kind), founded: made.map(({ unitId }) => unitId) };
};

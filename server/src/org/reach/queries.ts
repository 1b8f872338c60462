import type { Tx } from '../../kernel/database.ts';

/** Which of these units stand (or stood) in the subtree of another, on any day. */
export const unitsBelowEver = async (tx: Tx, ancestorId: number, unitIds: readonly number[]): Promise<Set<number>> => {
  if (unitIds.length === 0) return new Set();
  const rows = await tx
    .selectFrom('org.reach')
    .select('descendantId')
    .distinct()
    .where('ancestorId', '=', ancestorId)
    .where('descendantId', 'in', [...unitIds])
    .execute();
  return new Set(rows.map((row) => row.descendantId));
};

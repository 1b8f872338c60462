import { sql } from 'kysely';
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

/** Whether one unit stands above another, or is it, on any day: what the policies of the database ask too. */
export const reaches = async (tx: Tx, ancestorId: number, descendantId: number): Promise<boolean> =>
  (
    await sql`select from org.reach where ancestor_id = ${ancestorId} and descendant_id = ${descendantId} limit 1`.execute(
      tx,
    )
  ).rows.length > 0;

import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';

export type OwnCells = {
  unitId: number;
  periodId: number;
  reading: 'submitted' | 'accepted';
  /** Value and precision of each asked slot in turn. */
  cells: (number | null)[];
};

/**
 * The own cells of units that stand below another at the cut-off of a period: accepted ones of the period and of the shorter ones in
 * it, and what was submitted for the period itself.
 */
export const ownCellsBelow = async (
  tx: Tx,
  at: { unitId: number; periodId: number; line: string },
  unitIds: readonly number[],
  slots: readonly number[],
): Promise<OwnCells[]> => {
  if (unitIds.length === 0 || slots.length === 0) return [];
  const { rows } = await sql<OwnCells>`
    select s.unit_id, s.period_id, s.reading,
           array[${sql.join(slots.map((slot) => sql`s.own[${sql.lit(slot)}], s.precision[${sql.lit(slot)}]`))}]::numeric[] as cells
    from unnest(${[...unitIds]}::integer[]) as asked (id)
    join figures.sheet s on s.unit_id = asked.id and s.line = ${at.line}
    join figures.period_within w on w.period_id = s.period_id and w.within_id = ${at.periodId}
    join figures.period p on p.id = ${at.periodId}
    where (s.reading = 'accepted' or s.period_id = ${at.periodId})
      and exists (select from org.reach r where r.ancestor_id = ${at.unitId} and r.descendant_id = s.unit_id and r.during @> (upper(p.during) - 1))`.execute(
    tx,
  );
  return rows;
};

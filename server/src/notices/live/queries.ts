import type { CivilDate } from '@app/contract/kernel/period.ts';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';

/** Who stands above each of these units today, itself included; by the unit above. */
export const unitsUnder = async (
  tx: Tx,
  units: readonly number[],
  today: CivilDate,
): Promise<Map<number, number[]>> => {
  const { rows } = await sql<{ top: number; units: number[] }>`
    select r.ancestor_id as top, array_agg(distinct r.descendant_id) as units
    from org.reach r where r.descendant_id = any (${[...units]}::integer[]) and r.during @> ${today}::date
    group by 1`.execute(tx);
  return new Map(rows.map(({ top, units: under }) => [top, under]));
};

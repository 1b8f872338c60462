/** What single units, whole or divided, bring to a figure on the boundaries of another time. */
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';

export type SheetCells = {
  unitId: number;
  askedPeriod: number;
  periodId: number;
  line: string;
  /** Value and precision of each asked slot in turn. */
  cells: (number | null)[];
};

type Asked = { periodIds: readonly number[]; line: string; reading: string; slots: readonly number[] };

const cellsFrom = async (tx: Tx, sheets: RawBuilder<unknown>, { periodIds, line, slots }: Asked) =>
  (
    await sql<SheetCells>`
      select s.unit_id, w.within_id as asked_period, s.period_id, s.line,
             array[${sql.join(slots.map((slot) => sql`s.own[${sql.lit(slot)}], s.precision[${sql.lit(slot)}]`))}]::numeric[] as cells
      from figures.period_within w
      join ${sheets} on s.period_id = w.period_id and (${line} = 'all' or s.line = ${line})
      where w.within_id = any(${[...periodIds]}::integer[])`.execute(tx)
  ).rows;

/** The cells of these units' own sheets, for the asked periods and the shorter ones inside; no other unit's. */
export const cellsOfUnits = async (tx: Tx, unitIds: readonly number[], asked: Asked): Promise<SheetCells[]> =>
  unitIds.length === 0 || asked.slots.length === 0
    ? []
    : cellsFrom(
        tx,
        sql`(figures.sheet s join unnest(${[...unitIds]}::integer[]) as asked (id) on asked.id = s.unit_id and s.reading = ${asked.reading})`,
        asked,
      );

/** The same of divided units, for the shares that go to units which the post reads; the units themselves it may not see. */
export const cellsToShare = async (tx: Tx, unitIds: readonly number[], asked: Asked): Promise<SheetCells[]> =>
  unitIds.length === 0 || asked.slots.length === 0
    ? []
    : cellsFrom(
        tx,
        sql`figures.sheets_to_share(${[...unitIds]}::integer[], array(
          select period_id from figures.period_within where within_id = any(${[...asked.periodIds]}::integer[])), ${asked.reading}) s`,
        asked,
      );

/** How many reports are expected of these units themselves, by `unit:period:slot`. */
export const expectedOfUnits = async (
  tx: Tx,
  unitIds: readonly number[],
  { periodIds, line, slots }: Omit<Asked, 'reading'>,
): Promise<Map<string, number>> => {
  if (unitIds.length === 0 || slots.length === 0) return new Map();
  const { rows } = await sql<{ unitId: number; periodId: number; n: number[] }>`
    select e.unit_id, e.period_id,
           array[${sql.join(slots.map((slot) => sql`count(*) filter (where ${sql.lit(slot)} = any(e.slots))`))}]::integer[] as n
    from figures.expectation e
    join unnest(${[...unitIds]}::integer[]) as asked (id) on asked.id = e.unit_id
    where e.period_id = any(${[...periodIds]}::integer[]) and (${line} = 'all' or e.line = ${line})
    group by e.unit_id, e.period_id`.execute(tx);
  return new Map(
    rows.flatMap((row) => slots.map((slot, i) => [`${row.unitId}:${row.periodId}:${slot}`, row.n[i] ?? 0] as const)),
  );
};

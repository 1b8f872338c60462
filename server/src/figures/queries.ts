import { type RawBuilder, sql } from 'kysely';
import { listOf, type Tx } from '../kernel/database.ts';
import type { Slot } from './rules.ts';
import type { SheetArrays } from './slots.ts';

export type SheetAddress = { unitId: number; periodId: number; line: string; reading: string };
export type PostedSheet = SheetArrays & { unitId: number; sourceId: number | null };

/** The cells of a sheet that one form fills: at no other does it write. `slots` are those of `indicators`. */
export type Extent = { form: string; slots: readonly number[]; indicators: readonly string[] };

const columns = sql.raw(
  'unit_id, period_id, line, reading, own, precision, declared, notes, source, source_id, changed_at, form, source_ids',
);
/** Another form's cells on the same sheet stay; within the extent everything is replaced, also by nothing. */
const refill = ({ slots, indicators }: Extent): RawBuilder<unknown> => sql`
  on conflict (unit_id, period_id, line, reading) do update
    set (own, precision, declared, notes, source, source_id, changed_at, form, source_ids) = (
      select made.own, made.precision, made.declared, made.notes, made.source, made.source_id, made.changed_at, made.form, made.source_ids
      from figures.refilled(kept, excluded, ${[...slots]}::smallint[], ${[...indicators]}::text[], true) made)`;

/**
 * Writes the cells that one form brings of many units for one period, line and reading; the totals of all ancestors follow in
 * the same statement.
 */
export const putSheets = async (
  tx: Tx,
  address: { periodId: number; line: string; reading: string },
  extent: Extent,
  sheets: readonly PostedSheet[],
  source: string,
  now: Date,
): Promise<void> => {
  const rows = JSON.stringify(
    sheets.map((sheet) => ({
      unit_id: sheet.unitId,
      own: sheet.own,
      precision: sheet.precision,
      declared: sheet.declared,
      notes: sheet.notes,
      source_id: sheet.sourceId,
    })),
  );
  await sql`
    insert into figures.sheet as kept (${columns})
    select unit_id, ${address.periodId}, ${address.line}, ${address.reading}, own, precision, declared, notes, ${source}, source_id, ${now},
           ${extent.form}, null
    from jsonb_to_recordset(${rows}::jsonb)
      as sheet (unit_id integer, own numeric[], precision smallint[], declared numeric[], notes jsonb, source_id bigint)
    order by unit_id
    ${refill(extent)}`.execute(tx);
};

/**
 * Posts the parts of one transaction, each of one form, period and line, one after the other. Totals of several parts meet in
 * longer periods, over lines and at the root, and no order of the parts keeps two such transactions from waiting for each other:
 * where there are several, they are posted while no other transaction posts. Asked for before the first of them.
 */
export const postInTurn = async <P>(
  tx: Tx,
  parts: readonly P[],
  post: (part: P) => Promise<unknown>,
): Promise<void> => {
  if (parts.length > 1) await sql`select figures.post_alone()`.execute(tx);
  for (const part of parts) await post(part);
};

/**
 * Copies what one form submitted of these units into the accepted reading, as one statement. The slots in `leaving` are not
 * accepted: they are missing there afterwards.
 */
export const acceptSheets = async (
  tx: Tx,
  address: { periodId: number; line: string },
  extent: Extent,
  unitIds: readonly number[],
  now: Date,
  leaving: readonly number[] = [],
): Promise<void> => {
  const { form, slots, indicators } = extent;
  await sql`
    insert into figures.sheet as kept (${columns})
    select unit_id, period_id, line, 'accepted', part.own, part.precision, part.declared, part.notes, part.source, part.source_id, ${now},
           part.form, part.source_ids
    from figures.sheet s
    cross join lateral (select (p).own, (p).precision, (p).declared, (p).notes, (p).source, (p).source_id, (p).form, (p).source_ids
      from figures.part_of(s, ${form}, ${[...slots]}::smallint[], ${[...indicators]}::text[], ${[...leaving]}::smallint[]) p) part
    where period_id = ${address.periodId} and line = ${address.line} and reading = 'submitted' and unit_id = any(${[...unitIds]}::integer[])
    order by unit_id
    ${refill(extent)}`.execute(tx);
};

/**
 * Takes what one form submitted of a unit back to what was accepted of it before, or away when nothing was. The cells of other
 * forms stay, and with `only` also those of the form's other slots.
 */
export const withdrawSheet = async (
  tx: Tx,
  address: Omit<SheetAddress, 'reading'>,
  extent: Extent,
  now: Date,
  only?: { slots: readonly number[]; indicators: readonly string[] },
): Promise<void> => {
  const { unitId, periodId, line } = address;
  const { form, slots } = extent;
  const { slots: touched, indicators } = only ?? extent;
  const accepted = sql`
    select a.* from figures.sheet a
    where a.unit_id = ${unitId} and a.period_id = ${periodId} and a.line = ${line} and a.reading = 'accepted'`;
  const here = sql`s.unit_id = ${unitId} and s.period_id = ${periodId} and s.line = ${line} and s.reading = 'submitted'`;
  await sql`
    with former as (${accepted})
    update figures.sheet s
      set (own, precision, declared, notes, source, source_id, changed_at, form, source_ids) = (
        select made.own, made.precision, made.declared, made.notes, coalesce(made.source, s.source), made.source_id, ${now}::timestamptz, made.form, made.source_ids
        from (select 1) one left join former on true
        cross join lateral figures.part_of(former, ${form}, ${[...slots]}::smallint[], ${[...indicators]}::text[], '{}') before_it
        cross join lateral figures.refilled(s, before_it, ${[...touched]}::smallint[], ${[...indicators]}::text[], ${only === undefined}) made)
    where ${here}`.execute(tx);
  await sql`
    delete from figures.sheet s
    where ${here} and cardinality(array_remove(s.own, null)) = 0 and s.declared is null`.execute(tx);
};

export const sheetsOf = (tx: Tx, unitId: number, periodIds: readonly number[], reading: string) =>
  tx
    .selectFrom('figures.sheet')
    .select([
      'unitId',
      'periodId',
      'line',
      'reading',
      'own',
      'precision',
      'declared',
      'notes',
      'source',
      'sourceId',
      'sourceIds',
      'changedAt',
    ])
    .where('unitId', '=', unitId)
    .where('periodId', 'in', [...periodIds])
    .where('reading', '=', reading)
    .orderBy('periodId')
    .orderBy('line')
    .execute();

/** Adds to what units are expected to report; the same slot twice counts once. */
export const putExpectations = async (
  tx: Tx,
  periodId: number,
  line: string,
  unitIds: readonly number[],
  slots: readonly number[],
): Promise<void> => {
  await sql`
    select figures.expect_more(${[...unitIds]}::integer[], ${periodId}, ${line}, ${[...slots]}::smallint[])`.execute(
    tx,
  );
};

/** The units of which not all of these slots are expected. */
export const unitsNotExpecting = async (
  tx: Tx,
  periodId: number,
  line: string,
  unitIds: readonly number[],
  slots: readonly number[],
): Promise<number[]> =>
  (
    await sql<{ id: number }>`
      select asked.id from unnest(${[...unitIds]}::integer[]) as asked (id)
      where not exists (select from figures.expectation e where e.unit_id = asked.id and e.period_id = ${periodId} and e.line = ${line}
        and e.slots @> ${[...slots]}::smallint[])`.execute(tx)
  ).rows.map(({ id }) => id);

/** Takes back what units were expected to report. */
export const dropExpectations = async (
  tx: Tx,
  periodId: number,
  line: string,
  unitIds: readonly number[],
  slots: readonly number[],
): Promise<void> => {
  await sql`
    select figures.expect_less(${[...unitIds]}::integer[], ${periodId}, ${line}, ${[...slots]}::smallint[])`.execute(
    tx,
  );
};

export type HeldRow = {
  unitId: number;
  slot: number;
  value: number;
  reading: 'submitted' | 'accepted';
  /** The form that brought it, where one alone filled the sheet; else the submission. */
  form: string | null;
  sourceId: number | null;
};

/** Which of these slots stand in the ledger for units, a period and a line; what was accepted before what was only sent. */
export const heldOf = async (
  tx: Tx,
  unitIds: readonly number[],
  periodId: number,
  line: string,
  slots: readonly number[],
): Promise<HeldRow[]> =>
  (
    await sql<HeldRow>`
      select distinct on (s.unit_id, slot) s.unit_id, slot::integer as slot, coalesce(s.own[slot], s.declared[slot]) as value, s.reading,
             s.form, coalesce(s.source_ids[slot], s.source_id)::integer as source_id
      from figures.sheet s cross join unnest(${[...slots]}::integer[]) as slot
      where s.unit_id = any(${[...unitIds]}::integer[]) and s.period_id = ${periodId} and s.line = ${line}
        and coalesce(s.own[slot], s.declared[slot]) is not null
      order by s.unit_id, slot, s.reading`.execute(tx)
  ).rows;

/** Totals of some slots for units and periods, by `unit:period:slot`. */
export const totalsOf = async (
  tx: Tx,
  unitIds: readonly number[],
  periodIds: readonly number[],
  line: string,
  reading: string,
  slots: readonly number[],
): Promise<Map<string, Slot>> => {
  if (unitIds.length === 0 || slots.length === 0) return new Map();
  const { rows } = await sql<{ unitId: number; periodId: number; cells: (number | null)[] }>`
    select unit_id, period_id, array[${sql.join(
      slots.map(
        (slot) =>
          sql`sum[${sql.lit(slot)}], n[${sql.lit(slot)}], rolled[${sql.lit(slot)}], at_least[${sql.lit(slot)}], about[${sql.lit(slot)}]`,
      ),
    )}]::numeric[] as cells
    from figures.total
    where unit_id = any(${listOf(unitIds)}::integer[]) and period_id = any(${listOf(periodIds)}::integer[]) and line = ${line} and reading = ${reading}`.execute(
    tx,
  );
  const found = new Map<string, Slot>();
  for (const row of rows) {
    slots.forEach((slot, i) => {
      const [sum = null, n, rolled, atLeast, about] = row.cells.slice(i * 5, i * 5 + 5);
      found.set(`${row.unitId}:${row.periodId}:${slot}`, {
        sum,
        n: n ?? 0,
        rolled: rolled ?? 0,
        atLeast: atLeast ?? 0,
        about: about ?? 0,
      });
    });
  }
  return found;
};

/** How many reports are expected at units for a period, by `unit:period:slot`. */
export const expectedOf = async (
  tx: Tx,
  unitIds: readonly number[],
  periodIds: readonly number[],
  line: string,
  slots: readonly number[],
): Promise<Map<string, number>> => {
  if (unitIds.length === 0 || slots.length === 0) return new Map();
  const { rows } = await sql<{ unitId: number; periodId: number; n: (number | null)[] }>`
    select unit_id, period_id, array[${sql.join(slots.map((slot) => sql`n[${sql.lit(slot)}]`))}]::integer[] as n
    from figures.expected_total
    where unit_id = any(${listOf(unitIds)}::integer[]) and period_id = any(${listOf(periodIds)}::integer[]) and line = ${line}`.execute(
    tx,
  );
  const found = new Map<string, number>();
  for (const row of rows)
    slots.forEach((slot, i) => void found.set(`${row.unitId}:${row.periodId}:${slot}`, row.n[i] ?? 0));
  return found;
};

/** Figures that units quote for their whole area, by `unit:period:slot`. */
export const declaredOf = async (
  tx: Tx,
  unitIds: readonly number[],
  periodIds: readonly number[],
  line: string,
  reading: string,
): Promise<Map<string, number>> => {
  const { rows } = await sql<{ unitId: number; periodId: number; slot: number; value: number }>`
    select s.unit_id, s.period_id, d.slot::integer as slot, d.value
    from figures.sheet s cross join unnest(s.declared) with ordinality as d (value, slot)
    where s.declared is not null and d.value is not null
      and s.unit_id = any(${listOf(unitIds)}::integer[]) and s.period_id = any(${listOf(periodIds)}::integer[])
      and (${line} = 'all' or s.line = ${line}) and s.reading = ${reading}`.execute(tx);
  return new Map(rows.map((row) => [`${row.unitId}:${row.periodId}:${row.slot}`, row.value]));
};

/** The periods of one calendar, or of all, that carry obligations or figures, newest first. */
export const usedPeriods = async (tx: Tx, calendar: string | null): Promise<{ code: string }[]> => {
  const { rows } = await sql<{ code: string }>`
    select p.code from figures.period p
    where (${calendar}::text is null or p.calendar = ${calendar}) and p.id in (
      select period_id from figures.expected_total where line = 'all'
      union select period_id from figures.total where line = any ((select kernel.lines())::text[]))
    order by upper(p.during) desc, p.id`.execute(tx);
  return rows;
};

import { sql } from 'kysely';
import type { Tx } from '../kernel/database.ts';
import type { Slot } from './rules.ts';
import type { SheetArrays } from './slots.ts';

export type SheetAddress = { unitId: number; periodId: number; line: string; reading: string };
export type PostedSheet = SheetArrays & { unitId: number; sourceId: number | null };

/** Writes the sheets of many units for one period, line and reading; the totals of all ancestors follow in the same statement. */
export const putSheets = async (
  tx: Tx,
  address: { periodId: number; line: string; reading: string },
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
    insert into figures.sheet as kept (unit_id, period_id, line, reading, own, precision, declared, notes, source, source_id, changed_at)
    select unit_id, ${address.periodId}, ${address.line}, ${address.reading}, own, precision, declared, notes, ${source}, source_id, ${now}
    from jsonb_to_recordset(${rows}::jsonb)
      as sheet (unit_id integer, own numeric[], precision smallint[], declared numeric[], notes jsonb, source_id bigint)
    order by unit_id
    on conflict (unit_id, period_id, line, reading) do update set
      own = excluded.own, precision = excluded.precision, declared = excluded.declared, notes = excluded.notes,
      source = excluded.source, source_id = excluded.source_id, changed_at = excluded.changed_at`.execute(tx);
};

/** Copies the submitted sheets of units into the accepted reading, as one statement. */
export const acceptSheets = async (
  tx: Tx,
  address: { periodId: number; line: string },
  unitIds: readonly number[],
  now: Date,
): Promise<void> => {
  await sql`
    insert into figures.sheet as kept (unit_id, period_id, line, reading, own, precision, declared, notes, source, source_id, changed_at)
    select unit_id, period_id, line, 'accepted', own, precision, declared, notes, source, source_id, ${now}
    from figures.sheet
    where period_id = ${address.periodId} and line = ${address.line} and reading = 'submitted' and unit_id = any(${[...unitIds]}::integer[])
    order by unit_id
    on conflict (unit_id, period_id, line, reading) do update set
      own = excluded.own, precision = excluded.precision, declared = excluded.declared, notes = excluded.notes,
      source = excluded.source, source_id = excluded.source_id, changed_at = excluded.changed_at`.execute(tx);
};

/** Takes a unit's submitted sheet back to what was accepted before, or away when nothing was. */
export const withdrawSheet = async (tx: Tx, address: Omit<SheetAddress, 'reading'>, now: Date): Promise<void> => {
  const { unitId, periodId, line } = address;
  await sql`
    delete from figures.sheet s
    where s.unit_id = ${unitId} and s.period_id = ${periodId} and s.line = ${line} and s.reading = 'submitted'
      and not exists (select from figures.sheet a where a.unit_id = s.unit_id and a.period_id = s.period_id and a.line = s.line and a.reading = 'accepted')`.execute(
    tx,
  );
  await sql`
    update figures.sheet s set own = a.own, precision = a.precision, declared = a.declared, notes = a.notes,
      source = a.source, source_id = a.source_id, changed_at = ${now}
    from figures.sheet a
    where s.unit_id = ${unitId} and s.period_id = ${periodId} and s.line = ${line} and s.reading = 'submitted'
      and a.unit_id = s.unit_id and a.period_id = s.period_id and a.line = s.line and a.reading = 'accepted'`.execute(
    tx,
  );
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
      'changedAt',
    ])
    .where('unitId', '=', unitId)
    .where('periodId', 'in', [...periodIds])
    .where('reading', '=', reading)
    .orderBy('periodId')
    .orderBy('line')
    .execute();

/** Adds what units are expected to report; the same expectation twice counts once. */
export const putExpectations = async (
  tx: Tx,
  periodId: number,
  line: string,
  unitIds: readonly number[],
  slots: readonly number[],
): Promise<void> => {
  await sql`
    insert into figures.expectation (unit_id, period_id, line, slots)
    select unit_id, ${periodId}, ${line}, ${[...slots]}::smallint[] from unnest(${[...unitIds]}::integer[]) as unit_id
    on conflict do nothing`.execute(tx);
};

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
    where unit_id = any(${[...unitIds]}::integer[]) and period_id = any(${[...periodIds]}::integer[]) and line = ${line} and reading = ${reading}`.execute(
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
    where unit_id = any(${[...unitIds]}::integer[]) and period_id = any(${[...periodIds]}::integer[]) and line = ${line}`.execute(
    tx,
  );
  const found = new Map<string, number>();
  for (const row of rows)
    slots.forEach((slot, i) => void found.set(`${row.unitId}:${row.periodId}:${slot}`, row.n[i] ?? 0));
  return found;
};

/** The same at small units, counted from the expectations of the units that stand in them. */
export const expectedBehind = async (
  tx: Tx,
  unitIds: readonly number[],
  periodIds: readonly number[],
  line: string,
  slots: readonly number[],
): Promise<Map<string, number>> => {
  if (unitIds.length === 0 || slots.length === 0) return new Map();
  const { rows } = await sql<{ unitId: number; periodId: number; n: number[] }>`
    select r.ancestor_id as unit_id, e.period_id,
           array[${sql.join(slots.map((slot) => sql`count(*) filter (where ${sql.lit(slot)} = any(e.slots))`))}]::integer[] as n
    from figures.expectation e
    join figures.period p on p.id = e.period_id
    join org.reach r on r.descendant_id = e.unit_id and r.during @> (upper(p.during) - 1)
    join unnest(${[...unitIds]}::integer[]) as asked (id) on asked.id = r.ancestor_id
    where e.period_id = any(${[...periodIds]}::integer[]) and (${line} = 'all' or e.line = ${line})
    group by r.ancestor_id, e.period_id`.execute(tx);
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
      and s.unit_id = any(${[...unitIds]}::integer[]) and s.period_id = any(${[...periodIds]}::integer[])
      and (${line} = 'all' or s.line = ${line}) and s.reading = ${reading}`.execute(tx);
  return new Map(rows.map((row) => [`${row.unitId}:${row.periodId}:${row.slot}`, row.value]));
};

/** The periods that carry obligations or figures, newest first. */
export const usedPeriods = async (tx: Tx): Promise<{ code: string }[]> => {
  const { rows } = await sql<{ code: string }>`
    select p.code from figures.period p
    where p.calendar = 'reporting' and p.id in (
      select period_id from figures.expected_total where line = 'all'
      union select period_id from figures.total where line = any ((select kernel.lines())::text[]))
    order by upper(p.during) desc, p.id`.execute(tx);
  return rows;
};

/** Which of these units have kept totals: districts, provinces, the nation. The others are read from their own sheets. */
export const unitsWithTotals = async (tx: Tx, unitIds: readonly number[]): Promise<Set<number>> => {
  const { rows } = await sql<{ id: number }>`
    select id from org.unit where id = any(${[...unitIds]}::integer[]) and level in ('nation', 'province', 'district')`.execute(
    tx,
  );
  return new Set(rows.map((row) => row.id));
};

export type CellRow = {
  /** The unit asked about; `fromUnit` is it, a part of it, or a predecessor whose figures stand in it. */
  unitId: number;
  askedPeriod: number;
  fromUnit: number;
  periodId: number;
  line: string;
  /** Value and precision of each asked slot in turn. */
  cells: (number | null)[];
};

/** The cells behind the figures of small units: their own sheets, and those of the units that stand in them, for the asked periods and the shorter ones inside. */
// The asked units are joined as rows: a long list tested for every row of the tree took a hundred times as long.
export const cellsBehind = async (
  tx: Tx,
  unitIds: readonly number[],
  periodIds: readonly number[],
  line: string,
  reading: string,
  slots: readonly number[],
): Promise<CellRow[]> => {
  if (unitIds.length === 0 || slots.length === 0) return [];
  const { rows } = await sql<CellRow>`
    select r.ancestor_id as unit_id, w.within_id as asked_period, s.unit_id as from_unit, s.period_id, s.line,
           array[${sql.join(slots.map((slot) => sql`s.own[${sql.lit(slot)}], s.precision[${sql.lit(slot)}]`))}]::numeric[] as cells
    from figures.period_within w
    join figures.period p on p.id = w.within_id
    join figures.sheet s on s.period_id = w.period_id and s.reading = ${reading} and (${line} = 'all' or s.line = ${line})
    join org.reach r on r.descendant_id = s.unit_id and r.during @> (upper(p.during) - 1)
    join unnest(${[...unitIds]}::integer[]) as asked (id) on asked.id = r.ancestor_id
    where w.within_id = any(${[...periodIds]}::integer[])`.execute(tx);
  return rows;
};

/** What stands behind many figures at once, added up by the database and answered as columns: rows of a grid by their places. */
import { type RawBuilder, sql } from 'kysely';
import { listOf, type Tx } from '../../kernel/database.ts';

/** The small units of a question, each with the row of the grid it counts in; one that counts in two stands here twice. */
export type Members = { ids: readonly number[]; rows: readonly number[] };

/** A period whose sheets count in an asked one: itself, or a shorter one inside it. */
export type Within = {
  periodId: number;
  /** The place of the asked period. */
  at: number;
  /** Whether it is the asked period itself. */
  own: boolean;
  /** Whether both have the same cut-off, so that stocks count. */
  sameEnd: boolean;
  endsOn: string;
  /** Longer periods up to the asked one that hold sheets: a cell of theirs stands before this one's. */
  covers: readonly number[];
};

/** What of the ledger is read. */
export type Shelf = { line: string; reading: string; slots: readonly { slot: number; isFlow: boolean }[] };

/** Columns of the same length, or empty where they hold zero alone: row and period of each entry, and for each slot what counts there. */
export type Columns = {
  rows: number[];
  periods: number[];
  /** For each slot in turn: sum, cells of the period itself, cells of shorter periods, worst precision (0 exact … 2 about). */
  slots: { sum: (number | null)[]; n: number[]; rolled: number[]; worst: number[] }[];
  /** Whether any of the sheets quotes a figure for a whole area. */
  quotes: boolean;
};

const named = (name: string, at: number): RawBuilder<unknown> => sql.ref(`${name}${at}`);

const within = (periods: readonly Within[]): RawBuilder<unknown> => sql`
  unnest(${listOf(periods.map((each) => each.periodId))}::integer[], ${listOf(periods.map((each) => each.at))}::integer[],
         ${periods.map((each) => each.own)}::boolean[], ${periods.map((each) => each.sameEnd)}::boolean[],
         ${periods.map((each) => each.endsOn)}::date[], ${periods.map((each) => `{${each.covers.join(',')}}`)}::text[])
    as w (period_id, at, own, same_end, ends_on, covers)`;

const membersOf = ({ ids, rows }: Members, name: string): RawBuilder<unknown> =>
  sql`unnest(${listOf(ids)}::integer[], ${listOf(rows)}::integer[]) as ${sql.ref(name)} (id, row)`;

/** Sheets (or what else stands at units for periods) with the asked unit in which each counts: `member.id`, `member.row`. */
export type Source = {
  /** Every unit is in force at the end of every period and none lies in another: then the tree is asked about the rest alone. */
  apart: boolean;
  members: Members;
  periods: readonly Within[];
};

const onLine = (line: string): RawBuilder<unknown> => (line === 'all' ? sql`` : sql`and s.line = ${line}`);

/**
 * A long list of units that stand for themselves is joined to the sheets of its periods directly; only the sheets of other units
 * (residential areas, predecessors, the provinces' own) are looked up in the tree. Anything else walks the tree.
 */
const standing = (table: RawBuilder<unknown>, condition: RawBuilder<unknown>, source: Source): RawBuilder<unknown> =>
  source.apart
    ? sql`
      from ${within(source.periods)}
      join ${table} s on s.period_id = w.period_id ${condition}
      left join ${membersOf(source.members, 'direct')} on direct.id = s.unit_id
      left join lateral (
        select r.ancestor_id from org.reach r
        where direct.id is null and r.descendant_id = s.unit_id and r.depth > 0 and r.during @> w.ends_on
        offset 0) above on true
      left join ${membersOf(source.members, 'indirect')} on indirect.id = above.ancestor_id
      cross join lateral (select coalesce(direct.id, indirect.id) as id, coalesce(direct.row, indirect.row) as row) member
      where s.period_id = any(${listOf([...new Set(source.periods.map((each) => each.periodId))])}::integer[])
        and (direct.id is not null or indirect.id is not null)`
    : sql`
      from ${within(source.periods)}
      join ${table} s on s.period_id = w.period_id ${condition}
      join org.reach r on r.descendant_id = s.unit_id and r.during @> w.ends_on
      join ${membersOf(source.members, 'member')} on member.id = r.ancestor_id
      where true`;

/** The value of a slot where it counts: a cell that a longer period covers does not. */
const counted = (slot: number, isFlow: boolean, hasCovers: boolean): RawBuilder<unknown> => {
  const value = sql`s.own[${sql.lit(slot)}]`;
  const open = hasCovers
    ? sql`not exists (select from figures.sheet c where w.covers <> '{}' and c.unit_id = s.unit_id and c.line = s.line
        and c.reading = s.reading and c.period_id = any(w.covers::integer[]) and c.own[${sql.lit(slot)}] is not null)`
    : null;
  const conditions = [...(isFlow ? [] : [sql`w.same_end`]), ...(open ? [open] : [])];
  return conditions.length === 0 ? value : sql`case when ${sql.join(conditions, sql` and `)} then ${value} end`;
};

const sums = (shelf: Shelf, periods: readonly Within[]): RawBuilder<unknown> => {
  const hasCovers = periods.some(({ covers }) => covers.length > 0);
  const hasShorter = periods.some(({ own }) => !own);
  return sql.join(
    shelf.slots.map(({ slot, isFlow }, at) => {
      const value = counted(slot, isFlow, hasCovers);
      return sql`sum(${value}) as ${named('sum', at)},
        count(${value}) ${hasShorter ? sql`filter (where w.own)` : sql``} as ${named('n', at)},
        ${hasShorter ? sql`count(${value}) filter (where not w.own)` : sql`0::bigint`} as ${named('rolled', at)},
        coalesce(max(case when ${value} is not null then s.precision[${sql.lit(slot)}] end), 0)::bigint as ${named('worst', at)}`;
    }),
  );
};

type Column = { name: string; type: 'bigint' | 'numeric'; mostlyZero?: boolean };

/**
 * One row with an array for each column: thousands of rows would each be made an object on their way. A column that is mostly zero is
 * null where it is nothing else.
 */
const asColumns = (columns: readonly Column[]): RawBuilder<unknown> =>
  sql.join(
    columns.map(({ name, type, mostlyZero }) => {
      const column = sql`array_agg(${sql.ref(name)}::${sql.raw(type)})`;
      return mostlyZero
        ? sql`case when bool_or(${sql.ref(name)} <> 0) then ${column} end as ${sql.ref(name)}`
        : sql`coalesce(${column}, '{}') as ${sql.ref(name)}`;
    }),
  );

const partsOfSlot = ['sum', 'n', 'rolled', 'worst'] as const;
const columnNames = (slots: number): Column[] => [
  { name: 'row', type: 'bigint' },
  { name: 'at', type: 'bigint', mostlyZero: true },
  ...Array.from({ length: slots }, (_, at) =>
    partsOfSlot.map(
      (part): Column => ({
        name: `${part}${at}`,
        type: part === 'sum' ? 'numeric' : 'bigint',
        mostlyZero: part === 'rolled' || part === 'worst',
      }),
    ),
  ).flat(),
];

const toColumns = (found: Record<string, unknown>, slots: number): Columns => {
  const column = (name: string) => (found[name] ?? []) as number[];
  return {
    rows: column('row'),
    periods: column('at'),
    slots: Array.from({ length: slots }, (_, at) => ({
      sum: column(`sum${at}`),
      n: column(`n${at}`),
      rolled: column(`rolled${at}`),
      worst: column(`worst${at}`),
    })),
    quotes: found['quotes'] === true,
  };
};

const noColumns: Columns = { rows: [], periods: [], slots: [], quotes: false };

/** The cells behind small units, added up by row and asked period. */
export const cellColumns = async (tx: Tx, source: Source, shelf: Shelf): Promise<Columns> => {
  if (source.members.ids.length === 0 || source.periods.length === 0) return noColumns;
  const { rows } = await sql<Record<string, unknown>>`
    select ${asColumns(columnNames(shelf.slots.length))}, bool_or(quotes) as quotes
    from (
      select member.row, w.at, ${sums(shelf, source.periods)}, bool_or(s.declared is not null) as quotes
      ${standing(sql`figures.sheet`, sql`and s.reading = ${shelf.reading} ${onLine(shelf.line)}`, source)}
      group by member.row, w.at
    ) cells`.execute(tx);
  return toColumns(rows[0] ?? {}, shelf.slots.length);
};

/** The kept totals of large units, added up by row and asked period. */
export const totalColumns = async (
  tx: Tx,
  members: Members,
  periodIds: readonly number[],
  { line, reading, slots }: { line: string; reading: string; slots: readonly number[] },
): Promise<Columns> => {
  if (members.ids.length === 0 || periodIds.length === 0) return noColumns;
  const { rows } = await sql<Record<string, unknown>>`
    select ${asColumns(columnNames(slots.length))}
    from (
      select member.row, w.nth - 1 as at, ${sql.join(
        slots.map((slot, at) => {
          const of = (part: string) => sql`t.${sql.raw(part)}[${sql.lit(slot)}]`;
          return sql`sum(${of('sum')}) as ${named('sum', at)}, coalesce(sum(${of('n')}), 0) as ${named('n', at)},
            coalesce(sum(${of('rolled')}), 0) as ${named('rolled', at)},
            max(case when ${of('about')} > 0 then 2 when ${of('at_least')} > 0 then 1 else 0 end) as ${named('worst', at)}`;
        }),
      )}
      from figures.total t
      join ${membersOf(members, 'member')} on member.id = t.unit_id
      join unnest(${listOf(periodIds)}::integer[]) with ordinality as w (period_id, nth) on w.period_id = t.period_id
      where t.unit_id = any(${listOf([...new Set(members.ids)])}::integer[]) and t.period_id = any(${listOf(periodIds)}::integer[])
        and t.line = ${line} and t.reading = ${reading}
      group by member.row, w.nth
    ) totals`.execute(tx);
  return toColumns(rows[0] ?? {}, slots.length);
};

/** What a unit's own figure must be, as SQL over the sums of its slots: `value` of a slot by its place. */
export type Needed = {
  /** The place of the slot, or of part and whole of a quotient, `times` 100 for a rate. */
  of: { at: number } | { part: number; whole: number; times: number };
  is: 'gt' | 'ge' | 'lt' | 'le' | 'eq' | 'ne' | 'present';
  than: number;
};

const operators = { gt: '>', ge: '>=', lt: '<', le: '<=', eq: '=', ne: '<>' } as const;

const needed = ({ of, is, than }: Needed): RawBuilder<unknown> => {
  const value =
    'at' in of
      ? sql`cells.${named('sum', of.at)}`
      : sql`round(cells.${named('sum', of.part)} * ${sql.lit(of.times)} / nullif(cells.${named('sum', of.whole)}, 0), 8)`;
  return is === 'present' ? sql`${value} is not null` : sql`${value} ${sql.raw(operators[is])} ${than}::numeric`;
};

/**
 * The cells of those units alone whose own figures of a period are as needed, added up by row in one scan of the sheets, with the
 * number of such units and what was expected of them. Only for periods without shorter ones.
 */
export const filteredColumns = async (
  tx: Tx,
  source: Source,
  shelf: Shelf,
  conditions: readonly Needed[],
): Promise<Columns & { units: number[]; expected: number[][] }> => {
  const places = shelf.slots.map((_, at) => at);
  const itself: Source = { ...source, members: ofThemselves(source.members) };
  // Where nobody has told the planner better it keeps tables of some megabytes only, and writes the rest to disk.
  await sql`set local work_mem = '96MB'`.execute(tx);
  const { rows } = await sql<Record<string, unknown>>`
    select ${asColumns([
      ...columnNames(places.length),
      { name: 'units', type: 'bigint' as const },
      ...places.map((at) => ({ name: `expected${at}`, type: 'bigint' as const })),
    ])}
    from (
      select member.row, cells.at, count(*) as units, ${sql.join(
        places.flatMap((at) => [
          sql`sum(cells.${named('sum', at)}) as ${named('sum', at)}`,
          sql`sum(cells.${named('n', at)}) as ${named('n', at)}`,
          sql`0 as ${named('rolled', at)}`,
          sql`max(cells.${named('worst', at)}) as ${named('worst', at)}`,
          sql`coalesce(sum(owed.${named('n', at)}), 0) as ${named('expected', at)}`,
        ]),
      )}
      from (
        select member.row, w.at, ${sums(shelf, source.periods)}
        ${standing(sql`figures.sheet`, sql`and s.reading = ${shelf.reading} ${onLine(shelf.line)}`, itself)}
        group by member.row, w.at
      ) cells
      left join (
        select member.row, w.at, ${sql.join(
          shelf.slots.map(
            ({ slot }, at) => sql`count(*) filter (where ${sql.lit(slot)} = any(s.slots)) as ${named('n', at)}`,
          ),
        )}
        ${standing(sql`figures.expectation`, onLine(shelf.line), itself)}
        group by member.row, w.at
      ) owed on owed.row = cells.row and owed.at = cells.at
      join ${membersOf(source.members, 'member')} on member.id = cells.row
      where ${sql.join(conditions.map(needed), sql` and `)}
      group by member.row, cells.at
    ) filtered`.execute(tx);
  const found = (rows[0] ?? {}) as Record<string, number[]>;
  return {
    ...toColumns(found, places.length),
    units: found['units'] ?? [],
    expected: places.map((at) => found[`expected${at}`] ?? []),
  };
};

/** Each unit once, in a row of its own that is called by its id. */
const ofThemselves = ({ ids }: Members): Members => {
  const each = [...new Set(ids)];
  return { ids: each, rows: each };
};

type ExpectedColumns = { rows: number[]; periods: number[]; slots: number[][] };
const noneExpected: ExpectedColumns = { rows: [], periods: [], slots: [] };

const expectedAsColumns = (slots: readonly number[]): RawBuilder<unknown> =>
  asColumns(
    ['row', 'at', ...slots.map((_, at) => `n${at}`)].map(
      (name): Column => ({ name, type: 'bigint', mostlyZero: name === 'at' }),
    ),
  );
const toExpected = (found: Record<string, number[] | null>, slots: readonly number[]): ExpectedColumns => ({
  rows: found['row'] ?? [],
  periods: found['at'] ?? [],
  slots: slots.map((_, at) => found[`n${at}`] ?? []),
});

/** How many reports are expected of small units, by row, period and slot. `periods` stand for themselves alone. */
export const expectedColumns = async (
  tx: Tx,
  source: Source,
  line: string,
  slots: readonly number[],
): Promise<ExpectedColumns> => {
  if (source.members.ids.length === 0 || slots.length === 0) return noneExpected;
  const { rows } = await sql<Record<string, number[] | null>>`
    select ${expectedAsColumns(slots)}
    from (
      select member.row, w.at,
             ${sql.join(slots.map((slot, at) => sql`count(*) filter (where ${sql.lit(slot)} = any(s.slots)) as ${named('n', at)}`))}
      ${standing(sql`figures.expectation`, onLine(line), source)}
      group by member.row, w.at
    ) expected`.execute(tx);
  return toExpected(rows[0] ?? {}, slots);
};

/** A period for which it is asked how much is expected; `elsewhere`: units that began since have it in former units. */
export type OwedPeriod = { periodId: number; at: number; elsewhere: boolean };

/** How many reports are expected below large units, as it is kept for them, by row, period and slot. */
export const expectedTotalColumns = async (
  tx: Tx,
  { ids, rows: places, began }: Members & { began: readonly boolean[] },
  periods: readonly OwedPeriod[],
  line: string,
  slots: readonly number[],
): Promise<ExpectedColumns> => {
  if (ids.length === 0 || slots.length === 0) return noneExpected;
  const { rows } = await sql<Record<string, number[] | null>>`
    select ${expectedAsColumns(slots)}
    from (
      select member.row, w.at, ${sql.join(
        slots.map((slot, at) => sql`coalesce(sum(e.n[${sql.lit(slot)}]), 0) as ${named('n', at)}`),
      )}
      from figures.expected_total e
      join unnest(${listOf(ids)}::integer[], ${listOf(places)}::integer[], ${[...began]}::boolean[]) as member (id, row, began)
        on member.id = e.unit_id
      join unnest(${listOf(periods.map(({ periodId }) => periodId))}::integer[], ${listOf(periods.map(({ at }) => at))}::integer[],
                  ${periods.map(({ elsewhere }) => elsewhere)}::boolean[]) as w (period_id, at, elsewhere) on w.period_id = e.period_id
      where e.unit_id = any(${listOf([...new Set(ids)])}::integer[]) and e.line = ${line} and not (member.began and w.elsewhere)
        and e.period_id = any(${listOf([...new Set(periods.map(({ periodId }) => periodId))])}::integer[])
      group by member.row, w.at
    ) expected`.execute(tx);
  return toExpected(rows[0] ?? {}, slots);
};

const periodsIn = async (
  tx: Tx,
  periodIds: readonly number[],
  table: RawBuilder<unknown>,
  condition: RawBuilder<unknown>,
): Promise<Set<number>> => {
  if (periodIds.length === 0) return new Set();
  const { rows } = await sql<{ id: number }>`
    select id from unnest(${listOf(periodIds)}::integer[]) as asked (id)
    where exists (select from ${table} s where s.period_id = asked.id ${condition})`.execute(tx);
  return new Set(rows.map(({ id }) => id));
};

/** Which of these periods hold any sheet of a reading, as far as the post may see. */
export const periodsWithSheets = (tx: Tx, periodIds: readonly number[], reading: string): Promise<Set<number>> =>
  periodsIn(tx, periodIds, sql`figures.sheet`, sql`and s.reading = ${reading}`);

/** For which of these periods anything is expected of anybody. */
export const periodsOwed = (tx: Tx, periodIds: readonly number[]): Promise<Set<number>> =>
  periodsIn(tx, periodIds, sql`figures.expectation`, sql``);

export type UnitAsked = {
  id: number;
  level: string;
  /** The days on which it stands in the tree without a gap; null bounds are open. `steady` is false where there are gaps. */
  from: string | null;
  to: string | null;
  steady: boolean;
};

/** Level and days in force of units, in the order asked. */
export const unitsAsked = async (tx: Tx, ids: readonly number[]): Promise<UnitAsked[]> => {
  if (ids.length === 0) return [];
  const { rows } = await sql<{
    ids: number[] | null;
    levels: string[];
    from: (string | null)[];
    to: (string | null)[];
    steady: boolean[];
  }>`
    select json_agg(id) as ids, json_agg(level) as levels, json_agg(lower(days)::text) as "from",
           json_agg((upper(days) - 1)::text) as "to", json_agg(pieces = 1) as steady
    from (
      select u.id, u.level, count(r.during) as pieces, range_merge(range_agg(r.during)) as days
      from org.unit u left join org.reach r on r.descendant_id = u.id and r.ancestor_id = u.id
      where u.id = any(${listOf(ids)}::integer[])
      group by u.id
    ) units`.execute(tx);
  const [found] = rows;
  if (!found?.ids) return [];
  const byId = new Map(
    found.ids.map((id, at) => [
      id,
      {
        id,
        level: found.levels[at] ?? '',
        from: found.from[at] ?? null,
        to: found.to[at] ?? null,
        steady: found.steady[at] ?? false,
      },
    ]),
  );
  return ids.map((id) => byId.get(id) ?? { id, level: '', from: null, to: null, steady: false });
};

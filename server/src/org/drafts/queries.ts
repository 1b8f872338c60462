/** Change sets being prepared, and what their rules ask about units. */
import type { CivilDate } from '@app/contract/kernel/period.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import type { ChangeItem, DraftInput } from '@app/contract/org/drafts/routes.ts';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';
import type { UnitFact } from './facts.ts';

export type DraftRow = {
  id: number;
  unitId: number;
  unitName: string;
  title: Words;
  effectiveOn: CivilDate | null;
  legalBasis: string;
  items: ChangeItem[];
  version: number;
  changedAt: Date;
  appliedAs: number | null;
};

const drafts = (where = sql`true`) => sql<DraftRow>`
  select d.id, d.unit_id, d.title, d.effective_on, d.legal_basis, d.items, d.version, d.changed_at, d.applied_as,
    (select s.full_name from org.unit_state s where s.unit_id = d.unit_id order by s.during desc limit 1) as unit_name
  from org.change_draft d where ${where} order by d.applied_as nulls first, d.effective_on desc nulls first, d.id desc`;

/** The drafts the asking post may see: those being prepared first, then the applied ones, newest first. */
export const listDrafts = async (tx: Tx): Promise<DraftRow[]> => (await drafts().execute(tx)).rows;

/** A draft; null when there is none, or it may not be seen. */
export const findDraft = async (tx: Tx, id: number): Promise<DraftRow | null> =>
  (await drafts(sql`d.id = ${id}`).execute(tx)).rows[0] ?? null;

/** Holds a draft until the end of the transaction. */
export const holdDraft = async (tx: Tx, id: number): Promise<void> => {
  await sql`select id from org.change_draft where id = ${id} for update`.execute(tx);
};

export const insertDraft = async (
  tx: Tx,
  unitId: number,
  { title, effectiveOn, legalBasis, items }: DraftInput,
  now: Date,
): Promise<number> => {
  const { rows } = await sql<{ id: number }>`
    insert into org.change_draft (unit_id, title, effective_on, legal_basis, items, changed_at)
    values (${unitId}, ${JSON.stringify(title)}::jsonb, ${effectiveOn}::date, ${legalBasis}, ${JSON.stringify(items)}::jsonb, ${now})
    returning id`.execute(tx);
  return rows[0]?.id ?? 0;
};

/** Keeps a draft; answers its new version, or null when somebody else has kept it meanwhile. */
export const updateDraft = async (
  tx: Tx,
  id: number,
  { version, title, effectiveOn, legalBasis, items }: DraftInput & { version: number },
  now: Date,
): Promise<number | null> => {
  const { rows } = await sql<{ version: number }>`
    update org.change_draft set title = ${JSON.stringify(title)}::jsonb, effective_on = ${effectiveOn}::date,
      legal_basis = ${legalBasis}, items = ${JSON.stringify(items)}::jsonb, version = version + 1, changed_at = ${now}
    where id = ${id} and version = ${version} returning version`.execute(tx);
  return rows[0]?.version ?? null;
};

export const deleteDraft = async (tx: Tx, id: number): Promise<void> => {
  await sql`delete from org.change_draft where id = ${id}`.execute(tx);
};

/** What a draft has become; null: it is prepared again. Written by the owner of the database alone. */
export const setApplied = async (tx: Tx, id: number, changeSetId: number | null): Promise<void> => {
  await sql`update org.change_draft set applied_as = ${changeSetId} where id = ${id}`.execute(tx);
};

const factFields = (preparedBy: number, eve: CivilDate) => sql`
  s.unit_id as id, coalesce(s.code, '') as code, s.name, s.full_name, u.level, s.type, s.parent_id, upper(s.during) as until,
  exists (select from org.reach r where r.ancestor_id = ${preparedBy} and r.descendant_id = s.unit_id and r.depth > 0
    and r.during @> ${eve}::date) as below`;

/** Units as they stand on the eve, as seen from the unit whose administrator prepares the change. */
export const factsOfUnits = async (
  tx: Tx,
  ids: readonly number[],
  preparedBy: number,
  eve: CivilDate,
): Promise<UnitFact[]> =>
  (
    await sql<UnitFact>`
      select ${factFields(preparedBy, eve)}
      from org.unit_state s join org.unit u on u.id = s.unit_id
      where s.unit_id = any(${[...ids]}::integer[]) and s.during @> ${eve}::date`.execute(tx)
  ).rows;

/** The units directly below these on the eve. */
export const factsOfChildren = async (
  tx: Tx,
  parents: readonly number[],
  preparedBy: number,
  eve: CivilDate,
): Promise<UnitFact[]> =>
  (
    await sql<UnitFact>`
      select ${factFields(preparedBy, eve)}
      from org.unit_state s join org.unit u on u.id = s.unit_id
      where s.parent_id = any(${[...parents]}::integer[]) and s.during @> ${eve}::date
      order by s.folded, s.unit_id`.execute(tx)
  ).rows;

/** Who carries these codes on a day or later. */
export const carriersOf = async (
  tx: Tx,
  codes: readonly string[],
  from: CivilDate,
): Promise<{ code: string; id: number; fullName: string }[]> =>
  (
    await sql<{ code: string; id: number; fullName: string }>`
      select distinct on (s.code) s.code, s.unit_id as id, s.full_name
      from org.unit_state s
      where s.code = any(${[...codes]}::text[]) and s.during && daterange(${from}::date, null)
      order by s.code, s.during`.execute(tx)
  ).rows;

/** These units and all that stand above them on a day, with their names. */
export const withAncestors = async (
  tx: Tx,
  ids: readonly number[],
  on: CivilDate,
): Promise<{ id: number; fullName: string }[]> =>
  (
    await sql<{ id: number; fullName: string }>`
      select distinct r.ancestor_id as id, s.full_name
      from org.reach r join org.unit_state s on s.unit_id = r.ancestor_id and s.during @> ${on}::date
      where r.descendant_id = any(${[...ids]}::integer[]) and r.during @> ${on}::date`.execute(tx)
  ).rows;

/** The nearest unit that holds what became of each of these on a day: where figures stand that nobody can divide. */
export const standingAt = async (
  tx: Tx,
  ids: readonly number[],
  on: CivilDate,
): Promise<{ id: number; standsAt: string }[]> =>
  (
    await sql<{ id: number; standsAt: string }>`
      select distinct on (r.descendant_id) r.descendant_id as id, s.full_name as stands_at
      from org.reach r join org.unit_state s on s.unit_id = r.ancestor_id and s.during @> ${on}::date
      where r.descendant_id = any(${[...ids]}::integer[]) and r.during @> ${on}::date
      order by r.descendant_id, r.depth`.execute(tx)
  ).rows;

export type Place = { unitId: number; code: string; fullName: string; parent: string | null };

/** Units in their state on a day, with the name of what stands above. */
export const placesOn = async (tx: Tx, ids: readonly number[], on: CivilDate): Promise<Place[]> =>
  (
    await sql<Place>`
      select s.unit_id, coalesce(s.code, '') as code, s.full_name, above.full_name as parent
      from org.unit_state s
      left join org.unit_state above on above.unit_id = s.parent_id and above.during @> ${on}::date
      where s.unit_id = any(${[...ids]}::integer[]) and s.during @> ${on}::date`.execute(tx)
  ).rows;

export const bodyNames = async (tx: Tx, unitIds: readonly number[]): Promise<Words[]> =>
  (
    await sql<{ name: Words }>`
      select name from org.body where unit_id = any(${[...unitIds]}::integer[]) order by unit_id, id`.execute(tx)
  ).rows.map(({ name }) => name);

export type Naming = { schema: string; table: string; unitId: number; count: number };

/**
 * Rows of every table that point to these units or to their bodies, table by table: asked of the foreign keys themselves, so
 * that no room can be forgotten.
 */
export const rowsNaming = async (tx: Tx, unitIds: readonly number[]): Promise<Naming[]> => {
  const { rows: keys } = await sql<{ schema: string; table: string; column: string; toBody: boolean }>`
    select n.nspname as schema, c.relname as table, a.attname as column, k.confrelid = 'org.body'::regclass as to_body
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.confrelid in ('org.unit'::regclass, 'org.body'::regclass)
    order by 1, 2, 3`.execute(tx);
  const found: Naming[] = [];
  for (const { schema, table, column, toBody } of keys) {
    const named = sql.table(`${schema}.${table}`);
    const at = sql.ref(`named.${column}`);
    const { rows } = await (toBody
      ? sql<{ unitId: number; count: number }>`
          select b.unit_id, count(*)::integer as count from ${named} named join org.body b on b.id = ${at}
          where b.unit_id = any(${[...unitIds]}::integer[]) group by 1`
      : sql<{ unitId: number; count: number }>`
          select ${at} as unit_id, count(*)::integer as count from ${named} named
          where ${at} = any(${[...unitIds]}::integer[]) group by 1`
    ).execute(tx);
    found.push(...rows.map((row) => ({ schema, table, ...row })));
  }
  return found;
};

/** The foreign keys to units and bodies, by the table that holds them. */
export const tablesNaming = async (tx: Tx): Promise<{ schema: string; table: string }[]> =>
  (
    await sql<{ schema: string; table: string }>`
      select distinct n.nspname as schema, c.relname as table
      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      where k.contype = 'f' and k.confrelid in ('org.unit'::regclass, 'org.body'::regclass)`.execute(tx)
  ).rows;

/** What an applied change set has touched: units it began, units it ended, units it changed, and its day. */
export type Touched = { on: CivilDate; begun: number[]; ended: number[]; changed: number[] };
export const touchedBy = async (tx: Tx, changeSetId: number): Promise<Touched | null> =>
  (
    await sql<Touched>`
      with own as (
        select s.unit_id, exists (select from org.unit_state b where b.unit_id = s.unit_id and b.during << s.during) as went_on
        from org.unit_state s where s.change_set_id = ${changeSetId}
      ), gone as (
        select distinct p.predecessor_id as id from org.succession p where p.change_set_id = ${changeSetId}
          and p.predecessor_id not in (select unit_id from own)
      )
      select c.effective_on as "on",
        array(select unit_id from own where not went_on order by 1) as begun,
        array(select unit_id from own where went_on order by 1) as changed,
        array(select id from gone order by 1) as ended
      from org.change_set c where c.id = ${changeSetId} and c.effective_on is not null`.execute(tx)
  ).rows[0] ?? null;

/** Who followed whom in a change set. */
export const successionsIn = async (
  tx: Tx,
  changeSetId: number,
): Promise<{ predecessorId: number; successorId: number; weight: number | null }[]> =>
  (
    await sql<{ predecessorId: number; successorId: number; weight: number | null }>`
      select predecessor_id, successor_id, weight from org.succession where change_set_id = ${changeSetId}
      order by 1, 2`.execute(tx)
  ).rows;

/** The units that a change set puts below another parent. */
export const movedIn = async (tx: Tx, changeSetId: number): Promise<number[]> =>
  (
    await sql<{ id: number }>`
      select s.unit_id as id from org.unit_state s
      join org.unit_state before on before.unit_id = s.unit_id and upper(before.during) = lower(s.during)
      where s.change_set_id = ${changeSetId} and s.parent_id is distinct from before.parent_id order by 1`.execute(tx)
  ).rows.map(({ id }) => id);

/** Later change sets that rest on one: they changed its units again, put others below its new ones, or took from them. */
export const laterSets = async (tx: Tx, changeSetId: number, { begun, changed }: Touched): Promise<Words[]> => {
  const taking = (await successionsIn(tx, changeSetId)).map(({ successorId }) => successorId);
  const goneOn = [...begun, ...changed, ...taking];
  return (
    await sql<{ title: Words }>`
      select c.title from org.change_set c
      where c.id <> ${changeSetId} and (
        exists (select from org.unit_state s where s.change_set_id = c.id and (
          s.parent_id = any(${begun}::integer[]) or (s.unit_id = any(${goneOn}::integer[])
            and lower(s.during) > (select effective_on from org.change_set where id = ${changeSetId}))))
        or exists (select from org.succession p where p.change_set_id = c.id and (
          p.successor_id = any(${begun}::integer[]) or (p.predecessor_id = any(${goneOn}::integer[])
            and p.effective_on > (select effective_on from org.change_set where id = ${changeSetId})))))
      order by c.effective_on, c.id`.execute(tx)
  ).rows.map(({ title }) => title);
};

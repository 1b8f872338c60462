/** Writes change sets. Runs on the owner's connection: the runtime role may not write units. */
import type { CivilDate } from '@app/contract/kernel/period.ts';
import type pg from 'pg';
import type { PlannedBody } from '../body.ts';
import type { PlannedChange, PlannedState } from './change.ts';

/** A connection of the owner: a client, or one taken from a pool. */
export type Owner = pg.ClientBase;

export type AppliedChange = Pick<PlannedChange, 'effectiveOn' | 'title'> & {
  id: number;
  begun: number;
  changed: number;
  ended: number;
  successions: number;
};

const LOCK = `hashtext('org.import')`;

/** One import at a time: a second one waits and then finds the work done. */
export const withImportLock = async <T>(owner: Owner, work: () => Promise<T>): Promise<T> => {
  await owner.query(`select pg_advisory_lock(${LOCK})`);
  try {
    return await work();
  } finally {
    await owner.query(`select pg_advisory_unlock(${LOCK})`);
  }
};

/** The same until the end of the transaction: imports and prepared change sets wait for each other. */
export const holdUnits = async (owner: Owner): Promise<void> => {
  await owner.query(`select pg_advisory_xact_lock(${LOCK})`);
};

/** The applied change sets, by day and by what they rested on. */
export const appliedSets = async (owner: Owner): Promise<{ effectiveOn: CivilDate | null; sourceHash: string }[]> =>
  (
    await owner.query<{ effectiveOn: CivilDate | null; sourceHash: string }>(
      `select effective_on::text as "effectiveOn", source_hash as "sourceHash" from org.change_set`,
    )
  ).rows;

/** What else has to follow a change set in its own transaction, for example totals that stand on the tree. */
export type AfterChange = (owner: Owner, applied: AppliedChange) => Promise<unknown>;

/** Applies one change set in one transaction, with its audit entry and what follows from it: all of it stands, or nothing. */
export const applyChange = async (
  owner: Owner,
  change: PlannedChange,
  { sourceHash, now, after, by }: { sourceHash: string; now: Date; after: AfterChange; by: string },
): Promise<AppliedChange> => {
  await owner.query('begin');
  try {
    const { applied } = await writeChange(owner, change, sourceHash, now);
    await after(owner, applied);
    await owner.query(
      `insert into kernel.audit (at, request_id, user_id, action, subject, after)
       values ($1, 'system', 'system', 'org.applyChangeSet', 'change-set:' || $2::integer, $3)`,
      [now, applied.id, JSON.stringify({ ...applied, by })],
    );
    await owner.query('commit');
    return applied;
  } catch (error) {
    await owner.query('rollback');
    throw error;
  }
};

/** What was written, with the units by their codes on the eve and on the day itself. */
export type WrittenChange = {
  applied: AppliedChange;
  before: ReadonlyMap<string, number>;
  after: ReadonlyMap<string, number>;
};

/** Writes one change set inside the caller's transaction: units, states, successions, bodies, and who stands above whom. */
export const writeChange = async (
  owner: Owner,
  change: PlannedChange,
  sourceHash: string,
  now: Date,
): Promise<WrittenChange> => {
  const setId = await insertChangeSet(owner, change, sourceHash, now);
  const eve = await unitsOnEve(owner, change.effectiveOn);
  const begins = change.states.filter((state) => state.continues === null);
  const ids = await insertUnits(owner, begins);
  const after = new Map(eve);
  for (const old of change.ends) after.delete(old);
  for (const [at, state] of begins.entries()) after.set(state.code, known(ids, at));
  for (const state of change.states) if (state.continues) after.set(state.code, known(eve, state.continues));

  const continued = change.states.flatMap((state) => (state.continues ? [known(eve, state.continues)] : []));
  const ended = change.ends.map((old) => known(eve, old));
  await endStates(owner, [...ended, ...continued], change.effectiveOn);
  await insertStates(owner, change, setId, after);
  await insertSuccessions(owner, change, setId, eve, after);
  await upsertBodies(
    owner,
    change.states.flatMap(({ code, bodies }) => bodies.map((body) => ({ unitId: known(after, code), ...body }))),
  );
  if (begins.length > 0 || ended.length > 0 || (await movesUnits(owner, setId))) await rebuildReach(owner);
  const applied: AppliedChange = {
    id: setId,
    effectiveOn: change.effectiveOn,
    title: change.title,
    begun: begins.length,
    changed: continued.length,
    ended: ended.length,
    successions: change.successions.length,
  };
  return { applied, before: eve, after };
};

/** Every code of a planned change has been checked against the register it came from. */
const known = <K>(ids: ReadonlyMap<K, number> | readonly number[], key: K): number => {
  const id = Array.isArray(ids) ? ids[key as number] : (ids as ReadonlyMap<K, number>).get(key);
  if (id === undefined) throw new Error(`no unit behind ${String(key)}`);
  return id;
};

const insertChangeSet = async (owner: Owner, change: PlannedChange, sourceHash: string, now: Date): Promise<number> => {
  const { rows } = await owner.query<{ id: number }>(
    `insert into org.change_set (title, effective_on, legal_basis, source_hash, applied_at)
     values ($1, $2, $3, $4, $5) returning id`,
    [JSON.stringify(change.title), change.effectiveOn, change.legalBasis, sourceHash, now],
  );
  return known(
    rows.map((row) => row.id),
    0,
  );
};

const unitsOnEve = async (owner: Owner, on: CivilDate | null): Promise<Map<string, number>> => {
  const { rows } = await owner.query<{ code: string; id: number }>(
    `select code, unit_id as id from org.unit_state where code is not null and during @> ($1::date - 1)`,
    [on],
  );
  return new Map(rows.map(({ code, id }) => [code, id]));
};

/** New units, their ids in the order of the states. */
const insertUnits = async (owner: Owner, states: readonly PlannedState[]): Promise<number[]> => {
  const { rows } = await owner.query<{ id: number }>(
    `select nextval(pg_get_serial_sequence('org.unit', 'id'))::integer as id from generate_series(1, $1)`,
    [states.length],
  );
  const ids = rows.map((row) => row.id);
  await owner.query(
    `insert into org.unit (id, level) overriding system value select * from unnest($1::integer[], $2::text[])`,
    [ids, states.map((state) => state.level)],
  );
  return ids;
};

const endStates = async (owner: Owner, units: readonly number[], on: CivilDate | null): Promise<void> => {
  await owner.query(
    `update org.unit_state set during = daterange(lower(during), $2::date)
     where unit_id = any($1::integer[]) and during @> ($2::date - 1)`,
    [units, on],
  );
};

const insertStates = async (
  owner: Owner,
  change: PlannedChange,
  setId: number,
  after: ReadonlyMap<string, number>,
): Promise<void> => {
  const rows = change.states.map(({ parentCode, ...state }) => ({
    ...state,
    unitId: known(after, state.code),
    parentId: parentCode === null ? null : known(after, parentCode),
  }));
  await owner.query(
    `insert into org.unit_state
       (unit_id, code, name, full_name, folded, type, parent_id, during, change_set_id, legal_basis)
     select "unitId", code, name, "fullName", folded, type, "parentId", daterange($2::date, null), $3, "legalBasis"
     from jsonb_to_recordset($1) as state
       ("unitId" integer, code text, name text, "fullName" text, folded text, type text, "parentId" integer, "legalBasis" text)`,
    [JSON.stringify(rows), change.effectiveOn, setId],
  );
};

/** Whether a unit that went on stands under another parent than before. */
const movesUnits = async (owner: Owner, setId: number): Promise<boolean> => {
  const { rowCount } = await owner.query(
    `select from org.unit_state s
     join org.unit_state before on before.unit_id = s.unit_id and upper(before.during) = lower(s.during)
     where s.change_set_id = $1 and s.parent_id is distinct from before.parent_id limit 1`,
    [setId],
  );
  return rowCount !== 0;
};

/** The planner must know how many rows have just come, or it joins them one by one. */
export const rebuildReach = async (owner: Owner): Promise<void> => {
  await owner.query('analyze org.unit_state, org.succession');
  await owner.query('call org.rebuild_reach()');
};

const insertSuccessions = async (
  owner: Owner,
  change: PlannedChange,
  setId: number,
  eve: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): Promise<void> => {
  const rows = change.successions.map(({ oldCode, newCode, ...pair }) => ({
    ...pair,
    predecessorId: known(eve, oldCode),
    successorId: known(after, newCode),
  }));
  await owner.query(
    `insert into org.succession
       (predecessor_id, successor_id, effective_on, kind, scope, weight, legal_basis, clause, note, change_set_id)
     select "predecessorId", "successorId", $2::date, kind, scope, weight, "legalBasis", clause, note, $3
     from jsonb_to_recordset($1) as pair
       ("predecessorId" integer, "successorId" integer, kind text, scope text, weight numeric, "legalBasis" text, clause text, note text)`,
    [JSON.stringify(rows), change.effectiveOn, setId],
  );
};

/** Bodies of units; one that stands already takes the new name of its unit. */
export const upsertBodies = async (
  owner: Owner,
  bodies: readonly (PlannedBody & { unitId: number })[],
): Promise<number[]> => {
  const { rows } = await owner.query<{ id: number }>(
    `insert into org.body (unit_id, kind, line, name, standing)
     select "unitId", kind, line, name, standing
     from jsonb_to_recordset($1) as body ("unitId" integer, kind text, line text, name jsonb, standing boolean)
     on conflict (unit_id, kind) do update set name = excluded.name
     returning id`,
    [JSON.stringify(bodies)],
  );
  return rows.map((row) => row.id);
};

/** The latest name of a unit, by which its bodies are called; null when there is no such unit. */
export const latestName = async (
  owner: Owner,
  unitId: number,
): Promise<{ level: string; type: string; name: string; fullName: string } | null> => {
  const { rows } = await owner.query<{ level: string; type: string; name: string; fullName: string }>(
    `select u.level, s.type, s.name, s.full_name as "fullName"
     from org.unit u join org.unit_state s on s.unit_id = u.id
     where u.id = $1 order by s.during desc limit 1`,
    [unitId],
  );
  return rows[0] ?? null;
};

/** Fresh statistics, so that the first questions after an import are planned well. */
export const analyze = async (owner: Owner): Promise<void> => {
  await owner.query('analyze org.unit, org.unit_state, org.succession, org.reach, org.body');
};

import type { CivilDate } from '@app/contract/kernel/period.ts';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';

export type ShareRow = { predecessorId: number; successorId: number; on: CivilDate; weight: number };

/** The shares of every decision that stands. */
export const sharesInForce = async (tx: Tx): Promise<ShareRow[]> =>
  (
    await sql<ShareRow>`
      select d.predecessor_id, s.successor_id, d.effective_on as "on", s.weight
      from figures.division_decision d join figures.division_share s on s.decision_id = d.id
      where d.withdrawn_at is null`.execute(tx)
  ).rows;

export type DecisionRow = {
  id: number;
  predecessorId: number;
  on: CivilDate;
  basis: string;
  madeAt: Date;
  madeBy: number;
  withdrawnAt: Date | null;
};

/** The decisions about these units that stand. */
export const decisionsOf = async (tx: Tx, predecessorIds: readonly number[]): Promise<DecisionRow[]> =>
  (
    await sql<DecisionRow>`
      select id, predecessor_id, effective_on as "on", basis, made_at, made_by, withdrawn_at
      from figures.division_decision
      where predecessor_id = any(${[...predecessorIds]}::integer[]) and withdrawn_at is null order by id`.execute(tx)
  ).rows;

/** One decision, also a withdrawn one. */
export const findDecision = async (tx: Tx, id: number): Promise<DecisionRow | null> =>
  (
    await sql<DecisionRow>`
      select id, predecessor_id, effective_on as "on", basis, made_at, made_by, withdrawn_at
      from figures.division_decision where id = ${id}`.execute(tx)
  ).rows[0] ?? null;

/** One decision about divisions after the other: the weights of a unit are judged together. */
export const holdDivisions = async (tx: Tx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(20261123, hashtext('figures.division_decision'))`.execute(tx);
};

/** Keeps a decision and its shares; its id. */
export const insertDecision = async (
  tx: Tx,
  decision: { unit: number; on: CivilDate; basis: string; madeAt: Date; madeBy: number },
  shares: readonly { unit: number; weight: number }[],
): Promise<number> => {
  const { id } = await tx
    .insertInto('figures.divisionDecision')
    .values({
      predecessorId: decision.unit,
      effectiveOn: decision.on,
      basis: decision.basis,
      madeAt: decision.madeAt,
      madeBy: decision.madeBy,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('figures.divisionShare')
    .values(shares.map(({ unit, weight }) => ({ decisionId: id, successorId: unit, weight })))
    .execute();
  return id;
};

/** Withdraws a decision; it stays, and counts no more. */
export const withdrawDecision = async (tx: Tx, id: number, now: Date, by: number): Promise<void> => {
  await tx
    .updateTable('figures.divisionDecision')
    .set({ withdrawnAt: now, withdrawnBy: by })
    .where('id', '=', id)
    .execute();
};

import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';

export type NewEdition = {
  unitId: number;
  periodId: number;
  line: string;
  form: string;
  number: string;
  issuedOn: string;
  issuedAt: Date;
  signerPostId: number;
  supersedesId: number | null;
  reason: string | null;
  /** The cells that the form fills. */
  slots: readonly number[];
  /** Cells of other forms that its ratios and averages rest on. */
  parts: readonly number[];
};

/**
 * Freezes the accepted figures of a form, of a unit and of everything below it, on the tree at the end of the period. The database
 * writes the edition itself; nobody else may.
 */
export const freeze = async (tx: Tx, edition: NewEdition): Promise<{ id: number; hash: string; figures: number }> => {
  const { rows } = await sql<{ id: number; hash: string; figures: number }>`
    select * from figures.freeze(${edition.unitId}::integer, ${edition.periodId}::integer, ${edition.line}, ${edition.form}, ${edition.number},
      ${edition.issuedOn}::date, ${edition.issuedAt}::timestamptz, ${edition.signerPostId}::integer, ${edition.supersedesId}::integer, ${edition.reason}::text,
      ${[...edition.slots]}::integer[], ${[...edition.parts]}::integer[])`.execute(tx);
  const [issued] = rows;
  if (!issued) throw new Error('the database froze nothing');
  return issued;
};

/** The hash of an edition's frozen rows and head as they stand now; differs from the kept one when somebody touched them. */
export const hashToday = async (tx: Tx, editionId: number): Promise<string> => {
  const { rows } = await sql<{ hash: string }>`select figures.hash_of(${editionId}::integer) as hash`.execute(tx);
  return rows[0]?.hash ?? '';
};

const editions = (tx: Tx) =>
  tx
    .selectFrom('figures.edition as e')
    .innerJoin('figures.period as p', 'p.id', 'e.periodId')
    .select((at) => [
      'e.id',
      'e.unitId',
      'e.periodId',
      'p.code as period',
      'e.line',
      'e.form',
      'e.number',
      'e.issuedOn',
      'e.issuedAt',
      'e.signerPostId',
      'e.hash',
      'e.supersedesId',
      'e.reason',
      'e.slots',
      at
        .exists(
          at.selectFrom('figures.edition as later').select('later.id').whereRef('later.supersedesId', '=', 'e.id'),
        )
        .as('isSuperseded'),
    ]);

/** The editions of a unit, period and form, newest first. */
export const editionsOf = (tx: Tx, unitId: number, periodId: number, form: string) =>
  editions(tx)
    .where('e.unitId', '=', unitId)
    .where('e.periodId', '=', periodId)
    .where('e.form', '=', form)
    .orderBy('e.id', 'desc')
    .execute();

export const editionById = (tx: Tx, id: number) => editions(tx).where('e.id', '=', id).executeTakeFirst();

/** The editions of a line that hold for a unit and period today, one for each form issued, newest first. */
export const standingEditions = (tx: Tx, unitId: number, periodId: number, line: string) =>
  editions(tx)
    .where('e.unitId', '=', unitId)
    .where('e.periodId', '=', periodId)
    .where('e.line', '=', line)
    .where((where) =>
      where.not(
        where.exists(
          where.selectFrom('figures.edition as by').select('by.id').whereRef('by.supersedesId', '=', 'e.id'),
        ),
      ),
    )
    .orderBy('e.id', 'desc')
    .execute();

/** Which of these units have issued an edition of a period and form. */
export const unitsIssued = async (
  tx: Tx,
  unitIds: readonly number[],
  periodId: number,
  form: string,
): Promise<Set<number>> => {
  if (unitIds.length === 0) return new Set();
  const rows = await tx
    .selectFrom('figures.edition')
    .select('unitId')
    .distinct()
    .where('unitId', 'in', [...unitIds])
    .where('periodId', '=', periodId)
    .where('form', '=', form)
    .execute();
  return new Set(rows.map((row) => row.unitId));
};

/** The frozen row of one unit in an edition. */
export const frozenTotals = (tx: Tx, editionId: number, unitId: number) =>
  tx
    .selectFrom('figures.editionTotal')
    .select(['sum', 'n', 'rolled', 'atLeast', 'about'])
    .where('editionId', '=', editionId)
    .where('unitId', '=', unitId)
    .executeTakeFirst();

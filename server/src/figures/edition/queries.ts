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

export type PublishedRow = {
  id: number;
  /** The unit whose figures these are; `issuerId` is it, or a unit above it, so many steps away. */
  unitId: number;
  issuerId: number;
  depth: number;
  periodId: number;
  line: string;
  number: string;
  issuedOn: string;
  /** What its form fills; null in editions of before, which hold the whole line. */
  slots: number[] | null;
  /** Sum, n, rolled, at least and about of each asked slot in turn. */
  cells: (number | null)[];
};

/** The frozen rows of units in the editions that stand, of the unit itself and of those above it; the nearest first, then the newest. */
export const publishedRows = async (
  tx: Tx,
  unitIds: readonly number[],
  periodIds: readonly number[],
  lines: readonly string[],
  slots: readonly number[],
): Promise<PublishedRow[]> => {
  if (unitIds.length === 0 || slots.length === 0) return [];
  const { rows } = await sql<PublishedRow>`
    select e.id, t.unit_id, e.unit_id as issuer_id, r.depth, e.period_id, e.line, e.number, e.issued_on, e.slots,
           array[${sql.join(
             slots.map(
               (slot) =>
                 sql`t.sum[${sql.lit(slot)}], t.n[${sql.lit(slot)}], t.rolled[${sql.lit(slot)}], t.at_least[${sql.lit(slot)}], t.about[${sql.lit(slot)}]`,
             ),
           )}]::numeric[] as cells
    from figures.edition e
    join figures.period p on p.id = e.period_id
    join figures.edition_total t on t.edition_id = e.id
    join unnest(${[...unitIds]}::integer[]) as asked (id) on asked.id = t.unit_id
    join org.reach r on r.ancestor_id = e.unit_id and r.descendant_id = t.unit_id and r.during @> (upper(p.during) - 1)
    where e.period_id = any(${[...periodIds]}::integer[]) and e.line = any(${[...lines]}::text[])
      and not exists (select from figures.edition later where later.supersedes_id = e.id)
    order by r.depth, e.id desc`.execute(tx);
  return rows;
};

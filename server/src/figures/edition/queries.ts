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
};

// Every stored digit of the frozen rows in a fixed order; sums without superfluous zeros.
const hashOf = sql`encode(sha256(convert_to(coalesce(string_agg(
  concat_ws('|', unit_id, array(select coalesce(trim_scale(s)::text, '-') from unnest(sum) with ordinality as a (s, i) order by i)::text, n::text, rolled::text, at_least::text, about::text),
  E'\n' order by unit_id), ''), 'UTF8')), 'hex')`;

/** Freezes the accepted totals of a unit and of everything below it, on the tree at the end of the period. */
export const freeze = async (tx: Tx, edition: NewEdition): Promise<{ id: number; hash: string; figures: number }> => {
  const { rows: heads } = await sql<{ id: number }>`
    insert into figures.edition (unit_id, period_id, line, form, number, issued_on, issued_at, signer_post_id, hash, supersedes_id, reason)
    with frozen as (
      select t.* from figures.total t
      join figures.period p on p.id = t.period_id
      join org.reach r on r.descendant_id = t.unit_id and r.ancestor_id = ${edition.unitId} and r.during @> (upper(p.during) - 1)
      where t.period_id = ${edition.periodId} and t.line = ${edition.line} and t.reading = 'accepted'
    )
    select ${edition.unitId}, ${edition.periodId}, ${edition.line}, ${edition.form}, ${edition.number}, ${edition.issuedOn}::date, ${edition.issuedAt},
           ${edition.signerPostId}, ${hashOf}, ${edition.supersedesId}, ${edition.reason}
    from frozen
    returning id`.execute(tx);
  const id = heads[0]?.id ?? 0;
  await sql`
    insert into figures.edition_total (edition_id, unit_id, sum, n, rolled, at_least, about)
    select ${id}, t.unit_id, t.sum, t.n, t.rolled, t.at_least, t.about
    from figures.total t
    join figures.period p on p.id = t.period_id
    join org.reach r on r.descendant_id = t.unit_id and r.ancestor_id = ${edition.unitId} and r.during @> (upper(p.during) - 1)
    where t.period_id = ${edition.periodId} and t.line = ${edition.line} and t.reading = 'accepted'`.execute(tx);
  const { rows } = await sql<{ hash: string; figures: number }>`
    select (select hash from figures.edition where id = ${id}) as hash,
           (select count(*) from figures.edition_total e cross join unnest(e.sum) as s where e.edition_id = ${id} and s is not null)::integer as figures`.execute(
    tx,
  );
  return { id, hash: rows[0]?.hash ?? '', figures: rows[0]?.figures ?? 0 };
};

/** The hash of an edition's frozen rows as they stand now; differs from the kept one when somebody touched them. */
export const hashToday = async (tx: Tx, editionId: number): Promise<string> => {
  const { rows } = await sql<{
    hash: string;
  }>`select ${hashOf} as hash from figures.edition_total where edition_id = ${editionId}`.execute(tx);
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

/** The newest edition that froze a line's totals of a unit and period. */
export const newestEdition = (tx: Tx, unitId: number, periodId: number, line: string) =>
  editions(tx)
    .where('e.unitId', '=', unitId)
    .where('e.periodId', '=', periodId)
    .where('e.line', '=', line)
    .orderBy('e.id', 'desc')
    .limit(1)
    .executeTakeFirst();

/** The frozen row of one unit in an edition. */
export const frozenTotals = (tx: Tx, editionId: number, unitId: number) =>
  tx
    .selectFrom('figures.editionTotal')
    .select(['sum', 'n', 'rolled', 'atLeast', 'about'])
    .where('editionId', '=', editionId)
    .where('unitId', '=', unitId)
    .executeTakeFirst();

/** Ids of all editions, for verification. */
export const allEditions = (tx: Tx) => tx.selectFrom('figures.edition').select(['id', 'hash']).orderBy('id').execute();

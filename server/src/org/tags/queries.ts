import type { CivilDate } from '@app/contract/kernel/period.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';
import type { AreaTag } from '../queries.ts';

/** The units that carry a tag on a day, as far as the post may see tags. */
export const tagsOn = async (tx: Tx, tag: AreaTag, on: CivilDate): Promise<number[]> =>
  (
    await sql<{ unitId: number }>`
      select unit_id from org.area_tag where tag = ${tag} and during @> ${on}::date order by unit_id`.execute(tx)
  ).rows.map((row) => row.unitId);

type TagRow = { id: number; unitId: number; tag: AreaTag; from: CivilDate; to: CivilDate | null; basis: string };

const tagRows = async (tx: Tx, where: RawBuilder<unknown>): Promise<TagRow[]> =>
  (
    await sql<TagRow>`
      select id, unit_id, tag, lower(during) as "from", upper(during) - 1 as "to", basis
      from org.area_tag where ${where} order by lower(during), id`.execute(tx)
  ).rows;

/** The tags of a unit, as far as the post may see them, oldest first. */
export const tagsOf = (tx: Tx, unitId: number): Promise<TagRow[]> => tagRows(tx, sql`unit_id = ${unitId}`);

/** A tag of a unit; null when there is none, or it may not be seen. */
export const findTag = async (tx: Tx, unitId: number, tagId: number): Promise<TagRow | null> =>
  (await tagRows(tx, sql`unit_id = ${unitId} and id = ${tagId}`))[0] ?? null;

export const insertTag = async (
  tx: Tx,
  {
    unitId,
    tag,
    from,
    until,
    basis,
  }: { unitId: number; tag: AreaTag; from: CivilDate; until: CivilDate | null; basis: string },
): Promise<number> => {
  const { rows } = await sql<{ id: number }>`
    insert into org.area_tag (unit_id, tag, during, basis)
    values (${unitId}, ${tag}, daterange(${from}::date, ${until}::date), ${basis}) returning id`.execute(tx);
  return rows[0]?.id ?? 0;
};

/** Cuts a tag to the days before `until`. */
export const cutTag = async (tx: Tx, tagId: number, until: CivilDate | null): Promise<void> => {
  await sql`update org.area_tag set during = daterange(lower(during), ${until}::date) where id = ${tagId}`.execute(tx);
};

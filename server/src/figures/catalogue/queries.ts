import type { Indicator } from '@app/contract/figures/catalogue.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { sql } from 'kysely';
import type pg from 'pg';
import type { Tx } from '../../kernel/database.ts';

export type IndicatorRow = {
  id: string;
  slot: number;
  kind: string;
  share: string;
  home_line: string | null;
  words: unknown;
};
export type PeriodRow = {
  id: number;
  code: string;
  calendar: string;
  kind: string;
  during: string;
  parent_id: number | null;
};

export const upsertIndicators = async (owner: pg.Client, rows: readonly IndicatorRow[]): Promise<void> => {
  await owner.query(
    `insert into figures.indicator (id, slot, kind, share, home_line, words)
     select id, slot, kind, share, home_line, words
     from jsonb_to_recordset($1::jsonb) as r (id text, slot smallint, kind text, share text, home_line text, words jsonb)
     on conflict (id) do update set words = excluded.words, kind = excluded.kind, share = excluded.share, home_line = excluded.home_line
     where figures.indicator.slot = excluded.slot`,
    [JSON.stringify(rows)],
  );
};

export const upsertPeriods = async (owner: pg.Client, rows: readonly PeriodRow[]): Promise<void> => {
  await owner.query(
    `insert into figures.period (id, code, calendar, kind, during, parent_id)
     select id, code, calendar, kind, during, parent_id
     from jsonb_to_recordset($1::jsonb) as r (id integer, code text, calendar text, kind text, during daterange, parent_id integer)
     on conflict (id) do nothing`,
    [JSON.stringify(rows)],
  );
};

export type PeriodWithinRow = { period_id: number; within_id: number; same_end: boolean };

export const upsertPeriodsWithin = async (owner: pg.Client, rows: readonly PeriodWithinRow[]): Promise<void> => {
  await owner.query(
    `insert into figures.period_within (period_id, within_id, same_end)
     select period_id, within_id, same_end
     from jsonb_to_recordset($1::jsonb) as r (period_id integer, within_id integer, same_end boolean)
     on conflict do nothing`,
    [JSON.stringify(rows)],
  );
};

/** How an added indicator counts, as it is stored and never changed. */
export type AddedFacts = Pick<
  Indicator,
  'group' | 'line' | 'part' | 'whole' | 'partOf' | 'within' | 'sumOf' | 'breakdown' | 'decimals' | 'public'
>;

export type AddedRow = {
  id: string;
  slot: number;
  kind: string;
  share: string;
  words: Words;
  unitWords: Words;
  facts: AddedFacts;
  source: string;
  ownerUnitId: number | null;
  validFrom: string;
  validTo: string | null;
  addedAt: Date;
  addedBy: number | null;
};

/** The indicators added while the program runs, as far as the asking post may know them, by their slots. */
export const addedRows = async (tx: Tx): Promise<AddedRow[]> =>
  (
    await sql<AddedRow>`
      select id, slot, kind, share, words, unit_words, facts, source, owner_unit_id, valid_from::text as valid_from, valid_to::text as valid_to,
             added_at, added_by
      from figures.indicator where facts is not null order by slot`.execute(tx)
  ).rows;

/** The next free slots, in one piece; whoever asks at the same time waits. */
export const giveSlots = async (tx: Tx, many: number): Promise<number> => {
  const { rows } = await sql<{ first: number }>`select figures.give_slots(${many}) as first`.execute(tx);
  if (!rows[0]) throw new Error('no slot was given');
  return rows[0].first;
};

/** How many were added by a unit, ended ones too; null: by the centre. */
export const countAdded = async (tx: Tx, ownerUnitId: number | null): Promise<number> => {
  const { rows } = await sql<{ many: number }>`
    select count(*)::integer as many from figures.indicator
    where facts is not null and owner_unit_id is not distinct from ${ownerUnitId}`.execute(tx);
  return rows[0]?.many ?? 0;
};

export const storeAdded = async (tx: Tx, rows: readonly AddedRow[]): Promise<void> => {
  await tx
    .insertInto('figures.indicator')
    .values(
      rows.map((row) => ({
        id: row.id,
        slot: row.slot,
        kind: row.kind,
        share: row.share,
        homeLine: row.share === 'one' ? row.facts.line : null,
        words: JSON.stringify(row.words),
        unitWords: JSON.stringify(row.unitWords),
        facts: JSON.stringify(row.facts),
        source: row.source,
        ownerUnitId: row.ownerUnitId,
        validFrom: row.validFrom,
        validTo: row.validTo,
        addedAt: row.addedAt,
        addedBy: row.addedBy,
      })),
    )
    .execute();
};

export const storeWords = async (
  tx: Tx,
  id: string,
  { words, unitWords, source }: Pick<AddedRow, 'words' | 'unitWords' | 'source'>,
): Promise<void> => {
  await tx
    .updateTable('figures.indicator')
    .set({ words: JSON.stringify(words), unitWords: JSON.stringify(unitWords), source })
    .where('id', '=', id)
    .execute();
};

export const storeEnd = async (tx: Tx, ids: readonly string[], validTo: string): Promise<void> => {
  await tx
    .updateTable('figures.indicator')
    .set({ validTo })
    .where('id', 'in', [...ids])
    .execute();
};

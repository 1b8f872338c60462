import type pg from 'pg';

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

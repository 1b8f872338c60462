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
  is_last: boolean;
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
    `insert into figures.period (id, code, calendar, kind, during, parent_id, is_last)
     select id, code, calendar, kind, during, parent_id, is_last
     from jsonb_to_recordset($1::jsonb) as r (id integer, code text, calendar text, kind text, during daterange, parent_id integer, is_last boolean)
     on conflict (id) do nothing`,
    [JSON.stringify(rows)],
  );
};

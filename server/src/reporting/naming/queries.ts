import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';

/** Form and period of reports, as far as the one who asks may see them. */
export const namedReports = async (
  tx: Tx,
  ids: readonly number[],
): Promise<{ id: number; form: string; period: string }[]> =>
  (
    await sql<{ id: number; form: string; period: string }>`
      select r.id, r.form, p.code as period from reporting.report r join figures.period p on p.id = r.period_id
      where r.id = any (${[...ids]}::integer[])`.execute(tx)
  ).rows;

/** The same question in plain SQL over the rows view: what everybody with a database would do first. */
import type { Owner } from '../owner.ts';
import { type Asked, additive, membersOf, type Sums } from './asked.ts';

/** Sums over the tree at the end of each period; stocks by the last cut-off. */
export const plainSums = (owner: Owner, asked: Asked): Promise<Sums> => {
  const members = membersOf(asked);
  return plainRows(
    owner,
    `select m.row || ':' || p.code || ':' || c.indicator as key, sum(c.value) as value, count(*)::integer as cells
     from figures.cell c
     join figures.period month on month.code = c.period
     join figures.period_within w on w.period_id = month.id
     join figures.period p on p.id = w.within_id
     join figures.indicator i on i.id = c.indicator
     join org.reach r on r.descendant_id = c.unit_id and r.during @> (upper(p.during) - 1)
     join unnest($3::integer[], $4::integer[]) as m (row, unit_id) on m.unit_id = r.ancestor_id
     where c.reading = 'accepted' and c.value is not null and (i.kind = 'F' or w.same_end)
       and p.code = any($1) and c.indicator = any($2)
     group by m.row, p.code, c.indicator`,
    [asked.periods, additive(asked.indicators), members.rows, members.units],
  );
};

/** Sums from a statement that answers key, value and cells. */
export const plainRows = async (owner: Owner, select: string, values: unknown[]): Promise<Sums> => {
  const { rows } = await owner.query<{ key: string; value: number; cells: number }>(select, values);
  return new Map(rows.map(({ key, value, cells }) => [key, { value: Number(value), cells }]));
};

/** The state of SQL of a statement that ran into its time limit. */
const CANCELLED = '57014';

/** Does work of the owner within a limit of milliseconds; null when it did not end in time. */
export const within = async <T>(owner: Owner, limit: number, work: () => Promise<T>): Promise<T | null> => {
  await owner.query(`set statement_timeout = ${limit}`);
  try {
    return await work();
  } catch (error) {
    if ((error as { code?: string }).code === CANCELLED) return null;
    throw error;
  } finally {
    await owner.query('set statement_timeout = 0');
  }
};

/** The same question of DuckDB, a column store in a file: the accepted cells as rows, and the tree and calendar beside them. */
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { instanceFact } from '../../server/src/kernel/instance.ts';
import type { Owner } from '../owner.ts';
import { type Asked, additive, membersOf, type Sums } from './asked.ts';

export type Duck = { connection: DuckDBConnection; close: () => void };

/** Opens the copy in a file, made anew where it is of other data; without a file it is kept in memory. */
export const openDuck = async (owner: Owner, file: string | null): Promise<Duck> => {
  const print = String(await instanceFact(owner, 'bench'));
  const instance = await DuckDBInstance.create(file ?? ':memory:', { threads: '2', memory_limit: '4GB' });
  const connection = await instance.connect();
  const duck = {
    connection,
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
  const made = await valuesOf(duck, `select table_name from information_schema.tables where table_name = 'made'`);
  if (made.length > 0 && (await valuesOf(duck, 'select print from made'))[0]?.[0] === print) return duck;
  for (const [name, select] of Object.entries(tables)) await copy(owner, duck, name, select);
  await connection.run(`create or replace table cell as
    select unit_id, period_id, slot, value from (
      select unit_id, period_id, unnest(own) as value, generate_subscripts(own, 1)::smallint as slot
      from (select unit_id, period_id, cast(replace(replace(own, '{', '['), '}', ']') as double[]) as own from sheet)
    ) where value is not null order by period_id, slot`);
  await connection.run(`drop table sheet; create or replace table made as select '${print}' as print; checkpoint`);
  return duck;
};

/** What is copied, as text; the types follow from it. */
const tables = {
  sheet: `select unit_id, period_id, own::text as own from figures.sheet where reading = 'accepted' order by period_id, unit_id`,
  reach: `select ancestor_id, descendant_id, coalesce(lower(during), '0001-01-01')::text as begins, coalesce(upper(during), '9999-01-01')::text as ends
    from org.reach`,
  period: `select id, code, (upper(during) - 1)::text as ends_on from figures.period`,
  within_it: `select period_id, within_id, same_end from figures.period_within`,
  indicator: `select slot, id, kind = 'F' as flow from figures.indicator`,
} as const;

const AT_ONCE = 5000;

/** Carries rows over as a file of values between bars, which none of them holds. */
const copy = async (owner: Owner, { connection }: Duck, name: string, select: string): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'chungtay-bench-'));
  const path = join(folder, 'rows');
  const file = await open(path, 'w');
  await owner.query('begin');
  try {
    await owner.query(`declare copied no scroll cursor for ${select}`);
    for (let first = true; ; first = false) {
      const { rows, fields } = await owner.query({ text: `fetch ${AT_ONCE} from copied`, rowMode: 'array' });
      if (first) await file.write(`${fields.map((field) => field.name).join('|')}\n`);
      if (rows.length === 0) break;
      await file.write(`${rows.map((row) => row.join('|')).join('\n')}\n`);
    }
    await file.close();
    await connection.run(
      `create or replace table ${name} as select * from read_csv('${path}', delim = '|', quote = '', escape = '', header = true)`,
    );
  } finally {
    await owner.query('commit');
    await rm(folder, { recursive: true });
  }
};

/** The answer to a question as rows of values. */
const valuesOf = async ({ connection }: Duck, select: string): Promise<unknown[][]> =>
  (await connection.runAndReadAll(select)).getRowsJson();

export const quotedList = (items: readonly string[]): string => items.map((item) => `'${item}'`).join(', ');

/** Tells which units count in which row. */
export const setMembers = async ({ connection }: Duck, asked: Asked): Promise<void> => {
  const { rows, units } = membersOf(asked);
  await connection.run(`create or replace temp table member as
    select unnest([${rows.join(', ')}]) as row, unnest([${units.join(', ')}]) as unit_id`);
};

/** Sums from a statement that answers key, value and cells. */
export const sumsOfDuck = async (duck: Duck, select: string): Promise<Sums> =>
  new Map(
    (await valuesOf(duck, select)).map(([key, value, cells]) => [
      String(key),
      { value: Number(value), cells: Number(cells) },
    ]),
  );

/** Sums over the tree at the end of each period, of the members that were set. */
export const duckSums = (duck: Duck, { periods, indicators }: Asked): Promise<Sums> =>
  sumsOfDuck(
    duck,
    `select m.row || ':' || p.code || ':' || i.id, sum(c.value)::double, count(*)::integer
     from cell c
     join indicator i on i.slot = c.slot
     join within_it w on w.period_id = c.period_id
     join period p on p.id = w.within_id
     join reach r on r.descendant_id = c.unit_id and r.begins <= p.ends_on and r.ends > p.ends_on
     join member m on m.unit_id = r.ancestor_id
     where (i.flow or w.same_end) and p.code in (${quotedList(periods)}) and i.id in (${quotedList(additive(indicators))})
     group by m.row, p.code, i.id`,
  );

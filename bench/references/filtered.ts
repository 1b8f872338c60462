/** References of a question that no total answers: only units whose own figure of a month is above something, added up by row. */
import { periodId, periodOfCode } from '../../server/src/figures/index.ts';
import { mustAgree } from '../equality.ts';
import { median, type Reference, repeat, timed } from '../measure.ts';
import type { Owner } from '../owner.ts';
import type { Run } from '../scenario.ts';
import type { References } from './all.ts';
import type { Numbers } from './arrays.ts';
import { type Asked, membersOf, type Sums } from './asked.ts';
import { type Duck, quotedList, setMembers, sumsOfDuck } from './duck.ts';
import { plainRows, within } from './plain.ts';

/** Months alone; every row is made of units that stand for themselves. */
export type Filtered = Asked & { where: { indicator: string; above: number } };

const LIMIT_MS = 60_000;

export const compareFiltered = async (
  { owner, duck, numbers }: References,
  name: string,
  asked: Filtered,
  rounds: Run['rounds'],
): Promise<{ sums: Sums; references: Reference[] }> => {
  const plain = await timed(() => within(owner, LIMIT_MS, () => plainFiltered(owner, asked)));
  await setMembers(duck, asked);
  const columns = await duckFiltered(duck, asked);
  const sums = plain.result ?? columns;
  mustAgree(name, sums, columns);
  mustAgree(name, sums, numbersFiltered(numbers, asked));
  const timesOf = async (work: () => Promise<unknown>) => median(await repeat({ warmUp: 0, n: rounds(5) }, work));
  return {
    sums,
    references: [
      { how: 'plain SQL', value: plain.result ? plain.ms : LIMIT_MS, over: plain.result === null },
      { how: 'DuckDB', value: await timesOf(() => duckFiltered(duck, asked)), over: false },
      { how: 'arrays', value: await timesOf(async () => numbersFiltered(numbers, asked)), over: false },
    ],
  };
};

const plainFiltered = (owner: Owner, asked: Filtered): Promise<Sums> => {
  const { rows, units } = membersOf(asked);
  return plainRows(
    owner,
    `with own as (
       select c.unit_id, c.period, c.indicator, sum(c.value) as value, count(*) as cells
       from figures.cell c
       where c.reading = 'accepted' and c.value is not null and c.period = any($1) and c.indicator = any($2)
       group by c.unit_id, c.period, c.indicator
     )
     select m.row || ':' || own.period || ':' || own.indicator as key, sum(own.value) as value, sum(own.cells)::integer as cells
     from own join own met on (met.unit_id, met.period) = (own.unit_id, own.period) and met.indicator = $5 and met.value > $6
     join unnest($3::integer[], $4::integer[]) as m (row, unit_id) on m.unit_id = own.unit_id
     where own.indicator = any($7)
     group by m.row, own.period, own.indicator`,
    [
      asked.periods,
      [...asked.indicators, asked.where.indicator],
      rows,
      units,
      asked.where.indicator,
      asked.where.above,
      asked.indicators,
    ],
  );
};

const duckFiltered = (duck: Duck, { indicators, periods, where }: Filtered): Promise<Sums> =>
  sumsOfDuck(
    duck,
    `with own as (
       select c.unit_id, p.code, i.id, sum(c.value) as value, count(*) as cells
       from cell c join indicator i on i.slot = c.slot join period p on p.id = c.period_id
       where p.code in (${quotedList(periods)}) and i.id in (${quotedList([...indicators, where.indicator])})
       group by all
     )
     select m.row || ':' || own.code || ':' || own.id, sum(own.value)::double, sum(own.cells)::integer
     from own join own met on met.unit_id = own.unit_id and met.code = own.code and met.id = '${where.indicator}' and met.value > ${where.above}
     join member m on m.unit_id = own.unit_id
     where own.id in (${quotedList(indicators)})
     group by m.row, own.code, own.id`,
  );

const numbersFiltered = (numbers: Numbers, { rows, periods, indicators, where }: Filtered): Sums => {
  const sums: Sums = new Map();
  const needed = numbers.values.get(where.indicator) ?? new Float64Array();
  const many = numbers.units.size;
  const places = rows.map((units) => Int32Array.from(units.flatMap((id) => numbers.units.get(id) ?? [])));
  const columns = indicators.map((id) => ({ id, values: numbers.values.get(id) ?? new Float64Array() }));
  for (const code of periods) {
    const sheets = numbers.sheets.get(periodId(periodOfCode(code))) ?? [];
    places.forEach((row, at) => {
      for (const place of row) {
        const own = overSheets(needed, sheets, many, place);
        if (own.cells === 0 || own.value <= where.above) continue;
        for (const { id, values } of columns) {
          const { value, cells } = overSheets(values, sheets, many, place);
          if (cells === 0) continue;
          const key = `${at}:${code}:${id}`;
          const sum = sums.get(key) ?? { value: 0, cells: 0 };
          sum.value += value;
          sum.cells += cells;
          sums.set(key, sum);
        }
      }
    });
  }
  return sums;
};

const overSheets = (values: Float64Array, sheets: readonly number[], many: number, place: number) => {
  let value = 0;
  let cells = 0;
  for (const sheet of sheets) {
    const cell = values[sheet * many + place] ?? Number.NaN;
    if (Number.isNaN(cell)) continue;
    value += cell;
    cells += 1;
  }
  return { value, cells };
};

/** The same question of numbers in memory: an array per indicator, by period, line and unit, and plain loops. No store is faster. */
import { shippedCatalogue } from '@app/contract/figures/catalogue.ts';
import { parsePeriod } from '@app/contract/kernel/period.ts';
import { everyPartOf } from '../../server/src/figures/grid/crossing.ts';
import { periodId } from '../../server/src/figures/index.ts';
import type { Owner } from '../owner.ts';
import { type Asked, additive, membersOf, type Sums } from './asked.ts';

/** Accepted cells; NaN is missing. A sheet is the place of a period and line, `values` holds its units one after the other. */
export type Numbers = {
  units: ReadonlyMap<number, number>;
  sheets: ReadonlyMap<number, readonly number[]>;
  values: ReadonlyMap<string, Float64Array>;
};

/** Reads the cells of some indicators into memory. */
export const openNumbers = async (owner: Owner, indicators: readonly string[]): Promise<Numbers> => {
  const slots = additive(indicators).map((id) => ({ id, slot: shippedCatalogue.find((each) => each.id === id)?.slot }));
  const ids = await owner.query<{ id: number }>('select distinct unit_id as id from figures.sheet order by 1');
  const units = new Map(ids.rows.map(({ id }, at) => [id, at]));
  const { rows } = await owner.query<Record<string, string> & { period_id: number }>(
    `select period_id, array_agg(unit_id)::text as units,
            ${slots.map(({ id, slot }) => `array_agg(own[${slot}])::text as ${id}`).join(', ')}
     from figures.sheet where reading = 'accepted' group by period_id, line`,
  );
  const values = new Map(slots.map(({ id }) => [id, new Float64Array(rows.length * units.size).fill(Number.NaN)]));
  const sheets = new Map<number, number[]>();
  rows.forEach((row, sheet) => {
    sheets.set(row.period_id, [...(sheets.get(row.period_id) ?? []), sheet]);
    const places = items(row['units'] ?? '{}').map((unit) => sheet * units.size + (units.get(Number(unit)) ?? 0));
    for (const [id, column] of values)
      items(row[id] ?? '{}').forEach((item, at) => {
        if (item !== 'NULL') column[places[at] ?? 0] = Number(item);
      });
  });
  return { units, sheets, values };
};

const items = (array: string): string[] => (array === '{}' ? [] : array.slice(1, -1).split(','));

/** Prepares a question: which units stand in each row at the end of each period. Only the adding up is timed. */
export const askNumbers = async (owner: Owner, numbers: Numbers, asked: Asked): Promise<() => Sums> => {
  const periods = asked.periods.flatMap((code) => parsePeriod(code) ?? []);
  const below = new Map<string, Int32Array[]>();
  for (const { endsOn } of periods) below.set(endsOn, await placesBelow(owner, numbers, asked, endsOn));
  const parts = periods.map((period) => ({
    code: period.code,
    places: below.get(period.endsOn) ?? [],
    flow: [period, ...everyPartOf(period)].flatMap((each) => numbers.sheets.get(periodId(each)) ?? []),
    stock: [period, ...everyPartOf(period)]
      .filter(({ endsOn }) => endsOn === period.endsOn)
      .flatMap((each) => numbers.sheets.get(periodId(each)) ?? []),
  }));
  const columns = additive(asked.indicators).map((id) => ({
    id,
    isFlow: shippedCatalogue.some((each) => each.id === id && each.kind === 'F'),
    values: numbers.values.get(id) ?? new Float64Array(),
  }));
  return () => {
    const sums: Sums = new Map();
    for (let row = 0; row < asked.rows.length; row += 1)
      for (const { code, places, flow, stock } of parts)
        for (const { id, isFlow, values } of columns) {
          const sum = addUp(values, isFlow ? flow : stock, places[row] ?? new Int32Array(), numbers.units.size);
          if (sum.cells > 0) sums.set(`${row}:${code}:${id}`, sum);
        }
    return sums;
  };
};

const addUp = (values: Float64Array, sheets: readonly number[], places: Int32Array, units: number) => {
  let value = 0;
  let cells = 0;
  for (const sheet of sheets)
    for (let at = 0; at < places.length; at += 1) {
      const cell = values[sheet * units + (places[at] ?? 0)] ?? Number.NaN;
      if (Number.isNaN(cell)) continue;
      value += cell;
      cells += 1;
    }
  return { value, cells };
};

const placesBelow = async (owner: Owner, { units }: Numbers, asked: Asked, day: string): Promise<Int32Array[]> => {
  const members = membersOf(asked);
  const { rows } = await owner.query<{ row: number; below: number[] }>(
    `select m.row, array_agg(r.descendant_id) as below from unnest($1::integer[], $2::integer[]) as m (row, unit_id)
     join org.reach r on r.ancestor_id = m.unit_id and r.during @> $3::date group by m.row`,
    [members.rows, members.units, day],
  );
  const found = asked.rows.map(() => new Int32Array());
  for (const { row, below } of rows) found[row] = Int32Array.from(below.flatMap((id) => units.get(id) ?? []));
  return found;
};

/** What totals must be, by a plain sum over the rows view: the answer to hold ours against, and the time to beat. */
import { type Indicator, indicatorOf } from '@app/contract/figures/catalogue.ts';
import type { FigureAnswer } from '@app/contract/figures/routes.ts';
import { periodOfCode, readFigures } from '../server/src/figures/index.ts';
import type { House } from '../server/src/house.ts';
import type { asOwner } from './owner.ts';

type Owner = Parameters<Parameters<typeof asOwner>[1]>[0];
export type Question = { indicators: readonly string[]; unitIds: readonly number[]; periods: readonly string[] };
export type Sum = { value: number; cells: number };

/** Ratios and averages are made of other indicators. */
const operandsOf = ({ id, part, whole }: Indicator & { id: string }): string[] =>
  part && whole ? [part, whole] : [id];

/** Sums of accepted cells by `unit:period:indicator`, over the tree at the end of each period; stocks by their last cut-off. */
export const plainSums = async (owner: Owner, asked: Question): Promise<Map<string, Sum>> => {
  const additive = asked.indicators.flatMap((id) => {
    const indicator = indicatorOf(id);
    return indicator ? operandsOf(indicator) : [];
  });
  const { rows } = await owner.query<{ key: string; value: number; cells: number }>(
    `select r.ancestor_id || ':' || p.code || ':' || c.indicator as key, sum(c.value) as value, count(*)::integer as cells
     from figures.cell c
     join figures.period month on month.code = c.period
     join figures.period_within w on w.period_id = month.id
     join figures.period p on p.id = w.within_id
     join figures.indicator i on i.id = c.indicator
     join org.reach r on r.descendant_id = c.unit_id and r.during @> (upper(p.during) - 1)
     where c.reading = 'accepted' and c.value is not null and (i.kind = 'F' or w.same_end)
       and p.code = any($1) and c.indicator = any($2) and r.ancestor_id = any($3)
     group by r.ancestor_id, p.code, c.indicator`,
    [asked.periods, additive, asked.unitIds],
  );
  return new Map(rows.map(({ key, value, cells }) => [key, { value: Number(value), cells }]));
};

/** Holds every answered figure against the plain sums. @throws Error naming the first that differ: nothing is timed then. */
export const mustBeEqual = (
  name: string,
  answers: readonly FigureAnswer[],
  asked: Question,
  sums: Map<string, Sum>,
) => {
  const count = asked.indicators.length * asked.unitIds.length * asked.periods.length;
  if (answers.length !== count) throw new Error(`${name}: ${answers.length} figures answered, ${count} asked for`);
  if (answers.every(({ value }) => value === null)) throw new Error(`${name}: no figure holds a value`);
  const wrong = answers.filter((answer) => !isRight(answer, sums));
  if (wrong.length > 0)
    throw new Error(
      `${name}: ${wrong.length} of ${count} figures differ from the plain sum, nothing is timed: ${wrong
        .slice(0, 3)
        .map((each) => JSON.stringify(each))
        .join(', ')}`,
    );
};

const isRight = ({ indicator: id, unitId, period, value, reported }: FigureAnswer, sums: Map<string, Sum>): boolean => {
  const indicator = indicatorOf(id);
  if (!indicator) return false;
  const [first, second] = operandsOf(indicator).map((operand) => sums.get(`${unitId}:${period}:${operand}`));
  if (!indicator.part) return value === (first?.value ?? null) && reported === (first?.cells ?? 0);
  if (!first || !second || second.value === 0) return value === null;
  const quotient = (first.value / second.value) * (indicator.kind === 'R' ? 100 : 1);
  // Quotients are rounded, but not so far that another digit of a total would not show.
  return value !== null && Math.abs(value - quotient) <= 0.0001;
};

/** The totals as the ledger answers them, held against the plain sums. */
export const mustBeEqualKept = async (owner: Owner, house: House, asked: Question): Promise<void> => {
  const answers = await house.asSystem(({ tx }) =>
    readFigures(tx, { ...asked, periods: asked.periods.map(periodOfCode), line: 'all', reading: 'accepted' }),
  );
  mustBeEqual('kept totals', answers, asked, await plainSums(owner, asked));
};

/** Holds what the program answers against the references: wrong answers have no speed. */
import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import type { FigureColumns, FigureGrid } from '@app/contract/figures/query/routes.ts';
import type { FigureAnswer } from '@app/contract/figures/routes.ts';
import { periodOfCode, readFigures } from '../server/src/figures/index.ts';
import type { House } from '../server/src/house.ts';
import type { Owner } from './owner.ts';
import { type Asked, additive, type Sums } from './references/asked.ts';
import { plainSums } from './references/plain.ts';

export type Question = { indicators: readonly string[]; unitIds: readonly number[]; periods: readonly string[] };

/** Each unit is a row of its own. */
export const askedOf = ({ unitIds, ...rest }: Question): Asked => ({ ...rest, rows: unitIds.map((id) => [id]) });

/** A figure that was answered, by the row of the question. */
export type Answered = Pick<FigureAnswer, 'indicator' | 'period' | 'value' | 'reported'> & { row: number };

export const answeredOf = (answers: readonly FigureAnswer[], { unitIds }: Question): Answered[] => {
  const rows = new Map(unitIds.map((id, row) => [id, row]));
  return answers.map((answer) => ({ ...answer, row: rows.get(answer.unitId) ?? -1 }));
};

/** The figures of columns: of the rows where there are some, else of the total. */
export const answeredIn = ({ figures, total, periods, indicators }: FigureGrid): Answered[] => {
  const columns: FigureColumns = total && figures.values.length === 0 ? total : figures;
  const ofRow = periods.length * indicators.length;
  return columns.values.map((value, at) => ({
    row: Math.floor(at / ofRow),
    period: periods[Math.floor((at % ofRow) / indicators.length)]?.code ?? '',
    indicator: indicators[at % indicators.length] ?? '',
    value,
    reported: columns.reported[at] ?? Number.NaN,
  }));
};

/** Holds every answered figure against the sums. @throws Error naming the first that differ: nothing is timed then. */
export const mustBeEqual = (name: string, answers: readonly Answered[], asked: Asked, sums: Sums) => {
  const count = asked.indicators.length * asked.rows.length * asked.periods.length;
  if (answers.length !== count) throw new Error(`${name}: ${answers.length} figures answered, ${count} asked for`);
  const wrong = answers.filter((answer) => !isRight(answer, sums));
  if (wrong.length > 0)
    throw new Error(
      `${name}: ${wrong.length} of ${count} figures differ from the plain sum, nothing is timed: ${wrong
        .slice(0, 3)
        .map((each) => JSON.stringify(each))
        .join(', ')}`,
    );
};

/** @throws Error when no figure holds a value: nothing is shown by an empty answer. */
export const mustHold = (name: string, answers: readonly Answered[]): void => {
  if (answers.every(({ value }) => value === null)) throw new Error(`${name}: no figure holds a value`);
};

const isRight = ({ indicator: id, row, period, value, reported }: Answered, sums: Sums): boolean => {
  const indicator = indicatorOf(id);
  if (!indicator) return false;
  const [first, second] = additive([id]).map((operand) => sums.get(`${row}:${period}:${operand}`));
  if (!indicator.part) return value === (first?.value ?? null) && reported === (first?.cells ?? 0);
  if (!first || !second || second.value === 0) return value === null;
  const quotient = (first.value / second.value) * (indicator.kind === 'R' ? 100 : 1);
  // Quotients are rounded, but not so far that another digit of a total would not show.
  return value !== null && Math.abs(value - quotient) <= 0.0001;
};

/** Two references must say the same of everything. @throws Error naming the first difference. */
export const mustAgree = (name: string, one: Sums, other: Sums): void => {
  const differing = [...one].find(([key, sum]) => {
    const beside = other.get(key);
    return sum.value !== beside?.value || sum.cells !== beside.cells;
  });
  if (differing || one.size !== other.size)
    throw new Error(`${name}: the references differ, nothing is timed: ${JSON.stringify(differing ?? 'more sums')}`);
};

/** The totals as the ledger answers them, held against the plain sums. */
export const mustBeEqualKept = async (owner: Owner, house: House, asked: Question): Promise<void> => {
  const answers = answeredOf(
    await house.asSystem(({ tx }) =>
      readFigures(tx, { ...asked, periods: asked.periods.map(periodOfCode), line: 'all', reading: 'accepted' }),
    ),
    asked,
  );
  mustBeEqual('kept totals', answers, askedOf(asked), await plainSums(owner, askedOf(asked)));
  mustHold('kept totals', answers);
};

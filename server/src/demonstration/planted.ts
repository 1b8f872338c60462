/** Reports of the newest closed month that ask for a look, so that there are quality signals to answer. All others are honest. */
import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import type { CellInput } from '@app/contract/reporting/routes.ts';

type Cells = Readonly<Record<string, CellInput>>;
/** What a commune sends instead of its honest figures of the month; `before` are those of the month before. */
type Plant = (honest: Cells, before: Cells) => Record<string, CellInput>;

const isFlow = (id: string): boolean => indicatorOf(id)?.kind === 'F';
const having = (cells: Cells, id: string, change: (value: number) => number): Record<string, CellInput> => {
  const cell = cells[id];
  return cell ? { ...cells, [id]: { ...cell, value: change(cell.value ?? 0) } } : { ...cells };
};

/** The flows of the month before sent again; the points of models follow from them. */
const repeated: Plant = (honest, before) => {
  const cells = Object.fromEntries(
    Object.entries(honest).map(([id, cell]) => [id, (isFlow(id) && before[id]) || cell]),
  );
  const grown = (cells['points_replicated']?.value ?? 0) - (cells['points_retired']?.value ?? 0);
  return having(cells, 'model_points', () => (before['model_points']?.value ?? 0) + grown);
};

/** Points of models that neither the new nor the retired ones explain. */
const unexplained: Plant = (honest) => having(honest, 'model_points', (value) => value + 7);

/** Attendance at meetings that were not held. */
const withoutMeetings: Plant = (honest) => having(honest, 'outreach_sessions', () => 0);

/** By code of the commune, of the demonstration province: Minh Hóa, Dân Hóa, Tân Thành. */
export const planted: Readonly<Record<string, Plant>> = {
  '18901': repeated,
  '18904': unexplained,
  '18919': withoutMeetings,
};

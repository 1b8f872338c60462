/** How cells by indicator become the arrays of a stored sheet, and back. */
import { catalogue, type Indicator, indicatorOf } from '@app/contract/figures/catalogue.ts';
import type { Line } from '@app/contract/figures/routes.ts';
import type { Precision } from '@app/contract/kernel/figure.ts';
import type { CellInput } from '@app/contract/reporting/routes.ts';

export type Cells = Readonly<Record<string, CellInput>>;

export type SheetArrays = {
  own: (number | null)[];
  precision: number[];
  declared: (number | null)[] | null;
  notes: Record<string, string> | null;
};

const precisionCodes: Record<Precision, number> = { exact: 0, at_least: 1, about: 2 };

/** Facts about a unit at the end of the period that derived yes/no indicators ask for. */
export type UnitFacts = { level: string; tags: ReadonlySet<string> };

/** The arrays of a unit's sheet: what was typed, plus the yes/no indicators that follow from it. */
export const toSheet = (cells: Cells, line: Line, facts: UnitFacts): SheetArrays => {
  const all = { ...cells, ...derivedCells(cells, line, facts) };
  const slots = Object.keys(all).map((id) => slotOf(id));
  const length = Math.max(0, ...slots);
  const own: (number | null)[] = Array.from({ length }, () => null);
  const precision = Array.from({ length }, () => 0);
  const declared: (number | null)[] = Array.from({ length }, () => null);
  const notes: Record<string, string> = {};
  for (const [id, cell] of Object.entries(all)) {
    const at = slotOf(id) - 1;
    if (cell.kind === 'declared') declared[at] = cell.value;
    else own[at] = cell.value;
    precision[at] = cell.value === null || cell.kind === 'declared' ? 0 : precisionCodes[cell.precision];
    if (cell.note) notes[id] = cell.note;
  }
  return {
    own,
    precision,
    declared: declared.some((value) => value !== null) ? declared : null,
    notes: Object.keys(notes).length > 0 ? notes : null,
  };
};

const slotOf = (id: string): number => {
  const slot = indicatorOf(id)?.slot;
  if (slot === undefined) throw new Error(`no indicator ${id}`);
  return slot;
};

/** Yes/no indicators nobody types: yes where the figure they rest on is above its limit, at units of their level and tag. */
const derivedCells = (cells: Cells, line: Line, facts: UnitFacts): Record<string, CellInput> =>
  Object.fromEntries(
    catalogue.flatMap((indicator: Indicator & { id: string }) => {
      const { derived } = indicator;
      if (!derived || indicator.line !== line || facts.level !== derived.level) return [];
      if (derived.areaTag && !facts.tags.has(derived.areaTag)) return [];
      const from = cells[derived.from];
      if (!from || from.kind === 'declared' || from.value === null) return [];
      return [
        [indicator.id, { value: from.value > derived.above ? 1 : 0, precision: 'exact', kind: 'own', note: null }],
      ];
    }),
  );

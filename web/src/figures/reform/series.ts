/** The series of a unit through a reform as the screen shows it: in one of three views, from the first period with figures to the last. */
import type { getSeriesThroughReform, UnitInTime } from '@app/contract/figures/restated/routes.ts';
import type { Precision } from '@app/contract/kernel/figure.ts';
import type { Answer } from '@app/contract/kernel/route.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { placesShown } from './range.ts';
import { sayChange } from './steps.ts';

export type Series = Answer<typeof getSeriesThroughReform>;

/** On the boundaries of each time, on those of today, or on those of the day before the change. */
export const views = ['each', 'now', 'before'] as const;
export type View = (typeof views)[number];

export const viewWords: Record<View, Words> = {
  each: { vi: 'Ranh giới từng thời', en: 'As it was' },
  now: { vi: 'Quy về nay', en: 'On today’s' },
  before: { vi: 'Quy về trước sắp xếp', en: 'On the former' },
};

export type Point = {
  value: number | null;
  precision: Precision;
  reported: number;
  expected: number;
  allocated?: number | null;
  notAllocated?: number | null;
};
type SeriesLine = { unit: UnitInTime; name: string; points: readonly (Point | null)[] };

export type Shown = {
  periods: Series['periods'];
  lines: SeriesLine[];
  /** The lines added up in each period; null where fewer than two have a figure, or figures of the kind are never added. */
  added: (number | null)[];
  breaks: { on: string; before: number; words: Words }[];
  isRestated: boolean;
};

const hasValue = ({ points }: Pick<SeriesLine, 'points'>): boolean =>
  points.some((point) => (point?.value ?? null) !== null);

/** What happened at a break, to the unit that was asked about. */
const sayBreak = ({ unit, atTheTime }: Series, steps: Series['breaks'][number]['steps']): Words => {
  const named = new Map(atTheTime.map((line) => [line.unit.id, line.unit]));
  const pick = (ids: readonly number[]) => [...new Set(ids)].flatMap((id) => named.get(id) ?? []);
  return sayChange(unit.id, pick(steps.map(({ fromId }) => fromId)), pick(steps.map(({ toId }) => toId)));
};

/** What of an answer is shown in a view. Units without any figure are left out, unless there is no other. */
export const shownIn = (series: Series, view: View, names: ReadonlyMap<number, string>): Shown => {
  const read = view === 'each' ? series.atTheTime : series.restated;
  const all: SeriesLine[] = read.map(({ unit, points }) => ({
    ...{ unit, points },
    name: names.get(unit.id) ?? unit.fullName,
  }));
  const told = all.filter(hasValue);
  const lines = told.length > 0 ? told : all;
  const [first, last] = placesShown(
    lines.map(({ points }) => points),
    series.periods.length,
    series.breaks[0]?.before,
  );
  const cut = <T>(list: readonly T[]): T[] => list.slice(first, last + 1);
  const several = (at: number) => lines.filter(({ points }) => (points[at]?.value ?? null) !== null).length > 1;
  return {
    periods: cut(series.periods),
    lines: lines.map((line) => ({ ...line, points: cut(line.points) })),
    added: cut(view === 'each' ? series.added.map((sum, at) => (several(at) ? sum : null)) : []),
    breaks: series.breaks
      .filter(({ before }) => before > first && before <= last)
      .map(({ on, before, steps }) => ({ on, before: before - first, words: sayBreak(series, steps) })),
    isRestated: view !== 'each',
  };
};

/** 'Quý II/2025' for an axis: 'Q2/25'; 'M05/25'; '2025'. */
export const shortPeriod = (code: string): string => {
  const [year = '', part = ''] = code.split('-');
  if (part === 'Y' || part === '') return year;
  return `${part.startsWith('M') ? `T${Number(part.slice(1))}` : part}/${year.slice(2)}`;
};

/** Which periods a series shows around the day on which boundaries changed, and what of it there is to see. */
import { type CivilDate, nextOf, type Period, periodContaining, previousOf } from '@app/contract/kernel/period.ts';
import type { Words } from '@app/contract/kernel/words.ts';

export const ranges = ['quarter', 'month', 'year'] as const;
export type Range = (typeof ranges)[number];

/** How many periods before the day, and how many from it on. */
const lengths: Record<Range, number> = { quarter: 4, month: 6, year: 7 };

export const rangeWords: Record<Range, Words> = {
  quarter: { vi: 'Theo quý', en: 'By quarter' },
  month: { vi: 'Theo tháng', en: 'By month' },
  year: { vi: 'Theo năm', en: 'By year' },
};

const walk = (from: Period, step: (period: Period) => Period, count: number): Period[] =>
  Array.from({ length: count - 1 }).reduce<Period[]>((list) => [...list, step(list.at(-1) ?? from)], [from]);

/** Codes of the periods around a day, oldest first, none that has not begun; the one that contains the day is the first after it. */
export const periodsAround = (range: Range, day: CivilDate, today: CivilDate): string[] => {
  const first = periodContaining(range, day);
  const before = walk(previousOf(first), previousOf, lengths[range]).reverse();
  const after = walk(first, nextOf, lengths[range]).filter(({ startsOn }) => startsOn <= today);
  return [...before, ...after].map(({ code }) => code);
};

type Points = readonly ({ value: number | null } | null)[];

/** The first and last place of a series in which somebody has reported, and the last before the break at least. */
export const placesShown = (
  lines: readonly Points[],
  length: number,
  breakAt: number | undefined,
): [number, number] => {
  const told = Array.from({ length }, (_, at) => lines.some((points) => (points[at]?.value ?? null) !== null));
  const [first, last] = [told.indexOf(true), told.lastIndexOf(true)];
  if (first < 0) return [0, length - 1];
  if (breakAt === undefined) return [first, last];
  return [Math.max(0, Math.min(first, breakAt - 1)), Math.min(length - 1, Math.max(last, breakAt))];
};

/** Where the lines of a series stand in its picture: pure geometry. */
type Place = { at: number; x: number; y: number };

export const frame = { width: 560, height: 236, left: 46, right: 16, top: 26, floor: 196 } as const;

/** Round numbers for the axis, from 0 on, of which the last is not below the largest value. */
export const ticksUpTo = (most: number): number[] => {
  if (most <= 0) return [0, 1];
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 2.5, 5, 10].map((each) => each * power).find((each) => each >= rough) ?? rough);
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, at) => at * step);
};

/** The middle of a period's share of the width. */
export const xOf = (at: number, count: number): number =>
  frame.left + ((frame.width - frame.left - frame.right) / Math.max(1, count)) * (at + 0.5);

export const yOf = (value: number, most: number): number =>
  frame.floor - (value / Math.max(1, most)) * (frame.floor - frame.top);

/** The points of a line, parted where a period has no figure and at the places where it must not run on. */
export const segmentsOf = (
  values: readonly (number | null)[],
  most: number,
  breaks: readonly number[] = [],
): Place[][] => {
  const segments: Place[][] = [];
  let open: Place[] | null = null;
  values.forEach((value, at) => {
    if (value === null || breaks.includes(at)) open = null;
    if (value === null) return;
    if (!open) {
      open = [];
      segments.push(open);
    }
    open.push({ at, x: xOf(at, values.length), y: yOf(value, most) });
  });
  return segments;
};

/** Heights of labels that keep a distance from each other, near to where they belong. */
export const spread = (wanted: readonly number[], distance: number): number[] => {
  const order = wanted.map((y, at) => ({ y, at })).sort((one, other) => one.y - other.y);
  let last = Number.NEGATIVE_INFINITY;
  const placed: number[] = [];
  for (const { y, at } of order) {
    last = Math.max(y, last + distance);
    placed[at] = last;
  }
  return placed;
};

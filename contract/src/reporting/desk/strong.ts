/** What the desk points at before a decision: a hint for the eye, not a verdict. Asked by the server for counts, by the screen for cells. */

/** A change of this share of last year's figure, and of at least so many, is worth a look. */
const STRONG_SHARE = 0.5;
const STRONG_LEAST = 5;

/** Whether a figure differs strongly from that of the same period last year: by half or more, and by more than a handful. */
export const differsStrongly = (now: number | null, before: number | null): boolean => {
  if (now === null || before === null) return false;
  const change = Math.abs(now - before);
  return change >= STRONG_LEAST && change >= STRONG_SHARE * Math.abs(before);
};

/** Which backups are kept. Pure. */

/** So many of the newest days, weeks and months keep the last backup made in them. */
const kept = { days: 7, weeks: 5, months: 12 } as const;

const DAY = 86_400_000;
const VIETNAM = 7 * 3_600_000;

const dayOf = (at: Date): number => Math.floor((at.getTime() + VIETNAM) / DAY);
/** Weeks begin on Monday; day 0 was a Thursday. */
const weekOf = (at: Date): number => Math.floor((dayOf(at) + 3) / 7);
const monthOf = (at: Date): string => new Date(at.getTime() + VIETNAM).toISOString().slice(0, 7);

const lastOfEach = (newestFirst: readonly Date[], bucketOf: (at: Date) => unknown, most: number): Date[] => {
  const buckets = new Set<unknown>();
  return newestFirst.filter((at) => {
    const bucket = bucketOf(at);
    if (buckets.has(bucket) || buckets.size >= most) return false;
    buckets.add(bucket);
    return true;
  });
};

/**
 * The backups that are no longer needed. Days without a backup do not count, so that an instance that stopped making backups
 * does not lose its old ones.
 */
export const toForget = <T extends { at: Date }>(backups: readonly T[]): T[] => {
  const newestFirst = backups.map(({ at }) => at).sort((one, other) => other.getTime() - one.getTime());
  const wanted = new Set([
    ...lastOfEach(newestFirst, dayOf, kept.days),
    ...lastOfEach(newestFirst, weekOf, kept.weeks),
    ...lastOfEach(newestFirst, monthOf, kept.months),
  ]);
  return backups.filter(({ at }) => !wanted.has(at));
};

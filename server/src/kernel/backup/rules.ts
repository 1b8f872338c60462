/** Which backups are kept, and when an operator should worry. Pure. */

type Told = { vi: string; en: string };

/** So many of the newest days, weeks and months keep the last backup made in them. */
export const kept = { days: 7, weeks: 5, months: 12 } as const;

const DAY = 86_400_000;
const VIETNAM = 7 * 3_600_000;
/** A nightly backup is missed after this many hours, a weekly drill after this many days. */
const BACKUP_HOURS = 30;
const DRILL_DAYS = 9;

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

export type LastBackup = { at: Date; error: string | null };
export type LastDrill = { at: Date; differences: readonly string[] };

/** Why the operator should look after the backups; null when the last one is young and whole. */
export const whyWorryAboutBackup = (last: LastBackup | null, now: Date): Told | null => {
  if (!last) return { vi: 'Chưa có bản sao lưu nào', en: 'There is no backup yet' };
  if (last.error !== null) return { vi: 'Lần sao lưu cuối không thành công', en: 'The last backup failed' };
  const hours = Math.floor((now.getTime() - last.at.getTime()) / 3_600_000);
  if (hours < BACKUP_HOURS) return null;
  return { vi: `Bản sao lưu cuối đã ${hours} giờ tuổi`, en: `The last backup is ${hours} hours old` };
};

/** The same for the restore drill: a backup that was never restored is a hope. */
export const whyWorryAboutDrill = (last: LastDrill | null, now: Date): Told | null => {
  if (!last) return { vi: 'Chưa thử khôi phục lần nào', en: 'No restore has been tried yet' };
  if (last.differences.length > 0)
    return { vi: 'Lần thử khôi phục cuối không khớp', en: 'The last restore drill found differences' };
  const days = Math.floor((now.getTime() - last.at.getTime()) / DAY);
  if (days < DRILL_DAYS) return null;
  return { vi: `Lần thử khôi phục cuối đã ${days} ngày`, en: `The last restore drill was ${days} days ago` };
};

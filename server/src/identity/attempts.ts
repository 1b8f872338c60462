/** Counts wrong passwords in the memory of the process, so that nobody can try them one after another. */

const MINUTE = 60_000;
/** How long wrong attempts are remembered after the last of them. */
const REMEMBERED = 15 * MINUTE;
/** More keys than this are only seen in an attack; then what has lapsed is swept out. */
const MANY = 10_000;

export type Attempts = {
  /** Counts one attempt; minutes to wait when the limit has been reached already, else 0. */
  take: (key: string, limit: number, now: Date) => number;
  /** An attempt was right: it does not count. */
  giveBack: (key: string) => void;
  /** The right password was given: earlier slips are forgotten. */
  forget: (key: string) => void;
};

export const countAttempts = (): Attempts => {
  const counts = new Map<string, { taken: number; until: number }>();
  const sweep = (now: number) => {
    for (const [key, { until }] of counts) if (until <= now) counts.delete(key);
  };
  return {
    take: (key, limit, at) => {
      const now = at.getTime();
      if (counts.size >= MANY) sweep(now);
      const known = counts.get(key);
      const taken = known && known.until > now ? known.taken : 0;
      if (known && taken >= limit) return Math.max(1, Math.ceil((known.until - now) / MINUTE));
      counts.set(key, { taken: taken + 1, until: now + REMEMBERED });
      return 0;
    },
    giveBack: (key) => {
      const known = counts.get(key);
      if (known) known.taken -= 1;
    },
    forget: (key) => {
      counts.delete(key);
    },
  };
};
